"""The sites our chat stands on: exact origins, a script nobody can change, a frame nobody else can show."""

import base64
import hashlib
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from livechat.models import Site, SiteKey
from livechat.models.site import exact_origin
from tests.support.office import filled, page


@pytest.mark.parametrize(
    "said",
    [
        *("www.meridian.example", "https://www.meridian.example/", "https://*.meridian.example"),
        *("https://www.meridian.example/path", "null", "*", "https://u@www.meridian.example"),
        *("javascript://x", "https://", "https://www.meridian.example:x", "HTTPS://WWW.MERIDIAN.EXAMPLE"),
        *("https://a.example; script-src *", "https://a.example https://b.example"),
    ],
)
def test_an_origin_is_exact_or_none(said):
    with pytest.raises(ValidationError):
        exact_origin(said)


@pytest.mark.parametrize("said", ["https://www.meridian.example", "https://a.example:8443"])
def test_an_exact_origin_is_taken(said):
    exact_origin(said)


def test_plain_http_is_only_for_trying(settings):
    exact_origin("http://127.0.0.1:8090")
    settings.PRODUCTION = True
    with pytest.raises(ValidationError):
        exact_origin("http://127.0.0.1:8090")


def test_the_tag_names_the_digest_of_what_is_served(client, site, capsys):
    call_command("embed_tag", "meridian")
    said = capsys.readouterr().out
    address = re.search(r'src="([^"]+)"', said)[1]
    answer = client.get(address.removeprefix("http://127.0.0.1:8000"))
    digest = base64.b64encode(hashlib.sha384(answer.content).digest()).decode()
    assert f'integrity="sha384-{digest}"' in said
    assert 'async src="' in said
    assert 'crossorigin="anonymous"' in said
    assert 'data-site="meridian"' in said
    assert "/tickets/new/" in said.partition("<noscript>")[2]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "Set-Cookie" not in answer.headers


def test_a_site_that_is_retired_has_no_tag_and_no_window(client, site):
    Site.objects.update(retired_at=timezone.now())
    assert client.get("/embed/meridian/window/").status_code == 404
    for key in ("meridian", "nobody"):
        with pytest.raises(CommandError):
            call_command("embed_tag", key)


def test_no_other_version_is_served(client, house):
    assert client.get("/embed/v0/chat.js").status_code == 404


def test_the_window_stands_only_in_pages_of_the_site_s_origins(client, site):
    answer = client.get("/embed/meridian/window/?lang=de")
    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors https://www.meridian.example" in policy
    assert "unsafe-inline'" not in policy.replace("style-src-attr 'unsafe-inline'", "")
    assert "X-Frame-Options" not in answer.headers
    assert answer.headers["Content-Language"] == "de"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "address", ["/chat/", "/", "/tickets/new/", "/account/login/", "/embed/nobody/window/"]
)
def test_nothing_else_stands_in_any_page(client, site, address):
    answer = client.get(address)
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_a_site_without_origins_stands_nowhere(client, site):
    Site.objects.update(origins=[])
    policy = client.get("/embed/meridian/window/").headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy


def test_a_site_speaks_its_languages_and_its_first_to_others(site):
    assert site.speaks("tr") == "tr"
    assert site.speaks("xx") == "en"
    site.languages = ["de", "fr"]
    assert [site.speaks(wanted) for wanted in ("fr", "tr")] == ["fr", "de"]


# In the admin.


def test_an_admin_makes_a_site_and_is_shown_its_tag(office, house):
    said = {"name": "Meridian", "key": "www", "origins": "https://a.example,https://b.example:8443"}
    answer = office.post(page("livechat_site_add"), said | {"position": "end", "languages": ["en"]})
    assert answer.status_code == 302
    made = Site.objects.get()
    assert made.origins == ["https://a.example", "https://b.example:8443"]
    assert "integrity=&quot;sha384-" in office.get(page("livechat_site_change", made.pk)).content.decode()


def test_an_admin_cannot_let_everybody_in(office, site):
    answer = filled(office, page("livechat_site_change", site.pk), origins="https://*.example")
    assert answer.status_code == 200
    assert Site.objects.get().origins == ["https://www.meridian.example"]


def test_a_secret_is_kept_sealed_and_shown_to_nobody(office, site):
    secret = "a-secret-of-thirty-two-bytes-or-more"
    said = {"site": site.pk, "kid": "k1", "alg": "HS256", "material": secret}
    assert office.post(page("livechat_sitekey_add"), said).status_code == 302
    key = SiteKey.objects.get()
    assert key.material == secret
    assert secret not in key.kept
    shown = office.get(page("livechat_sitekey_change", key.pk)).content.decode()
    assert secret not in shown
    assert key.kept not in shown


@pytest.mark.parametrize(
    ("alg", "material"), [("HS256", "too-short"), ("EdDSA", "no key at all"), ("RS256", "-----BEGIN")]
)
def test_a_key_that_is_none_is_refused(office, site, alg, material):
    said = {"site": site.pk, "kid": "k1", "alg": alg, "material": material}
    assert office.post(page("livechat_sitekey_add"), said).status_code == 200
    assert not SiteKey.objects.exists()


def test_an_eleventh_key_is_refused(office, site):
    SiteKey.objects.bulk_create(SiteKey(site=site, kid=f"k{n}", alg="HS256") for n in range(10))
    said = {"site": site.pk, "kid": "k11", "alg": "HS256", "material": "x" * 40}
    assert office.post(page("livechat_sitekey_add"), said).status_code == 200
    assert SiteKey.objects.count() == 10

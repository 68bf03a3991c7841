"""One table of fees in ten articles: said once, right everywhere, at once."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from helpcenter import facts, media, wording
from helpcenter.markup import LONGEST
from helpcenter.models import Fact, Picture, Snippet
from helpcenter.models.snippet import Wording
from support.audit import book
from support.files import FileRefused
from tests.helpcenter.reading import words

FEE = {"kind": "amount", "value": Decimal("0.0015"), "unit": "ETH"}


@pytest.fixture
def quoted(house, committed):
    with committed():
        wording.state("fee-eth", **FEE)
        wording.reword(
            "fees", {"en": "Sending costs {{ fact:fee-eth }}.", "de": "Senden kostet {{ fact:fee-eth }}."}
        )


def test_an_article_shows_what_it_quotes_in_its_language(client, quoted, write) -> None:
    write("costs", body="{{ snippet:fees }}")
    write("costs", body="{{ snippet:fees }}", language="de")
    assert "Sending costs 0.0015\u00a0ETH." in words(client.get("/help/costs/?lang=en"))
    assert "Senden kostet 0,0015\u00a0ETH." in words(client.get("/help/costs/?lang=de"))


def test_a_changed_fact_shows_at_once_through_snippets_too(client, quoted, write, committed, root) -> None:
    write("costs", body="{{ snippet:fees }}")
    assert "0.0015" in words(client.get("/help/costs/"))
    with committed():
        fact = wording.state("fee-eth", by=root, value=Decimal("0.002"))
    assert "Sending costs 0.002\u00a0ETH." in words(client.get("/help/costs/"))
    line = book.about(fact)[0]
    assert (line.by, line.detail["after"]) == (root, "0.002 ETH")


def test_the_same_fact_and_snippet_once_more_are_no_news(quoted, write) -> None:
    write("costs", body="{{ snippet:fees }}")
    before = [(fact, len(book.about(fact))) for fact in Fact.objects.all()]
    wording.state("fee-eth", **FEE | {"value": "0.00150"})
    wording.reword("fees", Snippet.objects.get().texts())
    assert [(fact, len(book.about(fact))) for fact in Fact.objects.all()] == before
    assert Wording.objects.count() == 2
    wording.state("fee-eth", **FEE | {"value": "0.00151"})
    assert len(book.about(before[0][0])) == before[0][1] + 1


def test_a_reworded_snippet_shows_at_once_and_keeps_its_old_texts(client, quoted, write, committed) -> None:
    write("costs", body="{{ snippet:fees }}")
    client.get("/help/costs/")
    with committed():
        wording.reword("fees", {"en": "Sending is free.", "de": "Senden kostet {{ fact:fee-eth }}."})
    assert "Sending is free." in words(client.get("/help/costs/"))
    assert Wording.objects.filter(language="en").count() == 2
    assert Wording.objects.filter(language="de").count() == 1  # unchanged


def test_a_snippet_that_lacks_a_language_is_marked_with_the_one_it_has(client, quoted, write) -> None:
    write("costs", body="{{ snippet:fees }}", language="fr")
    html = client.get("/help/costs/?lang=fr").content.decode()
    assert '<div lang="en">\n<p>Sending costs' in html


def test_what_quotes_in_vain_is_not_published(write, quoted) -> None:
    with pytest.raises(ValidationError, match="There is no snippet “fee-table”"):
        write("costs", body="{{ snippet:fee-table }}")
    assert write("costs", body="{{ snippet:fees }}").is_readable


def test_a_snippet_never_quotes_itself(quoted) -> None:
    wording.reword("more", {"en": "{{ snippet:fees }}"})
    with pytest.raises(ValidationError, match="fees → more → fees"):
        wording.reword("fees", {"en": "{{ snippet:more }}"})


def test_what_goes_missing_later_is_a_sentence_and_no_error(client, quoted, write) -> None:
    write("costs", body="{{ snippet:fees }} \n\nRest.")
    Snippet.objects.all().delete()
    response = client.get("/help/costs/?voted=no")
    assert response.status_code == 200
    assert "not available right now" in words(response)
    assert "Rest." in words(response)


@pytest.mark.parametrize(
    ("fact", "language", "said"),
    [
        ({"kind": "amount", "value": "1234.5", "unit": "EUR"}, "de", "1.234,50\u00a0€"),
        ({"kind": "amount", "value": "1234.5", "unit": "EUR"}, "en", "€1,234.50"),
        ({"kind": "amount", "value": "50000", "unit": "EUR"}, "en", "€50,000"),
        ({"kind": "amount", "value": "50000.00", "unit": "EUR"}, "de", "50.000\u00a0€"),
        ({"kind": "amount", "value": "0.5", "unit": "EUR"}, "tr", "€0,50"),
        ({"kind": "amount", "value": "0.00012345", "unit": "BTC"}, "ru", "0,00012345\u00a0BTC"),
        ({"kind": "amount", "value": "100", "unit": "USDT"}, "fr", "100\u00a0USDT"),
        ({"kind": "percent", "value": "0.26"}, "tr", "%0,26"),
        ({"kind": "percent", "value": "0.26"}, "zh-hans", "0.26%"),
        ({"kind": "number", "value": "1000000"}, "pt", "1.000.000"),
        ({"kind": "text", "words": {"en": "Ethereum only", "es": "Solo Ethereum"}}, "es", "Solo Ethereum"),
        ({"kind": "text", "words": {"en": "Ethereum only"}}, "it", "Ethereum only"),
    ],
)
def test_a_fact_is_said_as_the_language_says_it(fact, language, said) -> None:
    value = Decimal(fact.pop("value")) if "value" in fact else None
    assert facts.spoken(Fact(value=value, **fact), language) == said


def test_a_fact_without_a_value_is_refused(house) -> None:
    with pytest.raises(ValidationError):
        wording.state("empty", kind="amount", unit="EUR")


def test_a_text_longer_than_a_page_is_refused_with_words(write, client, root) -> None:
    with pytest.raises(ValidationError, match="at most 50000"):
        write("long", body="x" * (LONGEST + 1))
    write("short")
    client.force_login(root)
    form = {"title": "Short", "summary": "", "body": "x" * (LONGEST + 1), "severity": "content"}
    page = client.post(reverse("writing:text", args=["short", "en"]), form)
    assert "a page takes at most 50000" in words(page)


# ── Pictures and films ───────────────────────────────────────────────────────────────────────────
def drawn(width: int = 1500, height: int = 600) -> SimpleUploadedFile:
    made = BytesIO()
    Image.new("RGB", (width, height), "teal").save(made, "PNG")
    return SimpleUploadedFile("drawn.png", made.getvalue(), "image/png")


def test_a_picture_comes_in_widths_and_is_kept_forever(client, write) -> None:
    assert media.hang("memo", drawn()).widths == [480, 800, 1280]
    assert media.hang("small", drawn(300, 100)).widths == [300]
    write("memo", body="![The field](picture:memo)")
    html = client.get("/help/memo/").content.decode()
    shown = media.picture(Picture.objects.get(name="memo"))
    assert f'src="{shown.src}"' in html
    assert 'width="1280" height="512"' in html
    response = client.get(shown.src)
    assert response["Content-Type"] == "image/webp"
    assert "immutable" in response["Cache-Control"]
    assert Image.open(BytesIO(b"".join(response.streaming_content))).size == (1280, 512)


def test_an_address_that_is_none_of_the_picture_leads_nowhere(client, write) -> None:
    shown = media.picture(media.hang("memo", drawn()))
    write("memo", body="![The field](picture:memo)")
    assert client.get(shown.src).status_code == 200
    for wrong in (shown.src.replace("1280", "1281"), shown.src.replace("memo", "other"), f"{shown.src}.png"):
        assert client.get(wrong).status_code == 404


def test_what_is_no_picture_is_refused(house) -> None:
    with pytest.raises(FileRefused):
        media.hang("memo", SimpleUploadedFile("x.png", b"<svg onload=alert(1)>", "image/png"))
    with pytest.raises(FileRefused):
        media.hang("memo", SimpleUploadedFile("x.txt", b"words", "text/plain"))


FILM = b"\x1a\x45\xdf\xa3\x42\x82\x84webm" + bytes(range(200))


def test_a_film_is_sent_in_parts_and_its_captions_as_text(client, write) -> None:
    upload = SimpleUploadedFile("film.webm", FILM, "video/webm")
    video = media.video(
        media.put_on("film", upload, captions={"en": "WEBVTT\n\n00:00.000 --> 00:01.000\nHello"})
    )
    write("how", body="![How](video:film)")
    part = client.get(video.src, headers={"range": "bytes=4-9"})
    assert (part.status_code, part.content) == (206, FILM[4:10])
    assert part["Content-Range"] == f"bytes 4-9/{len(FILM)}"
    assert client.get(video.src, headers={"range": "bytes=-5"}).content == FILM[-5:]
    assert client.get(video.src, headers={"range": "bytes=9999-"}).status_code == 416
    assert b"".join(client.get(video.src).streaming_content) == FILM
    shown = client.get(video.tracks[0][2])
    assert shown["Content-Type"] == "text/vtt; charset=utf-8"
    assert "Hello" in shown.content.decode()


# ── The admin ────────────────────────────────────────────────────────────────────────────────────
def test_an_admin_keeps_snippets_and_facts_and_is_told_of_loops(client, root, quoted) -> None:
    client.force_login(root)
    page = reverse("admin:helpcenter_snippet_change", args=[Snippet.objects.get().pk])
    assert "quotes itself" in words(client.post(page, {"about": "", "texts": '{"en": "{{ snippet:fees }}"}'}))
    assert client.post(page, {"about": "Fees", "texts": '{"en": "Free."}'}).status_code == 302
    assert Snippet.objects.get().texts()["en"] == "Free."
    page = reverse("admin:helpcenter_fact_add")
    said = {"name": "limit", "kind": "amount", "value": "", "unit": "EUR", "words": ""}
    assert "Which number is it?" in words(client.post(page, said))
    assert client.post(page, said | {"value": "5"}).status_code == 302
    assert Fact.objects.get(name="limit").value == 5


def test_an_admin_hangs_pictures_and_is_told_what_is_none(client, root) -> None:
    client.force_login(root)
    page = reverse("admin:helpcenter_picture_add")
    assert client.post(page, {"name": "memo", "about": "The memo field", "file": drawn()}).status_code == 302
    assert Picture.objects.get().widths == [480, 800, 1280]
    fake = SimpleUploadedFile("x.png", b"no picture", "image/png")
    assert client.post(page, {"name": "fake", "about": "x", "file": fake}).status_code == 200
    assert not Picture.objects.filter(name="fake").exists()

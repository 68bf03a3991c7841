"""Pictures and films follow the articles that show them: who may read one may look, nobody else."""

import re
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from helpcenter import actions, media, wording
from helpcenter.models import Article, Picture

SHOWN = "![The field](picture:memo)"
FILM = b"\x1a\x45\xdf\xa3\x42\x82\x84webm" + bytes(200)


def hung(name: str = "memo") -> str:
    """A picture of ours, by its address."""
    drawn = BytesIO()
    Image.new("RGB", (600, 300), "teal").save(drawn, "PNG")
    return media.picture(media.hang(name, SimpleUploadedFile("x.png", drawn.getvalue(), "image/png"))).src


def seen(user, address: str) -> int:
    """How the house answers this person, None for a stranger, who asks for a file."""
    client = Client()
    if user:
        client.force_login(getattr(user, "user", user))
    return client.get(address).status_code


def test_what_everybody_may_read_is_kept_by_everybody_and_asks_for_no_session(write) -> None:
    address = hung()
    write("memo", body=SHOWN)
    answer = Client().get(address)
    assert "public" in answer["Cache-Control"]
    assert "immutable" in answer["Cache-Control"]
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies


@pytest.mark.parametrize(
    ("facts", "closed_to", "open_to"),
    [
        ({"audience": "agent"}, ["nobody", "carl"], ["ada", "sam", "root"]),
        ({"audience": "agent", "roles": ["admin"]}, ["nobody", "carl", "ada", "sam"], ["root"]),
        ({"signed_in": True}, ["nobody"], ["carl", "ada"]),
        ({"tiers": ["plus"]}, ["nobody", "cleo"], ["carl", "ada"]),
    ],
)
def test_a_picture_is_for_those_whom_its_article_is_for(
    write, facts, closed_to, open_to, carl, cleo, ada, sam, root
) -> None:
    people = {"nobody": None, "carl": carl, "cleo": cleo, "ada": ada, "sam": sam, "root": root}
    address = hung()
    write("memo", body=SHOWN, **facts | ({"tiers": [carl.tier]} if "tiers" in facts else {}))
    assert {name: seen(people[name], address) for name in closed_to} == dict.fromkeys(closed_to, 404)
    assert {name: seen(people[name], address) for name in open_to} == dict.fromkeys(open_to, 200)
    reader = Client()
    reader.force_login(getattr(people[open_to[-1]], "user", people[open_to[-1]]))
    assert "private" in reader.get(address)["Cache-Control"]


def test_one_article_that_is_open_is_enough_and_closing_it_closes_the_picture(write, committed, carl) -> None:
    address = hung()
    write("inner", body=SHOWN, audience="agent")
    text = write("open", body=SHOWN)
    assert seen(None, address) == 200
    Article.objects.filter(slug="open").update(signed_in=True)
    assert (seen(None, address), seen(carl, address)) == (404, 200)
    with committed():
        actions.withdraw(text)
    assert seen(carl, address) == 404


def test_any_language_that_is_out_counts_and_a_draft_does_not(write, ada) -> None:
    address = hung()
    write("memo", body="Words.")
    write("memo", body=SHOWN, language="de", out=False)
    assert (seen(None, address), seen(ada, address)) == (404, 200)
    write("memo", body=SHOWN, language="de")
    assert seen(None, address) == 200
    write("memo", body="Worte.", language="de")  # what was out once shows it no more
    assert seen(None, address) == 404


def test_what_stands_in_no_article_is_for_who_writes(house, ada, carl) -> None:
    address = hung()
    assert (seen(None, address), seen(carl, address), seen(ada, address)) == (404, 404, 200)


def test_a_snippet_brings_its_picture_along_until_its_newest_words_do_not(write, committed) -> None:
    address = hung()
    with committed():
        wording.reword("inner", {"en": SHOWN})
        wording.reword("outer", {"en": "{{ snippet:inner }}"})
    assert seen(None, address) == 404
    write("memo", body="{{ snippet:outer }}")
    assert seen(None, address) == 200
    with committed():
        wording.reword("inner", {"en": "Only words."})
    assert seen(None, address) == 404


def test_a_film_follows_its_article_and_brings_its_first_picture_along(write, carl) -> None:
    poster = hung("poster")
    upload = SimpleUploadedFile("film.webm", FILM, "video/webm")
    row = media.put_on("film", upload, captions={"en": "WEBVTT"}, poster=Picture.objects.get())
    film = media.video(row)
    write("how", body="![How](video:film)", signed_in=True)
    for address in (film.src, film.tracks[0][2], poster):
        assert (seen(None, address), seen(carl, address)) == (404, 200)


def test_nobody_opens_a_picture_to_themselves_by_quoting_it(write, ada, sam, root) -> None:
    hung()
    write("secret", body=SHOWN, audience="agent", roles=["admin"])
    mine = write("mine")
    with pytest.raises(ValidationError, match="picture:memo"):
        actions.revise(mine.article, "en", title="Mine", body=SHOWN, by=ada)
    for person, is_free in ((ada, False), (sam, False), (root, True)):
        client = Client()
        client.force_login(person)
        said = {"title": "Mine", "body": SHOWN, "severity": "content", "seen": mine.live_id}
        answer = client.post(reverse("writing:text", args=["mine", "en"]), said)
        assert answer.status_code == (302 if is_free else 422), person
        offered = client.get(reverse("writing:pick"), {"q": "memo", "language": "en"}).text
        assert ("picture:memo" in offered) == is_free


def test_looking_at_a_public_picture_costs_a_handful_of_queries(write, django_assert_max_num_queries) -> None:
    address = hung()
    write("memo", body=SHOWN)
    with django_assert_max_num_queries(4):
        assert Client().get(address).status_code == 200


def test_every_figure_of_the_house_s_own_public_articles_loads_for_a_stranger(library) -> None:
    found: set[str] = set()
    for article in Article.objects.visible_to(None):
        found |= set(re.findall(r'src="(/help/media/[^"]+)"', Client().get(f"/help/{article.slug}/").text))
    assert found
    assert {address: seen(None, address) for address in found} == dict.fromkeys(found, 200)

"""What a text is made of beside words: choices, questions, figures, quotes. No rows are asked."""

import time

import pytest

from helpcenter.markup import LONGEST, render
from helpcenter.quotes import Picture, Quoted, Video

SHOWN = Picture("/help/media/memo/0-800.webp", "/help/media/memo/0-480.webp 480w", 800, 400)
FILM = Video("/help/media/add/0.mp4", "video/mp4", "", 640, 360, (("en", "English", "/help/media/add.vtt"),))
EVERYTHING = Quoted(
    snippets=(
        ("fees", ("en", "| Coin | Fee |\n|---|---|\n| BTC | {{ fact:fee-btc }} |")),
        ("inner", ("de", "Drinnen.")),
        ("outer", ("en", "Before.\n\n{{ snippet:inner }}")),
        ("loop", ("en", "{{ snippet:back }}")),
        ("back", ("en", "{{ snippet:loop }}")),
        ("bomb", ("en", "\n\n".join(["{{ snippet:bomb2 }}"] * 60))),
        ("bomb2", ("en", "\n\n".join(["{{ snippet:bomb3 }}"] * 60))),
        ("bomb3", ("en", "word " * 200)),
    ),
    facts=(("fee-btc", "0.0002 BTC"),),
    media=(("picture:memo", SHOWN), ("video:add", FILM)),
)


def test_parts_that_follow_each_other_are_one_choice_and_each_has_its_name() -> None:
    html = render("::: for ios\nTap.\n:::\n::: for web\nClick.\n:::\n\nThen\n\n::: for btc\nX\n:::").html
    assert html.count('<div class="show-for">') == 2
    assert '<section class="show-for-part" id="for-ios" data-for="ios">' in html
    assert [name in html for name in (">iPhone<", ">Browser<", ">BTC<", "hidden")] == [
        True,
        True,
        True,
        False,
    ]


def test_a_part_may_bring_its_name_and_never_the_same_address_twice() -> None:
    html = render("::: for ledger My key\nA\n:::\n\nx\n\n::: for ledger My key\nB\n:::").html
    assert ">My key<" in html
    assert 'id="for-ledger"' in html
    assert 'id="for-ledger-2"' in html


def test_an_odd_key_is_no_address() -> None:
    html = render('::: for "><script>x\nA\n:::\n::: for\nB\n:::').html
    assert "<script" not in html
    assert 'id="for-other"' in html


def test_a_path_of_steps_is_one_within_a_choice_too() -> None:
    assert 'class="prose-steps"' in render("::: for ios\n1. **One.** Do.\n2. **Two.** Do.\n:::").html


def test_a_question_opens_and_ordinary_headings_do_not() -> None:
    rendered = render("::: faq May I *cancel* at {{ fact:fee-btc }}?\nYes.\n:::\n\n## Heading", EVERYTHING)
    assert "<summary>May I <em>cancel</em> at 0.0002 BTC?</summary>" in rendered.html
    assert rendered.html.count("<details") == 1
    assert rendered.questions == (("May I cancel at 0.0002 BTC?", "Yes."),)


def test_every_heading_of_an_faq_is_a_question() -> None:
    body = "First.\n\n## One?\n\nA.\n\n### More\n\nB.\n\n## Two?\n\nC."
    rendered = render(body, kind="faq")
    assert rendered.html.count("<details") == rendered.html.count("</details>") == 2
    assert [question for question, _ in rendered.questions] == ["One?", "Two?"]
    assert [anchor for anchor, _ in rendered.contents] == ["s1", "s2"]
    assert "<details" not in render(body, kind="explainer").html


def test_a_block_that_is_never_closed_ends_with_the_text() -> None:
    html = render("::: faq One?\nA\n\n## x").html
    assert html.count("<details") == html.count("</details>") == 1


def test_a_row_about_an_error_code_has_the_address_of_its_code() -> None:
    table = "| Code | Means |\n|---|---|\n| MX-402 | MX-403 |\n| MX-104 to MX-106 | x |\n| MX-402 | y |"
    html = render(f"MX-401\n\n{table}").html
    assert '<th scope="row" id="mx-402">MX-402</th>' in html
    assert 'id="mx-402-2"' in html
    assert [f'id="{one}"' in html for one in ("mx-401", "mx-403", "mx-104", "code")] == [False] * 4


def test_a_part_that_is_not_translated_says_so_and_one_that_is_does_not() -> None:
    told = "Noch nicht übersetzt, auf Englisch"
    german = render("Es kostet:\n\n{{ snippet:fees }}", EVERYTHING, language="de").html
    assert german.index(told) < german.index('<div lang="en">')
    assert told not in render("{{ snippet:inner }}", EVERYTHING, language="de").html
    assert "Not translated" not in render("{{ snippet:fees }}", EVERYTHING, language="en").html


def test_a_heading_keeps_its_address_in_every_language() -> None:
    english = render("## Fees {#fees}\n\n### Small\n\n## More").html
    german = render("## Gebühren {#fees}\n\n### Klein\n\n## Mehr").html
    for anchor in ('id="fees"', 'id="s1-1"', 'id="s2"'):
        assert anchor in english
        assert anchor in german
    assert "{#" not in english


def test_an_address_of_the_page_is_never_a_heading_s() -> None:
    html = render("## Vote {#vote}\n\n## Again {#vote}\n\n## Odd {#a b}").html
    assert 'id="vote"' not in html
    assert 'id="vote-2"' in html
    assert 'id="vote-3"' in html
    assert "{#a b}" in html


def test_a_snippet_stands_where_it_is_quoted_with_its_facts_and_its_language() -> None:
    html = render("Before\n\n{{ snippet:fees }}\n\n{{ snippet:outer }}", EVERYTHING, language="en").html
    assert '<td data-num="" data-label="Fee">0.0002 BTC</td>' in html
    assert '<div lang="de">\n<p>Drinnen.</p>' in html
    assert not render("{{ snippet:fees }}", EVERYTHING).problems


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{{ snippet:gone }}", "There is no snippet “gone”."),
        ("{{ snippet:loop }}", "The snippet “loop” quotes itself: loop → back → loop."),
        ("Costs {{ fact:gone }} today", "There is no fact “gone”."),
        ("In a line {{ snippet:fees }}", "The snippet “fees” must stand alone on its line."),
        ("![It](picture:gone)", "There is no “picture:gone”."),
        ("![](picture:memo)", "“picture:memo” needs words that say what it shows."),
    ],
)
def test_what_is_quoted_in_vain_is_said_and_never_a_hole(text: str, problem: str) -> None:
    rendered = render(text, EVERYTHING)
    assert rendered.problems == (problem,)
    assert "{{" not in rendered.html
    assert rendered.plain or "picture" in text


def test_code_is_not_quoted_from() -> None:
    assert "{{ fact:fee-btc }}" in render("`{{ fact:fee-btc }}`", EVERYTHING).html


def test_a_picture_of_ours_is_a_figure_that_keeps_its_place() -> None:
    html = render('![The field](picture:memo "Where it is")', EVERYTHING).html
    for part in ('width="800" height="400"', 'srcset="/help/media/memo/0-480.webp 480w"', 'alt="The field"'):
        assert part in html
    assert "<figcaption>Where it is</figcaption>" in html
    assert "<p>" not in html


def test_a_film_has_captions_and_one_without_is_named() -> None:
    html = render("![How to add a key](video:add)", EVERYTHING).html
    assert '<track kind="captions" srclang="en" label="English" src="/help/media/add.vtt" default="">' in html
    mute = Quoted(media=(("video:add", Video("/help/media/add/0.mp4", "video/mp4", "", 640, 360, ())),))
    assert render("![How](video:add)", mute).problems == ("The video “How” has no captions.",)


def test_a_picture_from_elsewhere_never_loads_whoever_says_so() -> None:
    wrong = Quoted(media=(("picture:x", Picture("//evil.example/x", "//evil.example/x 1w", 1, 1)),))
    assert "evil" not in render("![x](picture:x)\n\n![y](https://evil.example/y.png)", wrong).html


HOSTILE = {
    "brackets": "[" * LONGEST,
    "links": "[a](" * (LONGEST // 4),
    "stars": "*a " * (LONGEST // 3),
    "quotes": "> " * (LONGEST // 2),
    "lists": "- " * (LONGEST // 2),
    "ticks": "`a" * (LONGEST // 2),
    "tables": "|a" * 500 + "\n" + "|-" * 500 + "\n" + ("|a" * 90 + "\n") * 1000,
    "blocks": "::: for ios\n" * (LONGEST // 12),
    "asked": "::: faq x\n" * (LONGEST // 10),
    "braces": "{{ fact:a }}" * (LONGEST // 12),
    "entities": "&#x41;" * (LONGEST // 6),
    "autolinks": "www.a.b " * (LONGEST // 8),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_read_in_bounded_time(name: str) -> None:
    began = time.process_time()
    rendered = render(HOSTILE[name][:LONGEST])
    assert rendered.html is not None
    assert time.process_time() - began < 10  # seconds of CPU for the longest text there may be


def test_snippets_that_multiply_are_stopped() -> None:
    rendered = render("{{ snippet:bomb }}", EVERYTHING)
    assert any("too deep or too often" in problem for problem in rendered.problems)
    assert len(rendered.plain) < 1_000_000


def test_five_megabytes_are_refused_with_words() -> None:
    began = time.process_time()
    rendered = render("word " * 1_000_000)
    assert "5000000 letters" in rendered.html
    assert time.process_time() - began < 1

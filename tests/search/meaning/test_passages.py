"""How a document is cut, and how orders are joined. Pure."""

from support.search.meaning.fusion import fused
from support.search.meaning.passages import HAN_LONGEST, LONGEST, MOST, cut


def test_a_short_text_is_one_passage() -> None:
    (one,) = cut("Memo", "Two lines.\nOf words.", "en")
    assert one.said == "Memo\nTwo lines.\nOf words."


def test_nothing_but_a_title_is_a_passage_too() -> None:
    assert [one.said for one in cut("Memo", " \n", "en")] == ["Memo"]


def test_headings_begin_passages_and_other_lines_do_not() -> None:
    body = "Before.\nWhich lock ·\nThis one.\nWhich key ·\nThat one."
    assert [one.words for one in cut("Locks", body, "en", ["Which lock"])] == [
        "Before.",
        "Which lock ·\nThis one.\nWhich key ·\nThat one.",
    ]


def test_a_long_section_is_cut_at_sentences_and_goes_on_under_its_heading() -> None:
    sentence = "Here is a sentence of some length that says nothing."
    found = cut("Long", "Part ·\n" + " ".join([sentence] * 60), "en", ["Part"])
    assert all(len(one.words) <= LONGEST + 40 and one.words.endswith("nothing.") for one in found)
    assert [one.title for one in found] == ["Long"] + ["Long\nPart"] * (len(found) - 1)
    assert len(found) > 2


def test_chinese_is_cut_shorter() -> None:
    assert max(len(one.words) for one in cut("题", "一句话。" * 300, "zh-hans")) <= HAN_LONGEST * 1.4
    assert len(cut("题", "字" * 1000, "zh-hans")) == 3


def test_a_text_without_end_has_an_end() -> None:
    assert len(cut("Endless", "x" * 10_000_000, "en")) == MOST


def test_the_same_words_have_the_same_mark_and_others_another() -> None:
    one, same, other = (cut(title, "Words.", "en")[0].mark for title in ("A", "A", "B"))
    assert one == same != other


def test_what_two_orders_have_comes_before_what_one_has() -> None:
    assert fused(["a", "b", "c"], ["d", "c"]) == ["c", "a", "d", "b"]


def test_one_order_stays_as_it_is() -> None:
    assert fused(["b", "a"], []) == ["b", "a"]
    assert fused([], ["b", "a"]) == ["b", "a"]


def test_what_an_order_has_twice_counts_once() -> None:
    assert fused(["a", "b", "b", "b"], ["a"]) == ["a", "b"]

"""The order of results."""

from support.search.ranking import Candidate, Norms, Wanted, rank, rarity

NORMS = Norms(documents=100, words=5, letters=30)


def wanted(*words: str) -> Wanted:
    found = Wanted()
    for word in words:
        found.add(word)
    return found


def order(texts: list[str], *words: str, seen: dict[str, int] | None = None) -> list[int]:
    rows = [Candidate(at, f" {one} ", len(one.split())) for at, one in enumerate(texts)]
    return [pk for pk, _ in rank(rows, wanted(*words), seen or {}, NORMS)]


def test_a_rare_word_outweighs_a_common_one() -> None:
    seen = {" the ": 95, " memo ": 2}
    assert order(["the the the", "memo"], "the", "memo", seen=seen) == [1, 0]


def test_a_short_text_outweighs_a_long_one_that_says_it_as_often() -> None:
    assert order(["memo and a good many other words besides it", "memo tag"], "memo")[0] == 1


def test_an_inflected_word_is_found_by_its_pieces() -> None:
    assert order(["ganz anderes", "einzahlungen fehlen"], "einzahlung")[0] == 1


def test_what_has_nothing_of_it_comes_last_with_nothing() -> None:
    rows = [Candidate(1, " xyz ", 1), Candidate(2, " memo ", 1)]
    found = rank(rows, wanted("memo"), {}, NORMS)
    assert [pk for pk, _ in found] == [2, 1]
    assert found[1][1] == 0


def test_a_word_inside_another_is_not_that_word() -> None:
    assert order(["airport", "port"], "port")[0] == 1


def test_rarity_never_turns_against_a_word() -> None:
    assert rarity(100, 100) > 0
    assert rarity(150, 100) > 0

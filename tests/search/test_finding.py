"""Finding documents: the index, its words and its languages, against a real PostgreSQL."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from haystack import connections

from support.search import finding, indexing, repair, terms
from support.search.backend import SearchBackend
from support.search.models import Concept, Corpus, Document, Term
from support.search.query import Asked, SearchNode
from support.search.repair import Meant
from support.search.understanding import understand

pytestmark = pytest.mark.django_db


def put(code: str, **texts: str) -> None:
    indexing.write(
        Document(
            key=key, model="tests.text", object_id=key, language=code, title=body.split(".")[0], body=body
        )
        for key, body in texts.items()
    )


@pytest.fixture
def backend() -> SearchBackend:
    return connections["default"].get_backend()


@pytest.fixture
def ask(backend: SearchBackend) -> Callable[..., list[str]]:
    def asked(words: str, code: str = "en") -> list[str]:
        tree = SearchNode([("language", code), ("content", words)])
        return [found.pk for found in backend.search(Asked(tree))["results"]]

    return asked


def test_a_whole_question_finds_what_it_is_about(ask) -> None:
    put(
        "en",
        deposit="My deposit has not arrived. Check the memo.",
        fees="What trading costs. Fees by volume.",
    )
    assert ask("why has my deposit still not arrived")[0] == "deposit"


def test_a_mistyped_word_is_meant_well(ask) -> None:
    put("en", deposit="My deposit has not arrived.", staking="Stake and unstake.")
    assert ask("depsoit")[0] == "deposit"


def test_two_slips_in_a_short_word_are_another_word(ask) -> None:
    put("en", fees="Fees and costs.", memo="Memo or tag.")
    assert ask("mexx") == []


def test_a_german_compound_is_found_by_its_parts(ask) -> None:
    put("de", sperre="Warum mein Konto gesperrt ist. Eine Sperrung endet.", steuer="Steuern und Belege.")
    assert ask("Kontosperrung", "de")[0] == "sperre"


def test_a_part_finds_a_german_compound(ask) -> None:
    put("de", ein="Kryptoeinzahlung fehlt. Geduld.", steuer="Steuern und Belege. Jahr.")
    assert ask("Einzahlungen fehlen", "de")[0] == "ein"


@pytest.mark.parametrize("typed", ["ŞİFREMİ", "şifremi", "sifremi", "SIFREMI"])
def test_turkish_is_found_with_any_i_and_without_accents(ask, typed: str) -> None:
    put("tr", sifre="Şifremi unuttum. Işıklı yol.", ucret="Ücretler nasıl hesaplanır. Hacim.")
    assert ask(typed, "tr")[0] == "sifre"


def test_chinese_needs_no_spaces(ask) -> None:
    put("zh-hans", deposit="我的充值还没有到账。请检查。", fees="交易费用如何计算。手续费。")
    assert ask("充值未到账怎么办", "zh-hans")[0] == "deposit"
    assert ask("费", "zh-hans") == ["fees"]


@pytest.mark.parametrize("typed", ["chongzhi", "chong zhi", "shimingrenzheng", "chognzhi"])
def test_chinese_is_found_by_pinyin(ask, typed: str) -> None:
    put("zh-hans", right="充值与实名认证。请检查。", fees="交易费用如何计算。手续费。")
    assert ask(typed, "zh-hans") == ["right"]


def test_pinyin_is_for_chinese_only(ask) -> None:
    put("zh-hans", deposit="充值。请检查。")
    put("en", memo="Memo or tag.")
    assert ask("chongzhi", "en") == []
    assert terms.complete("chong", "zh-hans") == []  # nobody writes it so


def test_russian_inflection_and_yo(ask) -> None:
    put("ru", deposit="Депозит не пришёл. Проверьте сеть.", fees="Комиссии за торговлю. Объём.")
    assert ask("депозиты пришел", "ru")[0] == "deposit"


def test_one_language_does_not_answer_for_another(ask) -> None:
    put("en", english="Memo or tag.")
    put("de", german="Memo oder Tag.")
    assert ask("memo", "de") == ["german"]


def test_what_is_narrowed_is_found_behind_many_that_say_the_same(backend: SearchBackend, monkeypatch) -> None:
    """A word proposes only so many documents: of those that may be found, not of all."""
    monkeypatch.setattr(finding, "MOST_PROPOSED", 3)
    rows = [(f"other-{number}", "fees") for number in range(8)] + [("wanted", "security")]
    indexing.write(
        Document(
            key=key,
            model="tests.text",
            object_id=key,
            language="en",
            title="Memo",
            body="A memo.",
            fields={"shelf": shelf},
        )
        for key, shelf in rows
    )
    tree = SearchNode([("language", "en"), ("content", "memo"), ("shelf", "security")])
    assert [found.pk for found in backend.search(Asked(tree))["results"]] == ["wanted"]
    tree = SearchNode([("language", "en"), ("content", "memo")])
    assert len(backend.search(Asked(tree))["results"]) == 3


def test_without_a_language_all_are_asked(backend: SearchBackend) -> None:
    put("en", english="Memo or tag.")
    put("de", german="Memo oder Tag.")
    assert {found.pk for found in backend.search("memo")["results"]} == {"english", "german"}


def test_words_from_nowhere_find_nothing_and_do_not_fail(ask) -> None:
    put("en", memo="Memo or tag.")
    for typed in ("", "   ", "':*&|!()<->\\", "\x00", "a'b\\c", "💥", "%_", "f" * 5000):
        assert ask(typed) == []


def test_replacing_and_removing_keep_the_counts_true(backend: SearchBackend) -> None:
    put("en", one="Memo or tag.", two="Memo and fees.")
    put("en", two="Fees only.")
    assert terms.read(["memo", "fees", "tag"], "en").known == {"memo": 1, "fees": 1, "tag": 1}
    indexing.remove(Document.objects.filter(key="one"))
    assert terms.read(["memo", "fees", "tag"], "en").known == {"fees": 1}
    assert Corpus.objects.get(language="en").documents == 1
    indexing.remove(Document.objects.all())
    assert not Term.objects.exists()
    corpus = Corpus.objects.get(language="en")
    assert (corpus.documents, corpus.words, corpus.letters) == (0, 0, 0)


def test_writing_the_same_again_changes_no_count() -> None:
    put("en", one="Memo or tag.")
    before = list(Term.objects.order_by("text").values_list("text", "documents"))
    put("en", one="Memo or tag.")
    assert list(Term.objects.order_by("text").values_list("text", "documents")) == before


def test_repair_takes_the_nearest_and_then_the_more_frequent_word() -> None:
    put("en", a="Deposit one.", b="Deposit two.", c="Deposed king.")
    assert repair.meant(["deposot", "12345", "dep"], "en") == {"deposot": Meant(("deposit", "deposed"))}


def test_a_beginning_is_completed_as_it_is_written() -> None:
    put("es", a="Contraseña perdida.", b="Contraseña nueva. Contrato.")
    assert terms.complete("mi contras", "es") == ["contraseña"]
    assert terms.complete("mi contras ", "es") == []
    assert terms.complete("充", "zh-hans") == []


def test_a_half_typed_word_goes_on_before_it_is_mended(ask) -> None:
    put("de", ein="Einzahlung fehlt. Geduld.", an="Anzahl der Versuche. Drei.")
    meant = repair.meant(["einzahl", "anzhal"], "de")
    assert meant == {"einzahl": Meant(("einzahlung",)), "anzhal": Meant(("anzahl",))}
    assert ask("einzahl", "de") == ["ein"]


def test_the_languages_of_a_question_are_those_that_know_its_words() -> None:
    put("de", ein="Einzahlung fehlt.")
    put("ru", ru="Мой депозит.")
    put("zh-hans", zh="充值未到账。")
    assert terms.spoken_in("Einzahlung") == ["de"]
    assert terms.spoken_in("мой") == ["ru"]
    assert terms.spoken_in("未到账") == ["zh-hans"]
    assert terms.spoken_in("nothing") == []


def test_what_was_probably_meant_is_said_as_it_is_written() -> None:
    put("es", a="Contraseña perdida.")
    assert understand("contrasenia perdida", "es").as_meant() == "contraseña perdida"
    assert understand("contrasena perdida", "es").as_meant() == ""


def synonymous(tmp_path, words: str, code: str) -> list[str]:
    file = tmp_path / "synonyms.json"
    file.write_text(
        '[{"en": ["transaction id", "txid", "hash"], "de": ["Transaktions-ID"], "zh-hans": ["交易哈希"]}]'
    )
    backend = SearchBackend("default", SYNONYMS=file)
    tree = SearchNode([("language", code), ("content", words)])
    return [one.pk for one in backend.search(Asked(tree))["results"]]


def test_a_synonym_finds_what_nobody_typed(tmp_path) -> None:
    put("en", txid="Find your transaction id.", fees="Fees by volume.")
    assert synonymous(tmp_path, "txid", "en") == ["txid"]
    assert synonymous(tmp_path, "volume", "en") == ["fees"]


@pytest.mark.parametrize("said", ["Transaktions-ID", "交易哈希在哪里"])
def test_a_concept_is_found_across_languages(tmp_path, said: str) -> None:
    put("en", txid="Find your transaction id.", fees="Fees by volume.")
    assert synonymous(tmp_path, said, "en") == ["txid"]


def test_a_phrase_counts_as_one_and_is_said_only_whole(ask) -> None:
    """One word of "two step check" in a title is no answer to "2fa"; all of them are."""
    put(
        "en",
        check="Check your step. Two of them.",
        lost="Lost phone. Your 2fa app is on it.",
        whole="The two step check. What it is.",
    )
    Concept.objects.create(said={"en": ["2fa", "two step check"]})
    assert set(ask("2fa")[:2]) == {"lost", "whole"}
    asked = understand("2fa", "en")
    assert asked.is_answered_by("The two step check")
    assert not asked.is_answered_by("Check your step")


def test_a_synonym_that_an_editor_adds_holds_at_once_and_goes_with_its_row(ask) -> None:
    put("en", bridge="Move coins over a bridge.", fees="Fees by volume.")
    assert ask("wormhole") == []
    concept = Concept.objects.create(said={"en": ["bridge", "wormhole"]})
    assert ask("wormhole") == ["bridge"]
    Concept.objects.filter(pk=concept.pk).update(said={"en": ["bridge", "ferry"]}, changed_at=timezone.now())
    assert ask("ferry") == ["bridge"]
    assert ask("wormhole") == []
    concept.delete()
    assert ask("ferry") == []

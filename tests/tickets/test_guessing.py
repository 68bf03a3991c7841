"""The guesser says which words spoke for it, forgives typing, and talks nobody into something less grave."""

import io

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from support.shield import mark
from tickets import actions, catalogue, clock
from tickets.guessing import learning, lessons, measuring, proposals, reading
from tickets.guessing.guesser import Guess, Guesser
from tickets.guessing.lessons import Lesson
from tickets.models import Learned, Topic

SLUGS = ["fees", "limits", "staking", "deposit-missing", "account-takeover"]
GRAVE = dict(zip(SLUGS, [3, 3, 3, 2, 0], strict=True))


def taught(*said: tuple[str, str], code: str = "en") -> Guesser:
    """A guesser that has read these (topic, words)."""
    return Guesser(*learning.count(Lesson(slug, code, words, 3.0) for slug, words in said))


def knows_three() -> Guesser:
    return taught(
        ("fees", "fee wrong, charged too much"),
        ("deposit-missing", "deposit not arrived, missing deposit"),
        ("staking", "staking rewards, unlock coins"),
    )


def signs_of(words: str, code: str = "en") -> set[str]:
    return set(reading.signs(reading.read(words, code)))


def test_it_says_the_words_that_spoke_for_it_as_they_were_typed():
    first = knows_three().guess("Where is my DEPOSIT? It has not Arrived", "en")[0]
    assert (first.slug, set(first.because)) == ("deposit-missing", {"DEPOSIT", "Arrived"})


def test_words_nobody_taught_it_say_nothing():
    assert knows_three().guess("zzz qqq", "en") == []
    assert knows_three().guess("", "en") == []


def test_slips_of_the_finger_and_other_forms_still_speak():
    found = knows_three().guess("my depsit is mising", "en")
    assert found[0].slug == "deposit-missing"
    assert taught(("fees", "Gebühren falsch"), ("limits", "Limit"), code="de").guess("Gebuehr Gebühr", "de")


def test_case_and_accents_do_not_matter_and_turkish_i_is_read_as_it_is_meant():
    assert signs_of("DÉPÔT", "fr") == signs_of("depot", "fr")
    assert signs_of("De\u0301po\u0302t", "fr") == signs_of("dépôt", "fr")
    assert signs_of("GİRİŞ KIRMIZI", "tr") == signs_of("giriş kırmızı", "tr")


def test_chinese_is_read_by_pairs_and_explained_in_runs():
    guesser = taught(("deposit-missing", "充值未到账"), ("staking", "质押奖励"), code="zh-hans")
    first = guesser.guess("我的充值还未到账，请帮忙", "zh-hans")[0]
    assert first.slug == "deposit-missing"
    assert "充值" in "".join(first.because)


def test_ids_amounts_and_hidden_secrets_are_never_signs():
    words = f"{mark('seed')} 0x{'ab12' * 16} 1250.50 12345678 2fa"
    assert signs_of(words) == {"2fa"}


def test_it_is_the_same_every_time():
    asked = [knows_three().guess("fee for a missing deposit", "en") for _ in range(3)]
    assert asked[0] == asked[1] == asked[2]


@given(st.text(max_size=200), st.sampled_from(["en", "de", "tr", "ru", "zh-hans", "xx"]))
def test_no_text_breaks_it_and_shares_are_shares(words, code):
    found = knows_three().guess(words, code)
    assert all(0 <= guess.probability <= 1 and guess.because for guess in found)
    assert sum(guess.probability for guess in found) <= 1.0001


@given(
    st.lists(st.tuples(st.sampled_from(SLUGS), st.floats(0, 1)), unique_by=lambda one: one[0]),
    st.sampled_from(SLUGS),
    st.integers(0, 4),
)
def test_beside_a_chosen_topic_nothing_less_grave_is_ever_proposed(drawn, chosen, answers):
    guesses = [Guess(slug, share, ("word",)) for slug, share in sorted(drawn, key=lambda one: -one[1])]
    gravest = min(GRAVE[chosen], answers)
    shown = proposals.allowed(guesses, GRAVE, chosen=chosen, gravest=gravest)
    assert all(GRAVE[guess.slug] <= gravest and guess.slug != chosen for guess in shown)
    assert len(shown) <= 1


def test_nothing_is_proposed_below_the_threshold_and_never_more_than_three():
    low = [Guess(slug, 0.14, ("word",)) for slug in SLUGS]
    assert proposals.allowed(low, GRAVE) == []
    high = [Guess(slug, 0.2, ("word",)) for slug in SLUGS]
    assert len(proposals.allowed(high, GRAVE)) == 3


def test_what_only_one_customer_wrote_is_not_kept():
    said = [Lesson("fees", "en", "Rumpelstilzchen fee", 3.0, customer=1)]
    assert "rumpelstilzchen" not in learning.count(said)[0]
    both = [*said, Lesson("fees", "en", "rumpelstilzchen", 3.0, customer=2)]
    assert "rumpelstilzchen" in learning.count(both)[0]


def test_held_out_words_of_a_customer_do_not_help_to_guess_themselves():
    always = [Lesson("fees", "en", "fee", 3.0), Lesson("limits", "en", "limit", 3.0)]
    said = [Lesson("limits", "en", "zebra", 3.0, customer=7) for _ in range(10)]
    score = measuring.cross_validate(always, said)
    assert (score.texts, score.first) == (10, 0.0)
    assert measuring.measure(Guesser(*learning.count([*always, *said])), always).first == 1.0


@pytest.mark.django_db
def test_before_the_first_night_it_knows_the_catalogue_in_every_language(house):
    for code, words in Topic.objects.get(slug="staking").names.items():
        assert learning.guesser().guess(words, code)[0].slug == "staking", code


@pytest.mark.django_db
def test_every_topic_s_own_name_is_guessed_as_that_topic(house):
    guesser = learning.guesser()
    for topic in Topic.objects.all():
        for code, words in topic.names.items():
            assert guesser.guess(words, code)[0].slug == topic.slug, (code, words)


SAID = [  # as customers type it; the catalogue does not hold these lines
    ("en", "My 2FA phone is gone", "lost-2fa"),
    ("en", "someone withdrew my bitcoin", "account-takeover"),
    ("de", "Verifizierung abgelehnt", "verification-refused"),
    ("fr", "mon virement n'est pas arrivé", "bank-deposit-missing"),
    ("ru", "биржа заблокировала аккаунт", "account-locked"),
    ("ru", "не приходит смс код", "lost-2fa"),
    ("tr", "para çekme işlemim beklemede", "withdrawal-on-hold"),
    ("es", "se me perdió el teléfono y no tengo los códigos", "lost-2fa"),
    ("it", "il bonifico non arriva", "bank-deposit-missing"),
    ("pt", "minha conta tá bloqueada", "account-locked"),
    ("zh-hans", "提现三天了还在审核", "withdrawal-on-hold"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "words", "slug"), SAID, ids=[words for _, words, _ in SAID])
def test_what_frightened_people_type_has_its_topic_first(house, code, words, slug):
    assert words not in catalogue.read("phrases.json")[slug][code]
    assert [one.topic.slug for one in proposals.for_customer(words, code, chosen=None)][:1] == [slug]


@pytest.mark.django_db
def test_words_that_speak_for_two_topics_bring_both(house):
    found = proposals.for_customer("充值未到账，选错网络", "zh-hans", chosen=None)
    assert {"deposit-missing", "wrong-network"} <= {one.topic.slug for one in found}


def test_customers_phrases_stand_for_every_topic_in_every_language():
    topics = {row["slug"]: set(row["names"]) for row in catalogue.read("topics.json")}
    phrases = catalogue.read("phrases.json")
    assert {slug: set(by_language) for slug, by_language in phrases.items()} == topics
    assert all(4 <= len(set(said)) == len(said) for one in phrases.values() for said in one.values())


@pytest.mark.django_db
def test_it_learns_what_agents_corrected_and_keeps_a_version_that_says_from_how_much(ada, carl, cleo, says):
    words = "The flibber is off my wobble"
    assert not proposals.for_customer(words, "en", chosen=None)
    for who in (carl, cleo):
        actions.refile(says(who, words), topic=Topic.objects.get(slug="staking"), by=ada)
    learned = learning.learn()
    assert (learned.corrections, learned.confirmed) == (2, 0)
    guesser = Guesser(learned.counts, learned.lessons)
    first = guesser.guess("my wobble lost its flibber", "en")[0]
    assert (first.slug, set(first.because)) == ("staking", {"wobble", "flibber"})


@pytest.mark.django_db
def test_solved_tickets_count_a_little_and_those_that_were_changed_or_are_open_not(ada, carl, cleo, says):
    actions.resolve(says(carl, "one", topic="fees"), by=ada)
    says(cleo, "two", topic="fees")
    changed = actions.refile(says(cleo, "three"), topic=Topic.objects.get(slug="limits"), by=ada)
    actions.resolve(changed, by=ada)
    learned = learning.learn()
    assert (learned.corrections, learned.confirmed) == (1, 1)
    assert lessons.CORRECTED > lessons.TAKEN_OVER > lessons.CONFIRMED
    assert learned.lessons["limits"] == lessons.CORRECTED


@pytest.mark.django_db
def test_the_command_learns_and_says_how_often_it_was_right_measuring_alone_keeps_nothing(ada, carl, says):
    def said(*options: str) -> str:
        out = io.StringIO()
        call_command("learn_topics", *options, stdout=out)
        return out.getvalue()

    assert "no ticket to measure by yet" in said("--measure")
    actions.resolve(says(carl, "My staking rewards are missing", topic="staking"), by=ada)
    told = said("--measure")
    assert "catalogue only" in told
    assert "n=1      first 100%" in told
    assert not Learned.objects.exists()
    assert "learnt from 0 corrections, 1 confirmed" in said()
    assert clock.learn_topics() == 0
    assert Learned.objects.count() == 2


@pytest.mark.django_db
def test_old_versions_go(house):
    for _ in range(Learned.KEPT + 2):
        newest = learning.learn()
    assert Learned.objects.count() == Learned.KEPT
    assert Learned.objects.first() == newest


@pytest.mark.django_db
def test_an_agent_is_told_only_what_is_probable_and_only_without_a_topic(carl, says):
    ticket = says(carl, "My staking rewards are missing since I wanted to unlock", subject="Staking rewards")
    assert proposals.for_agent(ticket).topic.slug == "staking"
    assert proposals.for_agent(says(carl, "Hello there", subject="Hello")) is None
    assert proposals.for_agent(says(carl, "Staking rewards", topic="fees")) is None

"""Finding tickets at the desk: by words in any language, by filters, and never what is somebody else's."""

import pytest
from django.utils import timezone

from support.audit.models import Entry
from support.people.models import Team
from tests.tickets.browsing import page
from tickets import actions
from tickets.finding import asked, matching, writing
from tickets.finding.filters import Asking
from tickets.models import Identifier, Words

pytestmark = pytest.mark.django_db


@pytest.fixture
def finds(ada):
    """`finds("words")`: the subjects Ada finds, the newest first."""

    def find(question, user=ada, **more):
        read = asked.read(question, Asking(user, timezone.now()))
        return [ticket.subject for ticket in matching.find(read, user, **more).tickets]

    return find


def test_words_of_any_message_are_found_whatever_their_ending(finds, ada, carl, cleo, says):
    ticket = says(carl, "Where is my money?")
    actions.reply(ticket, by=ada, body="Your withdrawals were delayed by maintenance.", key="1")
    actions.note(ticket, by=ada, body="Looks like the mempool is full", key="2")
    says(cleo, "Something else")
    for question in ("withdrawal", "WITHDRAWALS delay", "mempool money", ticket.reference, "Carl"):
        assert finds(question) == ["Where is my money?"], question
    assert finds("withdrawal something") == []


@pytest.mark.parametrize(
    ("language", "body", "questions"),
    [
        ("de", "Meine Auszahlung fehlt, die Gebühren waren höher", ["auszahlungen", "gebuhren", "hoher"]),
        ("es", "Mi depósito no llegó", ["deposito", "depósitos", "llego"]),
        ("ru", "Мой перевод не пришёл", ["переводы", "пришел"]),
        ("tr", "İşlem ücreti çok yüksek", ["islem", "yuksek"]),
        ("zh-hans", "我的提现还没有到账", ["提现", "到账"]),
    ],
)
def test_each_language_is_found_as_people_type_it(finds, carl, says, language, body, questions):
    says(carl, body, language=language)
    says(carl, "nothing of the kind")
    for question in questions:
        assert finds(question) == [body], question
    assert finds("提款") == []


def test_other_teams_tickets_are_neither_found_nor_counted(finds, ada, ben, sam, carl, says):
    says(carl, "An unusual word: quetzal")
    assert finds("quetzal") == finds("quetzal", sam) == ["An unusual word: quetzal"]
    assert finds("quetzal", ben) == []


def test_filters_narrow_and_of_one_name_widen(finds, ada, carl, cleo, says):
    one, other = says(carl, "First deposit"), says(cleo, "Second deposit")
    actions.claim(one, by=ada)
    actions.resolve(one, by=ada)
    assert finds("deposit status:open") == ["Second deposit"]
    assert finds("deposit -status:open") == ["First deposit"]
    assert finds("deposit status:solved,open") == finds("status:solved status:open")
    assert finds("agent:me") == finds("agent:ada") == ["First deposit"]
    assert finds("agent:none") == ["Second deposit"]
    assert finds(f"tier:{cleo.tier.slug} from:cleo") == ["Second deposit"]
    assert finds("deposit -second") == ["First deposit"]
    assert finds(f"severity:s{other.severity} channel:web language:en after:2020-01-01") == [
        "Second deposit",
        "First deposit",
    ]
    assert finds("before:2020-01-01") == []


def test_a_phrase_is_found_as_it_stands_only(finds, carl, says):
    says(carl, "The card was declined twice")
    says(carl, "Declined: the card, was it?")
    assert finds('"card was declined"') == ["The card was declined twice"]
    assert len(finds("card was declined")) == 2


def test_a_transaction_is_found_with_and_without_its_0x(finds, carl, says):
    txid = "ab" * 32
    ticket = says(carl, "Not arrived")
    Identifier.objects.create(ticket=ticket, kind="txid", value=f"0x{txid}", network="ethereum")
    assert finds(f"txid:{txid}") == finds(f"txid:0x{txid}") == ["Not arrived"]
    assert finds("txid:abc") == []


def test_what_makes_no_sense_is_told_and_nothing_is_found_by_it(finds, ada, carl, says):
    says(carl, "A deposit")
    read = asked.read("deposit tier:gold before:tomorrow https://x.example", Asking(ada, timezone.now()))
    assert len(read.problems) == 2
    assert "tier:gold" in read.problems[0]
    assert "business" in read.problems[0]
    assert "https://x.example" in read.words
    assert finds("deposit tier:gold") == []


@pytest.mark.parametrize(
    "question", ['"', "-", ":", "a:", "'; drop", "\\", "\0", '"" -"" status:', "x" * 5000, "🙂"]
)
def test_no_question_breaks_the_search(finds, carl, says, question):
    says(carl, "A deposit")
    assert finds(question) in ([], ["A deposit"])


def test_pages_go_on_where_the_last_one_ended(ada, carl, says):
    for number in range(matching.A_PAGE + 3):
        says(carl, f"deposit number {number}")
    read = asked.read("deposit", Asking(ada, timezone.now()))
    first = matching.find(read, ada)
    second = matching.find(read, ada, before=first.earlier)
    assert (first.count, len(first.tickets), len(second.tickets)) == (28, 25, 3)
    assert second.earlier is None
    assert not {*first.tickets} & {*second.tickets}


def test_a_very_long_word_and_a_very_long_talk_break_nothing(finds, ada, carl, says):
    ticket = says(carl, "x" * 5000 + " " + " ".join(f"w{n}" for n in range(20_000 // 8)))
    for turn in range(9):
        actions.note(ticket, by=ada, body=" ".join(f"n{turn}a{n}" for n in range(1500)), key=str(turn))
    assert Words.objects.get().vector


def test_tickets_of_before_the_search_become_findable(finds, carl, says):
    says(carl, "An old deposit")
    Words.objects.all().delete()
    assert finds("deposit") == []
    assert writing.catch_up() == 1
    assert finds("deposit") == ["An old deposit"]
    assert writing.catch_up() == 0


def test_the_desk_shows_where_it_stands_and_keeps_a_book_of_questions(desk, ada, carl, says):
    ticket = says(carl, "Where is it?")
    actions.reply(ticket, by=ada, body="We wait for the <b>blockchain</b> to confirm it.", key="1")
    shown = page(desk, "home", q="blockchain")
    assert "<mark>blockchain</mark>" in shown
    assert "<b>" not in shown.split("queue-excerpt")[1][:400]
    assert Entry.objects.filter(action="tickets.searched", by=ada).count() == 1
    actions.note(ticket, by=ada, body="Tercer depósito: sin confirmar", key="2")
    assert "<mark>depósito</mark>" in page(desk, "home", q="deposito")
    nothing = page(desk, "home", q="blockchain tier:gold")
    assert "Nothing found." in nothing
    assert "tier:gold" in nothing.split("queue-note")[1][:200]


def test_a_secret_that_is_looked_for_is_not_kept_in_the_book(desk, ada):
    phrase = "abandon " * 11 + "about"
    desk.get("/desk/", {"q": phrase})
    assert phrase.strip() not in str(Entry.objects.get(action="tickets.searched").detail)


def test_a_ticket_that_moves_to_another_team_is_found_there(finds, ben, carl, says):
    ticket = says(carl, "A wandering quetzal")
    ticket.team = Team.objects.filter(agents__user=ben).first()
    ticket.save()
    assert finds("quetzal", ben) == ["A wandering quetzal"]
    assert finds("quetzal") == []

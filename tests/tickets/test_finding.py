"""Finding tickets at the desk: by words in any language, by filters, and never what is somebody else's."""

import pytest
from django.utils import timezone

from support.audit.models import Entry
from support.people.models import Team
from tests.tickets.browsing import HTMX, page
from tickets import actions
from tickets.finding import asked, matching, writing
from tickets.finding.filters import Asking
from tickets.models import Identifier, Words

pytestmark = pytest.mark.django_db

# What becomes a sign of regular expressions when it loses its accents.
SIGNS = ['"a ＊"', '"a［"', '"a ｛2"', '"＋a"', '"a ＼"', '"a＋＋"', '"a（"', '"a？"', '"a ×"']


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
    "question", ['"', "-", ":", "a:", "'; drop", "\\", "\0", '"" -"" status:', "x" * 5000, "🙂", *SIGNS]
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


def test_a_phrase_is_found_behind_any_number_of_newer_tickets_with_its_words(finds, carl, says, monkeypatch):
    monkeypatch.setattr(matching, "COUNTED", 4)
    says(carl, "please help me now")
    for _number in range(9):
        says(carl, "help now, me please")
    assert finds('"please help me now"') == ["please help me now"]
    monkeypatch.setattr(matching, "LOOKED_THROUGH", 8)
    assert finds('"please help me now"') == []


def test_where_it_stopped_looking_is_said_and_gone_on_from(desk, carl, says, monkeypatch):
    monkeypatch.setattr(matching, "COUNTED", 2)
    monkeypatch.setattr(matching, "LOOKED_THROUGH", 4)
    says(carl, "please help me now")
    for _number in range(5):
        says(carl, "help now, me please")
    shown = page(desk, "home", q='"please help me now"')
    assert "The phrase was looked for in the newest tickets" in shown
    there = shown.partition("&amp;before=")[2].partition('"')[0]
    assert 'data-open="' in page(desk, "home", q='"please help me now"', before=there)


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("about my\nlost  deposit", '"my lost deposit"'),
        ("istanbul’daki param", '"istanbul\'daki param"'),
        ("Épargne d’été perdue", '"epargne d\'ete"'),
        ("anything", '"carl"'),
    ],
)
def test_a_phrase_forgives_what_lies_between_its_words(finds, carl, says, said, question):
    says(carl, said, subject="Found")
    assert finds(question) == ["Found"]


@pytest.mark.parametrize("signs", ["???", "😀", "%", "()&|!", "..."])
def test_signs_without_a_word_find_nothing(finds, carl, says, signs):
    says(carl)
    assert finds(signs) == []


def test_a_minus_alone_takes_away_from_all(finds, carl, says):
    says(carl, "My deposit"), says(carl, "My card")
    assert finds("-deposit") == ["My card"]


def test_what_is_hidden_is_not_guessed_from_its_parts(finds, carl, says):
    says(carl, "One", subject="One")
    carl.email = "pt2@customer.example"
    carl.save()
    assert finds("from:pt2@customer.example") == ["One"]
    assert finds("from:pt2@cust") == finds("from:pt") == []


def test_a_search_by_a_part_of_the_page_is_written_down_once_an_hour(ada, desk, carl, says):
    for _refresh in range(3):
        desk.get("/desk/queue/?q=from:carl@customer.example", headers=HTMX)
    assert Entry.objects.filter(action="tickets.searched", by=ada).count() == 1


def test_a_phrase_with_unusual_signs_means_them(finds, carl, says):
    says(carl, "Lost my card…and my key (the blue one)", subject="Signs")
    for question in ('"card…and"', '"card...and"', '"key （the"'):
        assert finds(question) == ["Signs"]
    for question in ('"card… my"', '"ke？"', '"c．．d"'):
        assert finds(question) == []


@pytest.mark.parametrize(
    ("name", "questions"),
    [
        ("İbrahim Yılmaz", ["İbrahim", "ibrahim", "İBRAHİM", "yilmaz"]),
        ("José Müller", ["jose", "José", "MULLER"]),
        ("Işıl IŞIK", ["ışık", "IŞIK", "isil"]),
    ],
)
def test_a_customer_is_found_by_their_name_as_people_type_it(finds, carl, says, name, questions):
    carl.name = name
    carl.save(update_fields=["name"])
    says(carl, "Words", subject="Theirs")
    assert all(finds(f"from:{question}") == ["Theirs"] for question in questions)
    assert finds("from:Nobody") == []

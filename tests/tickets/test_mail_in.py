"""A mail comes in: kept first, then words on the right ticket, once; machines and forgers do less."""

from email.message import EmailMessage

import pytest
from django.test import Client

from support import signatures
from support.people.models import Customer
from tickets import letters
from tickets.mail_in import quotes, reading
from tickets.mail_in.clock import understand_the_letters
from tickets.models import Letter, Message, Ticket

SECRET = "demo-mail-in-secret"


@pytest.fixture(autouse=True)
def door(settings, valkey):
    settings.MAIL_IN_SECRET, settings.MAIL_IN_HOST = SECRET, "mx.meridian.example"


def mail(words="It is 7001", *, to="support@meridian.example", sender="gus@guest.example", files=(), **heads):
    """The bytes of a mail."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = f"Gus <{sender}>", to, heads.pop("subject", "Where is it")
    made["Message-ID"] = heads.pop("message_id", "<a1@guest.example>")
    for name, value in heads.items():
        made[name.replace("_", "-")] = value
    made.set_content(words)
    for name, kind, content in files:
        made.add_attachment(content, maintype=kind.split("/")[0], subtype=kind.split("/")[1], filename=name)
    return made.as_bytes()


def post(raw, secret=SECRET):
    header = {"X-Mail-Signature": signatures.for_meta(secret, raw)} if secret else {}
    return Client().post("/hooks/mail/", raw, content_type="message/rfc822", headers=header)


def comes(*args, **named):
    """It comes in and is understood."""
    assert post(mail(*args, **named)).status_code == 200
    understand_the_letters()
    return Letter.objects.order_by("-pk").first()


def test_an_answer_by_mail_is_words_on_the_same_ticket(says, gus):
    ticket = says(gus, channel="chat")
    letter = comes(
        "It is 7001\n\nOn Mon, 23 Nov 2026 at 10:00, Ada wrote:\n> What is its number?",
        to=letters.reply_address(ticket),
    )
    said = ticket.messages.order_by("seq").last()
    assert (said.body, said.channel, said.kind) == ("It is 7001", "email", "customer")
    assert (letter.outcome, letter.message) == ("heard", said)
    assert bytes(letter.sealed) == b""
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize("secret", ["", "another"])
def test_what_our_server_did_not_sign_is_not_kept(house, secret):
    assert post(mail(), secret=secret).status_code == 403
    assert not Letter.objects.exists()


def test_a_door_without_a_secret_is_shut(house, settings):
    settings.MAIL_IN_SECRET = ""
    assert post(mail(), secret="x").status_code == 403
    assert Client().get("/hooks/mail/").status_code == 405


def test_the_same_mail_twice_is_heard_once(says, gus):
    ticket = says(gus)
    for _ in range(2):
        comes(to=letters.reply_address(ticket))
    assert (Letter.objects.count(), ticket.messages.count()) == (1, 2)


def test_it_is_kept_sealed_before_anybody_reads_it(house):
    post(mail("my phrase is abandon abandon"))
    letter = Letter.objects.get()
    assert letter.understood_at is None
    assert b"abandon" not in bytes(letter.sealed)
    assert b"abandon" in letter.raw


def test_a_secret_in_a_mail_is_masked_before_the_first_write(says, gus):
    card = "4111 1111 1111 1111"
    comes(f"My card is {card}", to=letters.reply_address(says(gus)))
    assert card not in Message.objects.order_by("pk").last().body


def test_by_what_it_answers_when_the_address_was_lost(says, gus):
    ticket = says(gus)
    comes(In_Reply_To=letters.thread_id(ticket), References="<x@y.example> <z@y.example>")
    assert ticket.messages.count() == 2


def test_somebody_else_who_knows_the_id_opens_a_ticket_of_their_own(says, gus):
    ticket = says(gus)
    comes(In_Reply_To=letters.thread_id(ticket), sender="mallory@evil.example")
    assert ticket.messages.count() == 1
    assert Ticket.objects.exclude(pk=ticket.pk).get().customer.email == "mallory@evil.example"


def test_another_sender_at_a_signed_address_is_heard_and_called_unverified(says, gus):
    ticket = says(gus)
    letter = comes(to=letters.reply_address(ticket), sender="spouse@guest.example")
    assert "spouse@guest.example" in ticket.messages.order_by("seq").last().body
    assert "Not verified" in ticket.messages.order_by("seq").last().body
    assert not letter.is_proven


def test_a_forged_address_leads_nowhere(says, gus):
    ticket = says(gus)
    comes(to=f"reply+{ticket.reference}.{'0' * 20}@reply.meridian.example")
    assert ticket.messages.count() == 1


@pytest.mark.parametrize(
    ("verdict", "proven"),
    [
        ("mx.meridian.example; dmarc=pass header.from=guest.example", True),
        ("mx.meridian.example; dmarc=fail", False),
        ("mx.evil.example; dmarc=pass", False),
        ("mx.meridian.example; spf=pass x-dmarc=pass", False),
    ],
)
def test_only_our_own_servers_verdict_proves_a_sender(says, gus, verdict, proven):
    letter = comes(to=letters.reply_address(says(gus)), Authentication_Results=verdict)
    assert letter.is_proven is proven


def test_a_stranger_opens_a_ticket_and_is_nobody_we_know(house, carl):
    comes(sender="carl@customer.example")
    ticket = Ticket.objects.get()
    assert (ticket.channel, ticket.subject) == ("email", "Where is it")
    assert ticket.customer != carl  # an address in a mail is no sign-in
    assert ticket.customer.is_without_proof


@pytest.mark.parametrize(
    "heads",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "<news.example>"},
        {"X_Autoreply": "yes"},
        {"X_Loop": "reply.meridian.example"},
        {"Return_Path": "<>"},
        {"sender": "mailer-daemon@guest.example"},
        {"sender": "bounces@reply.meridian.example"},
        {"sender": "support@meridian.example"},
    ],
)
def test_machines_open_and_wake_nothing(says, gus, heads):
    ticket = says(gus)
    letter = comes("I am on holiday", to=letters.reply_address(ticket), **heads)
    assert (letter.outcome, ticket.messages.count(), Ticket.objects.count()) == ("automatic", 1, 1)


@pytest.mark.parametrize("heads", [{"Auto_Submitted": "no"}, {"X_Auto_Response_Suppress": "All"}])
def test_people_whose_mail_only_looks_like_a_machines_are_heard(says, gus, heads):
    ticket = says(gus)
    assert comes(to=letters.reply_address(ticket), **heads).outcome == "heard"


def test_files_obey_the_rules_of_the_form(says, gus):
    ticket = says(gus)
    good = ("note.txt", "text/plain", b"the number is 7001")
    bad = ("run.exe", "application/octet-stream", b"MZ\x90")
    comes("See there", to=letters.reply_address(ticket), files=[good, bad])
    said = ticket.messages.order_by("seq").last()
    assert [file.name for file in said.attachments.all()] == ["note.txt"]
    assert "run.exe" in said.body


def test_a_flood_waits_and_is_not_lost(says, gus):
    ticket = says(gus)
    for number in range(33):
        post(mail(to=letters.reply_address(ticket), message_id=f"<{number}@guest.example>"))
    understand_the_letters()
    assert ticket.messages.count() == 31  # its first words, and 30
    assert Letter.objects.filter(understood_at=None).count() == 3


def test_what_is_no_mail_is_kept_and_given_up_after_a_few_tries(house):
    post(b"\x00\xff no mail at all")
    for _ in range(6):
        understand_the_letters()
    letter = Letter.objects.get()
    assert (letter.outcome, letter.tries) == ("broken", 5)
    assert letter.raw == b"\x00\xff no mail at all"
    assert not Customer.objects.filter(email__contains="no mail").exists()


QUOTES = {
    "en": "On Mon, Nov 23, 2026 at 10:00 AM Ada, Meridian Support <reply+x@y.example> wrote:",
    "en in two lines": "On Mon, Nov 23, 2026 at 10:00 AM Ada, Meridian Support\n<reply+x@y.example> wrote:",
    "de": "Am Mo., 23. Nov. 2026 um 10:00 Uhr schrieb Ada <reply+x@y.example>:",
    "fr": "Le lun. 23 nov. 2026 à 10:00, Ada <reply+x@y.example> a écrit :",
    "es": "El lun, 23 nov 2026 a las 10:00, Ada (<reply+x@y.example>) escribió:",
    "it": "Il giorno lun 23 nov 2026 alle ore 10:00 Ada <reply+x@y.example> ha scritto:",
    "pt": "Em seg., 23 de nov. de 2026 às 10:00, Ada <reply+x@y.example> escreveu:",
    "tr": "Ada <reply+x@y.example>, 23 Kas 2026 Pzt, 10:00 tarihinde şunu yazdı:",
    "ru": "пн, 23 нояб. 2026 г. в 10:00, Ada <reply+x@y.example>:",
    "ru wrote": "23.11.2026 10:00, Ada пишет:",
    "zh": "Ada <reply+x@y.example> 于2026年11月23日周一 10:00写道：",
    "outlook": "-----Original Message-----\nFrom: Ada",
    "outlook de": "________________________________\nVon: Ada <a@b.example>",
    "outlook head": "Von: Ada <a@b.example>\nGesendet: Montag",
}


@pytest.mark.parametrize("head", QUOTES.values(), ids=QUOTES)
def test_only_what_is_new_is_heard_in_nine_languages(head):
    quoted = "\n".join(f"> {line}" for line in ("What is its number?", "", "Ada"))
    assert quotes.newly_said(f"It is 7001\n\n{head}\n\n{quoted}") == "It is 7001"


@pytest.mark.parametrize(
    "words",
    [
        "On Monday I wrote to you:\nnothing came.",
        "From: my wallet to yours, nothing came.",
        "I am sure. Le montant est de 5 €.",
        "3 > 2, I believe",
    ],
)
def test_what_only_looks_like_a_quote_is_kept(words):
    assert quotes.newly_said(words) == words


def test_a_mail_of_html_alone_is_read_as_words():
    made = EmailMessage()
    made["From"] = "gus@guest.example"
    made.set_content(
        "<style>p{color:red}</style><p>It is<br>7001 &amp; more</p><blockquote>old</blockquote>",
        subtype="html",
    )
    read = reading.read(made.as_bytes(), ours="mx", loop="r")
    assert [line.strip() for line in read.words.split("\n") if line.strip()] == ["It is", "7001 & more"]

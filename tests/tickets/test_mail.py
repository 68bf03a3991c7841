"""Letters: on one thread, in the customer's language, answerable, and no weapon against strangers."""

import re
from email import message_from_bytes, policy

import pytest

from tickets import actions, delivery, floods, letters, mail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_was_mailed(valkey):
    """Counters of earlier stories are gone."""


@pytest.fixture
def stranger(gus):
    """Gus as a form makes him: nobody told us that the address is his."""
    gus.exchange_id = None
    gus.save()
    return gus


def answered(ticket, ada, body="It has arrived.", key="k1"):
    message = actions.reply(ticket, by=ada, body=body, key=key)
    delivery.attempt(message.pk)
    message.refresh_from_db()
    return message


def whole(letter):
    return letter.subject + letter.body + letter.alternatives[0][0]


# ── The answer ───────────────────────────────────────────────────────────────────────────────────


def test_an_answer_is_mailed_on_the_tickets_thread(carl, ada, says, mailoutbox, settings):
    ticket = says(carl, subject="1,250 USDT")
    message = answered(ticket, ada)
    [letter] = mailoutbox
    sent = message_from_bytes(letter.message().as_bytes(), policy=policy.default)
    assert sent["Subject"] == f"Re: 1,250 USDT [{ticket.reference}]"
    assert sent["To"] == carl.email
    assert sent["From"] == '"Ada, Meridian Support" <support@meridian.example>'
    assert sent["Message-ID"] == f"<{ticket.reference}.{message.seq}@{settings.REPLY_DOMAIN}>"
    assert sent["In-Reply-To"] == sent["References"] == letters.thread_id(ticket)
    assert sent["Reply-To"] == letters.reply_address(ticket)
    assert letter.from_email == f"bounces@{settings.REPLY_DOMAIN}"
    assert "It has arrived." in letter.body
    assert "It has arrived." in letter.alternatives[0][0]
    assert (message.delivery, message.remote_id) == ("sent", sent["Message-ID"])


def test_what_a_person_wrote_does_not_look_automatic(carl, ada, says, mailoutbox):
    answered(says(carl), ada)
    headers = mailoutbox[0].message()
    assert not {"Auto-Submitted", "X-Auto-Response-Suppress", "Precedence"} & set(headers.keys())


def test_who_wrote_by_mail_is_answered_on_their_own_letter(carl, ada, says, mailoutbox):
    ticket = says(carl, channel="email", external_id="<their-1@customer.example>")
    answered(ticket, ada)
    headers = mailoutbox[0].message()
    assert headers["In-Reply-To"] == "<their-1@customer.example>"
    assert headers["References"] == f"{letters.thread_id(ticket)} <their-1@customer.example>"


@pytest.mark.parametrize(
    ("language", "says_hello"), [("de", "de"), ("ru", "ru"), ("zh-hans", "zh-hans"), ("en", "en")]
)
def test_a_mail_speaks_the_language_of_its_ticket(carl, ada, says, mailoutbox, language, says_hello):
    ticket = says(carl, language=language)
    answered(ticket, ada)
    assert mailoutbox[0].message()["Content-Language"] == says_hello
    assert f'<html lang="{language}">' in mailoutbox[0].alternatives[0][0]


def test_no_note_no_surname_and_no_other_words_are_in_a_mail(carl, ada, says, mailoutbox):
    ticket = says(carl, "The customer's own words")
    actions.note(ticket, by=ada, body="inside only", key="n1")
    answered(ticket, ada)
    assert "inside only" not in whole(mailoutbox[0])
    assert "own words" not in mailoutbox[0].body
    assert "Ada Desk" not in whole(mailoutbox[0])


def test_a_note_is_never_delivered(carl, ada, says, mailoutbox):
    note = actions.note(says(carl), by=ada, body="inside only", key="n1")
    delivery.attempt(note.pk)
    assert mailoutbox == []


def test_markup_in_an_answer_is_text_in_the_mail(carl, ada, says, mailoutbox):
    answered(says(carl), ada, body="<b>1 < 2</b>\n\n<img src=x>")
    html = mailoutbox[0].alternatives[0][0]
    assert "&lt;b&gt;1 &lt; 2&lt;/b&gt;" in html
    assert "<img" not in html
    assert "<b>1 < 2</b>" in mailoutbox[0].body


def test_a_mail_loads_nothing_from_anywhere(carl, ada, says, mailoutbox):
    answered(says(carl), ada)
    html = mailoutbox[0].alternatives[0][0]
    assert not re.search(r"<(img|link|script|iframe|object)\b|url\(|@import", html)


def test_a_subject_cannot_add_a_header(carl, ada, says, mailoutbox):
    ticket = says(carl, subject="Hello\r\nBcc: victim@example.com")
    answered(ticket, ada)
    letter = mailoutbox[0].message()
    assert letter["Bcc"] is None
    assert letter["Subject"] == f"Re: Hello Bcc: victim@example.com [{ticket.reference}]"


def test_a_hidden_secret_is_said_in_words(carl, ada, says, mailoutbox):
    ticket = says(carl, subject="card 4111111111111111")
    answered(ticket, ada, body="I see 4111111111111111 in your ticket.")
    assert "4111111111111111" not in whole(mailoutbox[0])
    assert "⟦" not in whole(mailoutbox[0])
    assert "card number hidden, ends in 1111" in mailoutbox[0].subject


def test_who_signs_in_gets_an_address_that_opens_for_nobody_else(carl, ada, says, mailoutbox, settings):
    ticket = says(carl)
    answered(ticket, ada)
    assert f"{settings.SITE_URL}/tickets/{ticket.reference}/\n" in mailoutbox[0].body
    assert "/tickets/open/" not in whole(mailoutbox[0])


def test_a_guest_gets_a_link_that_opens_the_ticket(gus, ada, says, mailoutbox, client):
    ticket = says(gus)
    answered(ticket, ada)
    link = re.search(r"http://\S+/tickets/open/(\S+)/", mailoutbox[0].body)
    assert letters.guest_ticket(link[1]) == ticket


# ── The acknowledgement ──────────────────────────────────────────────────────────────────────────


def test_a_customer_hears_that_we_have_it_and_for_how_long(carl, says, mailoutbox):
    ticket = says(carl, topic="deposit-missing")
    assert mail.acknowledge(ticket)
    letter = mailoutbox[0]
    assert "Hello Carl" in letter.body
    assert "within 12 h" in letter.body
    headers = letter.message()
    assert headers["Message-ID"] == letters.thread_id(ticket)
    assert (headers["Auto-Submitted"], headers["X-Auto-Response-Suppress"]) == ("auto-replied", "All")


def test_the_acknowledgement_carries_no_word_a_stranger_typed(stranger, says, mailoutbox):
    stranger.name = "WIN BITCOIN evil.example"
    stranger.save()
    mail.acknowledge(says(stranger, "Click evil.example now", subject="Your account is locked: evil.example"))
    assert "evil.example" not in whole(mailoutbox[0])
    assert "You did not write to us?" in mailoutbox[0].body


def test_an_answer_to_a_stranger_repeats_no_word_of_theirs_in_its_subject(stranger, ada, says, mailoutbox):
    answered(says(stranger, subject="Your account is locked: evil.example"), ada)
    assert "evil.example" not in whole(mailoutbox[0])


def test_a_strangers_address_is_acknowledged_once_an_hour(stranger, says, mailoutbox, time_machine):
    time_machine.move_to("2026-11-22 10:05Z", tick=False)
    assert [mail.acknowledge(says(stranger)) for _ in range(4)] == [True, False, False, False]
    time_machine.move_to("2026-11-22 11:05Z", tick=False)
    assert mail.acknowledge(says(stranger))
    assert len(mailoutbox) == 2


def test_capital_letters_make_no_second_address(stranger, gus, says, mailoutbox):
    from support.people.models import Customer

    loud = Customer.objects.create(email=stranger.email.upper())
    assert [mail.acknowledge(says(who)) for who in (stranger, loud)] == [True, False]


def test_a_customer_we_know_is_acknowledged_each_time(carl, says, mailoutbox):
    assert all(mail.acknowledge(says(carl)) for _ in range(3))


def test_a_thousand_victims_are_not_mailed(stranger, says, mailoutbox, monkeypatch):
    from support.people.models import Customer

    monkeypatch.setattr(floods, "ACKNOWLEDGEMENTS_IN_ALL", floods.Limit("all", most=3, seconds=3600))
    victims = [Customer.objects.create(email=f"victim{n}@example.com") for n in range(6)]
    assert sum(mail.acknowledge(says(victim)) for victim in victims) == 3


def test_acknowledging_the_same_ticket_twice_is_the_same_letter(stranger, says, mailoutbox):
    ticket = says(stranger)
    assert mail.acknowledge(ticket)
    assert mail.acknowledge(ticket)
    assert len({letter.message()["Message-ID"] for letter in mailoutbox}) == 1


def test_filing_leads_to_the_acknowledgement(carl, says, committed, carry_out, mailoutbox):
    with committed():
        ticket = says(carl)
    assert any(done.endswith("acknowledge") for done in carry_out())
    assert [letter.to for letter in mailoutbox] == [[carl.email]]
    assert ticket.reference in mailoutbox[0].subject


def test_who_left_no_address_gets_no_mail(xenia, says, committed, carry_out, mailoutbox):
    with committed():
        says(xenia, channel="x")
    carry_out()
    assert mailoutbox == []

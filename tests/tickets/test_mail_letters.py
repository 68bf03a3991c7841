"""Signed addresses and links: ours lead back, forged ones lead nowhere."""

import pytest

from tickets import letters

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "dress", [str, str.upper, str.lower, "Meridian Support <{}>".format, '"reply+x" <{}>'.format]
)
def test_a_reply_address_leads_back_to_its_ticket(carl, says, dress):
    ticket = says(carl)
    assert letters.ticket_of_address(dress(letters.reply_address(ticket))) == ticket


def test_a_reply_address_fits_every_mail_server(carl, says):
    assert len(letters.reply_address(says(carl)).partition("@")[0]) <= 64  # RFC 5321 4.5.3.1.1


def test_a_forged_reply_address_leads_nowhere(carl, says):
    ticket, other = says(carl), says(carl)
    true = letters.reply_address(ticket)
    forged = [
        true.replace(ticket.reference, other.reference),
        true.replace("@", "0@"),
        true[: true.index("@") - 1] + true[true.index("@") :],
        f"reply+{ticket.reference}@reply.meridian.example",
        f"reply+{ticket.reference}.@reply.meridian.example",
        true.replace("reply.meridian.example", "reply.meridian.example.evil.example"),
        true.removeprefix("reply+"),
        "reply+ⅯER.é@reply.meridian.example",
        "",
        "@",
        "nonsense",
    ]
    assert [letters.ticket_of_address(address) for address in forged] == [None] * len(forged)


def test_another_houses_secret_signs_nothing_here(carl, says, settings):
    ticket = says(carl)
    settings.SECRET_KEY = "another secret of another house, long enough to be one"
    theirs = letters.reply_address(ticket)
    settings.SECRET_KEY = "the secret of this house, long enough to be one as well"
    assert letters.ticket_of_address(theirs) is None


@pytest.mark.parametrize(
    "token", ["", "x", "MER-1234567:1", "MER-1234567:1:abc:def", "a" * 5000, "\0", "é:é:é"]
)
def test_a_token_that_is_none_opens_nothing(db, token):
    assert letters.guest_ticket(token) is None
    assert not letters.is_renewable(token)


def test_a_guest_link_lasts_three_days_and_can_be_renewed_for_half_a_year(gus, says, time_machine):
    time_machine.move_to("2026-01-01 10:00Z", tick=False)
    ticket = says(gus)
    token = letters.guest_link(ticket).rsplit("/", 2)[1]
    opens = {}
    for day in ("2026-01-04 09:59Z", "2026-01-04 10:01Z", "2026-06-01 10:00Z", "2026-09-01 10:00Z"):
        time_machine.move_to(day, tick=False)
        opens[day] = (letters.guest_ticket(token) is not None, letters.is_renewable(token))
    assert list(opens.values()) == [(True, True), (False, True), (False, True), (False, False)]

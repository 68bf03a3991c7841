"""What a ticket names, and what else its customer wrote."""

from django.utils import timezone

from support.people.models import Handle
from tests.tickets.browsing import page
from tickets.desk.named import named
from tickets.models import Identifier

TRON = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"
EVM = "0xdAC17F958D2ee523a2206206994597C13D831ec7"
HASH = "a1" * 32


def kinds(*texts):
    return [(one.kind, one.value, one.network) for one in named([], texts)]


def test_ids_are_found_in_a_sentence_and_a_network_only_where_it_is_sure():
    assert kinds(f"I sent it to {TRON}, not to {EVM}.") == [
        ("address", TRON, "tron"),
        ("address", EVM, ""),
    ]
    assert kinds(f"hash: {HASH}!") == [("txid", HASH, "")]
    assert kinds(f"see https://etherscan.io/tx/0x{HASH}") == [("txid", f"0x{HASH}", "ethereum")]


def test_orders_and_withdrawals_are_found_and_numbers_are_not():
    assert kinds("my withdrawal W7K2QX-9F3TB-H4M8ZC of 2500.00 EUR on 2026-11-20") == [
        ("withdrawal", "W7K2QX-9F3TB-H4M8ZC", "")
    ]
    assert kinds("call +44 20 7946 0958, order 1234567890, 12345678-1, 10:45:00") == []


def test_the_same_thing_stands_once_with_the_network_the_form_told():
    row = Identifier(kind="txid", value=f"0x{HASH}", network="arbitrum")
    (one,) = named([row], [f"my hash is {HASH}"])
    assert (one.network_name, one.host) == ("Arbitrum", "arbiscan.io")
    assert one.url == f"https://arbiscan.io/tx/0x{HASH}"


def test_they_stand_beside_the_ticket_with_the_others_that_name_them(desk, carl, cleo, says):
    ticket = says(carl, f"I sent it to {TRON}")
    mine = says(cleo, f"{TRON} has my money")
    other = says(cleo, f"{TRON} has my money", topic="bank-deposit-missing")
    shown = page(desk, "about", ticket.pk).split('id="named"')[1].split('id="theirs"')[0]
    assert f'href="https://tronscan.org/#/address/{TRON}" rel="noopener noreferrer"' in shown
    assert ">tronscan.org<" in shown
    assert mine.reference in shown
    assert other.reference not in shown


def test_a_guest_who_proved_the_address_is_the_same_person(desk, carl, gus, says):
    gus.email = carl.user.email
    gus.save()
    ticket, theirs = says(carl), says(gus, "as a guest", channel="email")
    Handle.objects.create(customer=gus, network="typed", external_id=f"{gus.email} x")
    assert theirs.reference not in page(desk, "about", ticket.pk).partition('id="talk"')[2]
    Handle.objects.create(customer=gus, network="guest", external_id=gus.email, proven_at=timezone.now())
    assert theirs.reference in page(desk, "about", ticket.pk).partition('id="talk"')[2]
    assert ticket.reference in page(desk, "about", theirs.pk)


def test_many_others_are_counted_and_found_without_naming_who_it_is(desk, carl, says):
    ticket = says(carl)
    others = [says(carl, f"number {at}") for at in range(11)]
    shown = page(desk, "about", ticket.pk)
    assert "3 more" in shown
    assert f"?q=from%3A%23{carl.pk}" in shown
    assert carl.email not in shown
    found = page(desk, "home", q=f"from:#{carl.pk}")
    assert all(f"/desk/tickets/{other.pk}/" in found for other in others)

"""Who is that? A name on a network is one customer, and only a proven address opens somebody's history."""

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from support.people import actions
from support.people.guests import guest, proven
from support.people.models import Customer, Handle, Tier, User
from tests.together import at_once
from tickets import defaults


def test_a_name_never_seen_is_a_new_customer_of_the_lowest_tier(house):
    customer = actions.recognise(network="x", external_id="42", name="mia", language="de")
    assert (customer.name, customer.language, customer.tier.slug) == ("mia", "de", "entry")
    handle = Handle.objects.get()
    assert (handle.customer, handle.name, handle.proven_at) == (customer, "mia", None)


def test_the_same_name_again_is_the_same_customer_whatever_it_says_now(house):
    first = actions.recognise(network="x", external_id="42", name="mia")
    assert actions.recognise(network="x", external_id="42", name="mia the second", language="fr") == first
    assert Customer.objects.count() == 1


def test_the_same_id_on_another_network_is_somebody_else(house):
    actions.recognise(network="x", external_id="42")
    actions.recognise(network="facebook", external_id="42")
    assert Customer.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_twelve_messages_of_a_stranger_at_once_make_one_customer():
    defaults.prepare()
    found = at_once(12, lambda _: actions.recognise(network="x", external_id="42", name="mia"))
    assert {type(one) for one in found} == {Customer}
    assert len({one.pk for one in found}) == Customer.objects.count() == Handle.objects.count() == 1


def test_a_handle_has_one_owner(house, carl, cleo):
    Handle.objects.create(customer=carl, network="x", external_id="1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Handle.objects.create(customer=cleo, network="x", external_id="1")


# A sign-in gets the history of its address, once the address is proven.


@pytest.fixture
def dana(house):
    """Signs up; her address is not proven yet."""
    user = User.objects.create_user("dana@customer.example", "correct horse battery", name="Dana")
    return EmailAddress.objects.create(user=user, email=user.email, primary=True)


@pytest.fixture
def prove(client):
    """`prove(address)`: its owner followed the link we mailed, and pressed the button."""

    def follow(address):
        page = reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])
        client.get(page)  # a mail scanner looks first, and proves nothing
        address.refresh_from_db()
        assert not address.verified or Customer.of(address.user)
        client.post(page)

    return follow


def known(email, **facts):
    return Customer.objects.create(name="Dana", email=email, **facts)


def test_a_proven_address_opens_the_customer_with_that_address(dana, prove):
    waiting = known("Dana@Customer.example", exchange_id="MX-7", tier=Tier.objects.get(slug="plus"))
    prove(dana)
    assert Customer.of(dana.user) == waiting
    handle = waiting.handles.get(network="email")
    assert handle.external_id == dana.email
    assert handle.proven_at


def test_signing_up_alone_opens_nothing(dana, client):
    waiting = known(dana.email)
    assert Customer.of(dana.user) is None
    waiting.refresh_from_db()
    assert waiting.user is None


def test_of_several_with_that_address_the_one_the_exchange_knows_is_theirs(dana, prove):
    guest(email=dana.email, browser="b1", name="whoever typed it")
    waiting = known(dana.email, exchange_id="MX-7", tier=Tier.objects.get(slug="business"))
    prove(dana)
    assert Customer.of(dana.user) == waiting
    assert waiting.tier.slug == "business"


def test_a_customer_who_signs_in_already_is_never_taken_over(dana, prove, carl):
    Customer.objects.filter(pk=carl.pk).update(email=dana.email)
    prove(dana)
    carl.refresh_from_db()
    assert carl.user.email == "carl@customer.example"
    assert Customer.of(dana.user) not in {None, carl}


def test_proving_twice_changes_nothing(dana, prove):
    prove(dana)
    first = Customer.of(dana.user)
    prove(dana)
    assert Customer.of(dana.user) == first
    assert Customer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_joining_from_two_windows_at_once_makes_one_customer():
    defaults.prepare()
    user = User.objects.create_user("dana@customer.example", "correct horse battery")
    found = at_once(6, lambda _: actions.join(User.objects.get(pk=user.pk)))
    assert {type(one) for one in found} == {Customer}
    assert Customer.objects.count() == 1


def test_an_agent_s_address_makes_no_customer(ada, prove):
    prove(EmailAddress.objects.create(user=ada, email=ada.email, primary=True))
    assert Customer.of(ada) is None


# Whoever types an address into a form proves nothing.


def test_a_guest_gets_neither_the_history_nor_the_tier_of_the_address_they_type(carl, cleo):
    Customer.objects.filter(pk=cleo.pk).update(user=None)
    typed = [guest(email=known.email, browser="b1") for known in (carl, cleo)]
    assert not {carl, cleo} & set(typed)
    assert {one.tier.slug for one in typed} == {"entry"}
    assert all(one.is_without_proof for one in typed)


def test_a_guest_who_writes_again_in_the_same_browser_is_the_same_guest(house):
    first = guest(email="Gus@Guest.example", browser="b1")
    assert guest(email="gus@guest.example ", browser="b1") == first
    assert Customer.objects.count() == 1


def test_the_same_address_typed_in_another_browser_is_somebody_else(house):
    assert guest(email="gus@guest.example", browser="b1") != guest(email="gus@guest.example", browser="b2")


def test_somebody_an_admin_vouched_for_is_not_whoever_types_the_same_there_next(house, carl):
    for vouched_for in ({"exchange_id": "MX-9"}, {"user": carl.user}):
        Customer.objects.filter(pk=carl.pk).update(user=None)
        first = guest(email="dana@customer.example", browser=str(vouched_for))
        Customer.objects.filter(pk=first.pk).update(**vouched_for)
        assert guest(email="dana@customer.example", browser=str(vouched_for)) != first


def test_typing_takes_the_same_queries_whether_the_address_is_known_or_not(
    carl, cleo, django_assert_num_queries
):
    Customer.objects.filter(pk=cleo.pk).update(user=None)
    with CaptureQueriesContext(connection) as unknown:
        guest(email="nobody@guest.example", browser="b1")
    for known in (carl, cleo):
        with django_assert_num_queries(len(unknown)):
            guest(email=known.email, browser="b1")


def test_a_proven_address_opens_no_words_of_a_stranger_who_typed_it(dana, prove):
    typed = guest(email=dana.email, browser="b1", name="whoever typed it")
    chatted = actions.recognise(network="chat", external_id="visit-1")
    Customer.objects.filter(pk=chatted.pk).update(email=dana.email)
    prove(dana)
    assert Customer.of(dana.user) not in {None, typed, chatted}


def test_a_proven_address_opens_what_was_proven_by_letter_before(dana, prove):
    before = proven(email=dana.email, name="Dana")
    prove(dana)
    assert Customer.of(dana.user) == before


# Whoever opens our letter proves it.


def test_a_proven_guest_is_one_whatever_browser_they_come_from(house):
    first = proven(email="Gus@Guest.example", name="Gus")
    assert proven(email="gus@guest.example", name="Gustav") == first
    assert (first.name, first.email, first.user, first.tier.slug) == (
        "Gus",
        "gus@guest.example",
        None,
        "entry",
    )
    assert first.handles.get().proven_at
    assert not first.is_without_proof


def test_a_proven_address_is_the_customer_s_of_whom_the_exchange_told_us(cleo):
    Customer.objects.filter(pk=cleo.pk).update(user=None)
    assert proven(email=cleo.email.upper()) == cleo
    assert cleo.handles.get(network="guest").proven_at


def test_a_proven_address_is_never_the_customer_s_who_signs_in_with_it(carl):
    Handle.objects.create(customer=carl, network="guest", external_id=carl.email)
    found = proven(email=carl.email)
    assert (found != carl, found.user, found.tier.slug) == (True, None, "entry")
    assert proven(email=carl.email) == found
    assert carl.handles.get().proven_at is None


@pytest.mark.django_db(transaction=True)
def test_six_letters_opened_at_once_make_one_proven_guest():
    defaults.prepare()
    found = at_once(6, lambda _: proven(email="gus@guest.example"))
    assert {type(one) for one in found} == {Customer}
    assert Customer.objects.count() == 1

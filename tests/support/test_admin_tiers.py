"""Tiers and customers' tiers by hand: with a reason, in the book, and never half-way."""

import pytest

from support.audit.models import Entry
from support.people.models import Customer, Entrance, Team, Tier
from tests.support.office import filled, page
from tickets.models import Target


def stands(customer):
    customer.refresh_from_db()
    return customer.tier.slug


# A customer's tier.


def test_a_change_says_why(office, root, carl):
    plus = Tier.objects.get(slug="plus")
    address = page("people_customer_change", carl.pk)
    assert filled(office, address, tier=plus.pk, reason="passport checked").status_code == 302
    assert stands(carl) == "plus"
    detail = Entry.objects.get(action="tier.changed").detail
    assert (detail["reason"], detail["source"]) == ("passport checked", "admin")


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_saved_and_what_was_typed_stays(office, carl, reason):
    plus = Tier.objects.get(slug="plus")
    answer = filled(
        office, page("people_customer_change", carl.pk), tier=plus.pk, reason=reason, name="Carla"
    )
    assert answer.status_code == 200
    form = answer.context["adminform"].form
    assert "reason" in form.errors
    assert (form["tier"].value(), form["name"].value()) == (str(plus.pk), "Carla")
    assert stands(carl) == "verified"
    assert carl.name == "Carl"
    assert not Entry.objects.exists()


def test_other_facts_need_no_reason(office, carl):
    assert filled(office, page("people_customer_change", carl.pk), name="Carla").status_code == 302
    carl.refresh_from_db()
    assert (carl.name, carl.tier.slug, carl.tier_source) == ("Carla", "verified", "api")
    assert not Entry.objects.filter(action="tier.changed").exists()


def test_an_unknown_tier_is_shown_as_such_and_can_be_told(office, house):
    una = Customer.objects.create(name="Una", exchange_id="MX-UNA")
    listed = office.get(page("people_customer_changelist")).content.decode()
    assert "Unknown (counts as Entry)" in listed
    address = page("people_customer_change", una.pk)
    assert office.get(address).context["adminform"].form["tier"].value() is None
    assert filled(office, address, tier=una.tier_id, reason="papers seen").status_code == 302
    una.refresh_from_db()
    assert (una.is_tier_known, una.tier.slug) == (True, "entry")


def test_a_tier_can_be_taken_back_to_unknown(office, carl):
    answer = filled(office, page("people_customer_change", carl.pk), tier="", reason="told by mistake")
    assert answer.status_code == 302
    carl.refresh_from_db()
    assert (carl.is_tier_known, carl.tier.slug, carl.tier_source) == (False, "entry", "")
    assert Entry.objects.get(action="tier.changed").detail["after"] == "unknown"


def test_a_customer_made_without_a_tier_is_unknown(office, house):
    said = {"name": "New", "language": "en", "time_zone": "UTC", "handles-TOTAL_FORMS": 0}
    said |= {"handles-INITIAL_FORMS": 0}
    assert office.post(page("people_customer_add"), said).status_code == 302
    assert not Customer.objects.get(name="New").is_tier_known


# The tiers themselves.


@pytest.fixture
def business(house):
    return Tier.objects.get(slug="business")


def desk(**said):
    """What the form of a tier's own desk holds."""
    team = Team.objects.get(slug="business")
    filled_in = {"slug": "business-desk", "names": '{"en": "Business desk"}', "team": team.pk} | said
    rows = {f"entrance-0-{name}": value for name, value in filled_in.items()}
    return rows | {"entrance-TOTAL_FORMS": 1, "entrance-INITIAL_FORMS": 0}


def test_a_tier_gets_a_desk_and_the_book_says_so(office, root, business):
    address = page("people_tier_change", business.pk)
    assert filled(office, address, **desk(), chat=2).status_code == 302
    own = Entrance.objects.get()
    assert (own.tier, own.name, own.team.slug, own.lets_higher_in) == (
        business,
        "Business desk",
        "business",
        False,
    )
    business.refresh_from_db()
    assert business.chat == 2
    assert Entry.objects.get(action="tier.edited").detail["chat"] == "2"
    told = Entry.objects.get(action="entrance.edited")
    assert (told.by, told.object_id, told.detail["address"]) == (root, str(business.pk), "business-desk")


@pytest.mark.parametrize(
    "wrong",
    [
        {"slug": ""},
        {"slug": "no slug!"},
        {"names": "{}"},
        {"names": '{"de": "Firmen"}'},
        {"names": '["x"]'},
        {"names": '{"en": "x", "xx": "y"}'},
        {"team": ""},
        {"team": 99999},
    ],
)
def test_a_desk_that_could_not_be_used_is_refused(office, business, wrong):
    answer = filled(office, page("people_tier_change", business.pk), **desk(**wrong))
    assert answer.status_code == 200
    assert not Entrance.objects.exists()
    assert not Entry.objects.exists()


def test_two_desks_of_one_address_are_refused(office, business):
    team = Team.objects.get(slug="business")
    plus = Tier.objects.get(slug="plus")
    Entrance.objects.create(tier=plus, slug="business-desk", names={"en": "x"}, team=team)
    assert filled(office, page("people_tier_change", business.pk), **desk()).status_code == 200
    assert Entrance.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"colour": "red"}, {"colour": "#12345"}, {"rank": 0}, {"rank": 1}, {"chat": 5}]
)
def test_a_tier_that_could_not_be_is_refused(office, business, wrong):
    assert filled(office, page("people_tier_change", business.pk), **wrong).status_code == 200
    assert not Entry.objects.exists()


def test_a_rank_that_somebody_counts_on_stays(office, carl):
    answer = filled(office, page("people_tier_change", carl.tier_id), rank=9)
    assert "rank" in answer.context["adminform"].form.errors
    empty = Tier.objects.get(slug="business")
    assert filled(office, page("people_tier_change", empty.pk), rank=9).status_code == 302


def test_a_tier_gets_no_rank_at_which_it_would_wait_longer_than_a_lower_one(office, house):
    plus = Tier.objects.get(slug="plus")
    answer = filled(office, page("people_tier_change", plus.pk), rank=9)
    assert "A lower tier would be answered faster than this one." in str(
        answer.context["adminform"].form.errors["rank"]
    )
    plus.refresh_from_db()
    assert plus.rank == 3
    assert filled(office, page("people_tier_change", plus.pk), colour="#000000").status_code == 302


def test_a_tier_that_nothing_would_be_promised_to_is_not_made(office, house):
    Tier.objects.filter(slug="entry").update(rank=8)
    Tier.objects.exclude(slug="entry").delete()
    said = {"name": "New", "slug": "new", "rank": 7, "colour": "#000000", "chat": 4}
    said |= {"entrance-TOTAL_FORMS": 0, "entrance-INITIAL_FORMS": 0}
    refused = office.post(page("people_tier_add"), said)
    assert "Something must be promised here." in str(refused.context["adminform"].form.errors["rank"])
    assert office.post(page("people_tier_add"), said | {"rank": 9}).status_code == 302


def test_a_tier_that_a_version_names_is_never_taken_away_and_another_is(office, house, business):
    many = {"action": "delete_selected", "_selected_action": [business.pk], "post": "yes"}
    before = Target.objects.count()
    assert office.post(page("people_tier_delete", business.pk), {"post": "yes"}).status_code == 403
    office.post(page("people_tier_changelist"), many)
    assert (Tier.objects.filter(pk=business.pk).exists(), Target.objects.count()) == (True, before)
    unused = Tier.objects.create(name="Unused", slug="unused", rank=9)
    assert office.post(page("people_tier_delete", unused.pk), {"post": "yes"}).status_code == 302
    assert not Tier.objects.filter(pk=unused.pk).exists()


def test_nothing_comes_below_the_tier_that_the_unknown_have(office, house):
    Tier.objects.filter(slug="entry").update(rank=2 + 10)
    Tier.objects.exclude(slug="entry").delete()
    Customer.objects.create(name="Una")
    said = {"name": "Lower", "slug": "lower", "rank": 1, "colour": "#000000", "chat": 4}
    said |= {"entrance-TOTAL_FORMS": 0, "entrance-INITIAL_FORMS": 0}
    assert office.post(page("people_tier_add"), said).status_code == 200
    assert office.post(page("people_tier_add"), said | {"rank": 20}).status_code == 302

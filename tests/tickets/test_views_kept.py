"""Views that agents keep: made, looked at before, shared, changed, and what nobody may."""

import html
import re

import pytest
from django.urls import reverse

from support.audit.models import Entry
from support.people.models import Team
from tests.tickets.browsing import page
from tests.tickets.test_views import rows
from tickets import actions
from tickets.models import SavedView, Topic
from tickets.viewing import keeping


@pytest.fixture
def kept(ada):
    """`kept(all=[...], any=[...])`: a view of Ada's."""

    def keep(name="Mine", by=ada, sort="newest", shared=False, team=None, **groups):
        return keeping.keep(
            SavedView(), by=by, name=name, conditions=groups, sort=sort, shared=shared, team=team
        )

    return keep


def post(browser, page="view-new", *args, **said):
    """The form as a page sends it."""
    filled = {"name": "German", "sort": "due", "all": [], "any": []}
    return browser.post(reverse(f"desk:{page}", args=args), filled | said)


def test_a_view_is_kept_and_stands_in_the_rail_with_its_count(desk, ada, carl, says):
    german, english = says(carl, "Hallo", language="de"), says(carl)
    answer = post(desk, all=["status:open", "language:en"], all_not=["0", "1"])
    view = SavedView.objects.get()
    assert answer.url == f"/desk/?view={view.slug}"
    assert view.owner == ada
    assert view.conditions == {"all": [["status", "open", False], ["language", "en", True]], "any": []}
    shown = page(desk, "home", view=view.slug)
    assert rows(shown) == [german.pk]
    assert english.pk not in rows(shown)
    assert re.search(rf'id="view-{view.slug}".*?class="num">(\d+)<', shown, re.S)[1] == "1"


def test_all_and_any_narrow_together(desk, kept, carl, cleo, says):
    both, one, _none = says(carl, language="de"), says(cleo, channel="email"), says(cleo)
    view = kept(all=[["status", "open", False]], any=[["language", "de", False], ["channel", "email", False]])
    assert rows(page(desk, "home", view=view.slug)) == [one.pk, both.pk]
    actions.resolve(one, by=None)
    assert rows(page(desk, "home", view=view.slug)) == [both.pk]


def test_before_it_is_kept_one_sees_how_many_and_the_first(desk, carl, says):
    for number in range(7):
        says(carl, f"Frage {number}", language="de")
    shown = page(desk, "view-new", all="language:de", sort="oldest")
    assert "7 tickets now" in shown
    assert "Frage 4" in shown
    assert "Frage 5" not in shown.split("view-preview")[1]
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"all": ["topic:gone"]}, "topic:gone is not there any more"),
        ({"all": ["topic:account-locked", "nonsense:1"]}, "nonsense:1 is not there any more"),
        ({"all": ["from:carl"]}, "from:carl is not there any more"),
        ({}, "Choose at least one condition"),
        ({"all": ["status:open"], "name": ""}, "Give the view a name."),
        ({"all": ["status:open"], "sort": "random()"}, "random()"),
        ({"any": ["status:open"] * 13}, "at most 12 conditions"),
    ],
)
def test_what_cannot_be_kept_is_named_and_nothing_typed_is_lost(desk, house, said, why):
    answer = post(desk, **said)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert why in shown
    for text in said.get("all", []):
        assert f'value="{text}" selected' in shown
    assert not SavedView.objects.exists()


def test_a_topic_that_was_withdrawn_is_told_and_met_by_nothing(desk, kept, carl, says):
    says(carl)
    view = kept(all=[["topic", "passing", False]])
    for address in (page(desk, "home", view=view.slug), page(desk, "view-change", view.pk)):
        assert "topic:passing" in address
    assert rows(page(desk, "home", view=view.slug)) == []
    Topic.objects.filter(slug="account-locked").update(slug="passing")
    assert "which is not there any more" not in page(desk, "home", view=view.slug)


def test_a_view_is_its_owner_s_alone(ben, kept, sign_in, carl, says):
    view = kept(all=[["status", "open", False]])
    browser = sign_in(ben)
    assert view.slug not in page(browser, "home")
    for name in ("view-change", "view-forget", "view-move"):
        assert post(browser, name, view.pk, all=["status:open"]).status_code == 404
    assert SavedView.objects.get().name == "Mine"


def test_supervisors_share_with_a_team_or_everybody_and_agents_do_not(desk, ben, sam, sign_in, ada):
    boss, other = sign_in(sam), sign_in(ben)
    post(boss, name="For all", all=["status:open"], whose="everybody")
    post(boss, name="For payments", all=["status:open"], whose="team-payments")
    everybody, payments = SavedView.objects.order_by("pk")
    assert (everybody.owner, everybody.team) == (None, None)
    assert payments.team == Team.objects.get(slug="payments")
    assert everybody.slug in page(desk, "home")
    assert payments.slug not in page(desk, "home")
    assert payments.slug in page(other, "home")
    assert post(other, "view-change", payments.pk, all=["status:open"]).status_code == 404
    assert post(desk, name="Sly", all=["status:open"], whose="everybody").status_code == 422
    assert Entry.objects.filter(action="view.shared", by=sam).count() == 2


def test_a_shared_view_shows_each_agent_only_what_they_may_see(ben, kept, sam, sign_in, carl, says):
    says(carl)
    view = kept(by=sam, shared=True, all=[["status", "open", False]])
    shown = page(sign_in(ben), "home", view=view.slug)
    assert rows(shown) == []
    assert re.search(rf'id="view-{view.slug}".*?class="num">(\d+)<', shown, re.S)[1] == "0"


def test_me_is_whoever_looks(ben, desk, kept, sam, sign_in, carl, says, ada):
    ticket = says(carl)
    actions.claim(ticket, by=ada)
    view = kept(by=sam, shared=True, all=[["agent", "me", False]])
    assert rows(page(desk, "home", view=view.slug)) == [ticket.pk]
    assert rows(page(sign_in(ben), "home", view=view.slug)) == []


def test_views_change_places_and_go(desk, kept):
    one, two = kept("One", all=[["is", "late", False]]), kept("Two", all=[["is", "late", False]])
    post(desk, "view-move", two.pk, to="up")
    shown = page(desk, "home")
    assert shown.index(two.slug) < shown.index(one.slug)
    post(desk, "view-forget", one.pk)
    assert [view.name for view in SavedView.objects.all()] == ["Two"]


def test_nobody_keeps_more_than_a_rail_can_show(desk, kept, monkeypatch):
    monkeypatch.setattr(keeping, "MOST", 1)
    kept(all=[["is", "late", False]])
    answer = post(desk, all=["is:late"])
    assert answer.status_code == 422
    assert "1 views already" in answer.content.decode()
    assert SavedView.objects.count() == 1


def test_two_who_change_one_view_see_what_the_other_made_of_it(sam, sign_in):
    view = SavedView.objects.create(name="V", conditions={"all": [["severity", "s0", False]]})
    his = sign_in(sam)
    address = reverse("desk:view-change", args=[view.pk])
    shown = his.get(address).content.decode()
    seen = shown.partition('name="seen" value="')[2].partition('"')[0]
    SavedView.objects.filter(pk=view.pk).update(name="V careful")
    mine = {"name": "V mine", "sort": "due", "whose": "everybody", "all": "severity:s1", "all_not": "0"}
    answer = his.post(address, mine | {"seen": seen})
    assert answer.status_code == 422
    assert "Somebody changed this view meanwhile. It is now: V careful (severity:s0)." in html.unescape(
        answer.content.decode()
    )
    again = answer.content.decode().partition('name="seen" value="')[2].partition('"')[0]
    assert his.post(address, mine | {"seen": again}).status_code == 302
    assert SavedView.objects.get().name == "V mine"

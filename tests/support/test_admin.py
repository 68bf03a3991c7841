"""The admin's rooms: each opens, a change goes the way every change goes, and the book says who made it."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from helpcenter import actions as library
from livechat.models import Hours
from social.models import Account, Delivery
from support.audit import book
from support.audit.models import Entry
from support.noticeboard.models import Notice, OfficialAccount
from support.people.models import AccountLock, Agent, ApiKey, Skill, Team, User
from support.search.models import Concept
from tests.permissions import chat_sites
from tests.permissions.library_work import hang_pictures
from tests.support.office import filled, page
from tickets import actions
from tickets.models import Calendar, Macro, Pen, Routing, Ticket, Topic

ROOMS = sorted(model._meta.label_lower for model in admin.site._registry)


# Every room.


@pytest.fixture
def one_of_each(carl, ada, root):
    """A row of every kind."""
    book.record("tier.changed", carl, by=root, before="entry", after="plus")
    Routing.objects.create(
        team=Team.objects.first(), calendar=Calendar.objects.create(name="Office", hours="Mo-Fr 09:00-18:00")
    )
    Notice.objects.create(titles={"en": "News"})
    Macro.objects.create(name="Hello", bodies={"en": "Hello"})
    Pen.objects.create(user=ada)
    Skill.objects.create(name="Futures", slug="futures")
    Hours.objects.create(language="de", calendar=Calendar.objects.get(name="Office"))
    OfficialAccount.objects.create(network="X", name="@us")
    Account.objects.create(network="x", external_id="1", name="us")
    Delivery.objects.create(network="x", provider_event_id="1", body=b"{}")
    ApiKey.objects.create_key(name="exchange")
    AccountLock.objects.create(customer=carl, exchange_id=carl.exchange_id)
    hang_pictures()
    Concept.objects.create(said={"en": ["txid", "hash"]})
    chat_sites.put_up()
    article = library.open_article("memo", category=library.shelve("deposits", names={"en": "Deposits"}))
    library.revise(article, "en", title="Memo", summary="About it.", body="Words.")


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("room", ROOMS)
def test_every_room_opens(one_of_each, office, room, language):
    app, model = room.split(".")
    row = apps.get_model(room).objects.first()
    headers = {"Accept-Language": language}
    for name, args in [("changelist", ()), ("change", (row.pk,)), ("history", (row.pk,))]:
        answer = office.get(page(f"{app}_{model}_{name}", *args), headers=headers)
        assert answer.status_code == 200, name
        assert f'lang="{language}"' in answer.content.decode()
    for query in ({"q": "x"}, {"o": "1"}, {"p": "99"}):
        assert office.get(page(f"{app}_{model}_changelist"), query).status_code in {200, 302}
    office.get(page(f"{app}_{model}_add"), headers=headers)


def test_the_rooms_are_ours_and_nothing_else_is_kept_here():
    """No second factors' secrets, no addresses to call proven by hand, no groups nobody asks."""
    assert set(ROOMS) == {
        *("audit.entry", "people.customer", "people.tier", "people.user", "people.agent", "people.team"),
        *(
            "people.apikey",
            "people.skill",
            "people.fallback",
            "people.accountlock",
            "livechat.hours",
            "noticeboard.notice",
            "noticeboard.officialaccount",
            "tickets.policy",
            "livechat.site",
            "livechat.sitekey",
        ),
        *("tickets.calendar", "tickets.routing", "tickets.specialists", "tickets.errorcode"),
        *("tickets.topic", "social.account", "social.delivery", "helpcenter.category", "helpcenter.article"),
        *("helpcenter.translation", "helpcenter.fact", "helpcenter.snippet", "helpcenter.lockedterm"),
        *("helpcenter.picture", "helpcenter.video", "search.concept", "tickets.macro", "tickets.pen"),
    }


# Who gets in.


@pytest.mark.parametrize("who", ["ada", "sam", "carl"])
def test_whoever_is_no_admin_finds_no_such_page(request, client, who, root):
    person = request.getfixturevalue(who)
    client.force_login(getattr(person, "user", person))
    for address in ("/admin/", "/admin/login/", page("people_customer_changelist"), "/admin/nowhere/"):
        assert client.get(address).status_code == 404


def test_strangers_come_to_the_house_s_own_sign_in_with_its_second_step(client, root):
    answer = client.get(page("people_customer_changelist"), follow=True)
    address, _ = answer.redirect_chain[-1]
    assert address.startswith(reverse("account_login"))
    assert "next=%2Fadmin%2Fpeople%2Fcustomer%2F" in address


def test_the_admin_s_own_sign_in_takes_no_password(client, root):
    answer = client.post("/admin/login/", {"username": root.email, "password": "correct horse battery"})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session


def test_an_admin_whose_role_ended_is_out_at_once(office, root):
    User.objects.filter(pk=root.pk).update(role=User.Role.AGENT)
    assert office.get("/admin/").status_code == 404
    User.objects.filter(pk=root.pk).update(role=User.Role.ADMIN, is_active=False)
    assert office.get("/admin/").status_code == 302


# Words in many languages.


@pytest.mark.parametrize(
    "titles", ['["News"]', '"News"', '{"de": "Neues"}', '{"en": 1}', '{"en": "News", "xx": "?"}']
)
def test_a_notice_that_could_not_be_shown_is_refused(office, client, titles):
    answer = filled(office, page("noticeboard_notice_add"), titles=titles)
    assert answer.status_code == 200
    assert "titles" in answer.context["adminform"].form.errors
    assert not Notice.objects.exists()


def test_a_notice_is_pinned_for_everybody(office, client):
    when = {"begins_at_0": "2026-01-01", "begins_at_1": "12:00"}
    answer = filled(office, page("noticeboard_notice_add"), titles='{"en": "Deposits are slow"}', **when)
    assert answer.status_code == 302
    client.logout()
    assert b"Deposits are slow" in client.get("/").content


def test_a_topic_with_names_that_are_no_words_is_refused(office, house):
    topic = Topic.objects.first()
    answer = filled(office, page("tickets_topic_change", topic.pk), names='["Fees"]')
    assert answer.status_code == 200
    assert "Write words for each language" in answer.content.decode()


def test_a_topic_that_moves_to_another_team_is_written_down_and_moves_what_comes(office, root, carl, says):
    team = Team.objects.get(slug="trading")
    topic = Topic.objects.get(slug="fees")
    assert filled(office, page("tickets_topic_change", topic.pk), team=team.pk).status_code == 302
    assert says(carl, topic="fees").team == team
    assert Entry.objects.get(action="topic.edited").by == root


def test_who_may_open_identity_documents_is_changed_in_the_open(office, root, house):
    team = Team.objects.get(slug="payments")
    answer = filled(office, page("people_team_change", team.pk), may_see_identity="on")
    assert answer.status_code == 302
    team.refresh_from_db()
    assert team.may_see_identity
    entry = Entry.objects.get(action="team.edited")
    assert (entry.by, entry.detail) == (root, {"may_see_identity": "True"})


# People who answer, and machines.


def test_a_user_made_here_has_no_password_until_they_set_one(office, house):
    said = {"email": "eve@meridian.example", "name": "Eve", "role": "agent", "is_active": "on"}
    assert office.post(page("people_user_add"), said).status_code == 302
    eve = User.objects.get(email="eve@meridian.example")
    assert not eve.has_usable_password()
    assert Entry.objects.get(action="user.made").detail["role"] == "agent"


def test_an_agent_speaks_the_languages_that_are_ticked(office, ada):
    agent = Agent.objects.get(user=ada)
    answer = filled(office, page("people_agent_change", agent.pk), languages=["en", "ru"])
    assert answer.status_code == 302
    agent.refresh_from_db()
    assert agent.languages == ["en", "ru"]


def test_a_key_is_shown_once_and_opens_what_is_ticked(office, root):
    said = {"name": "exchange", "scopes": ["customers:write"]}
    shown = office.post(page("people_apikey_add"), said, follow=True).content.decode()
    key = ApiKey.objects.get()
    secret = re.search(rf"{key.prefix}\.\w{{20,}}", shown)[0]
    assert ApiKey.objects.get_from_key(secret) == key
    assert secret not in office.get(page("people_apikey_changelist")).content.decode()
    assert key.scopes == ["customers:write"]
    entry = Entry.objects.get(action="key.made")
    assert (entry.by, entry.detail["scopes"]) == (root, ["customers:write"])


def test_an_unknown_scope_cannot_be_given(office, root):
    assert office.post(page("people_apikey_add"), {"name": "x", "scopes": ["everything"]}).status_code == 200
    assert not ApiKey.objects.exists()


# What cannot be undone.


def test_a_customer_with_tickets_a_tier_with_customers_and_an_agent_with_words_stay(office, carl, ada, says):
    ticket = says(carl)
    actions.reply(ticket, by=ada, body="Hello", key="k1")
    for what, row in [("people_customer", carl), ("people_tier", carl.tier), ("people_user", ada)]:
        office.post(page(f"{what}_delete", row.pk), {"post": "yes"})
        assert type(row).objects.filter(pk=row.pk).exists(), what
    assert Ticket.objects.count() == 1


def test_the_book_can_be_read_and_not_written(office, carl, root):
    book.record("tier.changed", carl, by=root)
    line = Entry.objects.get()
    assert office.get(page("audit_entry_changelist")).status_code == 200
    for what, args in [("add", ()), ("delete", (line.pk,)), ("change", (line.pk,))]:
        assert office.post(page(f"audit_entry_{what}", *args), {"post": "yes"}).status_code == 403
    assert Entry.objects.get() == line

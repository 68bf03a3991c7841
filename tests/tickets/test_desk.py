"""The desk's pages: what agents see, what strangers do not, and what is written down."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from support.audit.models import Entry
from support.people.models import Agent, Handle, Team, User
from tickets import actions
from tickets.desk import kept
from tickets.models import Attachment, Message, Ticket

HTMX = {"HX-Request": "true"}


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """`sign_in(ada)`: a browser of Ada's."""

    def begin(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return begin


@pytest.fixture
def desk(ada, sign_in) -> Client:
    """Ada's browser."""
    return sign_in(ada)


def page(client: Client, name: str, *args: object, **query: object) -> str:
    answer = client.get(reverse(f"desk:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def everything(pk: int) -> list[tuple[str, str]]:
    """Method and address of all there is at the desk."""
    parts = ["ticket", "head"]
    numbered = [reverse(f"desk:{name}", args=[pk, 0]) for name in ("after", "before", "said")]
    posts = ["reply", "note", "claim", "assign", "resolve", "reopen", "severity"]
    return [
        ("get", reverse("desk:home")),
        ("get", reverse("desk:queue")),
        ("post", reverse("desk:next")),
        ("post", reverse("desk:availability")),
        ("get", reverse("desk:attachment", args=[1])),
        *(("get", reverse(f"desk:{name}", args=[pk])) for name in parts),
        *(("get", address) for address in numbered),
        *(("post", reverse(f"desk:{name}", args=[pk])) for name in posts),
    ]


def test_strangers_are_sent_to_the_sign_in(client, carl, says):
    for method, address in everything(says(carl).pk):
        answer = getattr(client, method)(address)
        assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login"))


def test_for_customers_there_is_no_desk(carl, says, sign_in):
    browser = sign_in(carl.user)
    for method, address in everything(says(carl).pk):
        assert getattr(browser, method)(address).status_code == 404


def test_other_teams_tickets_are_not_there(ben, carl, says, sign_in):
    ticket = says(carl)
    browser = sign_in(ben)
    of_the_ticket = [
        (method, address) for method, address in everything(ticket.pk) if f"/{ticket.pk}/" in address
    ]
    assert len(of_the_ticket) == 12
    for method, address in of_the_ticket:
        assert getattr(browser, method)(address).status_code == 404
    assert not Entry.objects.filter(action="ticket.viewed").exists()
    ticket.refresh_from_db()
    assert (ticket.assignee, ticket.resolved_at, ticket.seq) == (None, None, 2)


def test_a_supervisor_and_who_has_it_in_hand_see_it_all_the_same(ben, sam, carl, says, sign_in):
    ticket = actions.assign(says(carl), to=ben, by=sam)
    for user in (ben, sam):
        page(sign_in(user), "ticket", ticket.pk)


def test_a_fragment_for_who_is_signed_out_sends_the_whole_page_to_the_sign_in(client, carl, says):
    address = reverse("desk:ticket", args=[says(carl).pk])
    where = {"HX-Current-URL": f"http://testserver{address}"}
    answer = client.get(reverse("desk:queue"), headers=HTMX | where)
    assert answer["HX-Redirect"] == f"{reverse('account_login')}?next={address}"


def test_opening_a_ticket_is_written_down_and_keeping_it_open_is_not(ada, desk, carl, says):
    ticket = says(carl)
    page(desk, "ticket", ticket.pk)
    for part in ("head",):
        page(desk, part, ticket.pk)
    page(desk, "after", ticket.pk, 0)
    page(desk, "queue", open=ticket.pk)
    entry = Entry.objects.get(action="ticket.viewed")
    assert (entry.by, entry.object_id) == (ada, str(ticket.pk))


def test_customers_data_stays_out_of_caches(desk, carl, says):
    assert "no-store" in desk.get(reverse("desk:ticket", args=[says(carl).pk]))["Cache-Control"]


def test_the_queue_shows_what_comes_next_in_its_order(desk, carl, cleo, says):
    says(carl, "Something small")
    says(cleo, "Money is leaving", topic="account-takeover")
    shown = page(desk, "home")
    assert shown.index("Own lane") < shown.index("Money is leaving") < shown.index("Something small")


def test_a_row_says_severity_tier_door_language_who_and_how_long(desk, carl, says):
    says(carl, "Wo ist mein Geld", language="de", channel="email")
    row = re.search(r'<li class="queue-row".*?</li>', page(desk, "home"), re.S)[0]
    for said in (
        "S3",
        "Verified",
        "E-mail",
        "<span>de</span>",
        "Carl",
        'lang="de"',
        "23 h left",
        'role="meter"',
    ):
        assert said in row


def test_nobody_waiting_is_said_in_words(desk, house):
    assert "Nobody is waiting." in page(desk, "home")


def test_take_next_opens_what_comes_first(ada, desk, carl, says):
    ticket = says(carl)
    answer = desk.post(reverse("desk:next"))
    assert answer.url == reverse("desk:ticket", args=[ticket.pk])
    ticket.refresh_from_db()
    assert ticket.assignee == ada


def test_take_next_with_nobody_waiting_says_so(desk, house):
    answer = desk.post(reverse("desk:next"), follow=True)
    assert "Nobody waits for you now." in answer.content.decode()


def test_take_next_on_an_open_page_says_so_without_leaving_it(desk, house):
    answer = desk.post(reverse("desk:next"), headers=HTMX, follow=True)
    assert "Nobody waits for you now." in answer["HX-Trigger"]
    assert "<html" not in answer.content.decode()


def test_an_open_page_gets_only_the_panes(desk, carl, says):
    answer = desk.get(reverse("desk:ticket", args=[says(carl).pk]), headers=HTMX)
    assert "<html" not in answer.content.decode()
    assert "desk-thread" in answer.content.decode()
    assert "HX-Request" in answer["Vary"]


def test_the_head_says_why_and_in_whose_hands(ada, desk, carl, says):
    ticket = says(carl)
    shown = page(desk, "head", ticket.pk)
    assert "S3, Verified: 0 % of the promised time used; the largest share goes first." in shown
    assert "Waits for Front line." in shown
    actions.claim(ticket, by=ada)
    assert "In your hands." in page(desk, "head", ticket.pk)
    actions.reply(ticket, by=ada, body="Hi", key="k")
    shown = page(desk, "head", ticket.pk)
    assert "the customer has the word" in shown
    assert "of the promised time used" not in shown


def test_the_gap_is_exactly_what_came_after(ada, desk, carl, says):
    ticket = says(carl, "first words")
    actions.note(ticket, by=ada, body="second words", key="n")
    actions.reply(ticket, by=ada, body="third words", key="r")
    gap = page(desk, "after", ticket.pk, 2)
    assert re.findall(r'data-seq="(\d+)"', gap) == ["3", "4"]
    assert "first words" not in gap
    assert re.findall(r'data-seq="(\d+)"', page(desk, "after", ticket.pk, 4)) == []


def test_a_long_thread_begins_at_its_end_and_earlier_lines_follow_without_gap_or_repeat(
    ada, desk, carl, says
):
    ticket = says(carl, "the very first", subject="Long story")
    for number in range(120):
        actions.note(ticket, by=ada, body=f"note {number}", key=f"{number}")
    seen: list[int] = []
    shown = page(desk, "ticket", ticket.pk)
    assert "the very first" not in shown
    while True:
        seen = [int(seq) for seq in re.findall(r'data-seq="(\d+)"', shown)] + seen
        earlier = re.search(r'hx-get="([^"]+/before/\d+/)"', shown)
        if not earlier:
            break
        shown = desk.get(earlier[1]).content.decode()
    assert seen == sorted(set(seen))
    assert (seen[0], seen[-1]) == (1, 122)
    assert len(seen) == 122
    assert "the very first" in shown


def test_without_a_script_earlier_lines_are_a_page_away(ada, desk, carl, says):
    ticket = says(carl, "the very first", subject="Long story")
    for number in range(60):
        actions.note(ticket, by=ada, body=f"note {number}", key=f"{number}")
    assert "the very first" in page(desk, "ticket", ticket.pk, before=20)
    assert page(desk, "ticket", ticket.pk, before="nonsense" * 30)


def test_what_happened_is_one_line_between_two_messages(ada, sam, desk, carl, says):
    ticket = actions.claim(says(carl), by=ada)
    actions.assign(ticket, to=sam, by=ada)
    actions.reprioritise(ticket, severity=1, by=sam, why="locked out")
    events = re.findall(r'<p class="event".*?</p>', page(desk, "ticket", ticket.pk), re.S)
    assert len(events) == 2
    for said in ("Ada took it", "Ada gave it to Sam Lead", "S3 → S1, locked out, Sam"):
        assert said in events[1]


def test_how_far_a_reply_has_come_is_told(ada, desk, carl, says):
    ticket = says(carl)
    message = actions.reply(ticket, by=ada, body="Hi", key="k")
    for state, words in [
        ("pending", "On its way"),
        ("sent", "Delivered"),
        ("unknown", "We do not know yet"),
        ("failed", "mailbox full"),
    ]:
        Message.objects.filter(pk=message.pk).update(
            delivery=state, failure="mailbox full" if state == "failed" else ""
        )
        assert words in page(desk, "said", ticket.pk, message.seq)


def test_an_event_is_no_message_to_say_again(desk, carl, says):
    assert desk.get(reverse("desk:said", args=[says(carl).pk, 1])).status_code == 404


def test_words_and_subjects_of_strangers_are_only_words(desk, carl, says):
    ticket = says(carl, "<script>alert(1)</script>", subject="<img src=x onerror=alert(1)>")
    for shown in (page(desk, "ticket", ticket.pk), page(desk, "home")):
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown


def test_secrets_are_hatched(desk, carl, says):
    shown = page(desk, "ticket", says(carl, "my card is 4111 1111 1111 1111").pk)
    assert "4111" not in shown
    assert 'class="masked"' in shown


def test_account_and_address_are_hidden_and_the_names_show_their_proof(desk, carl, says):
    carl.exchange_id = "MX-2048-7731"
    carl.save()
    Handle.objects.create(customer=carl, network="x", external_id="77", name="carl_b")
    shown = page(desk, "ticket", says(carl).pk)
    assert "MX-••••7731" in shown
    assert "c•••@•••••.example" in shown
    assert "carl_b" in shown
    assert "not proven" in shown
    for hidden in ("MX-2048-7731", carl.email):
        assert hidden not in shown


def test_the_customers_own_time_is_told_whatever_the_agents_zone(desk, carl, says):
    carl.time_zone = "Asia/Shanghai"
    carl.save()
    with time_machine.travel(datetime(2026, 11, 20, 12, 0, tzinfo=UTC), tick=False):
        desk.cookies["zone"] = "America/New_York"
        assert "<time>20:00</time>" in page(desk, "ticket", says(carl).pk)


def test_a_zone_nobody_knows_is_told_in_utc(desk, carl, says):
    carl.time_zone = "Mars/Olympus"
    carl.save()
    assert "Olympus" not in page(desk, "ticket", says(carl).pk)


def test_other_tickets_of_the_customer_are_those_the_agent_may_see(desk, carl, cleo, says):
    ticket = says(carl)
    says(carl, "for my own team")
    says(carl, "for payments", topic="bank-deposit-missing")
    says(cleo, "of somebody else")
    beside = page(desk, "ticket", ticket.pk).split('id="who-body"')[1]
    assert "for my own team" in beside
    assert "for payments" not in beside
    assert "of somebody else" not in beside


def test_a_file_is_a_download_and_reading_it_is_written_down(ada, ben, desk, sign_in, carl, says):
    message = says(carl).messages.get()
    file = Attachment(message=message, name="proof.html", content_type="text/plain", size=4, sha256="0" * 64)
    file.file.save("x", ContentFile(b"<b>!"))
    address = reverse("desk:attachment", args=[file.pk])
    assert address in page(desk, "ticket", message.ticket_id)
    answer = desk.get(address)
    assert b"".join(answer.streaming_content) == b"<b>!"
    assert answer["Content-Disposition"] == 'attachment; filename="proof.html"'
    assert Entry.objects.get(action="attachment.read").by == ada
    assert sign_in(ben).get(address).status_code == 404
    file.file.storage.delete(file.file.name)
    assert desk.get(address).status_code == 404


def test_availability_changes_only_ones_own(ada, sam, desk):
    desk.post(reverse("desk:availability"), {"availability": "away"})
    assert dict(Agent.objects.values_list("user__name", "availability")) == {
        "Ada Desk": "away",
        "Sam Lead": "online",
    }
    assert desk.post(reverse("desk:availability"), {"availability": "asleep"}).status_code == 422


def test_who_is_no_agent_has_no_availability(root, sign_in):
    browser = sign_in(root)
    assert "Shall new work come to you?" not in page(browser, "home")
    assert browser.post(reverse("desk:availability"), {"availability": "away"}).status_code == 422


@pytest.mark.parametrize(
    "view", ["next", "mine", "team-front-line", "past", "customer", "public", "solved", "nonsense"]
)
def test_every_view_opens_and_an_unknown_one_is_the_first(desk, carl, says, view):
    says(carl)
    assert "queue-body" in page(desk, "queue", view=view, open="x")


def test_each_ticket_stands_in_its_views(ada, sam, desk, carl, cleo, xenia, says):
    waiting, mine, theirs, done = says(carl), says(carl), says(cleo), says(cleo)
    public = says(xenia, channel="x", public=True)
    actions.claim(mine, by=ada)
    actions.reply(theirs, by=sam, body="?", key="k")
    actions.resolve(done, by=sam)
    Ticket.objects.filter(pk=waiting.pk).update(due_at=waiting.opened_at)
    found = {
        view: {int(pk) for pk in re.findall(r'data-open="(\d+)"', page(desk, "queue", view=view))}
        for view in ("next", "mine", "team-front-line", "past", "customer", "public", "solved")
    }
    assert found == {
        "next": {waiting.pk, public.pk},
        "mine": {mine.pk},
        "team-front-line": {waiting.pk},
        "past": {waiting.pk},
        "customer": {theirs.pk},
        "public": {public.pk},
        "solved": {done.pk},
    }


def test_counts_and_lists_hold_only_ones_own_teams(ben, carl, says, sign_in):
    ticket = says(carl)
    Ticket.objects.filter(pk=ticket.pk).update(due_at=ticket.opened_at)
    browser = sign_in(ben)
    for view in ("next", "past", "customer", "public", "solved", "team-front-line"):
        shown = page(browser, "queue", view=view)
        assert "data-open" not in shown
        assert set(re.findall(r'class="num">([^<]+)', shown)) == {"0"}


def test_money_at_risk_is_not_hidden_behind_many_older_promises(
    desk, carl, cleo, says, settings, monkeypatch
):
    from tickets.desk import lists

    monkeypatch.setattr(lists, "SHOWN", 3)
    for _ in range(5):
        says(carl)
    urgent = says(cleo, "Money is leaving", topic="account-takeover")
    old, late = urgent.opened_at.replace(year=2020), urgent.opened_at
    Ticket.objects.update(due_at=old)
    Ticket.objects.filter(pk=urgent.pk).update(due_at=late)
    shown = page(desk, "queue", view="past")
    assert shown.index("Own lane") < shown.index("Money is leaving")
    assert shown.count("queue-row") == 3


def test_promises_kept_today_are_counted_by_what_was_promised_then(ada, ben, sam, desk, carl, says, valkey):
    begun = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    for minutes, topic in [(30, "account-locked"), (119, "account-locked"), (121, "account-locked"), (5, "")]:
        with time_machine.travel(begun, tick=False):
            ticket = says(carl, topic=topic)
        with time_machine.travel(begun + timedelta(minutes=minutes), tick=False):
            actions.reply(ticket, by=sam, body="Hi", key=f"{minutes}")
    actions.reprioritise(ticket, severity=0, by=ada, why="afterwards")
    with time_machine.travel(begun + timedelta(hours=4), tick=False):
        shown = page(desk, "queue")
        assert kept.kept_today([Team.objects.get(slug="payments")], now=timezone.now()) == []
    assert re.findall(r"<dt>(S\d)</dt><dd class=\"num\">([^<]+)", shown) == [
        ("S0", "1 of 1"),
        ("S1", "2 of 3"),
    ]
    with time_machine.travel(begun + timedelta(days=1), tick=False):
        assert "Promise kept" not in page(desk, "queue")


def test_a_busy_desk_costs_the_same_number_of_questions(desk, carl, says, django_assert_max_num_queries):
    team = Team.objects.get(slug="front-line")
    for _ in range(12):
        says(carl)
    assert team.tickets.count() == 12
    with django_assert_max_num_queries(20):
        page(desk, "queue")

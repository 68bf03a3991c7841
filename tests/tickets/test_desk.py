"""The desk's pages: what agents see, what strangers do not, and what is written down."""

import re
import uuid
from datetime import UTC, datetime

import time_machine
from django.core.files.base import ContentFile
from django.urls import reverse

from support.audit.models import Entry
from support.people.models import Agent, Handle
from tests.tickets.browsing import HTMX, page
from tickets import actions
from tickets.models import Attachment, Message


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
        ("get", reverse("desk:attachment", args=[uuid.uuid4()])),
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
    events = re.findall(r'<details class="event-fold".*?</details>', page(desk, "ticket", ticket.pk), re.S)
    assert len(events) == 1
    for said in (
        "3 changes · Ada, Sam",
        "Ada took it",
        "Ada gave it to Sam Lead",
        "S3 → S1, locked out, Sam",
    ):
        assert said in events[0]


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
    assert "only said" in shown
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
    beside = page(desk, "about", ticket.pk).split('id="theirs"')[1]
    assert "for my own team" in beside
    assert "for payments" not in beside
    assert "of somebody else" not in beside


def test_a_file_is_a_download_and_reading_it_is_written_down(ada, ben, desk, sign_in, carl, says):
    message = says(carl).messages.get()
    file = Attachment(message=message, name="proof.html", content_type="text/plain", size=4, sha256="0" * 64)
    file.file.save("x", ContentFile(b"<b>!"))
    address = reverse("desk:attachment", args=[file.key])
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

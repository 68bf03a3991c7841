"""Whatever of a ticket somebody asks for is written down: by whatever door, once an hour."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from support.audit.models import Entry
from tests.tickets.browsing import HTMX
from tickets import actions

PARTS = ["head", "more", "split", "merge", "refile", "about", "around", "link", "ask", "tags", "answer-all"]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
def test_a_part_of_a_ticket_is_written_down_once_an_hour(desk, ada, carl, says, part, headers):
    cache.clear()
    ticket = says(carl)
    for _look in range(2):
        assert desk.get(reverse(f"desk:{part}", args=[ticket.pk]), headers=headers).status_code == 200
    entry = Entry.objects.get(action="ticket.viewed")
    assert (entry.by, entry.object_id) == (ada, str(ticket.pk))


def test_so_is_a_similar_ticket_whose_answer_is_shown(desk, ada, carl, cleo, says):
    cache.clear()
    solved, ticket = says(cleo, "Where is it?", subject="Card declined"), says(carl, subject="Card declined")
    actions.reply(solved, by=ada, body="Your bank asks you to confirm.", key="r")
    actions.resolve(solved, by=ada)
    shown = desk.get(reverse("desk:around", args=[ticket.pk]), headers=HTMX).content.decode()
    assert "Your bank asks you to confirm." in shown
    seen = Entry.objects.filter(action="ticket.viewed").values_list("object_id", flat=True)
    assert sorted(seen) == sorted([str(solved.pk), str(ticket.pk)])

"""A passport that was sent as something else goes into the vault by an agent's word, and stays there."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from support.audit.models import Entry
from support.files import check
from support.people.models import Team
from tests.tickets.browsing import page
from tickets import actions
from tickets.actions import expiring
from tickets.models import Attachment, Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(carl, says, vault):
    """Sent as "something else"."""
    sent = check(SimpleUploadedFile("passport-of-carl.txt", b"words", "text/plain"))
    return says(carl, "Here it is", files=[sent]).messages.get().attachments.get()


def seal(desk, file):
    return desk.post(reverse("desk:seal", args=[file.key]), follow=True)


def test_it_is_moved_logged_and_told_and_its_old_addresses_are_dead(
    ada, desk, file, carl, sign_in, committed
):
    storage, place, old = file.file.storage, file.file.name, file.key
    assert "This is an identity document" in page(desk, "ticket", file.message.ticket_id)
    with committed():
        shown = seal(desk, file).content.decode()
    file.refresh_from_db()
    assert (file.is_identity, file.file.name, bool(file.sealed.name), file.key != old) == (
        True,
        "",
        True,
        True,
    )
    assert file.sealed.open("rb").read() == b"words"
    assert not storage.exists(place)
    assert "passport-of-carl" not in shown
    assert "moved an identity document into the vault" in shown
    assert "This is an identity document" not in shown
    for key in (old, file.key):
        assert desk.get(reverse("desk:attachment", args=[key])).status_code == 404
        assert sign_in(carl.user).get(reverse("tickets:file", args=[key])).status_code == 404
    assert Entry.objects.filter(action="identity.sealed").count() == 1
    event = file.message.ticket.events.get(kind=Event.Kind.QUARANTINED)
    assert event.by == ada


def test_teams_that_check_identity_open_it_and_it_expires(ada, desk, file, settings):
    Team.objects.filter(agents__user=ada).update(may_see_identity=True)
    seal(desk, file)
    file.refresh_from_db()
    assert desk.get(reverse("desk:attachment", args=[file.key])).status_code == 200
    assert seal(desk, file).status_code == 200  # once more changes nothing
    assert file.message.ticket.events.filter(kind=Event.Kind.QUARANTINED).count() == 1
    settings.VAULT_DAYS = -1
    assert expiring.empty_vault() == 0
    actions.resolve(file.message.ticket, by=ada)
    ticket = file.message.ticket
    type(ticket).objects.filter(pk=ticket.pk).update(closed_at=ticket.opened_at)
    assert expiring.empty_vault() == 1


def test_a_note_s_file_and_one_of_another_team_are_left_alone(ada, desk, file):
    sent = check(SimpleUploadedFile("ours.txt", b"ours", "text/plain"))
    actions.note(file.message.ticket, by=ada, body="Ours", key="n", files=[sent])
    ours = Attachment.objects.exclude(pk=file.pk).get()
    assert seal(desk, ours).status_code == 404
    type(file.message.ticket).objects.update(team=Team.objects.get(slug="payments"), assignee=None)
    assert seal(desk, file).status_code == 404
    assert not Attachment.objects.exclude(sealed="").exists()

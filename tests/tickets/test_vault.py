"""Identity documents: apart from all other files, for the teams that check them, and not for ever."""

import json
import stat
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from support.audit.models import Entry
from support.people.models import Team
from tests.tickets.arriving import sent
from tests.tickets.said import answered
from tests.tickets.test_files import picture, upload
from tickets import actions, frames
from tickets import clock as because_time_passed
from tickets.models import Attachment, Event, Ticket

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("somewhere", "valkey")]
NAME = "passport-carl-miller.png"


@pytest.fixture
def passport(as_carl, committed):
    """Carl's passport, sent with the form to the verification team, which Ada joins when a story says so."""
    said = {"happened": "Here is my passport", "key": uuid.uuid4().hex, "topic": "verification-refused"}
    said |= answered("verification-refused")
    with committed():
        answer = as_carl.post(
            "/tickets/new/", said | {"files": [upload(NAME, picture())], "files_kind": "identity"}
        )
    assert answer.status_code == 302
    return Attachment.objects.select_related("message__ticket").get()


def may(user, *slugs):
    user.agent.teams.set(Team.objects.filter(slug__in=slugs))


def at_the_desk(file):
    return reverse("desk:attachment", args=[file.key])


def bytes_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


# Where it lies.


def test_it_lies_in_the_vault_closed_to_others_and_nowhere_else(passport, settings):
    (kept,) = bytes_in(settings.VAULT_ROOT)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert passport.sealed.name.startswith("identity/")
    assert NAME not in str(kept)
    assert not bytes_in(settings.MEDIA_ROOT)
    with pytest.raises(ValueError, match="no address"):
        _ = passport.sealed.url


def test_sent_ahead_and_called_so_only_in_the_form_it_lies_there_too(as_carl, settings, committed):
    with committed():
        token = sent(as_carl, NAME, picture(), kind="screenshot")
        said = {"happened": "See", "key": "k", "uploads": [token], f"kind-{token}": "identity"}
        as_carl.post("/tickets/new/", said)
    assert Attachment.objects.get().is_identity
    assert len(bytes_in(settings.VAULT_ROOT)) == 1
    assert not bytes_in(settings.MEDIA_ROOT)


def test_the_row_itself_refuses_to_keep_one_elsewhere(passport):
    for wrong in ({"kind": "other"}, {"file": "attachments/aa/bb"}):
        with pytest.raises(IntegrityError, match="identity_lies_in_the_vault"), transaction.atomic():
            Attachment.objects.filter(pk=passport.pk).update(**wrong)


# Who opens it.


def test_a_member_of_a_team_that_may_opens_it_and_that_is_written_down(ada, passport, sign_in):
    may(ada, "verification")
    answer = sign_in(ada).get(at_the_desk(passport))
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    entry = Entry.objects.get(action="identity.read")
    assert (entry.by, entry.object_id) == (ada, str(passport.pk))
    assert entry.detail["ticket"] == passport.message.ticket.reference


@pytest.mark.parametrize("who", ["ada", "sam", "root"])
def test_whoever_sees_the_ticket_but_is_in_no_such_team_learns_only_that_there_is_one(
    request, who, ada, passport, sign_in
):
    user = request.getfixturevalue(who)
    ticket = passport.message.ticket
    if who == "ada":
        actions.assign(ticket, by=user, to=user)
    browser = sign_in(user)
    assert browser.get(at_the_desk(passport)).status_code == 404
    shown = browser.get(reverse("desk:ticket", args=[ticket.pk])).content.decode()
    assert "Identity document" in shown
    assert "opens only for teams that check identity" in shown
    assert NAME not in shown
    assert at_the_desk(passport) not in shown
    assert not Entry.objects.filter(action__startswith="identity").exists()


def test_the_same_page_shows_who_may_its_name_and_address(ada, passport, sign_in):
    may(ada, "verification")
    ticket = passport.message.ticket
    shown = sign_in(ada).get(reverse("desk:ticket", args=[ticket.pk])).content.decode()
    assert NAME in shown
    assert at_the_desk(passport) in shown


def test_a_team_that_may_opens_nothing_of_a_ticket_it_does_not_see(ada, passport, sign_in):
    may(ada, "compliance")
    assert sign_in(ada).get(at_the_desk(passport)).status_code == 404


def test_who_left_the_team_opens_nothing_any_more(ada, passport, sign_in):
    may(ada, "verification")
    browser = sign_in(ada)
    assert browser.get(at_the_desk(passport)).status_code == 200
    Team.objects.filter(slug="verification").update(may_see_identity=False)
    assert browser.get(at_the_desk(passport)).status_code == 404
    Team.objects.filter(slug="verification").update(may_see_identity=True)
    ada.is_active = False
    ada.save()
    assert browser.get(at_the_desk(passport)).status_code == 302


def test_its_sender_reads_that_we_have_it_and_may_not_fetch_it_again(as_carl, cleo, sign_in, passport):
    ticket = passport.message.ticket
    shown = as_carl.get(f"/tickets/{ticket.reference}/").content.decode()
    assert "received and locked away" in shown
    assert NAME not in shown
    for browser in (as_carl, sign_in(cleo.user), Client()):
        assert browser.get(f"/tickets/files/{passport.key}/").status_code == 404


def test_no_live_line_and_no_machine_hears_its_name(passport):
    ticket = passport.message.ticket
    told = frames.for_customer_after(ticket.pk, 0)
    assert [frame["files"] for frame in told if "files" in frame] == [
        [
            {
                "name": "Identity document",
                "size": passport.size,
                "key": "",
                "picture": False,
                "note": "received and locked away; only the team that checks it opens it",
            }
        ]
    ]
    everything = json.dumps([*told, *map(frames.for_desk, Event.objects.all())])
    assert NAME not in everything


def test_an_ordinary_file_is_still_everybodys_who_sees_the_ticket(ada, carl, says, sign_in):
    from support.files import check

    ticket = says(carl, topic="cannot-sign-in", files=[check(upload("shot.png", picture()))])
    file = Attachment.objects.get(message__ticket=ticket)
    assert sign_in(ada).get(at_the_desk(file)).status_code == 200
    assert sign_in(carl.user).get(f"/tickets/files/{file.key}/").status_code == 200


# Not for ever.


def closed(ticket, days):
    then = timezone.now() - timedelta(days=days)
    Ticket.objects.filter(pk=ticket.pk).update(resolved_at=then, closed_at=then)


def test_ninety_days_after_its_ticket_closed_its_bytes_are_gone_and_the_row_says_so(
    ada, passport, settings, sign_in, as_carl
):
    ticket = passport.message.ticket
    closed(ticket, days=89)
    assert because_time_passed.empty_the_vault() == 0
    closed(ticket, days=91)
    with time_machine.travel("2027-03-05 12:00Z"):
        assert because_time_passed.empty_the_vault() == 1
        assert because_time_passed.empty_the_vault() == 0
    assert not bytes_in(settings.VAULT_ROOT)
    passport.refresh_from_db()
    assert (passport.name, passport.sealed.name, passport.kind) == ("", "", "identity")
    assert Entry.objects.get(action="identity.expired").detail["ticket"] == ticket.reference
    may(ada, "verification")
    assert sign_in(ada).get(at_the_desk(passport)).status_code == 404
    for browser, address in (
        (sign_in(ada), f"/desk/tickets/{ticket.pk}/"),
        (as_carl, f"/tickets/{ticket.reference}/"),
    ):
        shown = browser.get(address).content.decode()
        assert "deleted on March 5, 2027" in shown
        assert "Identity document" in shown


def test_while_its_ticket_is_open_it_stays_however_old(passport, settings):
    with time_machine.travel("2030-01-01"):
        assert because_time_passed.empty_the_vault() == 0
    assert bytes_in(settings.VAULT_ROOT)


def test_in_a_merged_ticket_it_stays_until_the_one_that_goes_on_is_closed(passport, carl, says, settings):
    ticket, other = passport.message.ticket, says(carl)
    actions.merge(ticket, into=other, by=None)
    closed_at = timezone.now() - timedelta(days=200)
    Ticket.objects.filter(pk=ticket.pk).update(closed_at=closed_at)
    assert because_time_passed.empty_the_vault() == 0
    closed(other, days=100)
    assert because_time_passed.empty_the_vault() == 1


def test_how_long_is_a_setting(passport, settings):
    settings.VAULT_DAYS = 10
    closed(passport.message.ticket, days=11)
    assert because_time_passed.empty_the_vault() == 1


def test_bytes_that_no_row_knows_are_deleted_after_a_day_and_no_others(passport, settings):
    storage = passport.sealed.storage
    stray = storage.save("identity/ab/stray", ContentFile(b"saved, and then the commit failed"))
    half = storage.save("arriving/ab/stray", ContentFile(b"half"))
    assert because_time_passed.empty_the_vault() == 0
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert because_time_passed.empty_the_vault() == 2
    assert not storage.exists(stray)
    assert not storage.exists(half)
    assert len(bytes_in(settings.VAULT_ROOT)) == 1


# Which teams may.


def test_a_new_desk_lets_verification_and_compliance_and_the_admins_have_the_last_word(house):
    from tickets import defaults

    assert set(Team.objects.filter(may_see_identity=True).values_list("slug", flat=True)) == {
        "verification",
        "compliance",
    }
    Team.objects.filter(slug="compliance").update(may_see_identity=False)
    defaults.prepare()
    assert not Team.objects.get(slug="compliance").may_see_identity

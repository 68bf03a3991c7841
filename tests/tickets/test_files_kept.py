"""Without scripts a form that comes back has forgotten its files: we keep them, a day, for their sender."""

import re
import uuid

import pytest
import time_machine
from django.test import Client

from tests.fakes.clamd import BAD, Clamd, listening
from tests.tickets.arriving import lying, sent
from tests.tickets.browsing import HTMX
from tests.tickets.test_files import picture, upload
from tickets import actions
from tickets import clock as because_time_passed
from tickets.actions import Thing, uploading
from tickets.models import Attachment, Ticket, Upload, Wanted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("somewhere", "valkey")]
NEW = "/tickets/new/"


def form(*files, **more):
    return {"happened": "See it", "key": uuid.uuid4().hex, "files": list(files)} | more


def proof(name="proof.txt"):
    return upload(name, b"hello " * 200)


def named(page):
    """What the page says it keeps: tokens, and its words."""
    html = page.content.decode()
    return re.findall(r'name="uploads" value="([\w-]+)" checked', html), html


def mended(page, **more):
    """The same form, sent as the page has it."""
    tokens, _html = named(page)
    return form(uploads=tokens, kept=tokens, **more)


def test_a_form_that_comes_back_keeps_its_file_and_brings_it_along_mended(as_carl, settings, committed):
    with committed():
        page = as_carl.post(NEW, form(proof(), happened=""))
    tokens, html = named(page)
    assert (page.status_code, len(tokens)) == (422, 1)
    assert "<bdi>proof.txt</bdi> is kept (1.2" in html
    assert "choose the files again" not in html
    assert len(lying(settings)) == 1
    with committed():
        assert as_carl.post(NEW, mended(page)).status_code == 302
    file = Attachment.objects.get()
    assert (file.name, file.size, file.content.read()) == ("proof.txt", 1200, b"hello " * 200)
    assert not lying(settings)


def test_it_stays_through_every_page_until_the_form_is_right_and_is_kept_once(as_carl):
    page = as_carl.post(NEW, form(proof(), happened=""))
    again = as_carl.post(NEW, mended(page, happened=""))
    assert named(again)[0] == named(page)[0]
    key = uuid.uuid4().hex
    twice = [as_carl.post(NEW, form(proof(), happened="", key=key)) for _ in range(2)]
    assert named(twice[0])[0] == named(twice[1])[0]
    assert Upload.objects.count() == 2


def test_what_a_file_is_stays_with_it(as_carl):
    page = as_carl.post(NEW, form(upload("pass.png", picture()), happened="", files_kind="identity"))
    as_carl.post(NEW, mended(page))
    file = Attachment.objects.get()
    assert (file.kind, bool(file.sealed)) == ("identity", True)


def test_a_file_whose_tick_is_taken_away_is_deleted_at_once(as_carl, settings, committed):
    with committed():
        page = as_carl.post(NEW, form(proof(), upload("b.txt", b"b"), happened=""))
    tokens, _html = named(page)
    gone, stays = tokens if Upload.objects.get(token=tokens[0]).name == "proof.txt" else tokens[::-1]
    with committed():
        page = as_carl.post(NEW, form(uploads=[stays], kept=tokens, happened=""))
    assert named(page)[0] == [stays]
    assert not Upload.objects.filter(token=gone).exists()
    assert len(lying(settings)) == 1


def test_nobody_deletes_or_sends_what_somebody_else_keeps(as_carl, cleo, sign_in):
    page = as_carl.post(NEW, form(proof(), happened=""))
    tokens, _html = named(page)
    for stranger in (sign_in(cleo.user), Client()):
        more = {} if stranger.session.get("_auth_user_id") else {"email": "eve@guest.example"}
        stranger.post(NEW, form(kept=tokens, happened="", **more))
        taken = stranger.post(NEW, form(uploads=tokens, **more))
        assert taken.status_code == 422
        assert "One of your files is not here any more" in taken.content.decode()
        assert named(taken)[0] == []
        assert "proof.txt" not in taken.content.decode()
    assert Upload.objects.get().used_at is None
    assert Ticket.objects.count() == 0


def test_a_guest_keeps_theirs_too(house, valkey):
    guest = Client()
    page = guest.post(NEW, form(proof()))
    assert page.status_code == 422
    assert guest.post(NEW, mended(page, email="gus@guest.example")).status_code == 302
    assert Attachment.objects.get().name == "proof.txt"


def test_a_refused_file_is_named_and_the_good_ones_are_kept(as_carl):
    page = as_carl.post(NEW, form(proof(), upload("run.exe"), upload("lie.png", b"no")))
    tokens, html = named(page)
    assert "“run.exe”" in html
    assert "“lie.png” is not what its name says" in html
    assert [Upload.objects.get(token=token).name for token in tokens] == ["proof.txt"]
    as_carl.post(NEW, mended(page))
    assert Attachment.objects.get().name == "proof.txt"


def test_of_too_many_as_many_are_kept_as_go_along(as_carl):
    page = as_carl.post(NEW, form(*(proof(f"{n}.txt") for n in range(7))))
    assert "These are 7 files; we can take 5 at once" in page.content.decode()
    assert Upload.objects.count() == 1  # they read the same, and one is enough
    page = as_carl.post(NEW, form(*(upload(f"{n}.txt", b"%d" % n) for n in range(7))))
    assert len(named(page)[0]) == 5
    assert as_carl.post(NEW, mended(page)).status_code == 302


def test_choosing_a_topic_without_a_script_keeps_the_files(as_carl):
    page = as_carl.post(NEW, form(proof(), upload("run.exe"), topic="deposit-missing", questions="1"))
    assert page.status_code == 200
    assert len(named(page)[0]) == 1
    assert "“run.exe”" in page.content.decode()


def test_the_page_that_says_you_have_it_already_keeps_them(as_carl, carl, says):
    first = says(carl, "See it, please", topic="fees", subject="Fees")
    said = {"happened": "See it, please", "topic": "fees", "subject": "Fees"}
    page = as_carl.post(NEW, form(proof(), **said))
    assert page.status_code == 409
    assert as_carl.post(NEW, mended(page, repeats=first.reference, **said)).status_code == 302
    assert Attachment.objects.get().message.ticket == first


def test_the_page_that_says_it_was_sent_already_keeps_all_of_them(as_carl):
    key = uuid.uuid4().hex
    as_carl.post(NEW, form(key=key))
    page = as_carl.post(NEW, form(proof(), upload("b.txt", b"b"), key=key, happened="Something else"))
    assert page.status_code == 409
    again = as_carl.post(NEW, mended(page, happened=""))
    assert len(named(again)[0]) == 2


def test_at_a_ticket_they_are_kept_as_well(as_carl, carl, says):
    ticket = says(carl)
    address = f"/tickets/{ticket.reference}/reply/"
    page = as_carl.post(address, form(proof(), body=""))
    assert (page.status_code, len(named(page)[0])) == (422, 1)
    assert as_carl.post(address, mended(page, body="Here")).status_code == 302
    assert ticket.messages.get(body="Here").attachments.get().name == "proof.txt"


def test_a_thing_of_the_list_keeps_its_good_files(as_carl, ada, carl, says):
    ticket = says(carl)
    actions.reply(ticket, by=ada, body="Please", key="r", wanted=[Thing("Your passport", "identity")])
    address = f"/tickets/{ticket.reference}/wanted/{Wanted.objects.get().pk}/"
    page = as_carl.post(address, form(upload("front.png", picture()), upload("back.exe")))
    assert page.status_code == 422
    assert "“back.exe”" in page.content.decode()
    assert as_carl.post(address, mended(page)).status_code == 302
    assert (Attachment.objects.get().name, Attachment.objects.get().kind) == ("front.png", "identity")


def test_a_kept_file_that_went_elsewhere_meanwhile_does_not_answer_a_thing(as_carl, ada, carl, says):
    ticket, token = says(carl), sent(as_carl, "a.txt", b"x")
    actions.reply(ticket, by=ada, body="Please", key="r", wanted=[Thing("The record", "record")])
    thing = Wanted.objects.get()
    as_carl.post(NEW, form(uploads=[token]))
    page = as_carl.post(f"/tickets/{ticket.reference}/wanted/{thing.pk}/", form(uploads=[token]))
    assert page.status_code == 422
    assert "went with another message already" in page.content.decode()
    assert Wanted.objects.get().is_open


def test_a_script_holds_its_files_itself(as_carl):
    page = as_carl.post(NEW, form(proof(), happened=""), headers=HTMX)
    assert (page.status_code, Upload.objects.count()) == (422, 0)


def test_nobody_fills_the_house_with_forms_that_come_back(as_carl, monkeypatch):
    monkeypatch.setattr(uploading, "MOST_WAITING", 1)
    page = as_carl.post(NEW, form(proof(), upload("b.txt", b"b"), happened=""))
    tokens, html = named(page)
    assert len(tokens) == Upload.objects.count() == 1
    assert "“b.txt” is not kept: choose it again. 1 of your files wait to be sent." in html


def test_what_nobody_claims_is_gone_after_a_day(as_carl, settings, committed):
    with committed():
        as_carl.post(NEW, form(proof(), happened=""))
    with time_machine.travel(Upload.objects.get().made_at.timestamp() + 24 * 3600 + 60):
        assert because_time_passed.sweep_uploads() == 1
    assert not lying(settings)


def test_where_somebody_scans_it_waits_for_the_answer_as_every_file_does(
    as_carl, settings, committed, carry_out
):
    with listening(Clamd()) as clamd:
        settings.CLAMD_URL = clamd.url
        with committed():
            page = as_carl.post(NEW, form(upload("a.txt", BAD), happened=""))
        assert Upload.objects.get().state == "scanning"
        assert carry_out() == ["bulk:scan_upload"]
    again = as_carl.post(NEW, mended(page))
    assert again.status_code == 422
    assert "holds a virus" in again.content.decode()
    assert named(again)[0] == []

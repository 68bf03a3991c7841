"""Files that came ahead go with one form, or with none; afterwards nothing of them is left behind."""

import json
import uuid

import pytest
import time_machine

from tests.tickets.arriving import begin, lying, sent
from tests.tickets.test_files import PDF, picture, upload
from tickets import clock as because_time_passed
from tickets.models import Attachment, Message, Ticket, Upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("somewhere", "valkey")]


def form(*tokens, key=None, **more):
    return {"happened": "See the picture", "key": key or uuid.uuid4().hex, "uploads": list(tokens)} | more


def test_finished_files_come_along_with_those_of_the_form_each_of_its_kind(as_carl, settings, committed):
    with committed():
        shot, paper = sent(as_carl, "shot.png", picture()), sent(as_carl, "paper.pdf", PDF)
    said = form(shot, paper, files=[upload("log.txt")], files_kind="record", **{f"kind-{paper}": "record"})
    with committed():
        assert as_carl.post("/tickets/new/", said).status_code == 302
    kept = Attachment.objects.order_by("name").values_list("name", "kind", "content_type")
    assert list(kept) == [
        ("log.txt", "record", "text/plain"),
        ("paper.pdf", "record", "application/pdf"),
        ("shot.png", "screenshot", "image/png"),
    ]
    paper_row = Attachment.objects.get(name="paper.pdf")
    assert (paper_row.content.read(), paper_row.size) == (PDF, len(PDF))
    assert not lying(settings)


def test_they_come_along_with_an_answer(as_carl, carl, says):
    ticket = says(carl)
    token = sent(as_carl, "a.txt", b"hello")
    page = as_carl.post(f"/tickets/{ticket.reference}/reply/", form(token, body="Here it is"))
    assert page.status_code == 302
    assert ticket.messages.get(body="Here it is").attachments.get().name == "a.txt"


def test_the_same_form_sent_again_is_heard_once_and_has_its_file(as_carl):
    said = form(sent(as_carl, "a.txt", b"hello"))
    first, second = as_carl.post("/tickets/new/", said), as_carl.post("/tickets/new/", said)
    assert first.url == second.url
    assert Ticket.objects.count() == Attachment.objects.count() == 1


def refused(browser, *tokens):
    page = browser.post("/tickets/new/", form(*tokens, happened="See the picture once more"))
    assert page.status_code == 422
    assert "See the picture" in page.content.decode()
    return page


def test_a_file_goes_with_one_message_only(as_carl):
    token = sent(as_carl, "a.txt", b"hello")
    as_carl.post("/tickets/new/", form(token))
    assert "“a.txt” went with another message already" in refused(as_carl, token).content.decode()
    assert Ticket.objects.count() == Message.objects.count() == Attachment.objects.count() == 1


def test_a_strangers_file_a_half_one_and_a_refused_one_are_named_and_nothing_is_stored(
    as_carl, cleo, sign_in
):
    theirs = sent(sign_in(cleo.user), "theirs.txt", b"hello")
    half = begin(as_carl, "half.txt", 100)["Location"].rstrip("/").rpartition("/")[2]
    lie, good = sent(as_carl, "lie.png", b"no"), sent(as_carl, "good.txt", b"good")
    page = refused(as_carl, theirs, half, lie, good, "never\0there")
    html = page.content.decode()
    assert (
        html.count("One of your files is not here any more") == 2 * 3
    )  # above the form, at its field, and for the browser
    assert "theirs.txt" not in html
    assert "“half.txt” has not arrived whole" in html
    assert "“lie.png” is not what its name says" in html
    bound = page.context["form"]
    assert {token for token, _why in json.loads(bound.refused_uploads)} == {
        theirs,
        half,
        lie,
        "neverthere",
    }
    assert good in {one["token"] for one in bound.kept_uploads}
    assert Ticket.objects.count() == Attachment.objects.count() == 0
    assert not Upload.objects.filter(used_at__isnull=False).exists()


def test_files_that_came_ahead_count_with_the_others(as_carl):
    tokens = [sent(as_carl, f"{n}.txt", b"x") for n in range(6)]
    assert "These are 6 files; we can take 5 at once" in refused(as_carl, *tokens).content.decode()


def test_a_kind_nobody_knows_is_refused_for_it_might_be_a_passport(as_carl):
    token = sent(as_carl, "a.txt", b"x")
    page = as_carl.post("/tickets/new/", form(token, **{f"kind-{token}": "Identity"}))
    assert page.status_code == 422
    assert "Say what kind of file this is" in page.content.decode()


def test_agents_forms_take_no_upload_of_a_customer(as_carl, carl, ada, says, sign_in):
    ticket, token = says(carl, topic="cannot-sign-in"), sent(as_carl, "a.txt", b"x")
    page = sign_in(ada).post(f"/desk/tickets/{ticket.pk}/reply/", {"body": "Hello", "uploads": [token]})
    assert page.status_code == 422
    assert Message.objects.count() == 1


# Afterwards.


def test_what_no_form_took_along_is_swept_after_a_day(as_carl, settings, committed):
    with committed():
        sent(as_carl, "left.txt", b"hello")
        as_carl.post("/tickets/new/", form(sent(as_carl, "sent.txt", b"hello")))
    assert because_time_passed.sweep_uploads() == 0
    with time_machine.travel(Upload.objects.first().made_at.timestamp() + 24 * 3600 + 60):
        assert because_time_passed.sweep_uploads() == 2
        assert because_time_passed.sweep_uploads() == 0
    assert not lying(settings)
    assert Attachment.objects.get().content.read() == b"hello"

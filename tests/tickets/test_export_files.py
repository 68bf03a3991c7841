"""An export names files as their page does: nothing of an identity document, no link that leads nowhere."""

import json
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from support.files import check
from tickets.models import Attachment, FileKind, FileState

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(carl, says, sign_in, settings):
    """Both exports of a ticket with one file, changed as asked: the JSON's file, and the whole page."""

    def told(*, kind=FileKind.OTHER, **changed):
        file = replace(check(SimpleUploadedFile("passport-of-carl.txt", b"words", "text/plain")), kind=kind)
        ticket = says(carl, "Here it is", files=[file])
        if changed:
            Attachment.objects.update(**changed)
        client = sign_in(carl.user)
        both = [client.get(f"/tickets/{ticket.reference}/export/{form}/") for form in ("json", "html")]
        words, page = [b"".join(one).decode() if one.streaming else one.content.decode() for one in both]
        (line,) = [one for one in json.loads(words)["tickets"][0]["story"] if one.get("files")]
        return line["files"][0], words + page, str(Attachment.objects.get().key)

    return told


def test_an_identity_document_is_neither_named_nor_linked(told):
    file, everything, key = told(kind=FileKind.IDENTITY)
    assert (file["name"], file["link"]) == ("Identity document", None)
    assert "locked away" in file["note"]
    assert "passport-of-carl" not in everything
    assert key not in everything


@pytest.mark.parametrize(
    "changed",
    [
        {"state": FileState.INFECTED},
        {"state": FileState.UNSCANNED},
        {"state": FileState.SCANNING},
        {"deleted_at": timezone.now()},
    ],
)
def test_what_does_not_open_says_why_and_has_no_link(told, changed):
    file, everything, key = told(**changed)
    assert (file["name"], file["link"], bool(file["note"])) == ("passport-of-carl.txt", None, True)
    assert key not in everything
    assert everything.count(file["note"]) == 2


def test_what_opens_is_linked_in_both(told, settings):
    file, everything, key = told()
    assert (file["link"], file["note"]) == (f"{settings.SITE_URL}/tickets/files/{key}/", "")
    assert everything.count(key) == 2

"""Files on the customers' pages: refused by name, kept under a random one, handed to who may see them."""

import json
import re
import uuid
from pathlib import Path

import pytest
from django.test import Client

from support import files
from support.audit.models import Entry
from tests.tickets.test_files import PDF, picture, upload
from tickets import actions
from tickets.models import Attachment, Ticket


@pytest.fixture(autouse=True)
def somewhere(settings, tmp_path):
    """Files of one story lie in a folder of their own."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def as_carl(carl, valkey):
    browser = Client()
    browser.force_login(carl.user)
    return browser


def form(*uploads, **more):
    return {"happened": "See the picture", "key": uuid.uuid4().hex, "files": list(uploads)} | more


@pytest.mark.django_db
def test_files_come_with_the_ticket_under_names_nobody_can_guess(as_carl):
    as_carl.post("/tickets/new/", form(upload("shot.png", picture(), "image/png"), upload("log.txt")))
    kept = Attachment.objects.order_by("name")
    assert [(one.name, one.content_type) for one in kept] == [
        ("log.txt", "text/plain"),
        ("shot.png", "image/png"),
    ]
    assert all(re.fullmatch(r"attachments/[0-9a-f]{2}/[0-9a-f]{32}", one.file.name) for one in kept)


@pytest.mark.django_db
def test_a_refused_file_is_named_and_nothing_is_filed(as_carl):
    page = as_carl.post(
        "/tickets/new/", form(upload("good.png", picture()), upload("lie.png", b"no"), upload("run.exe"))
    )
    html = page.content.decode()
    assert page.status_code == 422
    assert "“lie.png” is not what its name says" in html
    assert "We cannot take “run.exe”" in html
    assert "See the picture" in html
    assert Ticket.objects.count() == Attachment.objects.count() == 0


@pytest.mark.django_db
def test_too_many_files_are_counted(as_carl, settings):
    page = as_carl.post(
        "/tickets/new/", form(*(upload(f"{n}.txt") for n in range(settings.UPLOAD_MAX_FILES + 1)))
    )
    assert page.status_code == 422
    assert "These are 6 files; we can take 5 at once." in page.content.decode()


@pytest.mark.django_db
def test_a_body_larger_than_everything_we_take_gets_a_clear_page(as_carl, settings):
    settings.UPLOAD_MAX_BYTES = 1000
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    page = as_carl.post("/tickets/new/", form(upload("a.txt", b"x" * 20_000)))
    assert page.status_code == 413
    assert "This is too large to send at once" in page.content.decode()


@pytest.mark.django_db
def test_too_many_words_too_many_fields_and_a_broken_body_get_a_clear_page(as_carl, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    assert as_carl.post("/tickets/new/", form(happened="x" * 20_000)).status_code == 413
    assert as_carl.post("/tickets/new/", {f"f{n}": "x" for n in range(1500)}).status_code == 413
    for kind in ("multipart/form-data", "multipart/form-data; boundary=é"):
        assert as_carl.generic("POST", "/tickets/new/", b"--x\r\nnonsense", kind).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("body", [b"", b"{}", b"=&&=;%", b"happened&key=1"])
def test_a_body_that_is_no_form_is_an_unfinished_form(as_carl, body):
    page = as_carl.generic("POST", "/tickets/new/", body, "application/x-www-form-urlencoded")
    assert page.status_code in {302, 422}


@pytest.fixture
def file_of(carl, says):
    def make(name="shot.png", content=None, **more):
        ticket = says(
            carl, files=[files.check(upload(name, picture() if content is None else content))], **more
        )
        return Attachment.objects.get(message__ticket=ticket)

    return make


@pytest.mark.django_db
def test_every_file_is_a_download_pictures_too(as_carl, ada, sign_in, file_of):
    for name, content in (
        ("shot.png", picture()),
        ("paper.pdf", PDF),
        ("log.txt", b"<script>alert(1)</script>"),
    ):
        file = file_of(name, content)
        for browser, room in ((as_carl, "tickets"), (sign_in(ada), "desk")):
            saved = browser.get(f"/{room}/files/{file.key}/")
            assert saved["Content-Disposition"] == f'attachment; filename="{name}"'
            assert saved["X-Content-Type-Options"] == "nosniff"
            assert b"".join(saved.streaming_content) == Path(file.content.path).read_bytes()


@pytest.mark.django_db
def test_nobody_counts_on_from_one_file_to_the_next(as_carl, ada, sign_in, file_of):
    first, second = file_of(), file_of("log.txt", b"hello")
    assert first.key.version == second.key.version == 4  # 122 random bits (RFC 9562, 5.4)
    for browser, room in ((as_carl, "tickets"), (sign_in(ada), "desk")):
        for file in (first, second):
            assert browser.get(f"/{room}/files/{file.pk}/").status_code == 404
    page = as_carl.get(f"/tickets/{first.message.ticket.reference}/").content.decode()
    assert f"/tickets/files/{first.key}/" in page
    assert f"/tickets/files/{first.pk}/" not in page


@pytest.mark.django_db
def test_a_file_can_do_nothing_and_is_kept_by_nobody(as_carl, file_of):
    answer = as_carl.get(f"/tickets/files/{file_of().key}/")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Content-Type"] == "image/png"


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["cleo", "nobody"])
def test_a_strangers_file_is_not_there(request, file_of, who):
    browser = Client()
    if who == "cleo":
        browser.force_login(request.getfixturevalue("cleo").user)
    theirs, none = (
        browser.get(f"/tickets/files/{file_of().key}/"),
        browser.get(f"/tickets/files/{uuid.uuid4()}/"),
    )
    assert (theirs.status_code, none.status_code) == (404, 404)
    assert browser.get("/media/attachments/").status_code == 404


@pytest.mark.django_db
def test_a_file_of_a_note_is_for_agents(as_carl, carl, ada, says):
    ticket = says(carl)
    actions.note(ticket, by=ada, body="see this", key="n", files=[files.check(upload("inside.txt"))])
    assert as_carl.get(f"/tickets/files/{Attachment.objects.get().key}/").status_code == 404


@pytest.mark.django_db
def test_a_guest_fetches_the_files_of_their_ticket_only(house, valkey, file_of):
    guest = Client()
    guest.post("/tickets/new/", form(upload("mine.txt"), email="gus@guest.example"))
    own, other = Attachment.objects.get(), file_of()
    assert guest.get(f"/tickets/files/{own.key}/").status_code == 200
    assert guest.get(f"/tickets/files/{other.key}/").status_code == 404


@pytest.mark.django_db
def test_agents_fetch_files_at_the_desk_where_it_is_written_down(ada, file_of):
    file = file_of()
    agent = Client()
    agent.force_login(ada)
    assert agent.get(f"/tickets/files/{file.key}/").url == f"/desk/files/{file.key}/"
    assert Entry.objects.count() == 0


@pytest.mark.django_db
def test_a_file_that_was_lost_is_no_error(as_carl, file_of):
    file = file_of()
    file.file.storage.delete(file.file.name)
    assert as_carl.get(f"/tickets/files/{file.key}/").status_code == 404


@pytest.mark.django_db
def test_the_page_tells_its_script_which_uploads_were_refused_and_why(as_carl):
    uploads = [
        upload("good.png", picture()),
        upload("lie 100%.png", b"no"),
        upload("run.exe"),
        upload("a.txt"),
    ]
    answer = as_carl.post("/tickets/new/", form(*uploads))
    told = json.loads(answer.context["form"].refused_files)
    assert [place for place, _ in told] == [1, 2]
    assert told[0][1].startswith("“lie 100_.png” is not what its name says")
    assert "run.exe" in told[1][1]


@pytest.mark.django_db
def test_no_upload_counts_as_refused_when_only_the_words_were_or_there_were_too_many(as_carl, settings):
    fresh = as_carl.get("/tickets/new/")
    wordless = as_carl.post("/tickets/new/", form(upload("good.png", picture()), happened=""))
    many = as_carl.post("/tickets/new/", form(*(upload(f"{n}.txt") for n in range(6))))
    for answer in (fresh, wordless, many):
        assert 'data-refused="[]"' in answer.content.decode()

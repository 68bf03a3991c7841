"""Files sent ahead of their form: in pieces, resumed, of their sender alone, taken along once."""

import json
import uuid

import pytest
import time_machine
from django.test import Client

from tests.tickets.arriving import TUS, begin, metadata, piece, sent
from tests.tickets.test_files import PDF, picture, upload
from tickets import clock as because_time_passed
from tickets.models import Attachment, Message, Ticket, Upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def somewhere(settings, tmp_path):
    """Files of one story lie in folders of their own."""
    settings.MEDIA_ROOT, settings.VAULT_ROOT = tmp_path / "media", tmp_path / "vault"


@pytest.fixture
def as_carl(carl, valkey, sign_in):
    return sign_in(carl.user)


def lying(settings, folder="arriving"):
    """What lies in a shelf of the vault."""
    return [path for path in (settings.VAULT_ROOT / folder).rglob("*") if path.is_file()]


def form(*tokens, key=None, **more):
    return {"happened": "See the picture", "key": key or uuid.uuid4().hex, "uploads": list(tokens)} | more


def outcome(browser, address):
    return browser.get(address).json()


# On its way.


def test_a_file_comes_in_pieces_and_goes_on_where_the_line_broke(as_carl, settings, committed):
    content = picture(size=(80, 60))
    address = begin(as_carl, "shot.png", len(content))["Location"]
    assert piece(as_carl, address, content[:30])["Upload-Offset"] == "30"
    far = as_carl.head(address, headers=TUS)
    assert (far["Upload-Offset"], far["Upload-Length"]) == ("30", str(len(content)))
    assert "no-store" in far["Cache-Control"]
    assert outcome(as_carl, address)["state"] == "receiving"
    with committed():
        assert piece(as_carl, address, content[30:], at=30)["Upload-Offset"] == str(len(content))
    told = outcome(as_carl, address)
    assert (told["state"], told["name"], told["kind"], told["reason"]) == (
        "clean",
        "shot.png",
        "screenshot",
        "",
    )
    assert len(lying(settings)) == 1


@pytest.mark.parametrize("at", [0, 29, 31, 10_000])
def test_a_piece_that_does_not_go_on_where_the_last_one_ended_is_refused(as_carl, at):
    address = begin(as_carl, "a.txt", 100)["Location"]
    piece(as_carl, address, b"x" * 30)
    answer = piece(as_carl, address, b"y" * 10, at=at)
    assert answer.status_code == (413 if at > 100 else 409)
    assert Upload.objects.get().received == 30


def test_more_bytes_than_were_told_of_are_refused(as_carl):
    address = begin(as_carl, "a.txt", 10)["Location"]
    assert piece(as_carl, address, b"x" * 11).status_code == 413
    assert Upload.objects.get().received == 0


def test_a_file_that_lies_is_refused_when_it_is_whole_and_nothing_of_it_stays(as_carl, settings):
    content = b"MZ no picture"
    address = begin(as_carl, "lie.png", len(content))["Location"]
    assert piece(as_carl, address, content).status_code == 204
    told = outcome(as_carl, address)
    assert told["state"] == "refused"
    assert "“lie.png” is not what its name says" in told["reason"]
    assert not Upload.objects.get().file


def test_a_check_that_was_cut_short_is_made_up_for_when_somebody_asks(as_carl):
    address = begin(as_carl, "a.txt", 5)["Location"]
    piece(as_carl, address, b"hell")
    row = Upload.objects.get()
    with row.file.open("r+b") as pieces:
        pieces.seek(4)
        pieces.write(b"o")
    Upload.objects.update(received=5)
    assert outcome(as_carl, address)["state"] == "clean"


def test_it_is_taken_back_with_all_its_bytes(as_carl, settings):
    address = begin(as_carl, "a.txt", 100)["Location"]
    piece(as_carl, address, b"x" * 30)
    assert as_carl.delete(address, headers=TUS).status_code == 204
    assert as_carl.get(address).status_code == 404
    assert not Upload.objects.exists()
    assert not lying(settings)


# What is no upload.


@pytest.mark.parametrize(
    ("name", "status", "word"),
    [
        ("run.exe", 415, "We cannot take “run.exe”"),
        ("key.pem", 415, "a key or a wallet"),
        ("net.har", 415, "your sign-in with it"),
        ("a.zip", 415, "Unpack it"),
        ("shot.png", 413, "larger than 10 MB"),
    ],
)
def test_what_we_do_not_take_is_refused_before_it_is_sent(as_carl, name, status, word):
    answer = begin(as_carl, name, 20 * 1024 * 1024)
    assert answer.status_code == status
    assert word in answer.content.decode()
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    "told",
    [
        {"Upload-Length": "0"},
        {"Upload-Length": "-5"},
        {"Upload-Length": "many"},
        {"Upload-Length": "9" * 40},
        {"Upload-Metadata": ""},
        {"Upload-Metadata": "filename"},
        {"Upload-Metadata": "filename %%%"},
        {"Upload-Metadata": "filename /w=="},
        {"Upload-Metadata": metadata(filename="a.txt", kind="passport")},
    ],
)
def test_headers_that_cannot_be_read_are_refused(as_carl, told):
    answer = begin(as_carl, "a.txt", 5, **told)
    assert answer.status_code == 422
    assert answer.content
    assert not Upload.objects.exists()


def test_another_version_of_the_protocol_is_told_ours(as_carl):
    answer = begin(as_carl, "a.txt", 5, **{"Tus-Resumable": "0.2.2"})
    assert (answer.status_code, answer["Tus-Version"]) == (412, "1.0.0")
    spoken = as_carl.options("/tickets/uploads/")
    assert (spoken.status_code, spoken["Tus-Extension"]) == (204, "creation,termination")


def test_a_hostile_name_is_harmless_when_it_is_kept(as_carl):
    begin(as_carl, "../../a\u202egnp.php.png", 5)
    assert Upload.objects.get().name == "agnp_php.png"


def test_without_the_form_s_token_nothing_begins(carl, valkey):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(carl.user)
    assert begin(browser).status_code == 403


# Whose it is.


def test_to_everybody_else_it_is_not_there(as_carl, cleo, sign_in):
    token = sent(as_carl, "a.txt", b"hello")
    address = f"/tickets/uploads/{token}/"
    for stranger in (Client(), sign_in(cleo.user)):
        for answer in (
            stranger.get(address),
            stranger.head(address),
            stranger.delete(address),
            piece(stranger, address, b"x"),
        ):
            assert answer.status_code == 404
    assert as_carl.get(address).status_code == 200


def test_a_guest_s_files_are_the_browser_s_own_and_found_again_after_signing_in(house, carl, valkey):
    guest, other = Client(), Client()
    guest.get("/tickets/new/")
    token = sent(guest, "a.txt", b"hello")
    assert other.get(f"/tickets/uploads/{token}/").status_code == 404
    guest.force_login(carl.user)
    assert guest.get(f"/tickets/uploads/{token}/").status_code == 200


def test_the_page_gives_a_fresh_browser_one_session_for_all_its_files(house, valkey):
    browser = Client()
    browser.get("/tickets/new/")
    before = browser.cookies["sessionid"].value
    begin(browser)
    assert browser.cookies["sessionid"].value == before


def test_so_many_files_may_wait_and_no_more(as_carl, settings):
    for _n in range(20):
        assert begin(as_carl, "a.txt", 5).status_code == 201
    answer = begin(as_carl, "a.txt", 5)
    assert answer.status_code == 429
    assert "20 of your files wait" in answer.content.decode()


def test_so_many_bytes_may_wait_and_no_more(as_carl, settings):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    for _n in range(10):
        assert begin(as_carl, "a.txt", 1024 * 1024).status_code == 201
    answer = begin(as_carl, "a.txt", 1)
    assert answer.status_code == 413
    assert "fill 10 MB" in answer.content.decode()


def test_so_many_files_may_come_in_an_hour(clock, as_carl):
    for _n in range(60):
        as_carl.delete(begin(as_carl, "a.txt", 5)["Location"])
    answer = begin(as_carl, "a.txt", 5)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


# With the form.


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
    page = browser.post("/tickets/new/", form(*tokens))
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
    assert html.count("One of your files is not here any more") == 2 * 2  # above the form, and at its field
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

"""Files sent ahead of their form: in pieces, resumed, and of their sender alone."""

import pytest
from django.test import Client

from tests.tickets.arriving import TUS, begin, lying, metadata, piece, sent
from tests.tickets.test_files import picture
from tickets.models import Upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("somewhere", "valkey")]


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

"""Keys, wallets and records of traffic: refused with advice, by name and by what is in them (FILE-09)."""

import pytest

from support import files
from tests.files.made import upload

PEM = b"-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END RSA PRIVATE KEY-----\n"
WALLET = b"\0" * 12 + b"\x62\x31\x05\x00" + b"\0" * 40
KEYSTORE = b'{"version":3,"crypto":{"cipher":"aes-128-ctr","ciphertext":"d1","kdf":"scrypt"}}'
HAR = b'{"log": {"version": "1.2", "entries": [{"request": {"headers": [{"name": "Cookie"}]}}]}}'


@pytest.mark.parametrize(
    ("name", "content", "advice"),
    [
        ("session.har", HAR, "Send a screenshot"),
        ("session.txt", HAR, "Send a screenshot"),
        ("key.pem", PEM, "Never send it to anybody"),
        ("key.txt", PEM, "Never send it to anybody"),
        ("note.log", b"hello\n" + PEM, "Never send it to anybody"),
        ("wallet.dat", WALLET, "Never send it to anybody"),
        ("wallet.txt", WALLET, "not what its name says"),
        ("id.p12", b"x", "Never send it to anybody"),
        ("UTC--2026.txt", KEYSTORE, "Never send it to anybody"),
        ("all.zip", b"PK\x03\x04", "Unpack it"),
        ("letter.docx", b"PK\x03\x04", "Save it as a PDF"),
        ("page.svg", b"<svg onload=alert(1)>", "Save it as a PDF"),
        ("page.mht", b"x", "Save it as a PDF"),
        ("run.lnk", b"x", "it is a program. Send a screenshot"),
        ("web.config", b"x", "Take a screenshot of what it shows"),
        (".htaccess", b"x", "Take a screenshot of what it shows"),
        ("old.avi", b"RIFF", "Save the film as MP4"),
        ("photo.avif", b"x", "Save the picture as JPEG"),
        ("call.m4a", b"x", "Write down what is said"),
        ("a.pht", b"x", "Take a screenshot of what it shows"),
    ],
)
def test_it_is_refused_with_what_to_do_instead(name, content, advice):
    with pytest.raises(files.FileRefused, match=advice) as why:
        files.check(upload(name, content))
    assert name.lstrip(".") in str(why.value)


def test_a_public_key_and_a_log_that_speaks_of_requests_are_fine():
    for words in (
        b"-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----",
        b'{"log": "request failed"}',
    ):
        assert files.check(upload("a.txt", words)).size == len(words)

"""The demo's mailbox: it keeps, shows, forgets, and lets nothing in a mail act."""

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from django.test import Client

from support import mailbox


@pytest.fixture(autouse=True)
def room(settings, tmp_path):
    settings.EMAIL_BACKEND = "support.mailbox.Backend"
    settings.VAR_DIR = tmp_path
    return tmp_path / "mailbox"


def write(subject="Hello", body="Words", to="gus@guest.example", **headers):
    letter = EmailMultiAlternatives(subject, body, to=[to], headers=headers)
    letter.attach_alternative("<style>p{}</style><p>Words</p><script>alert(1)</script>", "text/html")
    letter.send()


def test_mails_are_shown_newest_first(room, db):
    for number in range(3):
        write(f"Letter {number}")
    html = Client().get("/demo/mail/").content.decode()
    assert html.index("Letter 2") < html.index("Letter 1") < html.index("Letter 0")


def test_mails_to_one_address_can_be_picked(room, db):
    write("For Gus")
    write("For Carl", to="carl@customer.example")
    html = Client().get("/demo/mail/?to=CARL@").content.decode()
    assert "For Carl" in html
    assert "For Gus" not in html


def test_a_second_copy_takes_the_place_of_the_first(room):
    write("First", **{"Message-ID": "<1@x>"})
    write("Second", **{"Message-ID": "<1@x>"})
    assert [kept.letter["Subject"] for kept in mailbox.newest()] == ["Second"]


def test_old_mails_are_forgotten(room, monkeypatch):
    monkeypatch.setattr(mailbox, "MOST", 3)
    for number in range(6):
        write(f"Letter {number}")
    assert [kept.letter["Subject"] for kept in mailbox.newest()] == ["Letter 5", "Letter 4", "Letter 3"]


def test_words_of_every_language_and_hostile_ones_arrive_as_words(room, db):
    write(
        "Письмо 信件 <script>alert(1)</script>",
        body="Здравствуйте 您好 <script>alert(2)</script> http://127.0.0.1:8000/x/",
    )
    [kept] = mailbox.newest()
    assert kept.subject == "Письмо 信件 <script>alert(1)</script>"
    page = Client().get(f"/demo/mail/{kept.name}/")
    html = page.content.decode()
    assert "<script>alert" not in html
    assert 'sandbox="' in html
    assert "&lt;style&gt;" not in html
    assert '<a href="http://127.0.0.1:8000/x/"' in html
    assert page["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("name", ["x", "..", "%2e%2e%2fsecret_key", "0" * 20 + "-" + "a" * 16])
def test_a_name_that_is_no_mail_is_not_found(room, db, name):
    (room.parent / "secret_key").write_text("secret")
    assert Client().get(f"/demo/mail/{name}/").status_code == 404


def test_an_empty_mailbox_says_so(room, db):
    assert "No mail yet" in Client().get("/demo/mail/").content.decode()


def test_a_plain_mail_is_kept_too(room):
    send_mail("Plain", "Just text", None, ["gus@guest.example"])
    assert (mailbox.newest()[0].text.strip(), mailbox.newest()[0].html) == ("Just text", "")

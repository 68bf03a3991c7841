"""Tiers by file: a trial changes nobody, applying changes exactly what the trial showed, once."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from support.audit.models import Entry
from support.people import actions, clock, imports, tier_files
from support.people.models import Customer, Tier, TierImport, User
from tests.support.office import page
from tests.together import at_once
from tickets import defaults
from tickets.models import Event


def upload(office, content, name="tiers.csv"):
    """Send a file as an admin does."""
    content = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile(name, content, "text/csv")
    return office.post(page("people_customer_import_tiers"), {"file": file}, follow=True)


def tried(content, by):
    """A file that was tried out."""
    content = content if isinstance(content, bytes) else content.encode()
    return imports.try_out(content, name="tiers.csv", by=by)


def stands(customer):
    customer.refresh_from_db()
    return customer.tier.slug


def problems(file):
    return {line.number: line.problem for line in file.lines.exclude(problem="")}


# The trial.


def test_the_trial_shows_every_change_and_changes_nobody(office, carl, cleo, gus):
    answer = upload(
        office, "exchange_id,tier,reason\nMX-CARL,Plus,papers\nMX-CLEO,business,\nMX-GUS,entry,x\n"
    )
    said = answer.content.decode()
    assert "Nothing is changed yet" in said
    assert "Verified → <strong>Plus" in said
    assert "Entry → <strong>Business" in said
    assert "Apply 2 changes" in said
    assert (stands(carl), stands(cleo)) == ("verified", "entry")
    assert not Entry.objects.exists()
    assert answer.context["counts"] | {"done": 0} == {
        "changes": 2,
        "changed": 0,
        "done": 0,
        "left": 0,
        "problems": 0,
        "unchanged": 1,
    }


@pytest.mark.parametrize(
    "content",
    [
        "MX-CARL,plus,papers",
        "MX-CARL;plus;papers, and more",
        "\ufeffexchange_id;tier;reason\r\nMX-CARL;PLUS;papers\r\n",
        'exchange_id,tier,reason\r\n"MX-CARL","plus","papers\nof two lines"\r\n\r\n',
        "\n\n  MX-CARL , plus , papers \n\n",
    ],
)
def test_files_as_spreadsheets_write_them_are_understood(root, carl, content):
    file = tried(content, root)
    assert [(line.customer, line.after.slug) for line in file.lines.all()] == [(carl, "plus")]


def test_every_bad_line_is_named_with_its_number(root, carl, cleo):
    lines = [
        b"exchange_id,tier,reason",
        b"MX-CARL,plus,good",
        b"MX-NOBODY,plus,x",
        b"MX-GONE,diamond,x",
        b"MX-CLEO,diamond,x",
        b"MX-CLEO,plus",
        b"MX-CLEO,plus,x,y",
        b"MX-CLEO,plus,caf\xe9",
        b"MX-CLEO,plus," + b"x" * 201,
        b'MX-CLEO,plus,"a\0b"',
        b"",
        b"MX-TWICE,plus,x",
        b"MX-TWICE,entry,x",
    ]
    file = tried(b"\n".join(lines), root)
    assert problems(file) == {
        3: "We know no customer with this exchange id.",
        4: "We know no customer with this exchange id.",
        5: "We have no such tier.",
        6: "There are 2 columns instead of 3: exchange id, tier, reason.",
        7: "There are 4 columns instead of 3: exchange id, tier, reason.",
        8: "Letters of this line are no UTF-8. Save the file as “CSV UTF-8”.",
        9: "The reason is longer than 200 characters.",
        10: "This line holds letters that nobody can read.",
        12: "This customer stands in 2 lines.",
        13: "This customer stands in 2 lines.",
    }
    assert [line.number for line in file.lines.filter(problem="")] == [2]


def test_a_line_after_one_of_two_lines_keeps_its_own_number(root, carl):
    file = tried('MX-CARL,plus,"two\nlines"\nMX-NOBODY,plus,x\n', root)
    assert set(problems(file)) == {3}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "There is no line in this file."),
        (b"\n \n;;\n", "There is no line in this file."),
        (b"exchange_id,tier,reason\n", "There is no line in this file."),
        ("MX-1,plus,x\n".encode("utf-16"), "UTF-16"),
        (b'MX-1,plus,"never closed\nMX-2,plus,x', "From line 1 on, quotes do not match"),
        (b'MX-1,plus,x\nMX-2,"plus"x,y', "From line 2 on, quotes do not match"),
        (b"MX-1,plus,x\n" * 20_001, "These are 20001 lines; 20000 are the most."),
        (b"x" * (tier_files.MOST_BYTES + 1), "larger than 5 MB"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_nothing_is_kept(office, house, content, said):
    answer = upload(office, content)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not TierImport.objects.exists()


def test_no_file_at_all_is_told(office, house):
    answer = office.post(page("people_customer_import_tiers"))
    assert answer.status_code == 422
    assert "Choose a file first." in answer.content.decode()


def test_the_most_lines_are_tried_in_a_moment(root, house):
    rows = [Customer(name=str(n), exchange_id=f"MX-{n}") for n in range(20_000)]
    Customer.objects.bulk_create(rows)
    began = timezone.now()
    file = tried("\n".join(f"MX-{n},plus,yearly" for n in range(20_000)), root)
    assert imports.counts(file)["changes"] == 20_000
    assert timezone.now() - began < timedelta(seconds=20)


def test_the_bad_lines_come_as_a_file_that_reckons_with_nothing(office, root, house):
    bad = ['=cmd|"/c calc"!A1', "+1", "-1", "@x", "\t=1", " =1", "＝1", "'quoted", "plain"]
    out = io.StringIO()
    csv.writer(out).writerows([cell, "plus", "=1+1"] for cell in bad)
    file = tried(out.getvalue(), root)
    answer = office.get(page("people_customer_problems", file.pk))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    content = answer.getvalue()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0] == ["line", "exchange_id", "tier", "reason", "problem"]
    assert len(rows) == len(bad) + 1
    for row in rows[1:]:
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@", "＝")) for cell in row), row
    assert [row[1] for row in rows[-2:]] == ["'quoted", "plain"]


# Applying.


def test_applied_it_changes_what_was_shown_and_the_book_has_one_line_for_the_file(
    office, root, carl, cleo, says
):
    ticket = says(cleo, topic="deposit-missing")
    upload(office, "MX-CARL,plus,own papers\nMX-CLEO,business,\nMX-NOBODY,plus,x\n")
    file = TierImport.objects.get()
    answer = office.post(page("people_customer_file", file.pk), {"reason": "yearly check"}, follow=True)
    assert "Applied: 2 customers changed." in answer.content.decode()
    assert (stands(carl), stands(cleo)) == ("plus", "business")
    assert (cleo.tier_source, cleo.is_tier_known) == ("file", True)
    why = ticket.events.get(kind=Event.Kind.REPRIORITISED).detail["why"]
    assert why == "Entry → Business: yearly check"
    changes = Entry.objects.filter(action="tier.changed").order_by("pk")
    assert [(line.by, line.detail["reason"]) for line in changes] == [
        (root, "own papers"),
        (root, "yearly check"),
    ]
    told = Entry.objects.get(action="tiers.imported")
    assert (told.by, told.detail["file"], told.detail["reason"]) == (root, "tiers.csv", "yearly check")
    assert (told.detail["changed"], told.detail["left"], told.detail["problems"]) == (2, 0, 1)


@pytest.mark.parametrize("reason", ["", "   ", "x" * 201])
def test_without_a_reason_it_is_not_applied(office, root, carl, reason):
    file = tried("MX-CARL,plus,x", root)
    answer = office.post(page("people_customer_file", file.pk), {"reason": reason})
    assert answer.status_code == 422
    assert stands(carl) == "verified"
    assert not Entry.objects.exists()


def test_who_was_changed_meanwhile_is_named_and_left_alone(office, root, carl, cleo):
    file = tried("MX-CARL,plus,x\nMX-CLEO,plus,x", root)
    actions.change_tier(carl, to=Tier.objects.get(slug="business"), reason="the exchange, since")
    answer = office.post(page("people_customer_file", file.pk), {"reason": "check"}, follow=True)
    assert (stands(carl), stands(cleo)) == ("business", "plus")
    assert "left alone: changed meanwhile" in answer.content.decode()
    assert answer.context["counts"]["left"] == 1


def test_who_became_known_meanwhile_is_left_alone_too(root, house):
    una = Customer.objects.create(exchange_id="MX-UNA")
    file = tried("MX-UNA,plus,x", root)
    assert file.lines.get().before is None
    actions.change_tier(una, to=una.tier)
    imports.apply(file, by=root, reason="check")
    assert imports.go_on(file, until=timezone.now() + timedelta(seconds=5))
    assert stands(una) == "entry"


def test_applied_twice_it_is_applied_once(office, root, carl):
    file = tried("MX-CARL,plus,x", root)
    for _ in range(2):
        office.post(page("people_customer_file", file.pk), {"reason": "check"})
        actions.change_tier(carl, to=Tier.objects.get(slug="entry"))
    assert stands(carl) == "entry"
    assert Entry.objects.filter(action="tiers.imported").count() == 1


def test_what_stopped_half_way_is_finished_by_the_clock(root, carl, cleo, gus):
    file = tried("MX-CARL,plus,x\nMX-CLEO,plus,x\nMX-GUS,plus,x", root)
    imports.apply(file, by=root, reason="check")
    imports._next(file)
    assert not imports.go_on(file, until=timezone.now())  # no time left
    assert imports.counts(file)["done"] == 1
    clock.go_on_with_files()
    file.refresh_from_db()
    assert file.finished_at
    assert imports.counts(file)["changed"] == 3
    assert clock.go_on_with_files() == 0
    assert Entry.objects.filter(action="tiers.imported").count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_change_each_customer_once():
    defaults.prepare()
    root = User.objects.create_superuser("root@meridian.example", "x")
    for number in range(40):
        Customer.objects.create(exchange_id=f"MX-{number}")
    file = tried("\n".join(f"MX-{number},plus,x" for number in range(40)), root)
    imports.apply(file, by=root, reason="check")
    until = timezone.now() + timedelta(seconds=30)
    found = at_once(6, lambda _: imports.go_on(file, until=until))
    assert True in found
    clock.go_on_with_files()
    assert imports.counts(file) | {"unchanged": 0} == {
        "changes": 40,
        "changed": 40,
        "done": 40,
        "left": 0,
        "problems": 0,
        "unchanged": 0,
    }
    assert Entry.objects.filter(action="tier.changed").count() == 40
    assert Entry.objects.filter(action="tiers.imported").count() == 1


def test_a_trial_nobody_applied_is_forgotten_after_a_day(root, carl):
    file = tried("MX-CARL,plus,x", root)
    clock.go_on_with_files()
    assert TierImport.objects.exists()
    TierImport.objects.update(uploaded_at=timezone.now() - timedelta(hours=25))
    clock.go_on_with_files()
    assert not TierImport.objects.filter(pk=file.pk).exists()


def test_a_secret_in_a_reason_rests_nowhere(root, carl):
    file = tried("MX-CARL,plus,password: hunter2horse\nMX-NOBODY,plus,password: hunter2horse", root)
    assert not any("hunter2horse" in str([line.reason, line.cells]) for line in file.lines.all())

"""The audit book: everybody can be asked later, and nobody can rewrite it, whatever code they use."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from support.audit import book
from support.audit.models import Entry
from support.people.models import Tier


@pytest.fixture
def entry(carl, root):
    """One line: Root moved Carl."""
    book.record("tier.changed", carl, by=root, before="entry", after="plus", reason="passport checked")
    return Entry.objects.get()


def refused(act):
    """Whether the database itself says no."""
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        act()
    return True


def test_a_line_says_who_did_what_to_which_row_when_and_why(entry, carl, root):
    assert (entry.action, entry.by, entry.model) == ("tier.changed", root, "people.customer")
    assert entry.object_id == str(carl.pk)
    assert entry.detail == {"before": "entry", "after": "plus", "reason": "passport checked"}
    assert entry.at


def test_a_line_cannot_be_changed(entry):
    entry.detail = {"before": "entry", "after": "entry"}
    assert refused(entry.save)
    assert refused(lambda: Entry.objects.update(action="nothing.happened"))
    assert Entry.objects.get().detail["after"] == "plus"


def test_a_line_cannot_be_taken_out(entry):
    assert refused(entry.delete)
    assert refused(Entry.objects.all().delete)
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("sql", ["UPDATE audit_entry SET detail = '{}'", "DELETE FROM audit_entry"])
def test_sql_by_hand_is_refused_too(entry, sql):
    def by_hand():
        with connection.cursor() as cursor:
            cursor.execute(sql)

    assert refused(by_hand)
    assert Entry.objects.get().detail


def test_who_is_in_the_book_cannot_be_deleted(entry, root):
    with pytest.raises(ProtectedError):
        root.delete()


def test_lines_can_still_be_added(entry, carl):
    book.record("tier.changed", carl)
    assert Entry.objects.count() == 2


def test_the_book_tells_of_a_row_newest_first_and_of_no_other(entry, carl, cleo):
    book.record("tier.changed", cleo)
    book.record("customer.edited", carl)
    assert [line.action for line in book.about(carl)] == ["customer.edited", "tier.changed"]
    assert book.about(Tier.objects.first()) == []

"""Reading documents with the model, in the background: only what is new, and on from where it stopped."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Exists, Func, OuterRef, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import MD5
from django.utils import timezone

from support.search.meaning import model, passages
from support.search.meaning.model import Model
from support.search.meaning.rows import Passage
from support.search.models import Document

log = logging.getLogger(__name__)
READERS_LOCK = 7_305_432  # for pg_advisory_lock
AT_ONCE = 4  # passages; what they meant is kept before the next
FORGOTTEN_AFTER = timedelta(days=1)  # an index is rebuilt by then
HEADINGS = "headings"  # the field of an index that says which lines begin a section
SAID = Func(
    Value("\n"), "title", "body", KT(f"fields__{HEADINGS}"), function="concat_ws", output_field=TextField()
)
VERSION = MD5(SAID)


def unread(reader: Model) -> QuerySet[Document]:
    """Documents that are new to a model, or not what it read; each knows its `version`."""
    known = Passage.objects.filter(
        document=OuterRef("key"), model=reader.name, version=OuterRef("version"), gone_at=None
    )
    return Document.objects.annotate(version=VERSION).exclude(Exists(known)).order_by("pk")


def go_on(seconds: float, *, wait: bool = False) -> tuple[int, bool]:
    """Read for about so long: how many documents were read, and whether there was time for all there are.

    One process reads at a time; another leaves, or waits for its turn. A document at which the model fails is
    named in the log, and the next one is read. Raises Unavailable when there is no model.
    """
    until = time.monotonic() + seconds
    reader = model.chosen()
    done = 0
    with _alone(wait) as mine:
        for document in unread(reader).iterator(chunk_size=20) if mine else ():
            try:
                for _few in read(document, reader):
                    if time.monotonic() >= until:
                        return done, False
            except Exception:  # whatever a model may raise; one bad text must not keep the others from it
                log.exception("Search by meaning: %s could not be read.", document.key)
            else:
                done += 1
    return done, mine


def read(document: Document, reader: Model) -> Iterator[int]:
    """Read what is new in a document from `unread`, a few passages at a time; the caller may stop at any."""
    own = Passage.objects.filter(document_id=document.key)
    headings = document.fields.get(HEADINGS) or ()
    cut = passages.cut(document.title, document.body, document.language, headings)
    wanted = {one.mark: one.said for one in cut}
    known = set(own.filter(model=reader.name).values_list("mark", flat=True))
    new = [mark for mark in wanted if mark not in known]
    for at in range(0, len(new), AT_ONCE):
        few = new[at : at + AT_ONCE]
        vectors = reader.passages([wanted[mark] for mark in few])
        Passage.objects.bulk_create(
            (
                Passage(document_id=document.key, mark=mark, model=reader.name, vector=model.fit(vector))
                for mark, vector in zip(few, vectors, strict=True)
            ),
            ignore_conflicts=True,
        )
        yield len(few)
    with transaction.atomic():
        own.exclude(model=reader.name, mark__in=wanted).delete()
        own.update(version=document.version, gone_at=None)  # type: ignore[attr-defined]  # annotated


def forget() -> None:
    """Passages whose document is gone are noticed, and deleted when it is still gone after a day."""
    gone = ~Exists(Document.objects.filter(key=OuterRef("document_id")))
    now = timezone.now()
    Passage.objects.filter(gone, gone_at=None).update(gone_at=now)
    Passage.objects.exclude(gone).exclude(gone_at=None).update(gone_at=None)
    Passage.objects.filter(gone_at__lt=now - FORGOTTEN_AFTER).delete()


@contextmanager
def _alone(wait: bool) -> Iterator[bool]:
    """Whether nobody else reads now, or once nobody does; nobody else begins until this block ends."""
    asked = "SELECT pg_advisory_lock(%s), true" if wait else "SELECT true, pg_try_advisory_lock(%s)"
    with connection.cursor() as cursor:
        cursor.execute(asked, [READERS_LOCK])
        mine = bool(cursor.fetchone()[1])
        try:
            yield mine
        finally:
            if mine:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [READERS_LOCK])

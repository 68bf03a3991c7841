"""A file of articles on its way: brought, tried out, begun by somebody, taken in. Workers do the work."""

import logging
import uuid
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from helpcenter.exchange import reading
from helpcenter.exchange.taking_in import Refused, Tally, in_order, take_in, try_out
from helpcenter.models import ArticleFile
from support.audit import book
from support.people.models import User

State = ArticleFile.State
MOST_BYTES = 20 << 20
MOST_KEPT = 1000  # problems
MOST_TRIES = 6  # reading and taking in, each of which may lose its worker
FORGOTTEN_AFTER = timedelta(days=1)
PROGRESS_FOR = 3600  # seconds
log = logging.getLogger(__name__)


def bring(key: uuid.UUID, content: bytes, *, name: str, by: User, **how: object) -> ArticleFile:
    """Keep a file to be tried out; the same form sent twice is one file."""
    language = get_language() or settings.LANGUAGE_CODE
    said = {"content": content, "name": name[-120:], "uploaded_by": by, "language": language, **how}
    file, _made = ArticleFile.objects.get_or_create(key=key, defaults=said)
    return file


@transaction.atomic
def begin(file: ArticleFile, *, by: User) -> bool:
    """Have a file taken in that was shown and has no problem; False when somebody did so before."""
    shown = ArticleFile.objects.filter(pk=file.pk, state=State.SHOWN)
    return bool(shown.update(state=State.TAKING, begun_by=by))


def done(file: ArticleFile) -> int:
    """How many texts a worker has gone through so far; a hint, rows say what was done."""
    return int(cache.get(_progress(file), 0))


def go_on() -> int:
    """Try out or take in what waits, one after the other. Twice at once is safe: each has one worker."""
    went = 0
    waiting = ArticleFile.objects.filter(state__in=[State.READING, State.TAKING])
    for pk in waiting.order_by("uploaded_at").values_list("pk", flat=True):
        went += _one(pk)
    return went


def forget() -> None:
    """Files that nobody began, and the bytes of those that were refused, after a day."""
    old = ArticleFile.objects.filter(uploaded_at__lt=timezone.now() - FORGOTTEN_AFTER)
    old.filter(state__in=[State.SHOWN, State.REFUSED]).delete()


def _one(pk: uuid.UUID) -> bool:
    with transaction.atomic():
        rows = ArticleFile.objects.select_for_update(skip_locked=True, of=["self"])
        file = rows.filter(pk=pk, state__in=[State.READING, State.TAKING]).first()
        if file is None:
            return False
        file.tries += 1
        if file.tries > MOST_TRIES:
            with override(file.language):
                _refuse(file, [_("Something went wrong on our side; nothing was taken in.")])
        file.save()
    return file.state != State.REFUSED and _with(pk)


def _with(pk: uuid.UUID) -> bool:
    """Work at a file whose try is written down: a worker that is killed here leaves that behind."""
    with transaction.atomic():
        rows = ArticleFile.objects.select_for_update(skip_locked=True, of=["self"])
        file = rows.filter(pk=pk, state__in=[State.READING, State.TAKING]).first()
        if file is None:
            return False
        try:
            with override(file.language), transaction.atomic():
                _work(file)
        except Exception:  # whatever it is, the same file must not stop all others for ever
            log.exception("a file of articles could not be read: %s", file.pk)
            _refuse(file, [_("Something went wrong on our side; nothing was taken in.")])
        file.save()
    return True


def _work(file: ArticleFile) -> None:
    found = reading.read(file.name, bytes(file.content), kind=file.kind)
    brought = in_order(found, file.notice)
    file.texts, file.left_out = len(brought.manuscripts), brought.left_out[:MOST_KEPT]
    why, by = _("taken in from %s") % file.name, file.begun_by or file.uploaded_by
    how = {"why": why, "by": by, "publish": not file.as_drafts, "tell": lambda done: _tell(file, done)}
    if file.state == State.READING:
        tally, problems = try_out(brought, **how)
        _count(file, tally)
        file.state = State.SHOWN
        if problems:
            _refuse(file, problems)
        cache.delete(_progress(file))
        return
    try:
        _count(file, take_in(brought, **how))
    except Refused as refused:
        _refuse(file, refused.problems)
        return
    file.state, file.finished_at, file.content = State.DONE, timezone.now(), b""
    told = {"file": file.name, "new": file.new, "changed": file.changed}
    book.record("articles.imported", file, by=file.begun_by, **told)


def _count(file: ArticleFile, tally: Tally) -> None:
    file.new, file.changed, file.same = tally.new, tally.changed, tally.same
    file.moved = _bounded(tally.told)


def _refuse(file: ArticleFile, problems: list[str]) -> None:
    file.problems = _bounded(problems)
    file.state, file.finished_at, file.content = State.REFUSED, timezone.now(), b""


def _bounded(told: list[str]) -> list[str]:
    return told[:MOST_KEPT] + ([_("… and more.")] if len(told) > MOST_KEPT else [])


def _tell(file: ArticleFile, done: int) -> None:
    if done % 20 == 0:
        cache.set(_progress(file), done, PROGRESS_FOR)


def _progress(file: ArticleFile) -> str:
    return f"helpcenter:file:{file.pk}"

"""From a draft to what readers see: submitted, looked at by somebody else, out now or later, and gone."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpcenter import actions
from helpcenter.models import Revision, Translation
from helpcenter.writing import gate
from support.audit import book
from support.people.models import User

Status, Verdict = Translation.Status, Revision.Verdict


def submit(revision: Revision, *, by: User | None = None) -> None:
    """A draft is ready for somebody else's eyes; saying it twice is once."""
    with transaction.atomic():
        waiting = Revision.objects.filter(pk=revision.pk, submitted_at=None, verdict="")
        if not waiting.update(submitted_at=timezone.now()):
            return
        texts = Translation.objects.filter(pk=revision.translation_id, status=Status.DRAFT)
        texts.update(status=Status.REVIEW)
        _note("article.submitted", revision, by)


def approve(revision: Revision, *, by: User, publish_at: datetime | None = None) -> None:
    """Put a text out, now or at a time. Raises ValidationError where this person may not, or it cannot be."""
    if publish_at is None or publish_at <= timezone.now():
        actions.publish(revision.translation, revision=revision, by=by)
        return
    with transaction.atomic():
        actions.may_be_out(revision, by=by)
        alone = revision.by_id == by.pk
        _judge(revision, Verdict.APPROVED, by=by, publish_at=publish_at, is_alone=alone)
        _note("article.scheduled", revision, by, at=publish_at.isoformat())


def put_out_unseen(revision: Revision, *, by: User) -> None:
    """A machine's own words go out in a language where nobody must look. Raises ValidationError elsewhere."""
    with transaction.atomic():
        actions.publish(revision.translation, revision=revision)
        _note("article.published_unseen", revision, by)


def send_back(revision: Revision, *, by: User, remark: str) -> None:
    """It is not ready; the author reads why. Raises ValidationError for no reason, or who may not judge."""
    if not remark.strip():
        raise ValidationError({"remark": _("Say what should be mended.")})
    gate.may_be_approved(revision, by)
    with transaction.atomic():
        if revision.translation.live_id == revision.pk:
            raise ValidationError(_("This text is out. Withdraw it, or write a better one."))
        _judge(revision, Verdict.REFUSED, by=by, remark=remark.strip())
        newest = revision.translation.revisions.first()
        if newest and newest.pk == revision.pk:
            texts = Translation.objects.filter(pk=revision.translation_id, status=Status.REVIEW)
            texts.update(status=Status.DRAFT)
        _note("article.sent_back", revision, by)


def restore(revision: Revision, *, by: User) -> Revision:
    """An old text becomes the newest one again, as a draft that is looked at like any other."""
    told = _("As it was on %(day)s") % {"day": f"{revision.saved_at:%Y-%m-%d %H:%M}"}
    text = revision.translation
    said = {name: getattr(revision, name) for name in ("title", "slug", "summary", "body", "source")}
    said["is_machine"] = revision.is_machine
    return actions.revise(text.article, text.language, by=by, why=told, **said)


def withdraw(text: Translation, *, by: User, at: datetime | None = None) -> None:
    """Take a text off the shelf, now or at a time. Raises ValidationError for who does not supervise."""
    if not by.is_supervisor:
        raise ValidationError(_("Supervisors and admins take texts off the shelf."))
    if at is None or at <= timezone.now():
        actions.withdraw(text, by=by)
        return
    with transaction.atomic():
        Translation.objects.filter(pk=text.pk).update(withdraw_at=at)
        book.record("article.withdrawal_set", text.article, by=by, language=text.language, at=at.isoformat())


def check(text: Translation, *, by: User) -> None:
    """Somebody found what is out still true. Raises ValidationError where this person may not say so."""
    if not gate.may_check(text, by):
        raise ValidationError(_("Who looks after an article says that it is true, or who supervises."))
    with transaction.atomic():
        Translation.objects.filter(pk=text.pk).update(checked_at=timezone.localdate())
        book.record("article.checked", text.article, by=by, language=text.language)
        actions.readers_see(text)


def keep_to_the_times() -> int:
    """Put out and take back what is due; returns how many. What cannot go out waits for review again.

    Twice is safe: a time that was kept is no time any more.
    """
    done = 0
    for revision in Revision.objects.due().select_related("translation__article").order_by("pk"):
        try:
            actions.publish(revision.translation, revision=revision)
            done += 1
        except ValidationError as refused:
            told = {"verdict": "", "publish_at": None, "remark": " ".join(refused.messages)}
            Revision.objects.filter(pk=revision.pk).update(**told)
    for text in Translation.objects.filter(withdraw_at__lte=timezone.now()).select_related("article"):
        actions.withdraw(text)
        done += 1
    return done


def _judge(revision: Revision, verdict: str, *, by: User, **said: object) -> None:
    told = {"verdict": verdict, "reviewer": by, "reviewed_at": timezone.now(), **said}
    Revision.objects.filter(pk=revision.pk).update(**told)


def _note(action: str, revision: Revision, by: User | None, **said: object) -> None:
    if by:
        text = revision.translation
        book.record(action, text.article, by=by, language=text.language, revision=revision.pk, **said)

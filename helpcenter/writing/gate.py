"""Who may put a text out: only who supervises, and not its author, unless nobody else is there to look.

A machine's text waits for a person.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from helpcenter.models import Article, Revision, Translation
from helpcenter.models.article import READABLE
from support.people.models import User


def may_judge(revision: Revision, user: User) -> bool:
    """Whether this person may approve the text, or send it back."""
    return user.is_supervisor and (revision.by_id != user.pk or is_alone(revision, user))


def is_alone(revision: Revision, user: User) -> bool:
    """Whether an author looks at their own text because nobody else could (settings.ONE_PERSON_HOUSE).

    Whoever else is active, supervises and may see the article could.
    """
    if revision.by_id != user.pk or not settings.ONE_PERSON_HOUSE:
        return False
    could = {User.Role.ADMIN, *(revision.translation.article.roles or [User.Role.SUPERVISOR])}
    others = User.objects.filter(is_active=True, role__in=could - {User.Role.AGENT})
    return not others.exclude(pk=user.pk).exists()


def may_be_approved(revision: Revision, by: User) -> None:
    """Raise ValidationError with words where this person may not put the text out."""
    if not by.is_supervisor:
        raise ValidationError(
            _("Supervisors and admins put texts out. Submit it, and one of them will look.")
        )
    if not may_judge(revision, by):
        raise ValidationError(_("You wrote this text; somebody else must look at it before it goes out."))


def may_place(article: Article, user: User) -> bool:
    """Whether this person may move an article and say for whom it is: once it is out, who supervises.

    A text that was approved for a time goes out without another look, so it counts as out.
    """
    texts = Translation.objects.filter(article=article)
    will_be_out = Q(revisions__verdict=Revision.Verdict.APPROVED, revisions__publish_at__isnull=False)
    return user.is_supervisor or not texts.filter(Q(status__in=READABLE) | will_be_out).exists()


def needs_nobody(revision: Revision) -> bool:
    """Whether a machine's words may go out in their language though nobody looked at them."""
    return revision.is_machine and revision.translation.language in settings.MACHINE_LANGUAGES


def may_check(text: Translation, user: User) -> bool:
    """Whether this person may say that what is out is still true."""
    return text.is_readable and (user.is_supervisor or text.article.owner_id == user.pk)


def may_go_out(revision: Revision, *, looked_at: bool) -> None:
    """Raise ValidationError for no text, an older one than is out, or a machine's that nobody saw."""
    if not revision.body.strip():
        raise ValidationError(_("There is no text yet. Write it first."))
    is_seen = looked_at or revision.verdict == Revision.Verdict.APPROVED
    if revision.is_machine and not is_seen and not needs_nobody(revision):
        raise ValidationError(_("A machine translated this; somebody must look at it before it goes out."))
    live = revision.translation.live_id
    if live and revision.pk < live:
        raise ValidationError(_("A newer text is out. Restore this one, and it is the newest again."))

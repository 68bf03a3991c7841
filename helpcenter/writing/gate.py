"""Who may put a text out: not its author, and only who supervises. A machine's text waits for a person."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from helpcenter.models import Revision
from support.people.models import User


def may_judge(revision: Revision, user: User) -> bool:
    """Whether this person may approve the text, or send it back."""
    return user.is_supervisor and revision.by_id != user.pk


def may_be_approved(revision: Revision, by: User) -> None:
    """Raise ValidationError with words where this person may not put the text out."""
    if not by.is_supervisor:
        raise ValidationError(
            _("Supervisors and admins put texts out. Submit it, and one of them will look.")
        )
    if revision.by_id == by.pk:
        raise ValidationError(_("You wrote this text; somebody else must look at it before it goes out."))


def may_go_out(revision: Revision, *, looked_at: bool) -> None:
    """Raise ValidationError where a newer text is out, or nobody looked at a machine's words."""
    language = revision.translation.language
    is_seen = looked_at or revision.verdict == Revision.Verdict.APPROVED
    if revision.is_machine and not is_seen and language not in settings.MACHINE_LANGUAGES:
        raise ValidationError(_("A machine translated this; somebody must look at it before it goes out."))
    live = revision.translation.live_id
    if live and revision.pk < live:
        raise ValidationError(_("A newer text is out. Restore this one, and it is the newest again."))

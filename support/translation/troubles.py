"""Why there is no translation, in the words of whoever waits for it."""

from django.utils.translation import gettext as _

from .translator import Busy, NoTranslation, Refused, Unfaithful


def said(trouble: NoTranslation) -> str:
    """One sentence or two."""
    match trouble:
        case Unfaithful():
            return _("The translation lost or changed a number, an id or a link, so it is not shown.")
        case Busy(after=int(seconds)):
            return _("The translator is busy. Try again in %(seconds)d seconds.") % {"seconds": seconds}
        case Busy():
            return _("The translator is busy. Try again in a minute.")
        case Refused():
            return _("The translator does not take this text or this language.")
    return _("The translator does not answer. Try again in a minute.")

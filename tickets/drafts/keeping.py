"""Keeping what was typed, and writing over nothing that the page did not know."""

from django.contrib.sessions.backends.base import SessionBase
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tickets.drafts.owners import Person, of, theirs
from tickets.drafts.refusals import SentAlready, TooMany, WrittenElsewhere
from tickets.drafts.typed import Typed
from tickets.models import Draft

MOST = 10  # unsent texts of one form and person


def keep(user: Person, session: SessionBase, *, form: str, key: str, said: Typed) -> Draft:
    """Keep what was typed in a form. Twice is safe, and late is: a page's later words stay.

    Raises SentAlready, WrittenElsewhere or TooMany.
    """
    try:
        return _keep(user, session, form, key, said)
    except IntegrityError:  # the same key came twice at once, and the other was first
        return _keep(user, session, form, key, said)


@transaction.atomic
def _keep(user: Person, session: SessionBase, form: str, key: str, said: Typed) -> Draft:
    draft = of(user, session, form).filter(key=key).select_for_update(of=["self"]).first()
    if draft is None:
        if of(user, session, form).unsent().count() >= MOST:
            raise TooMany(
                _("You have %(count)d unsent texts here. Send or delete one first.") % {"count": MOST}
            )
        draft = Draft(form=form, key=key)
    elif draft.sent_as:
        raise SentAlready(draft.sent_as.survivor())
    elif not draft.is_followed_by(said.revision, base=said.base):
        if said.typed == draft.typed or draft.is_of_the_page_of(said.revision):
            return draft  # nothing new, or a page's earlier words that arrive after its later ones
        raise WrittenElsewhere(draft)
    draft.typed, draft.revision, draft.saved_at = said.typed, said.revision, timezone.now()
    theirs(draft, user, session).save()
    return draft

"""Whose unsent words they are: an account's, or a guest's by a random name in their session.

The session, and with it the name, goes along when the guest signs in.
"""

import secrets

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase

from support.people.models import User
from tickets.models import Draft
from tickets.models.draft import DraftQuerySet

Person = User | AnonymousUser
GUEST = "drafts_of"


def of(user: Person, session: SessionBase, form: str) -> DraftQuerySet:
    """All drafts of one form that this person may see, sent ones too, the newest first."""
    rows = Draft.objects.visible_to(user, session.get(GUEST, "")).filter(form=form)
    return rows.select_related("sent_as", "sent_as__merged_into")


def theirs(draft: Draft, user: Person, session: SessionBase) -> Draft:
    """The draft as their own; what a guest began is the account's once they have signed in."""
    if isinstance(user, User) and not user.is_staff:
        draft.user, draft.guest = user, ""
    else:
        draft.guest = session.setdefault(GUEST, secrets.token_hex(16))
    return draft

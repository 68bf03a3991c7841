"""What the next page says once: that we have it, and what was hidden."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django_htmx.http import HttpResponseClientRedirect

from support import shield
from support.people.requests import VisitorRequest
from tickets import drafts
from tickets.actions import Received

KEPT = "just_said"
HIDDEN = frozenset(shield.kinds.LABELS) - {shield.kinds.PUBLIC_KEY}  # the kinds that are masked


def keep(
    request: HttpRequest,
    received: Received,
    *,
    form: str = "",
    key: str = "",
    filed: bool = False,
    left_out: Sequence[str] = (),
    is_cut: bool = False,
) -> None:
    """Remember what became of the customer's words until the page that shows them; their draft is done with.

    `form` and `key` are the draft's, where there is one. What their browser hid already counts as well: it
    arrives as marks. `left_out` says of files that did not go along why, `is_cut` that
    the end of a very long text did not.
    """
    if key:
        drafts.sent(request.user, request.session, form=form, key=key, ticket=received.ticket)
    marked = {piece.kind for piece in shield.pieces(received.message.as_it_reads) if piece.kind}
    hidden = sorted(HIDDEN & (marked | set(received.masked)))
    told: dict[str, Any] = {"filed": filed, "masked": hidden, "form": form, "key": key}
    told |= {"left_out": list(left_out), "is_cut": is_cut}
    told["beside"] = received.beside.reference if received.beside else ""
    request.session[KEPT] = {"ticket": received.ticket.pk} | told


def take(request: HttpRequest, ticket_id: int) -> dict[str, Any]:
    """What is to be said about this ticket, once: what `keep` was told, or {}."""
    kept = request.session.get(KEPT)
    if not kept or kept["ticket"] != ticket_id:
        return {}
    del request.session[KEPT]
    return kept


def advice_by_kind() -> dict[str, str]:
    """What to do about each kind of secret, for the browser that hides it first."""
    return {kind: str(shield.advice([kind])[-1]) for kind in shield.kinds.LABELS if kind in HIDDEN}


def go(request: VisitorRequest, where: str, *args: Any, fragment: str = "") -> HttpResponse:
    """Go on to another page, whether the browser or htmx sent the form."""
    address = resolve_url(where, *args) + fragment
    if request.htmx:
        return HttpResponseClientRedirect(address)
    return redirect(address)

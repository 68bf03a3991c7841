"""Unsent words, as the page's script keeps, finds and deletes them; the page works without."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tickets import drafts, floods, guests
from tickets.forms import AnswerForm, NewTicketForm, Spoken
from tickets.models import Draft, Wanted
from tickets.models.draft import NEW_TICKET
from tickets.thing_form import ThingForm
from tickets.views.bodies import length


@never_cache
@require_safe
def unsent_texts(request: HttpRequest, form: str) -> JsonResponse:
    """What this person has not sent of a form, and which of it went out as which ticket.

    With a fresh token, so that a page that stood open for long can still be sent.
    """
    _fields_or_404(request, form)
    rows = drafts.of(request.user, request.session, form)
    told = {
        "drafts": [_told(draft) for draft in rows if draft.sent_as is None],
        "sent": {draft.key: draft.sent_as.survivor().reference for draft in rows if draft.sent_as},
        "owner": _owner(request),
        "token": get_token(request),
        "now": timezone.now(),
    }
    return JsonResponse(told)


@never_cache
@require_http_methods(["POST", "DELETE"])
def unsent_text(request: HttpRequest, form: str, key: str) -> HttpResponse:
    """Keep or delete one unsent text."""
    fields = _fields_or_404(request, form)
    if request.method == "DELETE":
        drafts.forget(request.user, request.session, form=form, key=key)
        return HttpResponse(status=204)  # also when it never got here, or went out: there is nothing left
    if length(request) > drafts.LARGEST:
        return _refuse(413, _("This is too long to be kept with us."))
    try:
        if not drafts.KEY.fullmatch(key):
            raise drafts.Unreadable(_("This could not be read, so it was not kept with us."))
        said = drafts.read(request.body, fields=fields)
    except drafts.Unreadable as why:
        return _refuse(422, str(why))
    if said.owner and said.owner != _owner(request):
        return _somebody_else(request)
    if floods.seconds_to_wait(floods.DRAFTS_AN_ADDRESS, floods.address(request), thing=f"{form}:{key}"):
        return _refuse(429, _("Many texts came from here within the hour, so this one is not kept with us."))
    return _keep(request, form, key, said)


def _keep(request: HttpRequest, form: str, key: str, said: drafts.Typed) -> JsonResponse:
    try:
        draft = drafts.keep(request.user, request.session, form=form, key=key, said=said)
    except drafts.SentAlready as before:
        return JsonResponse({"sent": before.ticket.reference})  # no trouble: there is nothing left to keep
    except drafts.WrittenElsewhere as other:
        return JsonResponse({"draft": _told(other.draft)}, status=409)
    except drafts.TooMany as why:
        return _refuse(422, str(why))
    return JsonResponse({"saved_at": draft.saved_at, "revision": draft.revision})


def _told(draft: Draft) -> dict[str, object]:
    return {
        "key": draft.key,
        "typed": draft.typed,
        "revision": draft.revision,
        "saved_at": draft.saved_at,
    }


def _owner(request: HttpRequest) -> str:
    """Who keeps drafts here: a customer's sign-in, else "" (agents file as guests do)."""
    return str(request.user.pk) if request.user.is_authenticated and not request.user.is_staff else ""


def _fields_or_404(request: HttpRequest, form: str) -> set[str]:
    """The names of a form's boxes, for whoever may fill it in."""
    if form == NEW_TICKET:
        return _boxes(NewTicketForm)
    thing = Wanted.of_draft(form)
    reference = thing.ticket.survivor().reference if thing else form
    is_theirs = guests.visible_to(request.user, request.session).filter(reference=reference).exists()
    if request.user.is_staff or not is_theirs:
        raise Http404
    return _boxes(ThingForm if thing else AnswerForm)


def _boxes(form: type[Spoken]) -> set[str]:
    fields = form.base_fields.items()
    return {
        name for name, field in fields if not (field.widget.is_hidden or field.widget.needs_multipart_form)
    }


def _somebody_else(request: HttpRequest) -> JsonResponse:
    """The page belongs to an account that is not signed in (any more): its words are kept for nobody else."""
    if request.user.is_authenticated:
        return _refuse(403, _("Another account is signed in now, so this is not kept with us."))
    return _refuse(401, _("You are signed out, so this is not kept with us."))


def _refuse(status: int, reason: str) -> JsonResponse:
    return JsonResponse({"reason": reason, "title": HTTPStatus(status).phrase}, status=status)

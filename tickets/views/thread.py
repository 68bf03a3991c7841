"""One ticket: its whole story, the answer box, and the way to end it."""

from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from support import shield
from support.look.times import duration
from support.people.requests import VisitorRequest
from tickets import actions, floods, guests, standing, story
from tickets.forms import AnswerForm
from tickets.models import Ticket
from tickets.views import flash
from tickets.views.bodies import bounded


@never_cache
@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """The ticket as its customer sees it; agents go to the desk, who opens a merged one where it goes on."""
    try:
        ticket = _theirs(request, reference)
    except Ticket.DoesNotExist:
        return _not_here(request, reference)
    if request.user.is_staff:
        return redirect("desk:ticket", ticket.pk)
    if ticket.merged_into:
        return _where_it_goes_on(request, ticket)
    return _page(request, ticket, AnswerForm())


@bounded
@never_cache
@require_POST
def reply(request: VisitorRequest, reference: str) -> HttpResponse:
    """Take the customer's next words; on a closed ticket they open a new one, so that none is lost.

    Whoever was signed out meanwhile is told so, and where their words are.
    """
    try:
        ticket = _theirs_or_404(request, reference).survivor()
    except Http404:
        return _not_here(request, reference)
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, ticket, form, status=422)
    said = form.cleaned_data
    if wait := floods.seconds_to_wait(floods.ANSWERS_A_TICKET, ticket.pk, thing=said["key"]):
        time = {"time": duration(wait, rounding="up")}
        form.add_error(
            None, _("These were many answers in a few minutes. Yours is kept; send it in %(time)s.") % time
        )
        return _page(request, ticket, form, status=429)
    received = actions.receive(
        channel="web",
        external_id=sha256(f"ticket:{ticket.pk}:{said['key']}".encode()).hexdigest()[:40],
        customer=ticket.customer,
        body=said["body"],
        ticket=ticket,
        language=get_language() or "en",
        files=said["files"],
    )
    if received.repeated and received.message.body != shield.mask(said["body"]).text:
        form.with_new_key()
        form.add_error(
            None, _("Your earlier answer is with us. These words are different: send them as well?")
        )
        return _page(request, ticket, form, status=409)
    if ticket.customer.user_id is None:
        guests.let_in(request.session, received.ticket)
    flash.keep(request, received, form=reference, key=said["key"], filed=received.ticket != ticket)
    return flash.go(request, "tickets:show", received.ticket.reference, fragment=f"#m{received.message.seq}")


@require_POST
def solve(request: HttpRequest, reference: str) -> HttpResponse:
    """The customer says that it is done; writing again opens it."""
    ticket = _theirs_or_404(request, reference).survivor()
    actions.resolve(ticket, by=request.user if request.user.is_authenticated else None)
    return redirect("tickets:show", ticket.reference)


@never_cache
@require_safe
def after(request: HttpRequest, reference: str, seq: int) -> HttpResponse:
    """What came after line `seq`, as a fragment; 204 when nothing did."""
    ticket = _theirs_or_404(request, reference)
    lines = story.lines(ticket, after=seq)
    if not lines:
        return HttpResponse(status=204)
    return render(request, "tickets/_after.html", _facts(ticket, lines))


def _where_it_goes_on(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    """To the ticket this one was merged into; a guest who may open the one may open the other."""
    survivor = ticket.survivor()
    if survivor.customer.user_id is None:
        guests.let_in(request.session, survivor)
    return redirect("tickets:show", survivor.reference)


def _not_here(request: HttpRequest, reference: str) -> HttpResponse:
    """Nothing for this person: they may have to sign in, and come back to the ticket then."""
    facts = {"next": reverse("tickets:show", args=[reference]), "form": reference}
    return render(request, "tickets/not_here.html", facts, status=404)


def _theirs(request: HttpRequest, reference: str) -> Ticket:
    rows = guests.visible_to(request.user, request.session)
    return rows.select_related(
        "customer__tier", "topic", "assignee", "calendar", "merged_into", "escalated_to"
    ).get(reference=reference)


def _theirs_or_404(request: HttpRequest, reference: str) -> Ticket:
    if request.user.is_staff:  # agents speak from the desk, never in a customer's name
        raise Http404
    try:
        return _theirs(request, reference)
    except Ticket.DoesNotExist as stranger:
        raise Http404 from stranger


def _page(request: HttpRequest, ticket: Ticket, form: AnswerForm, *, status: int = 200) -> HttpResponse:
    before = request.GET.get("before", "")
    lines = story.lines(ticket, before=int(before) if before.isdecimal() and len(before) < 10 else None)
    said = flash.take(request, ticket.pk) if status == 200 else {}
    facts = _facts(ticket, lines) | {
        "form": form,
        "has_earlier": len(lines) == story.MOST,
        "is_old": bool(before),
        "said": said,
        "advice": shield.advice(said.get("masked", [])),
        "is_guest": ticket.customer.user_id is None,
        "most_files": settings.UPLOAD_MAX_FILES,
        "most_bytes": settings.UPLOAD_MAX_BYTES,
        "advice_by_kind": flash.advice_by_kind(),
    }
    return render(request, "tickets/show.html", facts, status=status)


def _facts(ticket: Ticket, lines: list[story.Line]) -> dict[str, object]:
    stands = standing.in_full(ticket)
    return {
        "ticket": ticket,
        "entries": list(story.folded(lines)),
        "first_seq": lines[0].event.seq if lines else 0,
        "seq": ticket.seq,
        "standing": stands,
        "steps": standing.path(ticket, stands),
    }

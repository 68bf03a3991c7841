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
from support.files import FileRefused
from support.look.times import duration
from support.people.requests import VisitorRequest
from tickets import actions, checklist, floods, guests, path, standing, story, uploads, what_next
from tickets.forms import AnswerForm
from tickets.models import Ticket, Wanted
from tickets.rating_form import RatingForm, asked
from tickets.thing_form import ThingForm
from tickets.told import told
from tickets.views import flash, kept, theirs
from tickets.views.bodies import bounded


@never_cache
@require_safe
def show(request: VisitorRequest, reference: str) -> HttpResponse:
    """The ticket as its customer sees it; agents go to the desk, who opens a merged one where it goes on."""
    try:
        ticket = theirs.ticket_of(request, reference)
    except Ticket.DoesNotExist:
        return not_here(request, reference)
    if request.user.is_staff:
        return redirect("desk:ticket", ticket.pk)
    if ticket.merged_into:
        return _where_it_goes_on(request, ticket)
    return page(request, ticket)


@bounded
@never_cache
@require_POST
def reply(request: VisitorRequest, reference: str) -> HttpResponse:
    """Take the customer's next words; on a closed ticket they open a new one, so that none is lost.

    Whoever was signed out meanwhile is told so, and where their words are.
    """
    try:
        ticket = theirs.or_404(request, reference).survivor()
    except Http404:
        return not_here(request, reference)
    kept.let_go(request)
    form = AnswerForm(request.POST, request.FILES, arrived=uploads.of(request))
    if not form.is_valid():
        return page(request, ticket, form, status=422)
    said = form.cleaned_data
    if wait := floods.seconds_to_wait(floods.ANSWERS_A_TICKET, ticket.pk, thing=said["key"]):
        time = {"time": duration(wait, rounding="up")}
        form.add_error(
            None, _("These were many answers in a few minutes. Yours is kept; send it in %(time)s.") % time
        )
        return page(request, ticket, form, status=429)
    try:
        received = actions.receive(
            channel="web",
            external_id=sha256(f"ticket:{ticket.pk}:{said['key']}".encode()).hexdigest()[:40],
            customer=ticket.customer,
            body=said["body"],
            ticket=ticket,
            language=get_language() or "en",
            files=said["files"],
        )
    except FileRefused as why:
        form.add_error("files", str(why))
        return page(request, ticket, form, status=422)
    if received.says_more(said["body"], said["files"]):
        form.with_new_key()
        form.add_error(
            None, _("Your earlier answer is with us. These words are different: send them as well?")
        )
        return page(request, ticket, form, status=409)
    guests.follow(request.session, ticket, received.ticket)
    flash.keep(request, received, form=reference, key=said["key"], filed=received.ticket != ticket)
    return flash.go(request, "tickets:show", received.ticket.reference, fragment=f"#m{received.message.seq}")


@require_POST
def solve(request: HttpRequest, reference: str) -> HttpResponse:
    """The customer says that it is done; writing again opens it."""
    ticket = theirs.or_404(request, reference).survivor()
    actions.resolve(ticket, by=request.user if request.user.is_authenticated else None)
    return redirect("tickets:show", ticket.reference)


@never_cache
@require_safe
def after(request: HttpRequest, reference: str, seq: int) -> HttpResponse:
    """What came after line `seq`, as a fragment; 204 when nothing did."""
    ticket = theirs.or_404(request, reference)
    lines = story.lines(ticket, after=seq)
    if not lines:
        return HttpResponse(status=204)
    return render(request, "tickets/_after.html", _facts(request, ticket, lines))


def _where_it_goes_on(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    """To the ticket this one was merged into; a guest who may open the one may open the other."""
    survivor = ticket.survivor()
    guests.follow(request.session, ticket, survivor)
    return redirect("tickets:show", survivor.reference)


def not_here(request: HttpRequest, reference: str, *, draft: str = "") -> HttpResponse:
    """Nothing for this person: they may have to sign in, or a fresh link, and come back to it then.

    `draft` is the unsent text they come with, where it is not the answer box's.
    """
    facts = {
        "next": reverse("tickets:show", args=[reference]),
        "form": draft or reference,
        "filed": guests.was_filed_here(request.session, reference),
    }
    return render(request, "tickets/not_here.html", facts, status=404)


def page(
    request: VisitorRequest,
    ticket: Ticket,
    form: AnswerForm | None = None,
    *,
    thing_form: ThingForm | None = None,
    rating_form: RatingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page of a ticket; forms that were refused come back as they were filled in."""
    before = request.GET.get("before", "")
    lines = story.lines(ticket, before=int(before) if before.isdecimal() and len(before) < 10 else None)
    said = flash.take(request, ticket.pk) if status == 200 else {}
    for refused in filter(None, (form, thing_form)):
        kept.keep(request, refused)
    facts = _facts(request, ticket, lines, thing_form=thing_form, rating_form=rating_form) | {
        "form": form or AnswerForm(),
        "has_earlier": len(lines) == story.MOST,
        "is_old": bool(before),
        "said": said,
        "advice": shield.advice(said.get("masked", [])),
        "is_guest": ticket.customer.user_id is None,
        "is_without_proof": ticket.customer.is_without_proof,
        "most_files": settings.UPLOAD_MAX_FILES,
        "most_bytes": settings.UPLOAD_MAX_BYTES,
        "identity_days": settings.VAULT_DAYS,
        "advice_by_kind": flash.advice_by_kind(),
    }
    return render(request, "tickets/show.html", facts, status=status)


def _facts(
    request: HttpRequest,
    ticket: Ticket,
    lines: list[story.Line],
    *,
    thing_form: ThingForm | None = None,
    rating_form: RatingForm | None = None,
) -> dict[str, object]:
    stands, asks = standing.in_full(ticket), checklist.of(ticket)
    theirs_too = guests.visible_to(request.user, request.session).filter(customer=ticket.customer_id)
    return {
        "ticket": ticket,
        "entries": list(story.folded(lines)),
        "first_seq": lines[0].event.seq if lines else 0,
        "seq": ticket.seq,
        "standing": stands,
        "steps": path.steps(ticket, stands),
        "next_steps": what_next.next_steps(ticket, stands),
        "checklist": asks,
        "things": [(thing, _form_of(thing, thing_form)) for thing in asks.things],
        "rate": asked(ticket, actions.last_solve(ticket), rating_form),
        "follows": theirs_too.filter(pk=ticket.follows_id).first() if ticket.follows_id else None,
        "followers": list(theirs_too.filter(follows=ticket).order_by("pk")),
        "told": told(ticket.values.all()),
    }


def _form_of(thing: Wanted, refused: ThingForm | None) -> ThingForm | None:
    """The form of one thing that is still asked for: the refused one, where it is this one's."""
    if refused and refused.thing == thing:
        return refused
    return ThingForm(thing=thing) if thing.is_open else None

"""A customer rates a solve: on the ticket's page, or by the link in our letter. GET shows, POST keeps."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from support.people.requests import VisitorRequest
from tickets import actions, rating_links
from tickets.models import Event, Ticket
from tickets.rating_form import RatingForm, asked
from tickets.views import theirs, thread
from tickets.views.unreferred import unreferred


@never_cache
@require_POST
def rate(request: VisitorRequest, reference: str) -> HttpResponse:
    """From the page: the newest solve is meant."""
    ticket = theirs.or_404(request, reference)
    solved = actions.last_solve(ticket)
    form = _kept(request, ticket, solved)
    if form.errors:
        return thread.page(request, ticket, rating_form=form, status=422)
    return redirect(f"{request.path.removesuffix('rate/')}#rate")


@unreferred
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """From the letter: the link names its solve and opens nothing else; who only looks changes nothing."""
    solved = rating_links.solve_of(token)
    if solved is None:
        response = render(request, "tickets/rate.html", {"is_stale": True}, status=404)
    else:
        response = _by_link(request, solved)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _by_link(request: HttpRequest, solved: Event) -> HttpResponse:
    ticket, form = solved.ticket, None
    if request.method == "POST":
        form = _kept(request, ticket, solved)
        if not form.errors:
            return redirect(request.path)
    facts = {"ticket": ticket, "rate": asked(ticket, solved, form)}
    return render(request, "tickets/rate.html", facts, status=422 if form else 200)


def _kept(request: HttpRequest, ticket: Ticket, solved: Event | None) -> RatingForm:
    """The form, kept when it has no errors."""
    if solved is None:
        raise Http404
    form = RatingForm(request.POST, rating=None)
    if form.is_valid():
        try:
            actions.rate(ticket, solved=solved, **form.cleaned_data)
        except actions.MayNotRate as why:
            form.add_error(None, str(why))
    return form

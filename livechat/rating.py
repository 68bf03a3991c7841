"""How it was, asked in the window at the end: the five scores and the words of the ticket page."""

from django.http import Http404, HttpRequest

from livechat.models import Visit
from tickets import actions
from tickets.rating_form import Asked, RatingForm, asked


def of(visit: Visit, form: RatingForm | None = None) -> Asked:
    """What the window shows once it is over; a page that was opened before then has the form ready."""
    ready = Asked(None, form or RatingForm(rating=None))
    if visit.ticket is None:
        return ready
    return asked(visit.ticket, actions.last_solve(visit.ticket), form) or ready


def keep(request: HttpRequest, visit: Visit) -> RatingForm:
    """The form, kept when it has no errors. Raises Http404 where nothing was solved."""
    solved = actions.last_solve(visit.ticket) if visit.ticket else None
    if visit.ticket is None or solved is None:
        raise Http404
    form = RatingForm(request.POST, rating=None)
    if form.is_valid():
        try:
            actions.rate(visit.ticket, solved=solved, **form.cleaned_data)
        except actions.MayNotRate as why:
            form.add_error(None, str(why))
    return form

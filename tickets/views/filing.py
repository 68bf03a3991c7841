"""A new ticket: chosen topic, three prompts, files; the same form sent twice opens one."""

from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from support.files import FileRefused
from support.people import actions as people
from support.people.guests import guest
from support.people.models import Customer, Entrance
from support.people.requests import VisitorRequest, signed_in
from support.shield import Masked
from tickets import actions, entrances, guests, tolls, topics, uploads
from tickets.forms import NewTicketForm
from tickets.models import Ticket, Topic
from tickets.models.draft import NEW_TICKET
from tickets.severity import Severity
from tickets.views import flash, form_page, kept, owing, repeating
from tickets.views.bodies import bounded


@bounded
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: VisitorRequest) -> HttpResponse:
    """Ask what happened; `?topic=`, `?q=` and `?article=` say where the reader comes from."""
    return _ask(request, None)


@bounded
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: VisitorRequest, slug: str) -> HttpResponse:
    """The same at a tier's own desk; whoever it is not for finds no such page."""
    return _ask(request, get_object_or_404(entrances.open_to(request.user), slug=slug))


@bounded
@never_cache
@require_POST
def advice(request: VisitorRequest) -> HttpResponse:
    """What we can say about what stands in the form so far; nothing is kept, nothing is refused."""
    form = _form(request)
    form.is_valid()
    entrance = entrances.open_to(request.user).filter(slug=request.GET.get("entrance", "")).first()
    facts = form_page.facts(request, form, entrance) | {"repeats": repeating.found(request, form)}
    if form.data.get("asked", "") != (form.about.slug if form.about else ""):
        facts["fresh"] = _unasked(request, form.about)
    is_urgent, is_fresh = facts["is_urgent"], "fresh" in facts
    facts["is_alarm_drawn"] = _is_alarm_drawn(request, is_urgent=is_urgent, is_fresh=is_fresh)
    return render(request, "tickets/_advice.html", facts)


def _is_alarm_drawn(request: HttpRequest, *, is_urgent: bool, is_fresh: bool) -> bool:
    """Whether "Do this first" comes, changes with its topic or goes; what became of a lock is left alone."""
    alarm = request.POST.getlist("alarm")
    if "asked" in alarm:
        return False
    return is_fresh or not alarm if is_urgent else bool(alarm)


def _ask(request: VisitorRequest, entrance: Entrance | None) -> HttpResponse:
    if request.method == "POST":
        return _file(request, entrance)
    asked = {"topic": "topic", "searched": "q", "subject": "q", "article": "article"}
    initial = {field: request.GET.get(name, "")[:200] for field, name in asked.items()}
    topic = topics.named(initial["topic"]) or topics.about(initial["article"])
    initial["topic"] = topic.slug if topic else initial["topic"]
    return _page(
        request, NewTicketForm(initial=initial, is_guest=form_page.is_guest(request), about=topic), entrance
    )


def _form(request: HttpRequest) -> NewTicketForm:
    """The form as it was sent, with the questions of its topic."""
    topic = topics.named(request.POST.get("take", "") or request.POST.get("topic", ""))
    guest, arrived = form_page.is_guest(request), uploads.of(request)
    return NewTicketForm(request.POST, request.FILES, is_guest=guest, about=topic, arrived=arrived)


def _unasked(request: HttpRequest, topic: Topic | None) -> NewTicketForm:
    """The form with what was typed so far, and nothing held against it."""
    said = {name: request.POST.getlist(name) for name in request.POST}
    said["topic"] = [topic.slug if topic else ""]
    initial = {name: words if len(words) > 1 else words[0] for name, words in said.items()}
    return NewTicketForm(initial=initial, is_guest=form_page.is_guest(request), about=topic)


def _file(request: VisitorRequest, entrance: Entrance | None) -> HttpResponse:
    kept.let_go(request)
    form = _form(request)
    only_chosen = {"questions", "take"}  # without JavaScript: a topic was chosen; what does it ask?
    if request.POST.keys() & only_chosen:
        fresh = _unasked(request, form.about)
        kept.carry_over(request, form, fresh)
        return _page(request, fresh, entrance)
    if not form.is_valid():
        return _page(request, form, entrance, status=422)
    said = form.cleaned_data
    sender = f"guest:{said['email'].lower()}" if "email" in said else f"user:{request.user.pk}"
    toll = owing.toll(request, form, sender)
    if toll and not owing.is_let_through(request, form):
        return _too_many(request, form, entrance, toll)
    held_down = toll is not None
    try:
        received = _received(request, form, entrance, sender, held_down=held_down)
    except FileRefused as why:
        if not form.never_blocks:
            form.add_error("files", str(why))
            return _page(request, form, entrance, status=422)
        form.leave_out(str(why))
        received = _received(request, form, entrance, sender, held_down=held_down)
    except actions.WithUsAlready as known:
        return _page(request, form, entrance, status=409, repeats=known.ticket)
    if received.repeated and _says_more(request, form, received):
        form.with_new_key()
        return _page(request, form, entrance, status=409, sent=received.ticket)
    if "email" in said:
        guests.filed_here(request.session, received.ticket)
    left_out, is_cut = form.left_out, form.is_cut
    key = said["key"]
    flash.keep(request, received, form=NEW_TICKET, key=key, filed=True, left_out=left_out, is_cut=is_cut)
    return flash.go(request, "tickets:show", received.ticket.reference)


def _received(
    request: HttpRequest, form: NewTicketForm, entrance: Entrance | None, sender: str, *, held_down: bool
) -> actions.Received:
    """A ticket of its own, or added to the one it repeats where that was chosen.

    Raises WithUsAlready where there is one and nothing was chosen yet; FileRefused for a file that went with
    another message meanwhile.
    """
    said, chosen = form.cleaned_data, request.POST.get("repeats", "")
    customer = _customer(request, said)
    words = _words(form, entrance, held_down=held_down) | {
        "external_id": sha256(f"{sender}:{said['key']}".encode()).hexdigest()[:40],
        "customer": customer,
    }
    others = repeating.others(request, form, customer)
    if form.never_blocks:
        return _with_the_rest(actions.receive(**words, others=others), words, form.parts[1:])
    if chosen == "new":
        return actions.receive(**words)
    try:
        return actions.receive(**words, others=others)
    except actions.WithUsAlready as known:
        if chosen != known.ticket.reference:
            raise
        return actions.receive(**words | {"ticket": known.ticket, "body": form.whole})


def _with_the_rest(received: actions.Received, words: dict[str, Any], rest: list[Masked]) -> actions.Received:
    """The first message, after what was too long for it followed on its ticket."""
    same = {name: words[name] for name in ("channel", "customer", "language")}
    for number, part in enumerate(rest, start=2):
        key = sha256(f"{words['external_id']}:{number}".encode()).hexdigest()[:40]
        actions.receive(**same, external_id=key, body=part, ticket=received.ticket)
    return received


def _words(form: NewTicketForm, entrance: Entrance | None, *, held_down: bool) -> dict[str, Any]:
    """What a ticket of its own would be, for the one way in."""
    said, topic, raised = form.cleaned_data, form.about, form.raised
    alarm = raised.topic if raised else None
    return {
        "channel": "web",
        "body": form.parts[0],
        "subject": form.title,
        "topic": topic,
        "team": entrances.team_for(entrance, topic or alarm, form.gravest) or (alarm and alarm.team),
        "language": get_language() or "en",
        "files": said["files"],
        "answers": actions.Answers(
            form.values, form.identifiers, form.gravest, Severity.S1 if held_down else Severity.S0
        ),
        "background": {
            "searched": said["searched"],
            "article": said["article"],
            "entrance": entrance.slug if entrance else "",
            "held_down": "yes" if held_down else "",
            "raised_as": alarm.slug if alarm else "",
            "raised_by": ", ".join(raised.because) if raised else "",
        },
    }


def _says_more(request: HttpRequest, form: NewTicketForm, received: actions.Received) -> bool:
    """Whether what came under a used key was not heard; what was added has its answers in its words."""
    files = form.cleaned_data["files"]
    if request.POST.get("repeats", "new") not in {"", "new"}:
        return received.says_more(form.whole, files)
    is_headed = received.is_headed(form.title, form.about)
    return not is_headed or received.says_more(form.parts[0], files, actions.Answers(form.values))


def _customer(request: HttpRequest, said: dict[str, str]) -> Customer:
    language = get_language() or "en"
    if "email" in said:
        zone = timezone.get_current_timezone_name()
        browser = guests.browser(request.session, said["key"])
        return guest(
            email=said["email"], browser=browser, name=said["name"], language=language, time_zone=zone
        )
    user = signed_in(request)
    return Customer.of(user) or people.join(user, language=language)


def _too_many(
    request: VisitorRequest, form: NewTicketForm, entrance: Entrance | None, toll: tolls.Toll
) -> HttpResponse:
    """Keep the words; the browser reckons and sends them again, or the sender does when the time has come."""
    response = _page(request, form, entrance, status=422 if toll.challenge else 429, toll=toll)
    response["Retry-After"] = str(toll.wait)
    return response


def _page(
    request: VisitorRequest,
    form: NewTicketForm,
    entrance: Entrance | None,
    *,
    status: int = 200,
    sent: Ticket | None = None,
    repeats: Ticket | None = None,
    toll: tolls.Toll | None = None,
) -> HttpResponse:
    if form.is_bound:
        kept.keep(request, form)
    uploads.owner(request)  # files sent at once from a fresh browser find one session
    guests.browser(request.session, str(form["key"].value()))  # and its forms one guest
    facts = form_page.facts(request, form, entrance) | {"sent": sent, "toll": toll}
    facts |= {"repeats": repeats, "must_choose": repeats}
    return render(request, "tickets/new.html", facts, status=status)

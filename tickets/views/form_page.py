"""What the page of a new ticket shows: promises, waits, advice about what stands in the form."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from support.people.models import Customer, Entrance, Tier
from tickets import codebook, entrances, priority, topics, waits
from tickets.advice import completeness, known, odds, vagueness
from tickets.forms import NewTicketForm
from tickets.guessing import proposals
from tickets.pricing import PriceBook
from tickets.severity import Severity
from tickets.views import flash

LONGEST_READ = 2_000  # characters of one box; what it is about is said at the beginning


def is_guest(request: HttpRequest) -> bool:
    """Whether the form asks for an address: who signs in as an agent files as a guest."""
    return not request.user.is_authenticated or request.user.is_staff


def facts(request: HttpRequest, form: NewTicketForm, entrance: Entrance | None) -> dict[str, Any]:
    """What tickets/new.html and its parts show."""
    topic, alarm = form.about, form.raised.topic if form.raised else None
    severity = min(form.gravest, topic.severity if topic else Severity.S3)
    team = entrances.team_for(entrance, topic or alarm, form.gravest)
    now, tier = timezone.now(), _tier(request)
    promised = PriceBook().first_reply(severity, tier, "web", topic=topic or alarm, team=team)
    return {
        "form": form,
        "topic": topic,
        "alarm": alarm,
        "entrance": entrance,
        "entrances": [] if entrance else entrances.open_to(request.user),
        "filing": reverse("tickets:desk", args=[entrance.slug]) if entrance else reverse("tickets:new"),
        "is_urgent": priority.is_urgent(severity),
        "promised": promised.seconds,
        "promised_by": promised.due(now),
        "measured": waits.expected(
            "web", now=now, tier=tier, topic=topic or alarm, team=team, severity=severity, of_all=True
        ),
        "complete": completeness.of(form),
        "is_vague": vagueness.is_vague(str(form["happened"].value() or "")),
        "cases": known.cases(form),
        "codes": codebook.in_form(form),
        "odds": odds.of(topic, now=now) if topic and known.cases(form) else None,
        "topic_groups": topics.findable(),
        "proposals": _proposals(form, severity),
        "most_files": settings.UPLOAD_MAX_FILES,
        "most_bytes": settings.UPLOAD_MAX_BYTES,
        "identity_days": settings.VAULT_DAYS,
        "advice_by_kind": flash.advice_by_kind(),
    }


def _proposals(form: NewTicketForm, severity: int) -> list[proposals.Proposal]:
    """What it may be about, by the line and the words typed so far, in the reader's language or English."""
    words = "\n".join(str(form[name].value() or "")[:LONGEST_READ] for name in ("subject", "happened"))
    language = get_language() or "en"
    return proposals.for_customer(words, language, chosen=form.about, severity=severity)


def _tier(request: HttpRequest) -> Tier:
    customer = Customer.of(request.user)
    return customer.tier if customer else Tier.lowest()

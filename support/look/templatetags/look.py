"""The tags and filters of the look; `{% load look %}`."""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from support import shield
from support.look import promise as promises
from support.look import said, times
from support.look import written as ours

register = template.Library()

TURNING = {"send", "reply", "undo", "left", "right", "leave", "outside"}  # mirrored in right-to-left


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """An outline from img/icons.svg; silent beside a word, named when it stands alone."""
    return said.icon(name, size=size, label=label, turns=name in TURNING)


@register.filter
def place(field: BoundField) -> str:
    """Where on the page an answer is given, as a link names it: of a group of ticks its first one."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.inclusion_tag("components/line.html")
def line(
    promise: promises.Promise | None = None,
    *,
    used: float = 0,
    state: str = "calm",
    words: str = "",
    meaning: str = "",
    label: str = "",
    size: str = "",
    bare: bool = False,
) -> dict[str, Any]:
    """A promise as the line and its words; from a Promise, or from its parts. `bare` leaves the words out."""
    if promise is not None:
        used, state, meaning = promise.used, promise.state, promise.meaning
        words = words or promise.words
    return {
        "used": f"{min(max(float(used), 0), 2):.3f}",  # a dot in every language: this is CSS
        "percent": min(100, int(max(float(used), 0) * 100)),
        "state": "" if state == "calm" else state,
        "words": "" if bare else words,
        "meaning": meaning or words,
        "label": label or _("Time used"),
        "size": size,
    }


@register.inclusion_tag("components/range_line.html")
def range_line(
    low: float = 0,
    mid: float = 0,
    high: float = 0,
    *,
    waited: float | None = None,
    label: str = "",
    size: str = "",
    bare: bool = False,
    off: bool = False,
) -> dict[str, Any]:
    """A wait nobody promised, in seconds: band, middle, ring at 9 of 10; `off` draws a closed door."""
    estimate = promises.Estimate(low, mid, high, waited)
    words = "" if off else estimate.words
    return {
        "estimate": estimate,
        "low": "1" if off else f"{estimate.share(low):.3f}",
        "mid": "-1" if off else f"{estimate.share(mid):.3f}",
        "used": "" if waited is None else f"{estimate.share(waited):.3f}",
        "label": ": ".join(part for part in (label or _("Wait"), estimate.waited_words, words) if part),
        "close": _close(estimate.share(low), estimate.share(mid)),
        "size": size,
        "bare": bare or off,
        "off": off,
    }


def _close(low: float, mid: float) -> str:
    """Which neighbour the middle's word would run into under the line: the low end's, the ring's, or none."""
    return "start" if mid - low < 0.25 else "end" if mid > 0.62 else ""


@register.simple_tag
def promise(
    target: Any, waited: Any, paused: bool = False, answered: bool = False
) -> promises.Promise | None:
    """A Promise made in a template: `{% promise target=… waited=… as p %}`; nothing without a target."""
    if not target:
        return None
    return promises.promise(target=target, waited=waited or 0, paused=paused, answered=answered)


@register.simple_tag
def severity(level: int, name: str = "") -> SafeString:
    """S0 to S4: the graver, the heavier. `name` says it in words to ears and on hover."""
    return _severity(int(level), str(name or getattr(level, "label", "")))


@lru_cache(maxsize=256)
def _severity(level: int, named: str) -> SafeString:
    return format_html(
        '<span class="severity" data-level="{}"{}>S{}{}</span>',
        level,
        format_html(' title="{}"', named) if named else "",
        level,
        format_html('<span class="unseen">, {}</span>', named) if named else "",
    )


@register.simple_tag
def tier(held: Any, known: bool = True) -> SafeString:
    """A tier as a ladder of up to four steps and its name, or that it is unknown; nothing for nobody's."""
    if not held:
        return SafeString("")
    if not known:
        return format_html('<span class="tier" data-tier="0">{}</span>', _("Tier unknown"))
    step = min(max(int(held.rank), 1), 4)
    return format_html('<span class="tier" data-tier="{}">{}</span>', step, held.name)


@register.simple_tag
def when(moment: datetime | None, form: str = "moment") -> SafeString:
    """A moment as `<time>`: moment "today 13:31", clock "13:31", day "18 November", ago "3 min ago"."""
    if moment is None:
        return SafeString("")
    words = {"moment": times.moment_words, "clock": times.clock, "day": times.day, "ago": times.ago}[form]
    return format_html(
        '<time datetime="{}" data-form="{}">{}</time>',
        moment.astimezone(timezone.get_default_timezone()).isoformat(timespec="seconds"),
        form,
        words(moment),
    )


@register.filter
def duration(length: timedelta | float | None, form: str = "") -> str:
    """Seconds or a timedelta in words: `{{ s|duration }}`; forms: brief, up, near, "brief up"."""
    if length is None or length == "":
        return ""
    asked = set(form.split())
    rounding = next(iter(asked & times.ROUNDING.keys()), "down")
    return times.duration(length, brief="brief" in asked, rounding=rounding)


@register.filter
def ago(moment: datetime | None) -> str:
    """How long ago: "3 min ago"."""
    return times.ago(moment) if moment else ""


@register.filter
def percent(share: float) -> str:
    """A share of 1 in whole percents: "62 %"; what is not quite all or nothing says so: "99.9 %"."""
    return times.percent(share)


@register.filter
def masked_text(text: str | None) -> SafeString:
    """What somebody wrote, escaped, in paragraphs, with masks hatched and ids set in mono."""
    return said.paragraphs(text or "")


@register.filter
def written(text: str | None, kind: str = "") -> SafeString:
    """What was said: our own words with their marks, a customer's (`kind`) as they stand."""
    return said.paragraphs(text or "") if kind == "customer" else ours.formatted(text or "")


@register.filter
def readable(text: str | None) -> str:
    """A line somebody wrote, its masks in words: for titles, lists and attributes."""
    return shield.readable(text or "")


@register.simple_tag
def masked(kind: str, hint: str = "") -> SafeString:
    """One hidden secret by its kind in support.shield, as it looks inside a message."""
    return said.mask(kind, hint)


@register.filter
def initials(name: str | None) -> str:
    """Two letters for an avatar, never empty: "Lena Krause" is LK, "李 静" is 李静."""
    words = [word for word in str(name or "").split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:2]).upper() or "?"

"""What a customer answered to typed questions, as people read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from support.identifiers import Exact, When, when_words
from support.identifiers.networks import NETWORKS
from tickets.models import FieldValue, TopicField
from tickets.models.topic_field import spoken

Kind = TopicField.Kind
WHOLE = {Kind.TXID, Kind.TXIDS, Kind.ADDRESS, Kind.WITHDRAWAL, Kind.ORDER, Kind.LEDGER, Kind.BANK_REFERENCE}


@dataclass(frozen=True)
class Told:
    """A question and its answer in words; `doubt` says what we could not read in it."""

    label: str
    words: str
    doubt: str = ""
    is_id: bool = False  # read letter by letter, and copied
    link: str = ""  # where an explorer shows it


def told(values: Iterable[FieldValue]) -> list[Told]:
    """The answers in order, in the reader's language."""
    return [_told(value) for value in values]


def _told(value: FieldValue) -> Told:
    doubt = str(value.facts.get("doubt", ""))
    network = NETWORKS.get(value.facts.get("network", ""))
    return Told(
        label=value.label,
        words=value.value if doubt else _words(value),
        doubt=doubt,
        is_id=value.kind in WHOLE,
        link=network.tx_url(value.value) if network and value.kind == Kind.TXID else "",
    )


def _words(value: FieldValue) -> str:
    if value.names:
        return ", ".join(spoken(names) for names in value.names)
    facts: dict[str, Any] = value.facts
    match value.kind:
        case Kind.AGREE:
            return _("Yes")
        case Kind.MEMO if facts.get("none"):
            return _("none")
        case Kind.AMOUNT if facts.get("asset"):
            return f"{value.value} {facts['asset']}"
        case Kind.NETWORK:
            known = NETWORKS.get(value.value)
            return str(known.name) if known else _("not known")
        case Kind.COUNTRY:
            locale = Locale.parse(to_locale(get_language() or "en").replace("zh_HANS", "zh_Hans"))
            return str(locale.territories.get(value.value, value.value))
        case Kind.MOMENT:
            at, exact = parse_datetime(value.value), Exact(facts.get("exact", ""))
            return when_words(When(at, exact), ZoneInfo(facts["zone"])) if at else value.value
    return value.value

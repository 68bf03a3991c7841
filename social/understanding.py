"""From a kept delivery to tickets: everything known in it is acted on, everything else stays visible."""

import json
import logging
from collections import Counter
from types import ModuleType

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from social import echoes, language
from social.models import MOST_ATTEMPTS, Account, Delivery, Network, Piece
from social.networks import facebook, x
from social.networks.words import Happened, NotUnderstood, Said
from support.people.actions import recognise
from tickets import actions

log = logging.getLogger(__name__)
NETWORKS: dict[str, ModuleType] = {"x": x, "facebook": facebook}


def understand(delivery: Delivery) -> None:
    """Make of a delivery what it means. Twice is safe: words are heard once, echoes settle once.

    What the network said and we do not know is written to the row for somebody to look at; a fault of
    ours as well, and then the clock tries again.
    """
    rows = Delivery.objects.filter(pk=delivery.pk)
    rows.update(tried_at=timezone.now(), attempts=F("attempts") + 1)
    try:
        found = NETWORKS[delivery.network].parse(read(bytes(delivery.body)))
        outcome = Counter(_take(delivery.network, each) for each in found)
    except NotUnderstood as why:
        rows.update(error=str(why)[:500], given_up_at=timezone.now())
        return
    except Exception as fault:
        log.exception("delivery %s is not understood yet", delivery.pk)
        rows.update(error=f"{type(fault).__name__}: {fault}"[:500])
        rows.filter(attempts__gte=MOST_ATTEMPTS).update(given_up_at=timezone.now())
        return
    _note(rows, outcome, [each.what for each in found if isinstance(each, Happened) and not each.known])


def _note(rows: QuerySet[Delivery], outcome: Counter[str], unknown: list[str]) -> None:
    told = ", ".join(f"{what} × {count}" for what, count in sorted(outcome.items()))[:500]
    if unknown:
        words = _("not known: %s") % ", ".join(sorted(set(unknown)))
        rows.update(outcome=told, error=words[:500], given_up_at=timezone.now(), understood_at=None)
    else:
        rows.update(outcome=told, error="", given_up_at=None, understood_at=timezone.now())


def read(body: bytes) -> object:
    """The JSON in a body; bytes that are no UTF-8 become U+FFFD. Raises ValueError when it is no JSON."""
    try:
        return json.loads(body.decode(errors="replace"))
    except RecursionError as depth:
        raise ValueError("nested too deeply") from depth


def _take(network: str, each: Said | Happened) -> str:
    """Act on one thing a network told; returns the word for what became of it."""
    if isinstance(each, Happened):
        if each.what == "oauth.revoke":
            Account.known_as(network, each.account_id).disconnect(_("The permission was withdrawn on X."))
        return each.what
    if each.is_echo:
        return "our own words" if echoes.settle(network, each) else "said outside the desk"
    customer = recognise(
        network=network,
        external_id=each.author_id,
        name=each.author_name or f"{Network(network).label} …{each.author_id[-4:]}",
        language=language.of(each.text, said=each.language) or "en",
    )
    received = actions.receive(
        channel=network,
        external_id=each.external_id,
        customer=customer,
        body=each.text or _("(They wrote something that the network does not show us.)"),
        thread=_thread(network, each),
        language=language.of(each.text, said=each.language),
        public=each.public,
    )
    return "heard before" if received.repeated else "heard"


def _thread(network: str, said: Said) -> str:
    """The words' own conversation, or for an answer to a reply of ours the one that reply was in."""
    if said.public and said.reply_to:
        ours = Piece.objects.select_related("message__ticket")
        piece = ours.filter(network=network, remote_id=said.reply_to).first()
        if piece and piece.message.ticket.thread.endswith(f":{said.person_id}"):
            return piece.message.ticket.thread
    return said.thread

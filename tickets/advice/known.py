"""Cases we know: from the answers alone it is clear what most likely happened, and what will come of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from support.identifiers.networks import NETWORKS, Network
from tickets.fields.form import Typed


@dataclass(frozen=True)
class Case:
    """What it is, what will come of it, and where that is explained (an article's short name)."""

    slug: str
    title: str
    words: str
    article: str


Answers = Mapping[str, str]  # what was understood, by the question's key


def cases(form: Typed) -> list[Case]:
    """The known cases the answers fit, the most likely first."""
    said = {question.key: found.value for question, found in form.said.values()}
    none = {question.key for question, found in form.said.values() if found.facts.get("none")}
    told = said | dict.fromkeys(none, "none")
    return [case for rule in RULES if (case := rule(told))]


def wrong_network(said: Answers) -> Case | None:
    """Sent on another network than it was meant for."""
    used, meant = NETWORKS.get(said.get("network_used", "")), NETWORKS.get(said.get("network_expected", ""))
    if used is None or meant is None:
        return None
    if used == meant:
        return _the_right_network(used)
    names = {"used": used.name, "meant": meant.name}
    if used.family == meant.family:
        words = _(
            "%(used)s and %(meant)s use the same kind of address, so the coins most likely lie at an "
            "address we hold. Getting them out is work by hand: it may take weeks, may cost a fee and"
            " is not certain."
        )
    else:
        words = _(
            "%(used)s and %(meant)s use different kinds of addresses. What was sent to an address "
            "nobody holds on %(used)s is usually lost. We look at each case."
        )
    return Case("wrong-network", _("Sent on the wrong network"), words % names, "wrong-network")


def _the_right_network(network: Network) -> Case:
    """Nothing went wrong by these answers, so one of them most likely is not what happened."""
    words = _(
        "You chose %(network)s for both. Then it went the right way, and may just need time. Please "
        "look up in the explorer which network it really used; if it was %(network)s, choose the topic "
        "of a missing deposit instead."
    )
    title = _("Is it the same network twice?")
    return Case("same-network", title, words % {"network": network.name}, "deposit-not-arrived")


def missing_memo(said: Answers) -> Case | None:
    """A network that needs a memo, and none was used."""
    network = NETWORKS.get(said.get("network", ""))
    if network is None or network.memo is None or said.get("memo") != "none":
        return None
    words = _(
        "On %(network)s all our customers share one address, and the %(memo)s says whose the "
        "money is. The coins are with us; we find yours by the transaction ID and book them by "
        "hand."
    )
    facts = {"network": network.name, "memo": network.memo.name}
    return Case("missing-memo", _("The memo or tag is missing"), words % facts, "missing-memo")


def too_few_confirmations(said: Answers) -> Case | None:
    """The network has not confirmed it often enough yet."""
    network, seen = NETWORKS.get(said.get("network", "")), said.get("confirmations", "")
    if network is None or not seen or int(seen) >= network.confirmations:
        return None
    times, whole = int(seen), network.confirmations
    so_far = ngettext(
        "%(network)s has confirmed it %(seen)d time.", "%(network)s has confirmed it %(seen)d times.", times
    )
    needed = ngettext(
        "We book it after %(whole)d: %(left)d is missing. Nothing is lost, and nobody has to do anything.",
        "We book it after %(whole)d: %(left)d are missing. Nothing is lost, and nobody has to do anything.",
        whole - times,
    )
    none_yet = _("%(network)s has not confirmed it yet.")
    words = f"{so_far if times else none_yet} {needed}"
    facts = {"network": network.name, "seen": times, "whole": whole, "left": whole - times}
    return Case("confirmations", _("It still needs confirmations"), words % facts, "confirmations")


def hold_after_a_purchase(said: Answers) -> Case | None:
    """A withdrawal soon after a purchase by card or bank debit."""
    if said.get("recent_deposit") not in {"card", "bank"}:
        return None
    words = _(
        "After a purchase by card or bank debit, withdrawals wait until the payment can no longer"
        " be called back. The hold ends by itself; your history shows when. An agent cannot "
        "shorten it."
    )
    return Case("hold", _("A hold after a purchase"), words, "withdrawal-on-hold")


RULES: list[Callable[[Answers], Case | None]] = [
    wrong_network,
    missing_memo,
    too_few_confirmations,
    hold_after_a_purchase,
]

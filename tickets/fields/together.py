"""Answers that are right each, and cannot both be true: what is said of the later one."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from tickets.fields.reading import Read


def contradictions(said: Mapping[str, Read]) -> dict[str, str]:
    """What to say of an answer beside another one, by key."""
    value = {key: found.value for key, found in said.items() if "doubt" not in found.facts}
    found = {}
    if _same(value, "network_used", "network_expected"):
        found["network_expected"] = _(
            "You chose the same network twice. Choose the one we named; if it is this one, "
            "another topic fits better."
        )
    if _same(value, "old_email", "new_email"):
        found["new_email"] = _("This is the old address again. Write the new one.")
    last4, iban = value.get("account_last4", ""), value.get("iban", "")
    if last4 and iban and not iban.endswith(last4):
        found["account_last4"] = _("Your IBAN ends in %(end)s. Write these four, or correct the IBAN.") % {
            "end": iban[-4:]
        }
    return found


def _same(value: Mapping[str, str], one: str, other: str) -> bool:
    return bool(value.get(one)) and value[one].casefold() == value.get(other, "").casefold()

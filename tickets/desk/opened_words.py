"""Why a ticket was opened as grave as it was, where neither its topic nor an answer says so."""

from django.utils.translation import gettext as _

from tickets.models import Event, Topic


def why_so_grave(event: Event) -> list[str]:
    """What the event that opened a ticket tells of it, a clause each."""
    said = []
    if slug := event.detail.get("raised_as"):
        topic = Topic.objects.filter(slug=slug).first()
        facts = {"topic": topic.name if topic else slug, "words": event.detail.get("raised_by", "")}
        said.append(_("no topic chosen, taken as “%(topic)s” because of: %(words)s") % facts)
    if event.detail.get("held_down"):
        said.append(_("many alarms came from this sender within the hour: S1, not S0"))
    return said

"""How a file stands on a ticket: what it is called, whether it opens, and if not, why, in plain words."""

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tickets.models import Attachment, FileKind, FileState, Message


@dataclass(frozen=True)
class Line:
    """A file's line; `url` is empty when it does not open for the reader, `note` then says why.

    `again` is where an open page asks for the line anew, while its state may still change; `seal` is where an
    agent says that it is an identity document.
    """

    name: str
    size: int
    kind: str = ""
    url: str = ""
    note: str = ""
    icon: str = "file"
    again: str = ""
    seal: str = ""


def of(message: Message) -> list[Attachment]:
    """The files of a message that are shown: none of one that was taken back."""
    return [] if message.is_withdrawn else list(message.attachments.all())


def for_customer(file: Attachment) -> Line:
    """As its sender sees it. An identity document is never handed out again: they have the original."""
    again = reverse("tickets:file-line", args=[file.key]) if file.is_undecided else ""
    return replace(_for_customer(file), again=again)


def _for_customer(file: Attachment) -> Line:
    if file.is_identity:
        kept = _("received and locked away; only the team that checks it opens it")
        return _line(file, name=_("Identity document"), note=_trouble(file) or kept, icon="lock")
    if trouble := _trouble(file):
        return _line(file, note=trouble, icon=_icon(file))
    return _line(file, url=reverse("tickets:file", args=[file.key]))


def for_agent(file: Attachment, *, may_see_identity: bool) -> Line:
    """As an agent sees it. Of an identity document others learn that there is one, and nothing more."""
    line = _for_agent(file, may_see_identity=may_see_identity)
    is_theirs = file.message.kind == Message.Kind.CUSTOMER
    can_be_sealed = is_theirs and not (
        file.is_identity or file.deleted_at or file.state == FileState.INFECTED
    )
    return replace(line, seal=reverse("desk:seal", args=[file.key])) if can_be_sealed else line


def _for_agent(file: Attachment, *, may_see_identity: bool) -> Line:
    if file.is_identity and not may_see_identity:
        closed = _("opens only for teams that check identity")
        return _line(file, name=_("Identity document"), note=_trouble(file) or closed, icon="lock")
    if trouble := _trouble(file):
        return _line(file, name=file.name or _("Identity document"), note=trouble, icon=_icon(file))
    unseen = "" if file.scanned_at else _("not checked for viruses")
    icon = "lock" if file.is_identity else ""
    return _line(file, url=reverse("desk:attachment", args=[file.key]), note=unseen, icon=icon)


def frame(file: Attachment) -> dict[str, Any]:
    """As a customer's open page hears of it: `{"name", "size", "key", "picture", "note"}`.

    `key` is empty where it does not open for them, and `note` says why; an identity document has no name.
    """
    line = for_customer(file)
    opens = str(file.key) if line.url else ""
    return {
        "name": line.name,
        "size": file.size,
        "key": opens,
        "picture": line.icon == "image" and bool(opens),
        "note": line.note,
    }


def _line(file: Attachment, *, name: str = "", url: str = "", note: str = "", icon: str = "") -> Line:
    kind = "" if file.kind == FileKind.OTHER or file.is_identity else file.get_kind_display()
    paints = "image" if file.content_type.startswith("image/") else "file"
    return Line(name or file.name, file.size, kind, url, note, icon or paints)


def _trouble(file: Attachment) -> str:
    """Why nobody opens it; empty when somebody may."""
    if file.state == FileState.INFECTED:
        return _("held a virus; deleted before anybody opened it")
    if file.deleted_at:
        return _("deleted on %(date)s") % {"date": date_format(localtime(file.deleted_at), "DATE_FORMAT")}
    if file.state == FileState.SCANNING:
        return _("being checked for viruses; opens when it is found clean")
    if file.state == FileState.UNSCANNED:
        return _("could not be checked for viruses, so nobody can open it")
    return ""


def _icon(file: Attachment) -> str:
    return "clock" if file.state == FileState.SCANNING else "alert"

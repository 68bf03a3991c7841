"""What agents can do by a key or by its name: one table for the shortcuts, their help and the palette."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Command:
    """`keys` are one letter or "g" and another; `does` is what on the page is sent, pressed, opened or
    focused: where the page has no such thing, there is no such command."""

    name: str
    keys: str
    does: str
    words: str | Promise


MACROS = "[data-kind=reply] #say-reply a[data-pick], [data-kind=note] #say-note a[data-pick]"
COMMANDS = (
    Command("next", "f", "#take-next", _("take the next ticket")),
    Command("down", "j", "desk-queue", _("down in the queue")),
    Command("up", "k", "desk-queue", _("up in the queue")),
    Command("select", "x", "#queue-select", _("choose the ticket, to change several")),
    Command("reply", "r", "#tab-reply", _("write a reply")),
    Command("note", "n", "#tab-note", _("write an internal note")),
    Command("assign", "a", "#claim, #assign", _("take the open ticket, or give it away")),
    Command("macro", "m", MACROS, _("choose a macro")),
    Command("topic", "t", "#refile", _("change the topic")),
    Command("solve", "e", "#resolve", _("solve it")),
    Command("snooze", "s", "#snooze", _("set it aside until…")),
    Command("tags", "l", "#tags-menu > summary", _("tag it")),
    Command("queue", "g q", "#view-next", _("go to My next")),
    Command("mine", "g m", "#view-mine", _("go to Mine")),
    Command("asked", "g a", "#view-asked", _("go to Asked of us")),
    Command("social", "g s", "#view-public", _("go to Social, public")),
    Command("late", "g p", "#view-past", _("go to Past the promise")),
    Command("chats", "g c", "#to-chats", _("go to the chats side by side")),
    Command("chat-next", ".", "#chat-next", _("to the next chat")),
    Command("chat-before", ",", "#chat-before", _("to the chat before")),
    Command("wall", "g w", "#to-wall", _("go to the wall")),
    Command("reports", "g r", "#to-reports", _("go to the reports")),
    Command("search", "/", "#find-q", _("search tickets")),
    Command("views", "[", "#show-rail", _("show or hide the views")),
    Command("customer", "]", "#show-who", _("show or hide the customer")),
    Command("help", "?", "#shortcuts", _("this help")),
)

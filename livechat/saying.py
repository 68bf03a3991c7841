"""A line and its files, kept together or refused together: the same by socket and by HTTP."""

from livechat import actions, files
from livechat.lines import Line, Refusal
from livechat.models import Visit
from support.files import FileRefused
from tickets.actions import Received


def say(visit: Visit, line: Line) -> Received | Refusal:
    """Keep a line that may be said; a Refusal when one of its files went elsewhere or was not taken."""
    try:
        given = files.taken(visit, line)
        return actions.say(visit, body=line.body, key=line.key, topic=line.topic, files=given)
    except FileRefused as why:
        return Refusal(line.key, "files", words=str(why))

"""Front matter: flat YAML between two fences, before the Markdown. Pure, and the same there and back.

Every value is text, as it stands there ("no" is not false), or a list of texts. Nothing else is in
it: no nesting, no repetition by anchors, at most MOST letters, so that no file makes us work for long.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from django.utils.translation import gettext as _

from helpcenter.exchange.decoding import Unreadable

FENCE = "---"
MOST = 16_000  # letters of front matter
ENDLESS = 1 << 20  # wider than any line: nothing is folded


@dataclass(frozen=True)
class Page:
    """What a file says of its text, in which line each, and the text."""

    facts: dict[str, str | list[str]]
    lines: dict[str, int]
    body: str


def read(text: str) -> Page:
    """A file in its parts. Raises Unreadable with the line. A file saved with Windows' line ends has ours."""
    if text.startswith(f"{FENCE}\r\n"):
        text = text.replace("\r\n", "\n")
    opening, fence, rest = text.partition(f"{FENCE}\n")
    front, closing, body = f"\n{rest}".partition(f"\n{FENCE}\n")
    if opening or not fence or not closing:
        raise Unreadable(
            _("A file begins with front matter between two lines of “---”; these are not there."), 1
        )
    if len(front) > MOST:
        raise Unreadable(
            _("The front matter has more than %d letters. Is its second “---” missing?") % MOST, 1
        )
    facts, lines = _flat(front)
    return Page(facts, lines, body.removeprefix("\n").removesuffix("\n"))


def write(facts: Mapping[str, Any], body: str) -> str:
    """The file of a text, which `read` reads as it was."""
    front = yaml.dump(
        dict(facts),
        Dumper=_Plain,
        allow_unicode=True,
        width=ENDLESS,
        sort_keys=False,
        default_flow_style=None,
    )
    return f"{FENCE}\n{front}{FENCE}\n\n{body}\n"


class _Plain(yaml.SafeDumper):
    """Words that YAML would take for something else are quoted, and so is whatever has no sign of its own."""


def _said(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    quoted = None if text.isprintable() else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=quoted)


_Plain.add_representer(str, _said)


def _flat(front: str) -> tuple[dict[str, str | list[str]], dict[str, int]]:
    try:
        root = yaml.compose(front, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(_mend(error.problem or ""), mark.line + 1 if mark else 1) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise Unreadable(_("The front matter cannot be read as YAML."), 1) from error
    if not isinstance(root, yaml.MappingNode):
        raise Unreadable(_("Front matter is made of lines as “title: Lost my phone”."), 2)
    facts: dict[str, str | list[str]] = {}
    lines: dict[str, int] = {}
    for key, value in root.value:
        name, line = _word(key), key.start_mark.line + 1  # the line of the fence stands for the one we put in
        if name is None or name in facts:
            raise Unreadable(_("“%s” stands here twice.") % name if name else _nested(), line)
        several = value.value if isinstance(value, yaml.SequenceNode) else [value]
        words = [_word(one) for one in several]
        if None in words:
            raise Unreadable(_nested(), line)
        said = [word for word in words if word is not None]
        facts[name], lines[name] = (said if isinstance(value, yaml.SequenceNode) else said[0]), line
    return facts, lines


def _word(node: yaml.Node) -> str | None:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else None


def _nested() -> str:
    return _("A value is words or one list of words, with nothing inside it.")


def _mend(problem: str) -> str:
    if "mapping values are not allowed" in problem:
        return _('A value with a colon in it must stand in quotes: title: "One: two".')
    return _("This is not YAML: %s. Words with unusual signs must stand in quotes.") % problem

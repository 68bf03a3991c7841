"""Carries the shield's tables to the browser: `python -m support.shield.browser` after a rule has changed.

The engines are written twice, in Python here and in `static/js/lib/shield*.js`; cues, patterns, card ranges
and word lists have this one source. A test fails when the files in `static/` are not what this module writes.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .cards import BEHIND, SHAPES
from .cue_words import SEED
from .cued import Rule
from .findings import Certainty
from .forms import DOUBTFUL, EXPLAINED, FORMS
from .issuers import SIX
from .kinds import GRAVEST_FIRST
from .patterns import browser
from .rules import RULES
from .wordlists import LANGUAGES, SHORTENED, words

LIB = Path(__file__).resolve().parents[2] / "static" / "js" / "lib"
_HEAD = "/* Written by `python -m support.shield.browser`; change the rules in support/shield/ instead. */\n"


def files() -> Iterator[tuple[str, str]]:
    """Every file the browser needs, as (name under static/js/lib, content)."""
    yield "shield-rules.js", _HEAD + "".join(_exported(name, value) for name, value in _tables().items())
    for language in LANGUAGES:
        yield f"bip39/{language}.js", f'{_HEAD}export default "{" ".join(words(language))}";\n'


def _tables() -> dict[str, Any]:
    return {
        "KINDS": GRAVEST_FIRST,
        "RULES": [_rule(rule) for rule in RULES],
        "SEED_CUES": _cues(SEED.sources),
        "FORMS": [browser(source) for source in FORMS.values()],
        "DOUBTFUL": {kind: browser(source) for kind, source in DOUBTFUL.items()},
        "EXPLAINED": browser(EXPLAINED),
        "CARD_RANGES": SIX,
        "CARD_SHAPES": sorted(SHAPES),
        "BEHIND_CARD": browser(BEHIND),
        "SHORTENED": sorted(SHORTENED),
    }


def _rule(rule: Rule) -> dict[str, Any]:
    table = {
        "kind": rule.kind,
        "certainty": rule.certainty.value,
        "cues": _cues(rule.cues.sources),
        "after": [browser(source) for source in rule.after],
        "before": [browser(f"(?:{source})<END>") for source in rule.before],
        "veto": browser(rule.veto),
        "more": browser(rule.more),
        "lead": rule.lead,
        "whole": rule.whole,
    }
    return {name: value for name, value in table.items() if value and value != Certainty.LIKELY}


def _cues(sources: dict[str, str]) -> dict[str, str]:
    return {head: browser(source) for head, source in sources.items()}


def _exported(name: str, value: Any) -> str:
    """One export; lists and objects an entry a line, so that a changed rule is a changed line."""
    if isinstance(value, str):
        return f"export const {name} = {json.dumps(value, ensure_ascii=False)};\n"
    if isinstance(value, dict):
        entries = [
            f"{json.dumps(key, ensure_ascii=False)}: {_compact(entry)}" for key, entry in value.items()
        ]
        return f"export const {name} = {{\n" + "".join(f"  {entry},\n" for entry in entries) + "};\n"
    return f"export const {name} = [\n" + "".join(f"  {_compact(entry)},\n" for entry in value) + "];\n"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def write() -> None:
    """Write all files."""
    for name, content in files():
        path = LIB / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    write()

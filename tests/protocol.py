"""The written protocol of the visitor's line, held against every frame that a story hears."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

WRITTEN = Path("livechat/protocol/v1.json")
CHAT = "/ws/chat/"


@cache
def frames(side: str) -> Draft202012Validator:
    """What frames of a side, "client" or "server", may be."""
    schema = json.loads(WRITTEN.read_text())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema | {"$ref": f"#/$defs/{side}"}, format_checker=FormatChecker())


def check(frame: Any, path: str = CHAT) -> None:
    """Raise jsonschema.ValidationError for a frame of the chat that is not as it is written."""
    if path == CHAT:
        frames("server").validate(frame)

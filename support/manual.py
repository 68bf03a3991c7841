"""What the API's manual says of every call: the key it wants, and how it says no."""

from typing import Any

ABOUT = {  # drf-spectacular's settings
    "TITLE": "Fairlead Desk API",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "support.manual.complete"],
    "COMPONENT_SPLIT_REQUEST": True,  # what is sent has no read-only fields, and no empty words
    "ENUM_NAME_OVERRIDES": {"KindOfQuestion": "tickets.models.TopicField.Kind"},
}
KEY = {
    "type": "apiKey",
    "in": "header",
    "name": "Authorization",
    "description": "`Api-Key <key>`; an admin makes keys, each with its scopes.",
}
WRONG = {
    "type": "object",
    "required": ["field", "code", "detail"],
    "properties": {
        "field": {"type": "string", "description": "As `fields.txid`; empty for the whole body."},
        "code": {"type": "string", "description": "A short name that stays."},
        "detail": {"type": "string", "description": "A sentence, in the language of `Accept-Language`."},
    },
}
PROBLEM = {
    "type": "object",
    "description": "RFC 9457 problem details.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "array", "items": WRONG, "description": "When fields need to be mended."},
        "repeats": {"type": "string", "description": "The ticket that has the same with us already."},
    },
}
REFUSALS = {
    "get": {
        "400": "Something asked for is unknown.",
        "401": "No good key.",
        "403": "The key lacks the scope.",
        "404": "No such thing.",
    },
    "put": {
        "400": "Some fields need to be mended.",
        "401": "No good key.",
        "403": "The key lacks the scope.",
        "413": "Too large.",
        "415": "Send JSON.",
    },
    "post": {
        "400": "Some fields need to be mended.",
        "401": "No good key.",
        "403": "The key lacks the scope.",
        "404": "No such thing.",
        "409": "This contradicts what is already there.",
        "413": "Too large.",
        "415": "Send JSON.",
    },
}


def complete(result: dict[str, Any], **called: Any) -> dict[str, Any]:
    """A drf-spectacular hook: the schema with the key's scheme and each operation's refusals."""
    parts = result.setdefault("components", {})
    parts.setdefault("securitySchemes", {})["Api-Key"] = KEY
    parts.setdefault("schemas", {})["Problem"] = PROBLEM
    said = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for operations in result["paths"].values():
        for method, operation in operations.items():
            operation["security"] = [{"Api-Key": []}]
            for status, words in REFUSALS.get(method, {}).items():
                operation["responses"].setdefault(status, {"description": words, "content": said})
    return result

"""A call may be sent again: the caller's key makes it one."""

from hashlib import sha256

from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from support import shield
from support.people.keys import KeyRequest
from support.problems import Conflict
from tickets.models import Message

SHORTEST, LONGEST = 8, 128  # characters of a caller's key
HEADER = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": SHORTEST, "maxLength": LONGEST},
    location=OpenApiParameter.HEADER,
    required=True,
    description="New for each message; again, it answers with the first result.",
)
USED_BEFORE = "This Idempotency-Key was used for something else."


def key(request: KeyRequest, where: str) -> str:
    """The caller's key, good for one thing of one caller only. Raises ValidationError without a good one."""
    said = request.headers.get("Idempotency-Key", "")
    if not SHORTEST <= len(said) <= LONGEST:
        words = f"Send this header, {SHORTEST} to {LONGEST} characters, new for each message."
        raise ValidationError({"Idempotency-Key": [words]}, code="missing")
    return sha256(f"{request.api_key.prefix}:{where}:{said}".encode()).hexdigest()[:40]


def answer(data: dict[str, object], message: Message, body: str, *, repeated: bool) -> Response:
    """201, or 200 when it was said before; raises Conflict when it was something else that was said."""
    if message.body != shield.mask(body).text:
        raise Conflict(USED_BEFORE)
    return Response(data, 200 if repeated else 201)

"""What is shown of an address or an id to who does not need the whole of it."""

import re

ADDRESS = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;:]+\.[^\s@<>(),;:]+")


def hidden_id(value: str) -> str:
    """An exchange id by its ends, at least three characters hidden: "MX-2048-7731" is "MX-••••7731"."""
    if not value:
        return ""
    head, dash, rest = value.partition("-")
    kept = 4 if len(value) >= 9 else 2
    begins = f"{head}-" if dash and len(head) <= 3 and len(rest) - kept >= 3 else ""
    return f"{begins}••••{value[-kept:]}"


def hidden_email(value: str) -> str:
    """An address by its first letter and its ending: "lena@mail.de" is "l•••@•••••.de"."""
    local, at, domain = value.partition("@")
    return f"{local[:1]}•••@•••••.{domain.rpartition('.')[2]}" if at else ""


def hidden_name(value: str) -> str:
    """A name; of a mail program that sent an address for one, what is left of that."""
    return ADDRESS.sub(lambda found: hidden_email(found[0]), value)

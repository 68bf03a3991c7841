"""Which push services we call: the browsers' own, as PUSH_SERVICES names them."""

from urllib.parse import urlsplit

from django.conf import settings


def is_known(endpoint: str) -> bool:
    """Whether an address belongs to a service named there: "https://host", or "https://*.host" with its
    subdomains. Nothing else is ever called, whatever a browser says."""
    try:
        address = urlsplit(endpoint)
        origin, host = f"{address.scheme}://{address.netloc}", address.hostname or ""
    except ValueError:
        return False
    return any(_fits(known, origin, host, address.netloc) for known in settings.PUSH_SERVICES)


def _fits(known: str, origin: str, host: str, netloc: str) -> bool:
    scheme, _, name = known.partition("://")
    if not name.startswith("*."):
        return origin == known
    return origin == f"{scheme}://{host}" == f"{scheme}://{netloc}" and host.endswith(name[1:])

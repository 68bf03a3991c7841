"""Facebook: Messenger and public comments through the Graph API, as our Page.

Meta takes no idempotency key either; `metadata` carries ours and comes back in the echo, and a send whose
answer was lost is looked for in the conversation or under the comment.
"""

import json
from datetime import datetime, timedelta

import httpx
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from social.networks import wire
from social.networks.facebook_payloads import comment_id, event_key, parse
from social.networks.fit import fit
from social.networks.wire import Refused, Unknown
from social.networks.words import Saying, Sent, ident, moment, part, parts
from support import signatures

__all__ = ["Client", "event_key", "parse", "plain", "split"]

COMMENT_LIMIT = 8000  # characters
SKEW = timedelta(minutes=2)  # Meta's clock against ours
USUAL_PAUSE = 5  # minutes, when Meta names none
FULL = 95  # per cent of a rate limit at which we stop by ourselves
LIMITS = {4, 17, 32, 613, 80001, 80002, 80006}
PASSING = {1, 2, 1200}
DISCONNECTED = {190, 200, 230, 299, 368}


def split(text: str, *, public: bool) -> list[str]:
    """The text in comments or messages that Facebook takes."""
    return fit(text, COMMENT_LIMIT if public else settings.FACEBOOK_DM_LIMIT - 1)  # Meta says: less than


class Client:
    """Speaks as one of our Pages."""

    def __init__(self, account_id: str) -> None:
        self.account_id = account_id

    def send(self, saying: Saying) -> Sent:
        """Send a message or answer a comment, once; raises Refused or Unknown."""
        if saying.public:
            response = self._call(
                "POST", f"{comment_id(saying.reply_to)}/comments", data={"message": saying.text}
            )
            number = ident(wire.content(response).get("id"), 200)
        else:
            body = {
                "recipient": {"id": saying.person_id},
                "messaging_type": "RESPONSE",
                "message": {"text": saying.text, "metadata": saying.key},
            }
            response = self._call("POST", f"{self.account_id}/messages", json=body)
            number = ident(wire.content(response).get("message_id"), 200)
        if not number:
            raise Unknown(_("Facebook answered without an id."))
        return Sent(comment_id(number) if saying.public else number, _spent(response))

    def find(self, saying: Saying, *, since: datetime, taken: set[str]) -> str | None:
        """The id of these words if they arrived after `since` and are none of `taken`; raises Refused."""
        seen = self._answers(saying.reply_to) if saying.public else self._conversation(saying.person_id)
        for each in seen:
            number = comment_id(ident(each.get("id"), 200))
            ours = ident(part(each, "from").get("id")) == self.account_id
            if not ours or number in taken or moment(each.get("created_time")) < since - SKEW:
                continue
            if plain(each.get("message")) == plain(saying.text):
                return number
        return None

    def _answers(self, comment: str) -> list[dict]:
        query = {"fields": "id,from,message,created_time", "order": "reverse_chronological", "limit": "100"}
        return parts(wire.content(self._call("GET", f"{comment_id(comment)}/comments", query=query)), "data")

    def _conversation(self, person: str) -> list[dict]:
        fields = "messages.limit(50){id,from,message,created_time}"
        query = {"platform": "messenger", "user_id": person, "fields": fields}
        found = wire.content(self._call("GET", f"{self.account_id}/conversations", query=query))
        return [each for talk in parts(found, "data") for each in parts(part(talk, "messages"), "data")]

    def _call(
        self,
        method: str,
        path: str,
        *,
        query: dict | None = None,
        json: dict | None = None,
        data: dict | None = None,
    ) -> httpx.Response:
        token = settings.FACEBOOK_PAGE_TOKEN
        proof = {"appsecret_proof": signatures.appsecret_proof(settings.META_APP_SECRET, token)}
        response = wire.call(
            method,
            f"{settings.GRAPH_API_URL}/{settings.GRAPH_API_VERSION}/{path}",
            repeatable=method == "GET",
            params=(query or {}) | proof,
            json=json,
            data=data,
            headers={"Authorization": f"Bearer {token}"},  # never in the address: addresses land in logs
        )
        # Some endpoints answer 200 with an error inside.
        if not response.is_success or part(wire.content(response), "error"):
            raise _trouble(response, sending=method == "POST")
        return response


def plain(text: object) -> str:
    """Text as it survives Facebook, to compare by: only white space may change."""
    return " ".join(text.split()) if isinstance(text, str) else ""


def _spent(response: httpx.Response) -> datetime | None:
    """When the next call is welcome, if a usage header says that a limit is all but reached."""
    pauses = [
        usage.get("estimated_time_to_regain_access") or USUAL_PAUSE
        for name in ("x-app-usage", "x-business-use-case-usage")
        for usage in _usages(response.headers.get(name, ""))
        if any(_number(usage.get(share)) >= FULL for share in ("call_count", "total_time", "total_cputime"))
    ]
    minutes = max(map(_number, pauses), default=0)
    return timezone.now() + timedelta(minutes=min(minutes, 24 * 60)) if minutes else None


def _number(value: object) -> float:
    return value if isinstance(value, int | float) else 0


def _usages(header: str) -> list[dict]:
    """The usage objects of either header: one object, or lists of them by business."""
    try:
        found = json.loads(header or "{}")
    except ValueError:
        return []
    return [found, *(each for name in part(found) for each in parts(found, name))] if part(found) else []


def _trouble(response: httpx.Response, *, sending: bool) -> Refused | Unknown:
    """The table of Meta's errors: what each means for the words that were being sent."""
    error, now = part(wire.content(response), "error"), timezone.now()
    code, why = _number(error.get("code")), _reason(error, response)
    if code in LIMITS or response.status_code == 429:
        until = _spent(response) or now + timedelta(minutes=5)
        return Refused(_("Facebook asks to wait: %s") % why, permanent=False, until=until)
    if code in DISCONNECTED:
        words = _("Facebook does not let our Page speak: %s") % why
        return Refused(words, permanent=False, until=now + timedelta(minutes=15), disconnected=True)
    if response.status_code >= 500:
        words = _("Facebook had a fault (%(status)s): %(why)s") % {"status": response.status_code, "why": why}
        return Unknown(words) if sending else Refused(words, permanent=False)
    if code in PASSING or error.get("is_transient") is True:
        return Refused(_("Facebook cannot take it right now: %s") % why, permanent=False)
    return Refused(_("Facebook refused it: %s") % why, permanent=True)


def _reason(error: dict, response: httpx.Response) -> str:
    """Meta's own words with code and trace id, so that Meta's support can be asked; else the status line."""
    words, trace = error.get("message"), error.get("fbtrace_id")
    if not isinstance(words, str):
        return f"{response.status_code} {response.reason_phrase}"
    return f"{words[:180]} [{error.get('code')}/{error.get('error_subcode', '-')} {trace or ''}]"

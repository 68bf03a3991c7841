"""X: direct messages and public replies through API v2, as our account (OAuth 1.0a user context).

X takes no idempotency key (unknown properties are refused), so a send whose answer was lost is looked for in
the conversation or the timeline before it is sent again.
"""

import html
import re
import unicodedata
from datetime import UTC, datetime, timedelta

import httpx
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from social.networks import oauth1, wire
from social.networks.fit import fit
from social.networks.wire import Refused, Unknown
from social.networks.words import Saying, Sent, ident, moment, part, parts
from social.networks.x_payloads import event_key, parse

__all__ = ["Client", "event_key", "parse", "plain", "split", "weight"]

LINK = re.compile(r"https?://[!-~]+")
PERHAPS_LINK = re.compile(r"\b[\w-]+\.[a-z]{2,}\b[!-~]*", re.IGNORECASE)
LINK_WEIGHT = 23
LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))  # code points that count 1; all others 2
SKEW = timedelta(minutes=2)  # X's clock against ours


def weight(text: str) -> int:
    """The most X may count: 23 for a link; emoji sequences by the character, where X counts a whole one 2."""
    text = unicodedata.normalize("NFC", text)
    letters = LINK.sub("", text)
    links = len(LINK.findall(text)) + len(PERHAPS_LINK.findall(letters))
    return links * LINK_WEIGHT + sum(1 if any(a <= ord(c) <= b for a, b in LIGHT) else 2 for c in letters)


def split(text: str, *, public: bool) -> list[str]:
    """The text in posts or direct messages that X takes."""
    if public:
        return fit(text, settings.X_POST_LIMIT, weight)
    return fit(text, settings.X_DM_LIMIT)


class Client:
    """Speaks as one of our accounts."""

    def __init__(self, account_id: str) -> None:
        self.account_id = account_id

    def send(self, saying: Saying) -> Sent:
        """Send a direct message or a public reply, once; raises Refused or Unknown."""
        if saying.public:
            body: dict = {"text": saying.text, "reply": {"in_reply_to_tweet_id": saying.reply_to}}
            response = self._call("POST", "/2/tweets", json=body)
            number = ident(part(wire.content(response), "data").get("id"))
        else:
            path = f"/2/dm_conversations/with/{saying.person_id}/messages"
            response = self._call("POST", path, json={"text": saying.text})
            number = ident(part(wire.content(response), "data").get("dm_event_id"))
        if not number:
            raise Unknown(_("X answered without an id."))
        return Sent(number, _spent(response))

    def find(self, saying: Saying, *, since: datetime, taken: set[str]) -> str | None:
        """The id of these words if they arrived after `since` and are none of `taken`; raises Refused."""
        seen = self._timeline() if saying.public else self._conversation(saying.person_id)
        for each in seen:
            number = ident(each.get("id"))
            if number in taken or moment(each.get("created_at")) < since - SKEW:
                continue
            if plain(each.get("text")) == plain(saying.text) and _is_answer(each, saying):
                return number
        return None

    def _conversation(self, person: str) -> list[dict]:
        query = {"max_results": "100", "dm_event.fields": "created_at,sender_id,text"}
        response = self._call("GET", f"/2/dm_conversations/with/{person}/dm_events", query=query)
        return [
            m for m in parts(wire.content(response), "data") if ident(m.get("sender_id")) == self.account_id
        ]

    def _timeline(self) -> list[dict]:
        query = {"max_results": "100", "tweet.fields": "created_at,referenced_tweets"}
        response = self._call("GET", f"/2/users/{self.account_id}/tweets", query=query)
        return parts(wire.content(response), "data")

    def _call(
        self, method: str, path: str, *, query: dict | None = None, json: dict | None = None
    ) -> httpx.Response:
        url, query = settings.X_API_URL + path, query or {}
        signed = oauth1.authorization(
            method,
            url,
            query,
            consumer=(settings.X_CONSUMER_KEY, settings.X_CONSUMER_SECRET),
            token=(settings.X_ACCESS_TOKEN, settings.X_ACCESS_TOKEN_SECRET),
        )
        response = wire.call(
            method,
            url,
            repeatable=method == "GET",
            params=query,
            json=json,
            headers={"Authorization": signed},
        )
        if not response.is_success:
            raise _trouble(response, sending=method == "POST")
        return response


def plain(text: object) -> str:
    """Text as it survives X, to compare by: links become t.co, @names are put in front, `&` is escaped."""
    found = unicodedata.normalize("NFC", html.unescape(text if isinstance(text, str) else ""))
    found = PERHAPS_LINK.sub("@link", LINK.sub("@link", re.sub(r"^(@\w+\s+)+", "", found)))
    return " ".join(found.split())


def _is_answer(post: dict, saying: Saying) -> bool:
    return not saying.public or any(
        ident(each.get("id")) == saying.reply_to
        for each in parts(post, "referenced_tweets") + parts(post, "referenced_posts")
    )


def _reset(response: httpx.Response) -> datetime | None:
    stamp = response.headers.get("x-rate-limit-reset", "")
    return datetime.fromtimestamp(int(stamp), UTC) if re.fullmatch(r"\d{1,11}", stamp) else None


def _spent(response: httpx.Response) -> datetime | None:
    """When the next call is welcome, if this one used up the window."""
    return _reset(response) if response.headers.get("x-rate-limit-remaining") == "0" else None


def _trouble(response: httpx.Response, *, sending: bool) -> Refused | Unknown:
    """The table of X's errors: what each means for the words that were being sent."""
    status, why, now = response.status_code, _reason(response), timezone.now()
    if status == 429:
        if response.headers.get("x-rate-limit-remaining", "0") != "0":  # a cap of the day or of the plan
            return Refused(
                _("X's daily limit is used up: %s") % why, permanent=False, until=now + timedelta(hours=1)
            )
        until = max(_reset(response) or now + timedelta(minutes=15), now + timedelta(minutes=1))
        return Refused(_("X asks to wait: %s") % why, permanent=False, until=until)
    if status in (401, 402):
        words = (
            _("X does not accept our account's keys: %s")
            if status == 401
            else _("X's credits are used up: %s")
        )
        return Refused(words % why, permanent=False, until=now + timedelta(minutes=15), disconnected=True)
    if status == 403 and "duplicate content" in why:
        return Unknown(_("X says it has these words already."))
    if status >= 500:
        words = _("X had a fault (%(status)s): %(why)s") % {"status": status, "why": why}
        return Unknown(words) if sending else Refused(words, permanent=False)
    return Refused(_("X refused it (%(status)s): %(why)s") % {"status": status, "why": why}, permanent=True)


def _reason(response: httpx.Response) -> str:
    """X's own words, from a problem document or the older list of errors, else the status line's."""
    body = wire.content(response)
    first = next(iter(parts(body, "errors")), {})
    found = body.get("detail") or first.get("message") or first.get("detail") or body.get("title")
    return found[:200] if isinstance(found, str) else response.reason_phrase

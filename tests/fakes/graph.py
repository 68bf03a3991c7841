"""Meta's Graph API on loopback: tokens, proofs, windows, limits and memory, and the batches it sends."""

import hashlib
import hmac
import itertools
import json
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

import httpx

from tests.fakes.loopback import Answer, Call, Network

DAY = timedelta(days=1)
TAGS = {"HUMAN_AGENT"}


class Graph(Network):
    """One app, one Page; messages and comments can be read back."""

    def __init__(self, *, secret="ms", token="page-token", page="102938475610293", version="v26.0") -> None:
        super().__init__()
        self.secret, self.token, self.page, self.version = secret, token, page, version
        self.messages: list[dict] = []
        self.comments: list[dict] = []
        self.last_inbound: dict[str, datetime] = {}
        self.usage = 0  # per cent, told in X-App-Usage
        self.errors_in_200 = False
        self.revoked = False
        self.now = lambda: datetime.now(UTC)
        self._ids = itertools.count(987001)

    # ── as a server ──────────────────────────────────────────────────────────────────────────────
    def answer(self, call: Call) -> Answer:
        answer = self._refuse_stranger(call) or self._limited() or self._route(call)
        if self.errors_in_200 and "error" in answer.body:
            answer.status = 200
        if self.usage:
            shares = {"call_count": self.usage, "total_time": 25, "total_cputime": 25}
            answer.headers["X-App-Usage"] = json.dumps(shares)
        return answer

    def _route(self, call: Call) -> Answer:
        _empty, version, *path = call.path.split("/")
        if version != self.version:
            return self._error(2635, "You are calling a deprecated version of the Ads API.")
        match call.method, path:
            case "POST", [page, "messages"]:
                return self._message(call, page)
            case "GET", [page, "conversations"] if page == self.page:
                return self._conversation(call.query.get("user_id", ""))
            case "POST", [comment, "comments"] if re.fullmatch(r"\d+_\d+", comment):
                return self._comment(call, comment)
            case "GET", [comment, "comments"]:
                return Answer(200, {"data": [c for c in reversed(self.comments) if c["under"] == comment]})
        return self._error(100, "Unsupported request", subcode=33)

    def _message(self, call: Call, page: str) -> Answer:
        if call.headers.get("content-type") != "application/json":
            return self._error(100, "The content type is not supported")
        if page not in (self.page, "me"):
            return self._error(200, "(#200) The permission(s) pages_messaging are not available.", status=403)
        person = call.json.get("recipient", {}).get("id", "")
        message = call.json.get("message", {})
        if trouble := self._outside_window(call.json, person):
            return trouble
        if not 0 < len(message.get("text", "")) < 2000:
            return self._error(100, "(#100) Length of param message[text] must be less than or equal to 2000")
        if len(message.get("metadata", "")) >= 1000:
            return self._error(100, "(#100) Length of param message[metadata] must be less than 1000")
        kept = self._kept(f"m_Sent{next(self._ids)}", message=message["text"], person=person)
        self.messages.append(kept | {"metadata": message.get("metadata")})
        return Answer(200, {"recipient_id": person, "message_id": kept["id"]})

    def _outside_window(self, body: dict, person: str) -> Answer | None:
        since = self.now() - self.last_inbound.get(person, self.now())
        kind, tag = body.get("messaging_type"), body.get("tag")
        if kind == "MESSAGE_TAG" and tag not in TAGS:
            return self._error(100, f"(#100) The tag {tag} is not supported")
        if kind not in {"RESPONSE", "UPDATE", "MESSAGE_TAG"}:
            return self._error(100, "(#100) Param messaging_type must be set")
        if since > (7 * DAY if tag else DAY):
            words = "(#10) This message is sent outside of allowed window."
            return self._error(10, words, subcode=2018278)
        return None

    def _comment(self, call: Call, comment: str) -> Answer:
        form = dict(parse_qsl(call.body.decode()))
        if not form.get("message"):
            return self._error(100, "(#100) Param message must not be empty")
        kept = self._kept(
            f"{comment.split('_')[0]}_{next(self._ids)}", message=form["message"], under=comment
        )
        self.comments.append(kept)
        return Answer(200, {"id": kept["id"]})

    def _conversation(self, person: str) -> Answer:
        found = [message for message in reversed(self.messages) if message["person"] == person]
        return Answer(200, {"data": [{"messages": {"data": found}, "id": "t_1"}] if found else []})

    def _kept(self, number: str, **what: object) -> dict:
        at = self.now().strftime("%Y-%m-%dT%H:%M:%S+0000")
        return {"id": number, "created_time": at, "from": {"id": self.page, "name": "Page"}, **what}

    # ── what it checks ───────────────────────────────────────────────────────────────────────────
    def _refuse_stranger(self, call: Call) -> Answer | None:
        header = call.headers.get("authorization", "").removeprefix("Bearer ")
        if self.revoked:
            return self._error(190, "Error validating access token: the user changed it.", subcode=460)
        if header != self.token or "access_token" in call.query:
            return self._error(190, "Invalid OAuth access token data.", status=401)
        proof = hmac.new(self.secret.encode(), header.encode(), hashlib.sha256).hexdigest()
        if call.query.get("appsecret_proof") != proof:
            return self._error(100, "Invalid appsecret_proof provided in the API argument")
        return None

    def _limited(self) -> Answer | None:
        return (
            self._error(613, "(#613) Calls to this api have exceeded the rate limit.")
            if self.usage >= 100
            else None
        )

    def _error(self, code: int, words: str, *, subcode: int = 0, status: int = 400) -> Answer:
        error = {
            "message": words,
            "type": "OAuthException",
            "code": code,
            "fbtrace_id": "AxIIVeNpuf3y2jeXdufRcEX",
        }
        return Answer(status, {"error": error | ({"error_subcode": subcode} if subcode else {})})

    # ── as the other side ────────────────────────────────────────────────────────────────────────
    def sign(self, body: bytes) -> str:
        return "sha256=" + hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()

    def tell(self, address: str, batch: object) -> httpx.Response:
        """Post one batch, escaped before it is signed, the way Meta does."""
        body = batch if isinstance(batch, bytes) else json.dumps(batch, separators=(",", ":")).encode()
        headers = {"Content-Type": "application/json", "X-Hub-Signature-256": self.sign(body)}
        return httpx.post(address, content=body, headers=headers, timeout=10, trust_env=False)

    def echo(self, message: dict, *, app_id: int = 1234567890) -> dict:
        """Our own message, as it comes back."""
        said = {"mid": message["id"], "is_echo": True, "app_id": app_id, "text": message["message"]}
        event = {"sender": {"id": self.page}, "recipient": {"id": message["person"]}}
        event |= {"timestamp": int(self.now().timestamp() * 1000)}
        event["message"] = said | {"metadata": message["metadata"]}
        return {"object": "page", "entry": [{"id": self.page, "time": 1785312500000, "messaging": [event]}]}

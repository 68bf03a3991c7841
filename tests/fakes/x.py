"""X API v2 on loopback: what it checks, refuses, counts and remembers, and the events it sends."""

import base64
import hashlib
import hmac
import itertools
import json
import re
import secrets
from datetime import UTC, datetime
from urllib.parse import quote

import httpx

from tests.fakes.loopback import Answer, Call, Network

ABOUT = {"type": "about:blank"}
SUMMON = (
    "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged "
    "by the author of the post you are replying to."
)
WINDOW = 900


class X(Network):
    """One app and one account; posts and messages can be read back."""

    def __init__(self, *, consumer=("ck", "cs"), token=("tk", "ts"), account="1111111111111111111") -> None:
        super().__init__()
        self.consumer, self.token, self.account = consumer, token, account
        self.posts: list[dict] = []
        self.messages: list[dict] = []
        self.nonces: set[str] = set()
        self.engaged: set[str] | None = None  # posts whose author mentioned us; None: all of them
        self.closed: set[str] = set()  # people who take no messages
        self.limits = {"tweets": 100, "messages": 15, "read": 300}
        self.used = dict.fromkeys(self.limits, 0)
        self.started = 0.0
        self.now = lambda: datetime.now(UTC).timestamp()
        self._ids = itertools.count(2080770000000000001)

    # ── as a server ──────────────────────────────────────────────────────────────────────────────
    def answer(self, call: Call) -> Answer:
        if trouble := self._refuse_stranger(call):
            return trouble
        for method, pattern, act, bucket in self._routes():
            if found := re.fullmatch(pattern, call.path):
                if call.method != method:
                    return self._problem(405, "Method Not Allowed", "Method Not Allowed")
                return self._counted(bucket, lambda act=act, found=found: act(call, *found.groups()))
        return self._problem(404, "Not Found", f"Could not find {call.path}")

    def _routes(self):
        with_person = r"/2/dm_conversations/with/(\d+)/"
        return [
            ("POST", r"/2/tweets", self._post, "tweets"),
            ("POST", with_person + "messages", self._message, "messages"),
            ("GET", with_person + "dm_events", self._conversation, "read"),
            ("GET", r"/2/users/(\d+)/tweets", self._timeline, "read"),
        ]

    def _post(self, call: Call) -> Answer:
        body = self._body(call, {"text", "reply"})
        if isinstance(body, Answer):
            return body
        reply = body.get("reply") or {}
        answered = reply.get("in_reply_to_tweet_id", "")
        if reply.keys() - {"in_reply_to_tweet_id"} or not re.fullmatch(r"\d{1,19}", answered):
            return self._problem(400, "Invalid Request", "reply is not valid")
        mine = {post["id"] for post in self.posts}
        if self.engaged is not None and answered not in self.engaged | mine:
            return self._problem(403, "Forbidden", SUMMON)
        if any(post["text"] == body["text"] and self._is_recent(post) for post in self.posts):
            return self._problem(
                403, "Forbidden", "You are not allowed to create a Tweet with duplicate content."
            )
        post = self._kept(text=body["text"], referenced_tweets=[{"type": "replied_to", "id": answered}])
        self.posts.append(post)
        return Answer(201, {"data": {"id": post["id"], "text": post["text"]}})

    def _message(self, call: Call, person: str) -> Answer:
        body = self._body(call, {"text", "attachments"})
        if isinstance(body, Answer):
            return body
        if person in self.closed:
            refusal = {"code": 349, "message": "You cannot send messages to this user."}
            return Answer(403, {"errors": [refusal]})
        message = self._kept(text=body["text"], sender_id=self.account, person=person)
        self.messages.append(message)
        pair = "-".join(sorted([person, self.account], key=int))
        return Answer(201, {"data": {"dm_conversation_id": pair, "dm_event_id": message["id"]}})

    def _conversation(self, call: Call, person: str) -> Answer:
        if "since_id" in call.query:
            return self._problem(400, "Invalid Request", "since_id is not known")
        asked = {"id", "event_type", "text", *call.query.get("dm_event.fields", "").split(",")}
        seen = [message for message in reversed(self.messages) if message["person"] == person]
        return Answer(200, self._page([{k: v for k, v in each.items() if k in asked} for each in seen]))

    def _timeline(self, call: Call, account: str) -> Answer:
        asked = {"id", "text", *call.query.get("tweet.fields", "").split(",")}
        seen = [{k: v for k, v in post.items() if k in asked} for post in reversed(self.posts)]
        return Answer(200, self._page(seen))

    def _page(self, found: list[dict]) -> dict:
        return ({"data": found} if found else {}) | {"meta": {"result_count": len(found)}}

    def _body(self, call: Call, known: set[str]) -> dict | Answer:
        if call.headers.get("content-type") != "application/json":
            return self._problem(415, "Unsupported Media Type", "Content-Type must be application/json")
        if extra := call.json.keys() - known:
            return self._problem(400, "Invalid Request", f"unknown properties: {', '.join(sorted(extra))}")
        if not call.json.get("text"):
            return self._problem(400, "Invalid Request", "text is empty")
        return call.json

    def _kept(self, **what: object) -> dict:
        at = datetime.fromtimestamp(self.now(), UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        return {"id": str(next(self._ids)), "created_at": at, "event_type": "MessageCreate", **what}

    def _is_recent(self, post: dict) -> bool:
        return self.now() - datetime.fromisoformat(post["created_at"]).timestamp() < WINDOW

    # ── what it checks ───────────────────────────────────────────────────────────────────────────
    def _refuse_stranger(self, call: Call) -> Answer | None:
        header = call.headers.get("authorization", "")
        if header.startswith("Bearer "):
            return self._problem(
                403, "Unsupported Authentication", "Authenticating with OAuth 2.0 Application-Only"
            )
        signed = dict(re.findall(r'(oauth_\w+)="([^"]*)"', header))
        given = httpx.URL("http://x/?signature=" + signed.pop("oauth_signature", "")).params["signature"]
        nonce, stamp = signed.get("oauth_nonce", ""), signed.get("oauth_timestamp", "0")
        known = (signed.get("oauth_consumer_key"), signed.get("oauth_token")) == (
            self.consumer[0],
            self.token[0],
        )
        fresh = nonce and nonce not in self.nonces and abs(self.now() - int(stamp)) < 300
        right = hmac.compare_digest(given.encode(), self._signature(call, signed).encode())
        if not (known and fresh and right):
            return Answer(401, ABOUT | {"title": "Unauthorized", "status": 401, "detail": "Unauthorized"})
        self.nonces.add(nonce)
        return None

    def _signature(self, call: Call, signed: dict[str, str]) -> str:
        """Written again from the RFC, so that a mistake in the client cannot cancel itself out."""

        def esc(text: str) -> str:
            return quote(text, safe="~")

        everything = sorted((esc(k), esc(v)) for k, v in [*signed.items(), *call.query.items()])
        joined = "&".join(f"{k}={v}" for k, v in everything)
        base = f"{call.method}&{esc(self.url + call.path)}&{esc(joined)}"
        key = f"{esc(self.consumer[1])}&{esc(self.token[1])}"
        return base64.b64encode(hmac.new(key.encode(), base.encode(), hashlib.sha1).digest()).decode()

    def _counted(self, bucket: str, act) -> Answer:
        if self.now() - self.started >= WINDOW:
            self.started, self.used = self.now(), dict.fromkeys(self.limits, 0)
        self.used[bucket] += 1
        left = self.limits[bucket] - self.used[bucket]
        if left < 0:
            answer = Answer(429, {"errors": [{"code": 88, "message": "Rate limit exceeded"}]})
        else:
            answer = act()
        answer.headers |= {
            "x-rate-limit-limit": str(self.limits[bucket]),
            "x-rate-limit-remaining": str(max(left, 0)),
            "x-rate-limit-reset": str(int(self.started + WINDOW)),
        }
        return answer

    def _problem(self, status: int, title: str, detail: str) -> Answer:
        return Answer(status, ABOUT | {"title": title, "status": status, "detail": detail})

    # ── as the other side ────────────────────────────────────────────────────────────────────────
    def sign(self, body: bytes) -> str:
        digest = hmac.new(self.consumer[1].encode(), body, hashlib.sha256).digest()
        return "sha256=" + base64.b64encode(digest).decode()

    def tell(self, address: str, event: object) -> httpx.Response:
        """Post one event, signed, the way X does."""
        body = event if isinstance(event, bytes) else json.dumps(event, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", "x-twitter-webhooks-signature": self.sign(body)}
        return httpx.post(address, content=body, headers=headers, timeout=10, trust_env=False)

    def challenge(self, address: str) -> bool:
        """The CRC: a random token with awkward characters, and whether the answer is right."""
        token = secrets.token_urlsafe(20) + "+/= é&"
        found = httpx.get(address, params={"crc_token": token}, timeout=10, trust_env=False)
        expected = self.sign(token.encode())
        return found.status_code == 200 and found.json() == {"response_token": expected}

    def echo(self, message: dict) -> dict:
        """Our own message, as it comes back in the stream."""
        created = {"target": {"recipient_id": message["person"]}, "sender_id": self.account}
        created["message_data"] = {"text": message["text"], "entities": {}}
        event = {
            "type": "message_create",
            "id": message["id"],
            "created_timestamp": str(int(self.now() * 1000)),
        }
        payload = {"direct_message_events": [event | {"message_create": created}], "users": {}}
        about = {
            "event_uuid": f"-{message['id']}",
            "filter": {"user_id": self.account},
            "event_type": "dm.sent",
        }
        return {"data": about | {"payload": payload}}

"""What X tells us: the X Activity API's envelope, and the older Account Activity shape beside it."""

import hashlib
import html

from social.networks.words import Happened, NotUnderstood, Said, clean, ident, moment, part, parts

POSTS = {"post.mention.create", "post.reply.create", "post.quote.create", "post.create"}
MESSAGES = {"dm.received", "dm.sent"}
KNOWN = {"dm.read", "dm.indicate_typing", "chat.sent", "post.delete", "oauth.revoke"}
KNOWN_ACTIVITY = {
    "tweet_delete_events",
    "direct_message_mark_read_events",
    "direct_message_indicate_typing_events",
    "favorite_events",
    "follow_events",
    "block_events",
    "mute_events",
    "user_event",
    "replay_job_status",
}


def event_key(payload: object, body: bytes) -> str:
    """What makes a delivery the same delivery: X's event id where there is one, else its very bytes."""
    event = part(payload, "data")
    uuid = ident(event.get("event_uuid"))
    if not uuid:
        return f"sha256:{hashlib.sha256(body).hexdigest()}"
    return f"{ident(part(event, 'filter').get('user_id'))}:{ident(event.get('event_type'))}:{uuid}"


def parse(payload: object) -> list[Said | Happened]:
    """Everything one delivery tells, oldest first; raises NotUnderstood when it has no shape we know."""
    if not isinstance(payload, dict):
        raise NotUnderstood("not an object")
    if event := part(payload, "data"):
        return _in_order(_activity(event, payload))
    if "for_user_id" in payload or KNOWN_ACTIVITY & payload.keys():
        return _in_order(_account_activity(payload))
    raise NotUnderstood("neither an X Activity nor an Account Activity delivery")


def _in_order(found: list[Said | Happened]) -> list[Said | Happened]:
    words = sorted((each for each in found if isinstance(each, Said)), key=lambda said: said.at)
    return [*words, *(each for each in found if isinstance(each, Happened))]


def _activity(event: dict, payload: dict) -> list[Said | Happened]:
    kind, content = ident(event.get("event_type")), part(event, "payload")
    account = ident(part(event, "filter").get("user_id"))
    if kind in MESSAGES:
        return [
            _message(each, account, part(content, "users"))
            for each in parts(content, "direct_message_events")
        ]
    if kind in POSTS:
        people = {ident(user.get("id")): user for user in parts(part(event, "includes"), "users")}
        people |= {ident(user.get("id")): user for user in parts(part(payload, "includes"), "users")}
        return [_post(content, account, people)]
    if kind == "chat.received":
        return [_encrypted(event, content, account)]
    account = account or ident(content.get("user_id"))  # a revoked permission comes without a filter
    return [Happened(kind or "no event type", ident(content.get("id")), kind in KNOWN, account)]


def _account_activity(payload: dict) -> list[Said | Happened]:
    account, users = ident(payload.get("for_user_id")), part(payload, "users")
    found: list[Said | Happened] = []
    found += [_message(each, account, users) for each in parts(payload, "direct_message_events")]
    found += [_tweet(each, account) for each in parts(payload, "tweet_create_events")]
    heard = {
        "for_user_id",
        "users",
        "apps",
        "user_has_blocked",
        "direct_message_events",
        "tweet_create_events",
    }
    found += [Happened(clean(name)[:64], known=name in KNOWN_ACTIVITY) for name in payload.keys() - heard]
    return found


def _message(event: dict, account: str, users: dict) -> Said | Happened:
    created = part(event, "message_create")
    number, sender = ident(event.get("id")), ident(created.get("sender_id"))
    receiver = ident(part(created, "target").get("recipient_id"))
    if not (number and sender and receiver) or account not in (sender, receiver):
        return Happened("dm without id, sender or our account", number, known=False)
    data = part(created, "message_data")
    media = part(data, "attachment", "media")
    link = f"[media] {clean(media.get('media_url_https'))}" if media else ""
    return Said(
        account_id=account,
        external_id=f"dm:{number}",
        author_id=sender,
        author_name=_name(users.get(sender)),
        text="\n".join(filter(None, [clean(data.get("text")), link])),
        at=moment(event.get("created_timestamp"), per_second=1000),
        public=False,
        person_id=receiver if sender == account else sender,
        is_echo=sender == account,
    )


def _post(post: dict, account: str, people: dict[str, dict]) -> Said | Happened:
    number, author = ident(post.get("id")), ident(post.get("author_id"))
    if not (number and author):
        return Happened("post without id or author", number, known=False)
    edits = post.get("edit_history_tweet_ids") or post.get("edit_history_post_ids")
    first = ident(edits[0]) if isinstance(edits, list) and edits else number
    conversation = ident(post.get("conversation_id"))
    text = clean(part(post, "note_tweet").get("text")) or clean(post.get("text"))
    return Said(
        account_id=account,
        external_id=f"post:{number}",
        author_id=author,
        author_name=_name(people.get(author)),
        text=html.unescape(text),
        at=moment(post.get("created_at")),
        public=True,
        person_id=author,
        root=conversation if conversation not in ("", number) else first,
        reply_to=_answered(post),
        language=ident(post.get("lang")),
        is_echo=author == account,
    )


def _answered(post: dict) -> str:
    if direct := ident(post.get("in_reply_to_tweet_id") or post.get("in_reply_to_post_id")):
        return direct
    referenced = parts(post, "referenced_tweets") + parts(post, "referenced_posts")
    return next((ident(each.get("id")) for each in referenced if each.get("type") == "replied_to"), "")


def _tweet(tweet: dict, account: str) -> Said | Happened:
    """The v1.1 shape; its numeric `id` is rounded, only `id_str` is right."""
    number, user = ident(tweet.get("id_str")), part(tweet, "user")
    author = ident(user.get("id_str"))
    if not (number and author):
        return Happened("tweet without id or author", number, known=False)
    if "retweeted_status" in tweet:
        return Happened("retweet", number)
    answered = ident(tweet.get("in_reply_to_status_id_str"))
    long = clean(part(tweet, "extended_tweet").get("full_text"))
    return Said(
        account_id=account,
        external_id=f"post:{number}",
        author_id=author,
        author_name=_name(user),
        text=html.unescape(long or clean(tweet.get("full_text") or tweet.get("text"))),
        at=moment(tweet.get("timestamp_ms"), per_second=1000),
        public=True,
        person_id=author,
        root=answered or number,
        reply_to=answered,
        language=ident(tweet.get("lang")),
        is_echo=author == account,
    )


def _encrypted(event: dict, content: dict, account: str) -> Said | Happened:
    """Somebody wrote, and only the Chat XDK could read it: the conversation `A:B` says who."""
    people = [ident(one) for one in clean(content.get("conversation_id")).split(":") if one != account]
    if len(people) != 1 or not people[0]:
        return Happened("encrypted message of nobody we can name", known=False)
    return Said(
        account_id=account,
        external_id=f"chat:{ident(event.get('event_uuid'))}",
        author_id=people[0],
        author_name="",
        text="",
        at=moment(content.get("created_at") or content.get("created_at_msec"), per_second=1000),
        public=False,
        person_id=people[0],
        unreadable=True,
    )


def _name(user: object) -> str:
    """`@handle`: a display name can be anybody's; objects come bare, under `data`, in v2 or v1.1 names."""
    found = part(user, "data") or part(user)
    handle = clean(found.get("username") or found.get("screen_name"))
    return f"@{handle}"[:120] if handle else clean(found.get("name"))[:120]

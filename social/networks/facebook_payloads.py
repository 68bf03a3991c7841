"""What Facebook tells us: Messenger's messages and the comments under a Page's posts, in batches."""

import hashlib

from social.networks.words import Happened, NotUnderstood, Said, clean, ident, moment, part, parts

KNOWN = {"delivery", "read", "reaction", "message_edit", "referral", "optin", "pass_thread_control"}
KNOWN |= {"take_thread_control", "request_thread_control", "app_roles"}
ENVELOPE = {"sender", "recipient", "timestamp"}
QUIET_ITEMS = {"reaction", "like", "share", "photo", "video", "album"}
QUIET_VERBS = {"remove", "hide", "unhide"}


def event_key(payload: object, body: bytes) -> str:
    """What makes a delivery the same delivery: its very bytes, for Meta gives batches no id."""
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


def parse(payload: object) -> list[Said | Happened]:
    """Everything one batch tells, words first and oldest first; raises NotUnderstood for no known shape."""
    if not isinstance(payload, dict) or payload.get("object") != "page":
        raise NotUnderstood("not about a Facebook Page")
    found: list[Said | Happened] = []
    for entry in parts(payload, "entry"):
        page = ident(entry.get("id"))
        # `standby` holds what another app answers: the words are for us to see all the same.
        found += [_event(each, page) for each in parts(entry, "messaging") + parts(entry, "standby")]
        found += [_change(each, page) for each in parts(entry, "changes")]
    if not found:
        raise NotUnderstood("a batch without entries")
    words = sorted((each for each in found if isinstance(each, Said)), key=lambda said: said.at)
    return [*words, *(each for each in found if isinstance(each, Happened))]


def _event(event: dict, page: str) -> Said | Happened:
    if "message" in event:
        return _message(event, part(event, "message"), page)
    if "postback" in event:
        return _postback(event, part(event, "postback"), page)
    what = sorted(clean(name)[:64] for name in event.keys() - ENVELOPE)
    return Happened(" ".join(what) or "nothing", known=bool(what) and set(what) <= KNOWN)


def _message(event: dict, message: dict, page: str) -> Said | Happened:
    number = ident(message.get("mid"), 200)
    sender, receiver = ident(part(event, "sender").get("id")), ident(part(event, "recipient").get("id"))
    if message.get("is_deleted"):
        return Happened("message deleted", number)
    if not (number and sender and receiver):
        return Happened("message without id, sender or recipient", number, known=False)
    is_echo = bool(message.get("is_echo")) or sender == page
    text = "\n".join(filter(None, [clean(message.get("text")), *map(_file, parts(message, "attachments"))]))
    return Said(
        account_id=page,
        external_id=f"dm:{number}",
        author_id=sender,
        author_name="",  # Messenger gives no names
        text=text,
        at=moment(event.get("timestamp"), per_second=1000),
        public=False,
        person_id=receiver if is_echo else sender,
        reply_to=ident(part(message, "reply_to").get("mid"), 200),
        is_echo=is_echo,
        key=clean(message.get("metadata")),
        unreadable=not text,
    )


def _file(attachment: dict) -> str:
    link = clean(part(attachment, "payload").get("url"))
    return f"[{ident(attachment.get('type')) or 'file'}] {link}".strip()


def _postback(event: dict, postback: dict, page: str) -> Said | Happened:
    """A pressed button counts as saying its title."""
    sender, stamp = ident(part(event, "sender").get("id")), ident(event.get("timestamp"))
    title = clean(postback.get("title"))
    if not (sender and title):
        return Happened("postback without sender or title", known=False)
    return Said(
        account_id=page,
        external_id=f"dm:{ident(postback.get('mid'), 200) or f'postback-{sender}-{stamp}'}",
        author_id=sender,
        author_name="",
        text=title,
        at=moment(event.get("timestamp"), per_second=1000),
        public=False,
        person_id=sender,
    )


def _change(change: dict, page: str) -> Said | Happened:
    field, value = ident(change.get("field")), part(change, "value")
    item, verb = ident(value.get("item")), ident(value.get("verb"))
    what = " ".join(filter(None, [field, item, verb])) or "a change without a field"
    comment, post = comment_id(ident(value.get("comment_id"), 200)), ident(value.get("post_id"))
    number = comment if item == "comment" else post
    if field != "feed" or not number:
        return Happened(what, number, known=False)
    if item in QUIET_ITEMS or verb in QUIET_VERBS:
        return Happened(what, number)
    if item not in {"comment", "post", "status"} or verb not in {"add", "edited"}:
        return Happened(what, number, known=False)
    return _comment(value, number, page, edited=verb == "edited")


def _comment(value: dict, number: str, page: str, *, edited: bool) -> Said:
    """Words on the Page, for all to read; without permission Meta leaves out whose they are."""
    author = part(value, "from")
    who = ident(author.get("id")) or f"unnamed-{number}"[:64]
    text = clean(value.get("message"))
    version = f":{ident(value.get('created_time'))}:{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    return Said(
        account_id=page,
        external_id=f"post:{number}{version if edited else ''}",
        author_id=who,
        author_name=clean(author.get("name"))[:120],
        text=text or clean(value.get("link")),
        at=moment(value.get("created_time")),
        public=True,
        person_id=who,
        root=ident(value.get("post_id")) or number[:64],
        reply_to=comment_id(ident(value.get("parent_id"), 200)),
        is_echo=who == page,
        unreadable=not text,
    )


def comment_id(number: str) -> str:
    """`{post}_{comment}`: the older form puts the Page's id in front, and is still sent."""
    return "_".join(number.split("_")[-2:]) if number.count("_") == 2 else number

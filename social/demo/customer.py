"""A customer of the demo networks writes: the payload X or Meta would send, signed as they sign it."""

import hashlib
import json
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from social import webhooks
from support import signatures

ROOT = "1122"  # the demo Page's one post


def write(door: str, *, handle: str, text: str) -> HttpResponse:
    """Say something by one of `DOORS` and have our own webhook hear it; returns the webhook's answer."""
    person = str(int(hashlib.sha256(handle.encode()).hexdigest(), 16) % 10**16)  # the same one every time
    body = json.dumps(DOORS[door](person, handle, text, str(2**61 + time.time_ns() // 1000))).encode()
    if door.startswith("x"):
        signature = signatures.for_x(settings.X_CONSUMER_SECRET, body)
        return webhooks.x(_call("x", body, "X-Twitter-Webhooks-Signature", signature))
    signature = signatures.for_meta(settings.META_APP_SECRET, body)
    return webhooks.facebook(_call("facebook", body, "X-Hub-Signature-256", signature))


def _call(network: str, body: bytes, header: str, signature: str) -> HttpRequest:
    # In this process: a web worker that called itself over HTTP could wait for itself.
    return RequestFactory().post(f"/hooks/{network}/", body, "application/json", headers={header: signature})


def _x(event: str, number: str, payload: dict, **beside: object) -> dict:
    about = {"event_uuid": number, "filter": {"user_id": settings.X_ACCOUNT_ID}, "event_type": event}
    return {"data": about | {"payload": payload} | beside}


def _x_message(person: str, handle: str, text: str, number: str) -> dict:
    created = {"target": {"recipient_id": settings.X_ACCOUNT_ID}, "sender_id": person}
    created["message_data"] = {"text": text, "entities": {}}
    event = {"type": "message_create", "id": number, "created_timestamp": str(time.time_ns() // 10**6)}
    users = {person: {"data": {"id": person, "username": handle, "name": handle}}}
    return _x(
        "dm.received",
        number,
        {"direct_message_events": [event | {"message_create": created}], "users": users},
    )


def _x_post(person: str, handle: str, text: str, number: str) -> dict:
    post: dict = {"id": number, "text": f"@{settings.X_ACCOUNT_NAME} {text}", "author_id": person}
    post |= {"conversation_id": number, "edit_history_tweet_ids": [number]}
    return _x("post.mention.create", number, post, includes={"users": [{"id": person, "username": handle}]})


def _facebook(**entry: object) -> dict:
    return {
        "object": "page",
        "entry": [{"id": settings.FACEBOOK_PAGE_ID, "time": time.time_ns() // 10**6, **entry}],
    }


def _facebook_message(person: str, handle: str, text: str, number: str) -> dict:
    event: dict = {"sender": {"id": person}, "recipient": {"id": settings.FACEBOOK_PAGE_ID}}
    event |= {"timestamp": time.time_ns() // 10**6, "message": {"mid": f"m_{number}", "text": text}}
    return _facebook(messaging=[event])


def _facebook_comment(person: str, handle: str, text: str, number: str) -> dict:
    post = f"{settings.FACEBOOK_PAGE_ID}_{ROOT}"
    value: dict = {
        "item": "comment",
        "verb": "add",
        "comment_id": f"{ROOT}_{number}",
        "post_id": post,
        "parent_id": post,
    }
    value |= {"from": {"id": person, "name": handle}, "message": text, "created_time": int(time.time())}
    return _facebook(changes=[{"field": "feed", "value": value}])


DOORS: dict[str, Callable[[str, str, str, str], dict]] = {
    "x_message": _x_message,
    "x_post": _x_post,
    "facebook_message": _facebook_message,
    "facebook_comment": _facebook_comment,
}

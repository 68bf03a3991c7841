"""The demo networks' own API: as much of X's and Meta's as our clients call, with their checks."""

import hmac
import json
import re

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from social.demo.memory import recall, remember
from social.networks import oauth1
from support import signatures


@csrf_exempt
def x(request: HttpRequest, path: str) -> JsonResponse:
    """X's posts, direct messages and timelines, for a call signed with our keys."""
    if not _is_signed(request):
        problem = {"title": "Unauthorized", "type": "about:blank", "status": 401, "detail": "Unauthorized"}
        return JsonResponse(problem, status=401)
    ours = settings.X_ACCOUNT_ID
    if request.method == "POST" and path == "2/tweets":
        said = json.loads(request.body)
        answered = said["reply"]["in_reply_to_tweet_id"]
        return JsonResponse({"data": _post(ours, said["text"], answered)}, status=201)
    if found := re.fullmatch(r"2/dm_conversations/with/(\w+)/(messages|dm_events)", path):
        person = found[1]
        if request.method == "POST":
            kept = remember("x", ours, text=json.loads(request.body)["text"], person=person)
            data = {"dm_conversation_id": f"{ours}-{person}", "dm_event_id": kept["id"]}
            return JsonResponse({"data": data}, status=201)
        return JsonResponse({"data": [_event(one) for one in recall("x") if one.get("person") == person]})
    if re.fullmatch(r"2/users/\w+/tweets", path):
        return JsonResponse({"data": [_tweet(one) for one in recall("x") if one.get("under")]})
    return JsonResponse({"title": "Not Found", "type": "about:blank", "status": 404}, status=404)


def _post(ours: str, text: str, answered: str) -> dict[str, str]:
    kept = remember("x", ours, text=text, under=answered)
    return {"id": kept["id"], "text": text}


def _event(kept: dict[str, str]) -> dict[str, str]:
    return {"id": kept["id"], "text": kept["text"], "sender_id": kept["account"], "created_at": kept["at"]}


def _tweet(kept: dict[str, str]) -> dict[str, object]:
    answered = [{"type": "replied_to", "id": kept["under"]}]
    return {"id": kept["id"], "text": kept["text"], "created_at": kept["at"], "referenced_tweets": answered}


def _is_signed(request: HttpRequest) -> bool:
    signed = dict(re.findall(r'(oauth_\w+)="([^"]*)"', request.headers.get("Authorization", "")))
    given = signed.pop("oauth_signature", "").replace("%2B", "+").replace("%2F", "/").replace("%3D", "=")
    url = settings.X_API_URL + request.path.partition("/networks/x")[2]
    base = oauth1.base_string(request.method or "", url, signed | request.GET.dict())
    right = oauth1.signature(
        base, consumer_secret=settings.X_CONSUMER_SECRET, token_secret=settings.X_ACCESS_TOKEN_SECRET
    )
    return hmac.compare_digest(given.encode(), right.encode())


@csrf_exempt
def graph(request: HttpRequest, version: str, target: str, edge: str) -> JsonResponse:
    """Meta's messages, comments and conversations, for a call with our Page's token and its proof."""
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    proof = signatures.appsecret_proof(settings.META_APP_SECRET, settings.FACEBOOK_PAGE_TOKEN)
    if token != settings.FACEBOOK_PAGE_TOKEN or request.GET.get("appsecret_proof") != proof:
        error = {"message": "Invalid OAuth access token data.", "type": "OAuthException", "code": 190}
        return JsonResponse({"error": error}, status=401)
    match request.method, edge:
        case "POST", "messages":
            said = json.loads(request.body)
            person = said["recipient"]["id"]
            kept = remember("facebook", target, text=said["message"]["text"], person=person)
            return JsonResponse({"recipient_id": person, "message_id": f"m_{kept['id']}"})
        case "POST", "comments":
            kept = remember("facebook", target, text=request.POST["message"], under=target)
            return JsonResponse({"id": f"{target.split('_')[0]}_{kept['id']}"})
        case "GET", "comments":
            return JsonResponse({"data": [_said(k) for k in recall("facebook") if k.get("under") == target]})
        case "GET", "conversations":
            person = request.GET.get("user_id")
            found = [_said(kept) for kept in recall("facebook") if kept.get("person") == person]
            return JsonResponse({"data": [{"messages": {"data": found}}]})
    return JsonResponse({"error": {"message": "Unsupported request", "code": 100}}, status=400)


def _said(kept: dict[str, str]) -> dict[str, object]:
    page = settings.FACEBOOK_PAGE_ID
    number = f"m_{kept['id']}" if kept.get("person") else f"{kept['under'].split('_')[0]}_{kept['id']}"
    return {"id": number, "message": kept["text"], "created_time": kept["at"], "from": {"id": page}}

"""What machines send: JSON by keys, and what others sign."""

import time

from django.conf import settings

from support import signatures

JSON = {
    "livechat:hint": {"typing": True},
    "livechat:correct": {"withdraw": "never-said", "id": "line-0003"},
    "livechat:say": {"say": "typed", "id": "line-0002"},
    "tickets:draft": {"typed": {}, "revision": "0123456789abcdef-1"},
    "api-customer": {"tier": "business"},
    "api-tickets": {"subject": "By machine", "body": "Words"},
    "api-messages": {"body": "More words"},
    "api-replies": {"body": "An answer"},
}
SIGNED = {
    "mail-hook": {"from": "kept as it came; what is no mail is found out later"},
    "social:x": {"for_user_id": "1", "direct_message_events": []},
    "social:facebook": {"object": "page", "entry": []},
    "exchange-hook": {"type": "customer.tier_changed", "customer": "MX-CARL", "tier": "plus"},
}
SIGNATURES = {
    "mail-hook": lambda body: {"X-Mail-Signature": signatures.for_meta(settings.MAIL_IN_SECRET, body)},
    "social:x": lambda body: {
        "X-Twitter-Webhooks-Signature": signatures.for_x(settings.X_CONSUMER_SECRET, body)
    },
    "social:facebook": lambda body: {
        "X-Hub-Signature-256": signatures.for_meta(settings.META_APP_SECRET, body)
    },
    "exchange-hook": lambda body: signatures.signed(
        settings.EXCHANGE_SECRETS[0], name="msg_1", at=int(time.time()), body=body
    ),
}

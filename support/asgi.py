"""The live process: WebSockets under /ws/ and nothing else."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "support.settings")
pages = get_asgi_application()

from channels.auth import AuthMiddlewareStack  # noqa: E402  (needs the app registry)
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import OriginValidator  # noqa: E402
from django.conf import settings  # noqa: E402
from django.urls import re_path  # noqa: E402

from helpcenter.routing import websocket_urlpatterns as library  # noqa: E402
from livechat.routing import websocket_urlpatterns as chat  # noqa: E402
from support.live import Nowhere  # noqa: E402
from tickets.routing import websocket_urlpatterns as desk  # noqa: E402

lines = URLRouter([*desk, *chat, *library, re_path("", Nowhere.as_asgi())])
application = ProtocolTypeRouter(
    {
        "http": pages,
        "websocket": OriginValidator(AuthMiddlewareStack(lines), settings.LIVE_ORIGINS),
    }
)

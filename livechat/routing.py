"""The visitors' live address."""

from django.urls import path

from livechat.consumers import ChatConsumer

websocket_urlpatterns = [path("ws/chat/", ChatConsumer.as_asgi())]

"""The editors' live address."""

from django.urls import path

from helpcenter.consumers import WritingConsumer

websocket_urlpatterns = [path("ws/help/<int:pk>/<str:language>/", WritingConsumer.as_asgi())]

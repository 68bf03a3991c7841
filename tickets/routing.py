"""The agents' and customers' live addresses."""

from django.urls import path

from tickets.consumers import DeskConsumer, MineConsumer, TicketConsumer

websocket_urlpatterns = [
    path("ws/desk/", DeskConsumer.as_asgi()),
    path("ws/tickets/", MineConsumer.as_asgi()),
    path("ws/tickets/<str:reference>/", TicketConsumer.as_asgi()),
]

"""/api/v1/: each room's own door for machines."""

from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from rest_framework.views import APIView

from helpcenter.api import Articles
from livechat.api import ChatCode
from support.people.api import CustomerByExchangeId
from tickets.api import Messages, Replies, TicketByReference, Tickets, Topics


def _door(route: str, view: type[APIView], name: str) -> URLPattern:
    """Answers are for the caller alone: nobody on the way keeps them."""
    return path(route, never_cache(view.as_view()), name=name)


urlpatterns = [
    path("", RedirectView.as_view(pattern_name="api-docs", http_method_names=["get"]), name="api-root"),
    _door("customers/<str:exchange_id>/", CustomerByExchangeId, "api-customer"),
    _door("tickets/", Tickets, "api-tickets"),
    _door("tickets/<str:reference>/", TicketByReference, "api-ticket"),
    _door("tickets/<str:reference>/messages/", Messages, "api-messages"),
    _door("tickets/<str:reference>/replies/", Replies, "api-replies"),
    _door("chats/<str:reference>/code/", ChatCode, "api-chat-code"),
    _door("topics/", Topics, "api-topics"),
    _door("articles/", Articles, "api-articles"),
]

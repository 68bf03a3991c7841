"""/api/v1/: each room's own door for machines."""

from django.urls import path

from helpcenter.api import Articles
from support.people.api import CustomerByExchangeId
from tickets.api import Messages, Replies, TicketByReference, Tickets

urlpatterns = [
    path("customers/<str:exchange_id>/", CustomerByExchangeId.as_view(), name="api-customer"),
    path("tickets/", Tickets.as_view(), name="api-tickets"),
    path("tickets/<str:reference>/", TicketByReference.as_view(), name="api-ticket"),
    path("tickets/<str:reference>/messages/", Messages.as_view(), name="api-messages"),
    path("tickets/<str:reference>/replies/", Replies.as_view(), name="api-replies"),
    path("articles/", Articles.as_view(), name="api-articles"),
]

"""/demo/: the mailbox, the networks and the exchange to try the desk with. Routed when settings.DEMO."""

from django.urls import include, path

from support import demo_mail
from support.demo import exchange

urlpatterns = [
    path("mail/", demo_mail.letters, name="demo_mail"),
    path("mail/<str:name>/", demo_mail.letter, name="demo_letter"),
    path("exchange/", exchange.locks, name="demo_exchange"),
    path("exchange/facts/<str:exchange_id>", exchange.facts, name="demo_facts"),
    path("", include("social.demo_urls")),
]

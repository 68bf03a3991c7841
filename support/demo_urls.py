"""/demo/: the mailbox and the networks that exist only to try the desk. Routed when settings.DEMO."""

from django.urls import include, path

from support import demo_mail

urlpatterns = [
    path("mail/", demo_mail.letters, name="demo_mail"),
    path("mail/<str:name>/", demo_mail.letter, name="demo_letter"),
    path("", include("social.demo_urls")),
]

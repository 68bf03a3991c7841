"""/demo/: the mailbox and the networks that exist only to try the desk. Routed when settings.DEMO."""

from importlib.util import find_spec

from django.urls import include, path

from support import demo_mail

urlpatterns = [
    path("mail/", demo_mail.letters, name="demo_mail"),
    path("mail/<str:name>/", demo_mail.letter, name="demo_letter"),
]
if find_spec("social.demo_urls"):
    urlpatterns += [path("", include("social.demo_urls"))]

"""Where the networks call us: /hooks/x/ and /hooks/facebook/."""

from django.urls import path

from social import webhooks

app_name = "social"
urlpatterns = [
    path("x/", webhooks.x, name="x"),
    path("facebook/", webhooks.facebook, name="facebook"),
]

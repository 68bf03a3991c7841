"""/status/ and its neighbours; the home page has the bare name "home" in support/urls.py."""

from django.urls import path

from support.noticeboard import status

app_name = "noticeboard"
urlpatterns = [
    path("status/", status.status, name="status"),
    path("is-this-us/", status.is_this_us, name="is_this_us"),
]

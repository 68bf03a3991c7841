"""/ and /status/: the notice board."""

from django.urls import path

from support.noticeboard import status, views

app_name = "noticeboard"
urlpatterns = [
    path("", views.home, name="home"),
    path("status/", status.status, name="status"),
    path("is-this-us/", status.is_this_us, name="is_this_us"),
]

"""/desk/help/files/: articles by file."""

from django.urls import path

from helpcenter.exchange import pages

app_name = "exchange"
urlpatterns = [
    path("", pages.files, name="files"),
    path("all.zip", pages.export, {"ending": ".zip"}, name="zip"),
    path("all.jsonl", pages.export, {"ending": ".jsonl"}, name="lines"),
    path("<uuid:key>/", pages.file, name="file"),
    path("<uuid:key>/begin/", pages.begin, name="begin"),
]

"""The addresses under /desk/help/, where the library is written."""

from django.urls import path

from helpcenter.writing import flagged, helping, lists, pages, places

app_name = "writing"
TEXT = "<slug:slug>/<str:language>"
urlpatterns = [
    path("", lists.home, name="home"),
    path("new/", places.begin, name="new"),
    path("preview/", helping.preview, name="preview"),
    path("facts/", flagged.flags, name="flags"),
    path("facts/<int:pk>/looked/", flagged.looked, name="looked"),
    path("pick/", helping.pick, name="pick"),
    path("revisions/<int:pk>/", pages.revision, name="revision"),
    path("revisions/<int:pk>/judge/", pages.judge, name="judge"),
    path("revisions/<int:pk>/restore/", pages.restore, name="restore"),
    path("<slug:slug>/place/", places.place, name="place"),
    path("<slug:slug>/picture/", helping.picture, name="picture"),
    path(f"{TEXT}/", pages.write, name="text"),
    path(f"{TEXT}/history/", pages.history, name="history"),
    path(f"{TEXT}/checked/", pages.checked, name="checked"),
    path(f"{TEXT}/withdraw/", pages.withdraw, name="withdraw"),
    path(f"{TEXT}/unsent/", helping.unsent, name="unsent"),
    path(f"{TEXT}/machine/", pages.machine, name="machine"),
]

"""/embed/: what stands on foreign pages."""

from django.urls import path

from livechat.embed import views, window

app_name = "embed"
urlpatterns = [
    path("<slug:version>/chat.js", views.script, name="script"),
    path("<slug:site>/window/", views.frame, name="window"),
    path("<slug:site>/begin/", window.begin, name="begin"),
    path("<slug:site>/unread/", window.unread, name="unread"),
    path("<slug:site>/ticket/", window.ticket, name="ticket"),
]

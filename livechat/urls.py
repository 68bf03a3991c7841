"""/chat/: the visitor's window."""

from django.urls import path

from livechat import views

app_name = "livechat"
urlpatterns = [
    path("", views.chat, name="chat"),
    path("after/<int:seq>/", views.after, name="after"),
    path("say/", views.say, name="say"),
    path("address/", views.leave_address, name="address"),
    path("turn/", views.tell_turn, name="turn"),
    path("as-ticket/", views.as_ticket, name="as-ticket"),
    path("end/", views.end, name="end"),
    path("transcript/", views.transcript, name="transcript"),
]

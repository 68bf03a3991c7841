"""/chat/: the visitor's window."""

from django.urls import path

from livechat import files, keeping, views

app_name = "livechat"
urlpatterns = [
    path("", views.chat, name="chat"),
    path("after/<int:seq>/", views.after, name="after"),
    path("say/", views.say, name="say"),
    path("hint/", views.hint, name="hint"),
    path("correct/", views.correct, name="correct"),
    path("address/", views.leave_address, name="address"),
    path("turn/", views.tell_turn, name="turn"),
    path("as-ticket/", views.as_ticket, name="as-ticket"),
    path("rate/", views.rate, name="rate"),
    path("end/", views.end, name="end"),
    path("uploads/", files.begin, name="uploads"),
    path("uploads/<str:token>/", files.piece, name="upload"),
    path("files/<uuid:key>/", files.send, name="file"),
    path("transcript/", views.transcript, name="transcript"),
    path("transcript/file/", keeping.download, name="keep"),
]

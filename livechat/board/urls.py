"""/desk/chats/: the agents' board."""

from django.urls import path

from livechat.board import blocking, views

app_name = "board"
urlpatterns = [
    path("", views.board, name="board"),
    path("next/", views.take, name="take"),
    path("<int:pk>/", views.chat, name="chat"),
    path("<int:pk>/block/", blocking.block, name="block"),
    path("blocks/", blocking.listed, name="blocks"),
    path("blocks/<int:pk>/lift/", blocking.lift, name="lift"),
]

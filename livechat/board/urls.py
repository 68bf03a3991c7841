"""/desk/chats/: the agents' board."""

from django.urls import path

from livechat.board import views

app_name = "board"
urlpatterns = [
    path("", views.board, name="board"),
    path("next/", views.take, name="take"),
    path("<int:pk>/", views.chat, name="chat"),
]

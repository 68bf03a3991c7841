"""/desk/: what is done with a ticket beside answering it."""

from django.urls import path

from tickets.desk import linking, snoozing, tags, watching

urlpatterns = [
    path("tags/", tags.every, name="all-tags"),
    path("tags/<int:pk>/rename/", tags.rename, name="tag-rename"),
    path("tickets/<int:pk>/tags/", tags.of_ticket, name="tags"),
    path("tickets/<int:pk>/tags/off/", tags.take_off, name="untag"),
    path("tickets/<int:pk>/follow/", watching.follow, name="follow"),
    path("tickets/<int:pk>/snooze/", snoozing.snooze, name="snooze"),
    path("tickets/<int:pk>/wake/", snoozing.wake, name="wake"),
    path("tickets/<int:pk>/around/", linking.around, name="around"),
    path("tickets/<int:pk>/link/", linking.link, name="link"),
    path("tickets/<int:pk>/unlink/<int:link>/", linking.unlink, name="unlink"),
    path("tickets/<int:pk>/flag/", linking.flag, name="flag"),
]

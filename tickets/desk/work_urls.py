"""/desk/: what is done with a ticket beside answering it."""

from django.urls import path

from tickets.desk import snoozing, tags, watching

urlpatterns = [
    path("tags/", tags.every, name="all-tags"),
    path("tags/<int:pk>/rename/", tags.rename, name="tag-rename"),
    path("tickets/<int:pk>/tags/", tags.of_ticket, name="tags"),
    path("tickets/<int:pk>/tags/off/", tags.take_off, name="untag"),
    path("tickets/<int:pk>/follow/", watching.follow, name="follow"),
    path("tickets/<int:pk>/snooze/", snoozing.snooze, name="snooze"),
    path("tickets/<int:pk>/wake/", snoozing.wake, name="wake"),
]

"""/desk/: what is done with a ticket beside answering it."""

from django.urls import path

from tickets.desk import (
    around,
    flagging,
    inviting,
    joint,
    linking,
    snoozing,
    splitting,
    tag_names,
    tags,
    watching,
    whispering,
)

urlpatterns = [
    path("tags/", tag_names.every, name="all-tags"),
    path("tags/<int:pk>/rename/", tag_names.rename, name="tag-rename"),
    path("tickets/<int:pk>/tags/", tags.of_ticket, name="tags"),
    path("tickets/<int:pk>/tags/off/", tags.take_off, name="untag"),
    path("tickets/<int:pk>/follow/", watching.follow, name="follow"),
    path("tickets/<int:pk>/invite/", inviting.invite, name="invite"),
    path("tickets/<int:pk>/invited/<int:user>/off/", inviting.see_off, name="see-off"),
    path("tickets/<int:pk>/snooze/", snoozing.snooze, name="snooze"),
    path("tickets/<int:pk>/wake/", snoozing.wake, name="wake"),
    path("tickets/<int:pk>/around/", around.around, name="around"),
    path("tickets/<int:pk>/link/", linking.link, name="link"),
    path("tickets/<int:pk>/unlink/<int:link>/", linking.unlink, name="unlink"),
    path("tickets/<int:pk>/flag/", flagging.flag, name="flag"),
    path("tickets/<int:pk>/split/", splitting.split, name="split"),
    path("tickets/<int:pk>/answer-all/", joint.answer_all, name="answer-all"),
    path("tickets/<int:pk>/answer-all/<int:joint>/", joint.sent, name="joint"),
    path("tickets/<int:pk>/whispers/", whispering.whispers, name="whispers"),
    path("tickets/<int:pk>/take-over/", whispering.take_over, name="take-over"),
]

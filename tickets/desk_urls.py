"""/desk/: the agents' addresses."""

from django.urls import path

from tickets.desk import asides, asked, decisions, escalating, files, fragments, merging, moves, pages, wall

app_name = "desk"
urlpatterns = [
    path("", pages.home, name="home"),
    path("next/", pages.take_next, name="next"),
    path("queue/", fragments.queue, name="queue"),
    path("availability/", moves.availability, name="availability"),
    path("files/<int:pk>/", files.attachment, name="attachment"),
    path("wall/", wall.wall, name="wall"),
    path("wall/rebalance/", wall.rebalance, name="rebalance"),
    path("wall/agents/<int:pk>/relieve/", wall.relieve, name="relieve"),
    path("wall/tickets/<int:pk>/force/", wall.force, name="force"),
    path("tickets/<int:pk>/", pages.ticket, name="ticket"),
    path("tickets/<int:pk>/decisions/", decisions.decisions, name="decisions"),
    path("tickets/<int:pk>/head/", fragments.head, name="head"),
    path("tickets/<int:pk>/after/<int:seq>/", fragments.after, name="after"),
    path("tickets/<int:pk>/before/<int:seq>/", fragments.before, name="before"),
    path("tickets/<int:pk>/said/<int:seq>/", fragments.said, name="said"),
    path("tickets/<int:pk>/reply/", moves.reply, name="reply"),
    path("tickets/<int:pk>/note/", moves.note, name="note"),
    path("tickets/<int:pk>/claim/", moves.claim, name="claim"),
    path("tickets/<int:pk>/assign/", moves.assign, name="assign"),
    path("tickets/<int:pk>/resolve/", moves.resolve, name="resolve"),
    path("tickets/<int:pk>/reopen/", moves.reopen, name="reopen"),
    path("tickets/<int:pk>/severity/", moves.severity, name="severity"),
    path("tickets/<int:pk>/escalate/", escalating.escalate, name="escalate"),
    path("tickets/<int:pk>/complexity/", escalating.complexity, name="complexity"),
    path("tickets/<int:pk>/promise/", escalating.promise, name="promise"),
    path("tickets/<int:pk>/asides/", asides.of_ticket, name="asides"),
    path("tickets/<int:pk>/ask/", asides.ask, name="ask"),
    path("tickets/<int:pk>/wanted/<int:thing>/spare/", asked.spare, name="spare"),
    path("asides/<int:pk>/", asides.show, name="aside"),
    path("asides/<int:pk>/say/", asides.say, name="aside-say"),
    path("asides/<int:pk>/end/", asides.end, name="aside-end"),
    path("tickets/<int:pk>/merge/", merging.merge, name="merge"),
    path("tickets/<int:pk>/unmerge/", merging.unmerge, name="unmerge"),
    path("tickets/<int:pk>/parts/<int:part>/", merging.part, name="part"),
]

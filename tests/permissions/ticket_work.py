"""What is done with a ticket beside answering it, on the stage: tags, links, a problem and its incident."""

from typing import Any

from django.utils import timezone

from livechat import blocks
from support.people.models import Agent, User
from tickets import actions
from tickets.models import Tag

AMONG_US = "quince-among-colleagues"  # no customer may ever read it

FORMS = {
    "desk:tags": {"names": "vip"},
    "desk:untag": {"name": "vip"},
    "desk:tag-rename": {"name": AMONG_US},
    "desk:follow": {"on": "yes"},
    "desk:snooze": {"until": "2099-01-01T09:00"},
    "desk:wake": {},
    "desk:flag": {"on": "no"},
    "desk:unlink": {},
    "desk:whispers": {"body": AMONG_US},
    "desk:take-over": {"why": AMONG_US},
    "board:block": {"kind": "customer", "hours": "1", "why": AMONG_US},
    "desk:answer-all": {"in-en": "It works again."},
}


def prepare(stage: Any) -> None:
    """Carl's ticket carries a tag and is an incident of another."""
    ada, carl = stage.cast["ada"], stage.cast["carl"]
    actions.tag(stage.ticket, names=[AMONG_US], by=ada)
    actions.flag(stage.waiting, by=ada)
    (stage.link,) = actions.link((stage.ticket, stage.waiting), kind="incident", by=ada)
    said = {"bodies": {"en": AMONG_US}, "incidents": [stage.ticket], "key": "joint-1"}
    stage.joint = actions.answer_all(stage.waiting, by=ada, **said)
    changed = {"tickets": [stage.ticket], "wanted": {"tag": [AMONG_US]}, "by": ada}
    stage.bulk = actions.change_many(key="bulk-1", **changed)
    stage.two = stage.says(carl, body="One matter")
    said = {"channel": "web", "external_id": "second", "customer": carl, "ticket": stage.two}
    stage.second = actions.receive(body="Another matter", **said).message
    gil = User.objects.create_user("gil@meridian.example", name="Gil", role=User.Role.AGENT)
    Agent.objects.create(user=gil, languages=["en"])
    stage.guest = actions.invite(stage.says(carl, body="A third matter"), user=gil, by=ada)
    stage.block = blocks.block(stage.ticket, kind="customer", by=ada, why=AMONG_US, until=timezone.now())


def things(stage: Any) -> dict[str, dict[str, Any]]:
    """What their addresses ask."""
    return {
        "linked": {"pk": stage.ticket.pk, "link": stage.link.pk},
        "problem": {"pk": stage.waiting.pk},
        "joint": {"pk": stage.waiting.pk, "joint": stage.joint.pk},
        "bulk": {"pk": stage.bulk.pk},
        "invited": {"pk": stage.guest.ticket_id, "user": stage.guest.user_id},
        "block": {"pk": stage.block.pk},
        "two": {"pk": stage.two.pk},
        "tag": {"pk": Tag.objects.get().pk},
    }

"""How far something quoted reaches: which texts bring it along, and so who may look at a picture or film.

What a text quotes itself is kept beside it when it is saved (`quotes.names`); no text is searched here.
"""

from typing import TYPE_CHECKING

from helpcenter.models import Article, Revision, Translation, Video
from helpcenter.models.snippet import Wording

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from support.people.models import User


def of(name: str) -> list[str]:
    """This name, as "picture:memo", with all snippets and films that bring it along, at whatever distance."""
    found: set[str] = set()
    waiting = {name}
    while waiting:
        found |= waiting
        asked = sorted(waiting)
        waiting = {*_snippets(asked), *_films(asked)} - found
    return sorted(found)


def is_open_to(user: "User | AnonymousUser | None", names: list[str]) -> bool:
    """Whether somebody may look at what has these names (`of`): whoever may read a text that shows it.

    Agents also by texts that are not out, of articles they may see; and what no text ever showed, for
    somebody is writing one.
    """
    if not getattr(user, "is_staff", False):
        return Translation.objects.visible_to(user).filter(live__quotes__overlap=names).exists()
    showing = Revision.objects.filter(quotes__overlap=names)
    theirs = showing.filter(translation__article__in=Article.objects.visible_to(user))
    return theirs.exists() or not showing.exists()


def _snippets(asked: list[str]) -> list[str]:
    newest = Wording.objects.newest().filter(quotes__overlap=asked).order_by()
    return [f"snippet:{name}" for name in newest.values_list("snippet__name", flat=True)]


def _films(asked: list[str]) -> list[str]:
    """Those whose first picture is one of these."""
    pictures = [name.removeprefix("picture:") for name in asked if name.startswith("picture:")]
    films = Video.objects.filter(poster__name__in=pictures)
    return [f"video:{name}" for name in films.values_list("name", flat=True)]

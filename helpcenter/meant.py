"""Articles by what a question means, joined with those that words found; where SEARCH_MEANING is on."""

from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from haystack.query import SQ

from helpcenter import results
from helpcenter.models import Article, Translation
from helpcenter.results import Found
from support.people.models import User
from support.search.meaning import asking, fusion
from support.search.meaning.nearest import nearest

MANY = frozenset({"languages"})  # fields of our index that hold several values
MOST = 30  # articles by meaning; what is further away only gets in the way


def joined(
    found: list[Found], words: str, reader: str, user: User | AnonymousUser | None, only: Mapping[str, str]
) -> list[Found]:
    """What words found, best first, with what is near to them in meaning, in whatever language that is.

    Articles whose title says all that was asked stay first. When meaning fails, words alone.
    """
    if not words.strip():
        return found
    meant: list[Found] = []
    with asking.words_alone():
        meant = _near(words, reader, user, only)
    known = {one.slug: one for one in [*meant, *found]}  # what words found knows where they stand
    exact = [one.slug for one in found if one.is_exact]
    order = fusion.fused([one.slug for one in found], [one.slug for one in meant])
    return [known[slug] for slug in dict.fromkeys([*exact, *order])]


def _near(words: str, reader: str, user: User | AnonymousUser | None, only: Mapping[str, str]) -> list[Found]:
    """The nearest articles, each in the reader's best language, as this reader may see them now."""
    where = SQ(django_ct="helpcenter.translation") & _best_for(reader)
    for name, value in only.items():
        where &= SQ(**{name: value})
    if not getattr(user, "is_staff", False):
        where &= ~SQ(audience=Article.Audience.AGENTS)
    near = nearest(words, where, MOST, MANY)
    visible = Translation.objects.visible_to(user).select_related("article__category")
    rows = visible.defer("body").in_bulk([int(one.object_id) for one in near])
    best: dict[int, Found] = {}
    for one in near:
        if row := rows.get(int(one.object_id)):
            best.setdefault(row.article_id, results.shown(row, reader, words))
    return list(best.values())


def _best_for(reader: str) -> SQ:
    """Texts in the reader's language; of articles that have none, in the house's; of others, in any."""
    house = settings.LANGUAGE_CODE
    return SQ(language=reader) | (~SQ(languages=reader) & (SQ(language=house) | ~SQ(languages=house)))

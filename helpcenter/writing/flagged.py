"""The list of what to go through after a fact changed; whoever looked takes one off."""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from helpcenter import quoters
from helpcenter.models import Article, Flag
from support.audit import book
from support.people.guards import agents_only
from support.people.models import User
from support.people.requests import AgentRequest

A_PAGE = 50


@dataclass(frozen=True)
class Row:
    """One line of the list: what quotes the fact, where that is changed, and its language or sort."""

    flag: Flag
    title: str
    address: str
    badge: str


@agents_only
@require_GET
def flags(request: AgentRequest) -> HttpResponse:
    """Everything that quotes a fact which changed: texts in all languages, and macros."""
    elsewhere = _elsewhere(request.user)
    mine = Q(translation__article__in=Article.objects.visible_to(request.user))
    for sort, found in elsewhere.items():
        mine |= Q(sort=sort, key__in=found)
    flagged = Flag.objects.filter(mine).select_related("fact", "translation__article")
    page = Paginator(flagged, A_PAGE).get_page(request.GET.get("page"))
    rows = [_row(flag, elsewhere) for flag in page]
    return render(request, "helpcenter/writing/flags.html", {"page": page, "rows": rows})


@agents_only
@require_POST
def looked(request: AgentRequest, pk: int) -> HttpResponse:
    """This is right as it stands, or was mended."""
    flag = get_object_or_404(Flag.objects.select_related("translation__article", "fact"), pk=pk)
    text = flag.translation
    if text is None:
        shown = quoters.named(flag.sort).shown([flag.key or 0], request.user)
        if flag.key not in shown:
            raise Http404
        book.record("fact.looked_at", flag.fact, by=request.user, of=shown[flag.key][0], sort=flag.sort)
    else:
        get_object_or_404(Article.objects.visible_to(request.user), pk=text.article_id)
        told = {"fact": flag.fact.name, "language": text.language}
        book.record("article.looked_at", text.article, by=request.user, **told)
    flag.delete()
    return redirect("writing:flags")


def _elsewhere(user: User) -> dict[str, dict[int, tuple[str, str]]]:
    """By sort and key, name and address of what is flagged in other rooms and is this person's to see."""
    keys: dict[str, list[int]] = defaultdict(list)
    flagged = Flag.objects.filter(sort__in=settings.FACT_QUOTERS, key__isnull=False)
    for sort, key in flagged.values_list("sort", "key"):
        keys[sort].append(key or 0)
    return {sort: quoters.named(sort).shown(found, user) for sort, found in keys.items()}


def _row(flag: Flag, elsewhere: dict[str, dict[int, tuple[str, str]]]) -> Row:
    text = flag.translation
    if text is None:
        title, address = elsewhere[flag.sort][flag.key or 0]
        return Row(flag, title, address, flag.sort)
    address = reverse("writing:text", args=[text.article.slug, text.language])
    return Row(flag, text.title, address, text.language)

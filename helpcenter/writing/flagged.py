"""The list of texts to go through after a fact changed; whoever looked takes one off."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from helpcenter.models import Article, Flag
from support.audit import book
from support.people.guards import agents_only
from support.people.requests import AgentRequest

A_PAGE = 50


@agents_only
@require_GET
def flags(request: AgentRequest) -> HttpResponse:
    """Every text that quotes a fact which changed, in all languages."""
    mine = Flag.objects.filter(translation__article__in=Article.objects.visible_to(request.user))
    rows = Paginator(mine.select_related("fact", "translation__article"), A_PAGE)
    return render(request, "helpcenter/writing/flags.html", {"page": rows.get_page(request.GET.get("page"))})


@agents_only
@require_POST
def looked(request: AgentRequest, pk: int) -> HttpResponse:
    """This text is right as it stands, or was mended."""
    mine = Flag.objects.filter(translation__article__in=Article.objects.visible_to(request.user))
    flag = get_object_or_404(mine.select_related("translation__article", "fact"), pk=pk)
    told = {"fact": flag.fact.name, "language": flag.translation.language}
    book.record("article.looked_at", flag.translation.article, by=request.user, **told)
    flag.delete()
    return redirect("writing:flags")

"""What there is to write: every article with its languages, what waits for review, what is due."""

from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from helpcenter.models import Article, Revision, Translation
from support.people.guards import agents_only

A_PAGE = 25
Status = Translation.Status


@dataclass(frozen=True)
class Meter:
    """How much of what is out is there in one language: `whole` and `lagging` of `all` articles."""

    language: str
    name: str
    whole: int
    lagging: int
    all: int

    @property
    def percent(self) -> int:
        """What is there and does not lag behind."""
        return round(100 * self.whole / self.all) if self.all else 100


@dataclass(frozen=True)
class Line:
    """An article with the state of each language: (code, state, words for it)."""

    article: Article
    title: str
    states: list[tuple[str, str, str]]


@agents_only
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The list, narrowed by words or by what has to be done."""
    mine = Article.objects.visible_to(request.user)
    asked, todo = request.GET.get("q", "").replace("\0", "").strip()[:100], request.GET.get("todo", "")
    rows = mine.filter(Q(slug__icontains=asked) | Q(translations__title__icontains=asked)) if asked else mine
    due = Q(pk__in=Translation.objects.to_be_checked().order_by().values("article"))
    lag = Q(translations__status=Status.OUTDATED)
    rows = rows.filter({"due": due, "lagging": lag}.get(todo, Q())).distinct()
    waiting = Revision.objects.waiting().filter(translation__article__in=mine)
    page = Paginator(rows.select_related("category", "owner").prefetch_related("translations"), A_PAGE)
    shown = page.get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "lines": [_line(one) for one in shown],
        "waiting": waiting.select_related("translation__article", "by")[:20],
        "meters": meters(),
        "q": asked,
        "todo": todo,
    }
    return render(request, "helpcenter/writing/home.html", context)


def meters() -> list[Meter]:
    """How complete each language is, counted over the articles whose original is out."""
    out = Translation.objects.out().values_list("article", "language", "status", "article__source_language")
    rows = list(out)
    originals = {article for article, language, _status, first in rows if language == first}
    found = []
    for code, name in settings.LANGUAGES:
        theirs = [
            status for article, language, status, _ in rows if language == code and article in originals
        ]
        lagging = theirs.count(Status.OUTDATED)
        found.append(Meter(code, str(name), len(theirs) - lagging, lagging, len(originals)))
    return found


def _line(article: Article) -> Line:
    texts = {one.language: one for one in article.translations.all()}
    first = texts.get(article.source_language) or next(iter(texts.values()), None)
    states = [
        (code, texts[code].status, str(texts[code].get_status_display())) if code in texts else (code, "", "")
        for code, _name in settings.LANGUAGES
    ]
    return Line(article, first.title if first else article.slug, states)

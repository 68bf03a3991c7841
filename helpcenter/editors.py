"""For whoever reviews articles: what people searched for in vain, and a word on every result."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from helpcenter import search as finding
from helpcenter import searches as log
from helpcenter.models import Judgement
from helpcenter.speaking import CODES
from support.people.models import User

DEEP = 10  # results to judge
VERDICTS = {"right": True, "wrong": False, "": None}


def _editor(request: HttpRequest) -> User:
    """Who asks; Http404 for whoever does not supervise."""
    if not request.user.is_authenticated or not request.user.is_supervisor:
        raise Http404
    return request.user


def _language(request: HttpRequest) -> str:
    code = request.GET.get("language", "")
    return code if code in CODES else ""


@require_safe
def searches(request: HttpRequest) -> HttpResponse:
    """What was searched for in four weeks and not found, or not worth opening; most often first."""
    _editor(request)
    language = _language(request)
    page = {
        "lines": log.to_do(language),
        "language": language,
        "languages": settings.LANGUAGES,
        "days": log.DAYS,
        "few": log.FEW,
        "often": log.OFTEN,
    }
    return render(request, "helpcenter/searches.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def judge(request: HttpRequest) -> HttpResponse:
    """The results of one search, each to be called right or wrong; judged, it becomes a question of ours."""
    editor = _editor(request)
    language, words = _language(request), request.GET.get("words", "")[: log.LONGEST].strip()
    if not language or not words:
        return redirect("helpcenter:searches")
    if request.method == "POST":
        said = {name.removeprefix("is-"): value for name, value in request.POST.items() if name[:3] == "is-"}
        verdicts = {slug: VERDICTS[str(value)] for slug, value in said.items() if value in VERDICTS}
        log.judge(words, language, verdicts, by=editor)
        back = urlencode({"language": language, "words": words, "kept": "1"})
        return redirect(f"{reverse('helpcenter:judge')}?{back}")
    kept = Judgement.objects.filter(language=language, words=words)
    said = {
        slug: "right" if right else "wrong" for slug, right in kept.values_list("article__slug", "is_right")
    }
    found = [(one, said.get(one.slug, "")) for one in finding.find(words, language, DEEP)]
    page = {"found": found, "words": words, "language": language, "kept": "kept" in request.GET}
    return render(request, "helpcenter/judge.html", page)

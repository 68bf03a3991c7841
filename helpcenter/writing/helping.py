"""What the editor's page asks while somebody writes: a preview, a picture's name, something to put in."""

from hashlib import blake2b

from csp.decorators import csp_replace
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from helpcenter import media, sources
from helpcenter.models import Article
from helpcenter.writing import picking, unsaved
from helpcenter.writing.roomy import roomy
from helpcenter.writing.texts import NAMES, desk
from support.files import FileRefused
from support.people.guards import agents_only
from support.people.requests import AgentRequest


@roomy
@require_POST
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": ["'self'"]})
def preview(request: HttpRequest) -> HttpResponse:
    """The text as its reader will see it, with what an editor must mend said above it."""
    said = {name: request.POST.get(name, "") for name in ("title", "summary", "body", "language", "kind")}
    language = said["language"] if said["language"] in NAMES else settings.LANGUAGE_CODE
    with translation.override(language):
        shown = sources.shown(said["body"], language, said["kind"])
        page = render(request, "helpcenter/writing/preview.html", {"said": said, "body": shown})
    page["Content-Language"] = language
    return page


@agents_only
@require_GET
def pick(request: AgentRequest) -> HttpResponse:
    """What can be put into a text, by a word of its name, as a fragment."""
    asked = request.GET.get("q", "").replace("\0", "").strip()[:100]
    language = request.GET.get("language", "")
    code = language if language in NAMES else settings.LANGUAGE_CODE
    found = picking.found(asked, code, request.user)
    return render(request, "helpcenter/writing/pick.html", {"found": found})


@agents_only
@require_POST
def picture(request: AgentRequest, slug: str) -> HttpResponse:
    """Keep a picture that was pasted or dropped: {"name"}, or 422 with {"error"} in words."""
    article = get_object_or_404(Article.objects.visible_to(request.user), slug=slug)
    file = request.FILES.get("file")
    if file is None:
        return JsonResponse({"error": _("Choose a file.")}, status=422)
    digest = blake2b(file.read(), digest_size=4).hexdigest()
    file.seek(0)
    name = f"{article.slug[:50].lower()}-{digest}".replace("_", "-")
    try:
        hung = media.hang(name, file)
    except FileRefused as refused:
        return JsonResponse({"error": str(refused)}, status=422)
    return JsonResponse({"name": hung.name})


@agents_only
@require_POST
def unsent(request: AgentRequest, slug: str, language: str) -> HttpResponse:
    """Keep what stands in the form, for its editor alone: 204, and what is kept now as its ETag.

    409 with what another window typed, as a fragment, unless `mine` is said; 422 with {"error"} in words.
    With `forget` what was typed is kept no more, with `discard` what the window of that name typed.
    """
    at, said = desk(request.user, slug, language), unsaved.typed(request.POST)
    if "forget" in request.POST or "discard" in request.POST:
        if "forget" in request.POST:
            unsaved.let_go(at, said)
        else:
            unsaved.discard(at, request.POST["discard"])
        return redirect("writing:text", slug, language)
    try:
        draft = unsaved.keep(at, said, over="mine" in request.POST)
    except ValidationError as refused:
        return JsonResponse({"error": " ".join(refused.messages)}, status=422)
    except unsaved.Elsewhere as told:
        return render(request, "helpcenter/writing/elsewhere.html", {"draft": told.draft}, status=409)
    return HttpResponse(status=204, headers={"ETag": quote_etag(draft.version)})

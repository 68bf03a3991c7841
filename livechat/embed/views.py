"""What a foreign page loads: the script, and the frame it opens."""

from csp.decorators import csp_replace, csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from livechat.embed import tag
from livechat.models import Site

A_YEAR = 365 * 24 * 3600


@require_safe
def script(request: HttpRequest, version: str) -> HttpResponse:
    """A version of the loader; its bytes never change, so everybody may keep them."""
    if version not in tag.VERSIONS:
        raise Http404
    answer = HttpResponse(tag.script(version), "text/javascript; charset=utf-8")
    answer["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    answer["Access-Control-Allow-Origin"] = "*"  # integrity is only checked of what was asked for by CORS
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@never_cache
@require_safe
@xframe_options_exempt
def frame(request: HttpRequest, site: str) -> HttpResponse:
    """The one page of ours that may stand in others, and only in those of the site's origins."""
    row = get_object_or_404(Site.objects.live(), key=site)
    language = row.speaks(request.GET.get("lang", ""))
    with translation.override(language):
        page = render(request, "livechat/embed/window.html", {"site": row})
    page["Content-Language"] = language
    pictures = csp_update({"img-src": ["blob:"]})(
        lambda _request: page
    )  # fetched with the token, shown from memory
    csp_replace({"frame-ancestors": row.origins or ["'none'"]})(pictures)(request)
    return page

"""Did this help? One answer a reader and text; "no" may say why, and leads on to a person."""

from secrets import token_hex

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from helpcenter import actions, addresses
from helpcenter.models import Vote
from support import shield

HELPED = {"yes": True, "no": False}
ANSWERS = (*HELPED, "said")  # what a page says of its own vote: given, and told why
READER = "reader"  # a random cookie, so that nobody is counted twice
LONGEST_QUERY = 200


@require_POST
def vote(request: HttpRequest, slug: str) -> HttpResponse:
    """Count it, remember what was searched for, and come back to the same page."""
    said = request.POST.get("helped", "")
    article = addresses.article(slug, request.user)
    translation = article.readable_in(request.POST.get("language", ""))
    reader = request.COOKIES.get(READER, "")[:40] or token_hex(16)
    why = _why(request)
    if translation is not None and said in HELPED:
        actions.vote(translation, reader=reader, helped=HELPED[said], **why)
    told = "said" if said == "no" and any(why.values()) else said
    asked = request.POST.get("q", "")[:LONGEST_QUERY]
    query = {
        "voted": told if said in HELPED else "",
        "q": "" if shield.mask(asked).kinds else asked,
        "lang": request.GET.get("lang", ""),
    }
    there = urlencode({name: value for name, value in query.items() if value})
    page = reverse("helpcenter:article", args=[article.slug])
    response = HttpResponseRedirect(f"{page}?{there}#vote", status=303)
    response.set_cookie(
        READER,
        reader,
        path="/",  # the form's answer tells whether a ticket followed: helpcenter/deflection.py
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def _why(request: HttpRequest) -> dict[str, str]:
    """The reason that was chosen, if it is one of ours, and what was written."""
    reason = request.POST.get("reason", "")
    return {"reason": reason if reason in Vote.Reason.values else "", "words": request.POST.get("words", "")}

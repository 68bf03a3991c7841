"""/demo/mail/: what the desk has mailed, for trying it without a mail server."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from support import mailbox


@never_cache
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """All mails, newest first; `?to=` keeps those to one address."""
    to = request.GET.get("to", "").strip().lower()
    kept = [one for one in mailbox.newest() if to in str(one.letter["To"]).lower()]
    return render(request, "demo/letters.html", {"letters": kept, "to": to})


@never_cache
@require_safe
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """One mail: its headers, its text with links that work, and its HTML in a sandbox."""
    kept = mailbox.read(name)
    if kept is None:
        raise Http404
    shown = [
        "From",
        "To",
        "Reply-To",
        "Date",
        "Message-ID",
        "In-Reply-To",
        "Content-Language",
        "Auto-Submitted",
    ]
    headers = [(header, kept.letter[header]) for header in shown if kept.letter[header]]
    response = render(request, "demo/letter.html", {"kept": kept, "headers": headers})
    response["Referrer-Policy"] = "no-referrer"
    return response

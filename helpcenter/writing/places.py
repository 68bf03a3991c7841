"""Pages where an article is begun, and where it is said where it stands and for whom it is."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from helpcenter.models import Article
from helpcenter.writing import gate, placing
from helpcenter.writing.place_form import NewForm, PlaceForm
from helpcenter.writing.texts import desk
from helpcenter.writing.told import lines
from support.people.guards import agents_only
from support.people.requests import AgentRequest


@agents_only
@require_http_methods(["GET", "POST"])
def begin(request: AgentRequest) -> HttpResponse:
    """A new article: its title and place; its text is written on the next page."""
    form = NewForm(request.POST if request.method == "POST" else None, by=request.user)
    if form.is_valid():
        said = form.cleaned_data
        names = {name: said[name] for name in ("slug", "title", "language")}
        try:
            first = placing.begin(by=request.user, **names, **form.placed)
        except ValidationError as refused:
            form.add_error("slug", ValidationError(refused.messages))
        else:
            messages.success(request, _("Begun. Nobody but agents sees it before it was looked at."))
            return redirect("writing:text", first.translation.article.slug, said["language"])
    return render(request, "helpcenter/writing/new.html", {"form": form}, status=422 if form.errors else 200)


@agents_only
@require_http_methods(["GET", "POST"])
def place(request: AgentRequest, slug: str) -> HttpResponse:
    """Where it stands, for whom it is, whose it is, and what happened to it."""
    at = desk(request.user, slug, "")
    may_place = gate.may_place(at.article, request.user)
    if request.method == "POST" and not may_place:
        raise Http404
    row = Article.objects.get(pk=at.article.pk)  # the form writes into it before anybody has said yes
    form = PlaceForm(request.POST if request.method == "POST" else None, instance=row, by=request.user)
    if form.is_valid():
        try:
            placing.place(at.article, by=request.user, slug=form.cleaned_data["slug"], **form.placed)
        except ValidationError as refused:
            form.add_error("slug", ValidationError(refused.messages))
        else:
            messages.success(request, _("Kept."))
            return redirect("writing:place", form.cleaned_data["slug"])
    page = {"work": at, "form": form, "may_place": may_place, "lines": lines(at.article)}
    return render(request, "helpcenter/writing/place.html", page, status=422 if form.errors else 200)

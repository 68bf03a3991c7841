"""The editor's pages: write, look at what changed, judge, put back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from helpcenter import actions
from helpcenter.markup import LONGEST
from helpcenter.models import Revision
from helpcenter.writing import gate, glossary, machines, review, unsaved
from helpcenter.writing.forms import JudgeForm, TextForm, WithdrawForm
from helpcenter.writing.roomy import roomy
from helpcenter.writing.texts import Desk, changes, desk, revision_for
from support.look import overtaken
from support.people.guards import agents_only, supervisors_only
from support.people.requests import AgentRequest
from support.translation import NoTranslation, troubles


@roomy
@require_http_methods(["GET", "POST"])
def write(request: AgentRequest, slug: str, language: str) -> HttpResponse:
    """One text to write; what is refused stays in the form."""
    at = desk(request.user, slug, language)
    form = TextForm(request.POST or None, initial=at.initial(), at=at)
    clash = None
    if form.is_valid():
        try:
            return _kept(request, at, form)
        except actions.Overtaken as told:
            base = Revision.objects.filter(pk=form.cleaned_data["seen"]).first()
            clash = {"newest": told.newest, "changes": changes(base, told.newest)}
            overtaken.put(form, seen=str(told.newest.pk))
    return _form(request, at, form, status=409 if clash else 422 if form.is_bound else 200, clash=clash)


def _form(request: AgentRequest, at: Desk, form: TextForm, *, status: int = 200, **told: Any) -> HttpResponse:
    page = {"work": at, "form": form, "terms": glossary.terms(at.language), "machine": machines.is_there()}
    return render(request, "helpcenter/writing/write.html", page | {"most": LONGEST} | told, status=status)


@roomy
@require_POST
def machine(request: AgentRequest, slug: str, language: str) -> HttpResponse:
    """Fill the form with a machine's translation of the original; what stood in it is kept beside it."""
    at, said = desk(request.user, slug, language), unsaved.typed(request.POST)
    typed = said.words
    try:
        draft = machines.translated(at)
        trouble = "" if draft else _("No translator is configured, or the original is not out.")
    except NoTranslation as silent:
        draft, trouble = None, troubles.said(silent)
    if draft is None:
        form = TextForm(initial=at.initial() | typed | {"version": said.seen}, at=at)
        return _form(request, at, form, status=422, trouble=trouble)
    if typed.get("body", "").strip() and typed["body"] != getattr(at.newest, "body", ""):
        draft.typed["before"] = typed["body"]
    unsaved.keep(at, said, over=True, ours=draft.typed)
    if draft.left:
        words = ngettext(
            "%d paragraph could not be translated faithfully and stands in the original’s language.",
            "%d paragraphs could not be translated faithfully and stand in the original’s language.",
            draft.left,
        )
        messages.warning(request, words % draft.left)
    return redirect("writing:text", slug, language)


def _kept(request: AgentRequest, at: Desk, form: TextForm) -> HttpResponse:
    """Save the text, and submit it where that was asked; raises Overtaken."""
    said = form.cleaned_data
    source = None
    if at.is_translation:
        lags = not said["caught_up"] and at.newest and at.newest.source
        source = lags or Revision.objects.filter(pk=said["source"], translation__article=at.article).first()
    revision = actions.revise(
        at.article,
        at.language,
        by=request.user,
        why=said["why"],
        seen=said["seen"],
        severity=said["severity"],
        source=source or None,
        is_machine=said["is_machine"],
        **form.words,
    )
    is_word_for_word = bool(at.unsent and at.unsent.typed.get("machine") == machines.seal(**form.readable))
    unsaved.let_go(at, unsaved.typed(request.POST))
    if missing := glossary.missing(revision):
        told = _("Words that must stay are missing: %(terms)s.") % {"terms": ", ".join(missing)}
        messages.warning(request, told)
    if request.POST.get("then") == "submit" and is_word_for_word and gate.needs_nobody(revision):
        return _out_unseen(request, revision)
    if request.POST.get("then") == "submit":
        review.submit(revision, by=request.user)
        messages.success(request, _("Submitted. Somebody else looks at it now."))
        return redirect("writing:revision", revision.pk)
    messages.success(request, _("Kept as a draft."))
    return redirect("writing:text", at.article.slug, at.language)


def _out_unseen(request: AgentRequest, revision: Revision) -> HttpResponse:
    """A machine's own words, in a language where nobody must look; what cannot go out waits for somebody."""
    try:
        review.put_out_unseen(revision, by=request.user)
        messages.success(request, _("It is out, marked as a machine’s translation that nobody looked at."))
    except ValidationError as refused:
        review.submit(revision, by=request.user)
        messages.warning(request, " ".join(refused.messages))
    return redirect("writing:revision", revision.pk)


@agents_only
@require_GET
def history(request: AgentRequest, slug: str, language: str) -> HttpResponse:
    """Every text there ever was, newest first."""
    at = desk(request.user, slug, language)
    rows = at.text.revisions.select_related("by", "reviewer", "translation") if at.text else []
    page = {"work": at, "rows": rows, "withdraw": WithdrawForm()}
    page["may_check"] = at.text and gate.may_check(at.text, request.user)
    return render(request, "helpcenter/writing/history.html", page)


@agents_only
@require_GET
def revision(request: AgentRequest, pk: int) -> HttpResponse:
    """One text: what is another word in it than in the one before, or than in `?against=`."""
    one = revision_for(request.user, pk)
    return _revision(request, one, JudgeForm())


def _revision(request: AgentRequest, one: Revision, form: JudgeForm) -> HttpResponse:
    against = request.GET.get("against", "")
    others = one.translation.revisions.exclude(pk=one.pk)
    base = others.filter(pk=against).first() if against.isdecimal() and len(against) < 19 else one.based_on
    page = {
        "one": one,
        "base": base,
        "changes": changes(base, one),
        "others": others[:50],
        "form": form,
        "may_judge": gate.may_judge(one, request.user) and one.translation.live_id != one.pk,
        "alone": gate.is_alone(one, request.user),
        "missing": glossary.missing(one),
    }
    return render(request, "helpcenter/writing/revision.html", page, status=422 if form.errors else 200)


@supervisors_only
@require_POST
def judge(request: AgentRequest, pk: int) -> HttpResponse:
    """Put it out, now or later, or send it back."""
    one = revision_for(request.user, pk)
    form = JudgeForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            if request.POST.get("verdict") == "refused":
                review.send_back(one, by=request.user, remark=said["remark"])
                messages.success(request, _("Sent back."))
            else:
                review.approve(one, by=request.user, publish_at=said["publish_at"])
                messages.success(request, _("Approved."))
            return redirect("writing:revision", pk)
        except ValidationError as refused:
            form.add_error(None, ValidationError(refused.messages))
    return _revision(request, one, form)


@agents_only
@require_POST
def restore(request: AgentRequest, pk: int) -> HttpResponse:
    """An old text becomes the newest one again."""
    one = review.restore(revision_for(request.user, pk), by=request.user)
    messages.success(request, _("Restored as a draft."))
    return redirect("writing:revision", one.pk)


@agents_only
@require_POST
def checked(request: AgentRequest, slug: str, language: str) -> HttpResponse:
    """What is out is still true."""
    at = desk(request.user, slug, language)
    if at.text is None or not gate.may_check(at.text, request.user):
        raise Http404
    review.check(at.text, by=request.user)
    messages.success(request, _("Kept: checked today."))
    return redirect("writing:history", slug, language)


@supervisors_only
@require_POST
def withdraw(request: AgentRequest, slug: str, language: str) -> HttpResponse:
    """Off the shelf, now or later."""
    at, form = desk(request.user, slug, language), WithdrawForm(request.POST)
    if at.text and form.is_valid():
        review.withdraw(at.text, by=request.user, at=form.cleaned_data["at"])
        messages.success(request, _("It leaves the shelf."))
    else:
        messages.error(request, _("That is no time."))
    return redirect("writing:history", slug, language)

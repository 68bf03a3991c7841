"""What texts quote, looked up: snippets, facts, pictures and films; and who quotes them."""

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q

from helpcenter import facts, media, quotes
from helpcenter.markup import Rendered, render
from helpcenter.models import Fact, Picture, Revision, Snippet, Translation, Video
from helpcenter.models.article import READABLE
from helpcenter.models.snippet import Wording
from helpcenter.quotes import NOTHING, Quoted
from helpcenter.unfold import DEEPEST


def rendered(text: Translation) -> Rendered:
    """A translation's text as its readers see it, with everything it quotes."""
    return shown(text.body, text.language, text.article.kind)


def shown(body: str, language: str, kind: str = "") -> Rendered:
    """Any text as its readers would see it."""
    return render(body, gather(body, language), language=language, kind=kind)


def gather(body: str, language: str) -> Quoted:
    """What a text and its snippets quote, in a language; English, or any, where a snippet lacks it."""
    wanted = quotes.named(body)
    if not (wanted.snippets or wanted.facts or wanted.media):
        return NOTHING
    snippets: dict[str, tuple[str, str]] = {}
    waiting = set(wanted.snippets)
    for _round in range(DEEPEST):
        found = _snippets(waiting, language)
        snippets |= found
        waiting = set()
        for _language, text in found.values():
            inner = quotes.named(text)
            wanted.facts |= inner.facts
            wanted.media |= inner.media
            waiting |= inner.snippets - snippets.keys()
        if not waiting:
            break
    rows = Fact.objects.filter(name__in=wanted.facts)
    return Quoted(
        snippets=tuple(sorted(snippets.items())),
        facts=tuple(sorted((row.name, facts.spoken(row, language)) for row in rows)),
        media=tuple(sorted(_media(wanted.media).items(), key=lambda pair: pair[0])),
    )


def quoting(kind: str, name: str) -> list[Translation]:
    """Every text that quotes this snippet or fact, itself or by its snippets, and is out or on its way there.

    That is what is in review and what was approved for a time to come. Texts are searched for the words;
    nothing has to be kept in step with what somebody types.
    """
    found: set[str] = set()
    names, waiting = Q(), [f"{kind}:{name}"]
    while waiting:
        one = waiting.pop()
        found.add(one)
        names |= Q(body__regex=rf"\{{\{{ ?{one} ?\}}\}}")
        quoters = Wording.objects.filter(body__contains=one).values_list("snippet__name", flat=True)
        waiting += {f"snippet:{other}" for other in quoters} - found
    coming = Revision.objects.coming().filter(names).values("translation")
    return list(Translation.objects.filter(Q(status__in=READABLE) & names | Q(pk__in=coming)))


def may_be_quoted(texts: dict[str, str]) -> None:
    """Raise ValidationError with everything that these texts, by language, quote in vain."""
    quoters = {code: body for code, body in texts.items() if quotes.named(body) != quotes.Named()}
    problems = {problem for code, body in quoters.items() for problem in shown(body, code).problems}
    if problems:
        raise ValidationError(sorted(problems))


def _snippets(names: Iterable[str], language: str) -> dict[str, tuple[str, str]]:
    found = {}
    for row in Snippet.objects.filter(name__in=names).prefetch_related("wordings"):
        newest = {one.language: one.body for one in reversed(row.wordings.all())}
        for code in (language, settings.LANGUAGE_CODE, *newest):
            if newest.get(code, "").strip():
                found[row.name] = (code, newest[code])
                break
    return found


def _media(names: Iterable[str]) -> dict[str, quotes.Picture | quotes.Video]:
    wanted: dict[str, list[str]] = {"picture": [], "video": []}
    for one in names:
        kind, _colon, name = one.partition(":")
        wanted[kind].append(name)
    pictures = Picture.objects.filter(name__in=wanted["picture"])
    videos = Video.objects.select_related("poster").filter(name__in=wanted["video"])
    shown: dict[str, quotes.Picture | quotes.Video] = {
        f"picture:{row.name}": media.picture(row) for row in pictures
    }
    return shown | {f"video:{row.name}": media.video(row) for row in videos}

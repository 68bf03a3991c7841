"""What texts quote, looked up: snippets, facts, pictures and films; and who quotes them."""

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from helpcenter import facts, media, quotes, reach
from helpcenter.markup import Rendered, render
from helpcenter.models import Fact, Picture, Revision, Snippet, Translation, Video
from helpcenter.models.article import READABLE
from helpcenter.quotes import NOTHING, Quoted
from helpcenter.unfold import DEEPEST
from support.people.models import User


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

    That is what is in review and what was approved for a time to come.
    """
    names = reach.of(f"{kind}:{name}")
    coming = Revision.objects.coming().filter(quotes__overlap=names).values("translation")
    out = Q(status__in=READABLE, live__quotes__overlap=names)
    return list(Translation.objects.filter(out | Q(pk__in=coming)))


def may_be_quoted(texts: dict[str, str]) -> None:
    """Raise ValidationError with everything that these texts, by language, quote in vain."""
    quoters = {code: body for code, body in texts.items() if quotes.named(body) != quotes.Named()}
    problems = {problem for code, body in quoters.items() for problem in shown(body, code).problems}
    if problems:
        raise ValidationError(sorted(problems))


def may_be_shown_by(user: User | None, body: str, language: str) -> None:
    """Raise ValidationError with the pictures and films this text brings along that are not for its writer.

    Whoever could quote them would open them to themselves, and to the readers of their article. The command
    line (None) may show everything.
    """
    shown = [name for name, _row in gather(body, language).media] if user else []
    closed = [name for name in shown if not reach.is_open_to(user, reach.of(name))]
    if closed:
        raise ValidationError([_("There is no “%(name)s”.") % {"name": name} for name in closed])


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

"""What editors do with what many texts quote: every page that quotes it shows the new words at once."""

from typing import Any

from django.db import transaction

from helpcenter import actions, facts, quoters, sources
from helpcenter.models import Fact, Flag, Snippet
from helpcenter.models.snippet import Wording
from helpcenter.quotes import names
from support.audit import book
from support.people.models import User


@transaction.atomic
def reword(name: str, texts: dict[str, str], *, by: User | None = None, about: str = "") -> Snippet:
    """Save a snippet's texts by language; each that changed is kept as a new one. Raises ValidationError.

    A text that would quote itself, or something that is not there, is refused with words.
    """
    snippet, _made = Snippet.objects.select_for_update().get_or_create(name=name)
    Snippet.objects.filter(pk=snippet.pk).update(about=about or snippet.about)
    before = snippet.texts()
    new = {code: body.strip() for code, body in texts.items() if body.strip() != before.get(code, "")}
    Wording.objects.bulk_create(
        Wording(snippet=snippet, language=code, body=body, by=by, quotes=names(body))
        for code, body in new.items()
    )
    if new:
        _is_whole(name, new)
        actions.readers_see(*sources.quoting("snippet", name))
    return snippet


@transaction.atomic
def state(name: str, *, by: User | None = None, **said: Any) -> Fact:
    """Say what a fact is now: `value` and `unit`, or `words`. The book keeps what it was.

    The same once more is no news: nothing is written, no page is made anew.
    """
    before = Fact.objects.select_for_update().filter(name=name).first()
    fact = before or Fact(name=name)
    old = facts.noted(before) if before else ""
    was = {field: getattr(fact, field) for field in said}
    for field, value in said.items():
        setattr(fact, field, value)
    fact.full_clean()
    if before and all(getattr(fact, field) == value for field, value in was.items()):
        return fact
    fact.save()
    fact.refresh_from_db()
    new = facts.noted(fact)
    book.record("fact.stated", fact, by=by, before=old, after=new)
    quoting = sources.quoting("fact", name)
    if before:
        places: list[dict[str, Any]] = [{"translation": text} for text in quoting]
        places += [{"sort": sort, "key": key} for sort, key in quoters.quoting(name)]
        _flag(fact, places, old, new)
    actions.readers_see(*quoting)
    return fact


def _flag(fact: Fact, places: list[dict[str, Any]], before: str, after: str) -> None:
    """Somebody should read what stands around the value; nothing where it is the same."""
    if before == after:
        return
    for place in places:
        flag, made = Flag.objects.get_or_create(
            fact=fact, **place, defaults={"before": before, "after": after}
        )
        if not made:  # changed again before anybody looked: what stood there first counts
            flag.after = after
            flag.save()


def may_be_said(name: str, texts: dict[str, str]) -> None:
    """Raise ValidationError where these texts cannot be saved; nothing is kept of the attempt."""
    with transaction.atomic():
        snippet, _made = Snippet.objects.get_or_create(name=name)
        Wording.objects.bulk_create(
            Wording(snippet=snippet, language=code, body=texts[code]) for code in texts
        )
        try:
            _is_whole(name, texts)
        finally:
            transaction.set_rollback(True)


def _is_whole(name: str, texts: dict[str, str]) -> None:
    """Raise ValidationError where the snippet, as it is quoted now, quotes itself or what is not there."""
    for body in texts.values():
        actions.may_be_kept(body)
    sources.may_be_quoted({code: f"{{{{ snippet:{name} }}}}" for code, body in texts.items() if body})

"""Taking in what a file brings: everything or nothing, and every problem, not only the first.

Trying it out is the same work, undone: what it says is what would happen.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, transaction
from django.utils.translation import gettext as _

from helpcenter import actions, addresses, sources, wording
from helpcenter.exchange.hanging import Hanging
from helpcenter.exchange.manuscripts import Delivery, Manuscript, Quotable, Shelf
from helpcenter.models import Article, Category, FormerShelf, Revision, Translation
from helpcenter.writing import gate, placing, review
from support.people.models import Tier, User

Status = Translation.Status
Told = Callable[[int], None]  # how many texts are done
READY = (Status.PUBLISHED, Status.OUTDATED)


class Refused(Exception):
    """Nothing was taken in: `problems` says why, each with its place."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass
class Tally:
    """What taking in did; `told` is what else became of articles, and what stayed as it was, in words."""

    new: int = 0
    changed: int = 0
    same: int = 0
    shelves: int = 0  # put up
    told: list[str] = field(default_factory=list)
    touched: set[Translation] = field(default_factory=set)


def try_out(brought: Delivery, **how: Any) -> tuple[Tally, list[str]]:
    """What taking in would do and every problem; nothing is kept of it."""
    tally = Tally()
    with transaction.atomic():
        problems = _Taking(brought, tally, **how).go()
        transaction.set_rollback(True)
    return tally, problems


@transaction.atomic
def take_in(brought: Delivery, **how: Any) -> Tally:
    """Take all of it in; `how` is as `_Taking` has it. Raises Refused, and nothing is kept."""
    tally = Tally()
    taking = _Taking(brought, tally, **how)
    if problems := taking.go():
        raise Refused(problems)
    taking.hanging.keep()
    actions.readers_see(*tally.touched)
    return tally


class _Taking:
    """One go through a delivery. `publish=False` keeps every text as a draft; `tell` hears of each text."""

    def __init__(
        self,
        brought: Delivery,
        tally: Tally,
        *,
        why: str,
        by: User | None = None,
        publish: bool = True,
        tell: Told = lambda done: None,
    ) -> None:
        self.brought, self.tally, self.why, self.by = brought.judged(), tally, why, by
        self.publish, self.tell = publish, tell
        self.problems = list(self.brought.problems)
        former = FormerShelf.objects.select_related("category")
        self.shelves = {one.slug: one.category for one in former}  # files of before a shelf's renaming
        self.shelves |= {category.slug: category for category in Category.objects.all()}
        self.tiers = {tier.slug: tier for tier in Tier.objects.all()}
        self.articles: dict[str, Article | None] = {}
        self.hanging = Hanging(tally.told, by=by)

    def go(self) -> list[str]:
        """Shelves, pictures, what is quoted, then texts; each problem is kept, the next one looked at."""
        if self.brought.is_too_much:
            return self.problems
        for shelf in self.brought.shelves:
            with self._place(shelf.where):
                self._shelve(shelf)
        for figure in self.brought.figures:
            with self._place(figure.where):
                self.hanging.take(figure)
        self._state(self.brought.quotables)
        names = _names_of_missing(self.brought.manuscripts, self.shelves)
        for done, one in enumerate(self.brought.manuscripts, 1):
            with self._place(one.where):  # stays when its first text is refused, for the others
                self._ready(one, names)
            with self._place(one.where):
                self._take(one)
            self.tell(done)
        return self.problems

    @contextmanager
    def _place(self, where: str) -> Iterator[None]:
        try:
            with transaction.atomic():
                yield
        except ValidationError as refused:
            self.problems += [f"{where}: {words}" for words in refused.messages]
        except DataError:  # what the checks let through and a column does not hold
            self.problems.append(f"{where}: " + _("a value is too long or too large."))

    def _shelve(self, one: Shelf) -> None:
        parent = self.shelves.get(one.parent)
        if one.parent and parent is None:
            words = _("the shelf “%s” that this one stands in is missing before it.")
            raise ValidationError(words % one.parent[:80])
        self.tally.shelves += one.slug not in self.shelves
        said = {"names": one.names, "descriptions": one.descriptions, "icon": one.icon, "order": one.order}
        self.shelves[one.slug] = actions.shelve(one.slug, parent=parent, **said)  # type: ignore[arg-type]

    def _state(self, waiting: list[Quotable]) -> None:
        """Facts, then snippets, those that quote others once these are there."""
        while waiting:
            before, refused = len(self.problems), []
            for one in waiting:
                at = len(self.problems)
                with self._place(one.where):
                    _state(one, self.by)
                if len(self.problems) > at:
                    refused.append(one)
            if len(refused) in (0, len(waiting)):
                return
            del self.problems[before:]
            waiting = refused

    def _ready(self, one: Manuscript, names: dict[str, dict[str, str]]) -> None:
        if one.slug not in self.articles and not one.problems():  # those are said already
            self.articles[one.slug] = None  # its other texts need not say the same once more
            self.articles[one.slug] = self._open(one, names)

    def _take(self, one: Manuscript) -> None:
        article = self.articles.get(one.slug)
        if article and not one.problems():
            self._revise(one, article)

    def _open(self, one: Manuscript, names: dict[str, dict[str, str]]) -> Article:
        if one.category not in self.shelves:
            if one.category not in names:
                raise ValidationError(_("there is no shelf “%s”.") % one.category)
            self.shelves[one.category] = actions.shelve(one.category, names=names[one.category], order=100)
            self.tally.shelves += 1
        if missing := set(one.tiers) - self.tiers.keys():
            raise ValidationError(_("there is no tier “%s”.") % ", ".join(sorted(missing)))
        standing = Article.objects.filter(slug=one.slug).first()
        if standing and self.by and not Article.objects.visible_to(self.by).filter(pk=standing.pk).exists():
            raise ValidationError(_("the article “%s” is not for you; leave it out.") % one.slug)
        before = placing.standing(standing) if standing else {}
        facts: dict[str, Any] = {name: getattr(one, name) for name in FACTS}
        facts |= {"roles": list(one.roles), "tiers": [self.tiers[name] for name in one.tiers]}
        facts |= {"source_language": one.written_in, "review_by": one.review_by} | self._owner(one)
        if standing:  # what a file does not say opens nothing, and is no news
            unsaid = {name for said, name in KEPT.items() if said not in one.said}
            facts = {name: value for name, value in facts.items() if name not in unsaid}
        for slug in (one.slug, *one.former):
            addresses.may_be_called(standing, slug)
        article = actions.open_article(one.slug, category=self.shelves[one.category], **facts)
        if standing:
            self._note(article, before)
        for slug in one.former:
            addresses.leave(article, slug)
        return article

    def _owner(self, one: Manuscript) -> dict[str, User | None]:
        """Who looks after it, where they work here; else nothing is changed, and that is told."""
        found = _at_work(one.owner) if one.owner else None
        if one.owner and found is None:
            words = _("nobody who works here has the address “%s”; who looks after it stays as it is.")
            self.tally.told.append(f"{one.at('owner')}: {words % one.owner[:254]}")
            return {}
        return {"owner": found}

    def _note(self, article: Article, before: dict[str, str]) -> None:
        for name, (was, now) in placing.note(article, before, by=self.by).items():
            called = Article._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            self.tally.told.append(f"{article.slug}: {called}: {was or '–'} → {now or '–'}")
            self.tally.touched |= set(article.translations.all())

    def _revise(self, one: Manuscript, article: Article) -> None:
        """A text that is out already, or was and an editor took it back, stays as it is.

        What a person brings waits for somebody else's eyes like what they write; the command line has nobody
        to ask, and puts out (a whole house that moves).
        """
        ready = self.publish and one.status in READY
        before = Translation.objects.filter(article=article, language=one.language).first()
        latest = before.revisions.first() if before else None
        revision = actions.revise(
            article,
            one.language,
            by=self.by,
            why=self.why[:200],
            title=one.title,
            slug=one.address,
            summary=one.summary,
            body=one.body,
            is_machine=one.machine,
        )
        is_judged = bool(revision.submitted_at or revision.verdict)
        stays = before and (before.live_id == revision.pk or not ready or (self.by and is_judged))
        if stays and latest == revision:
            self.tally.same += 1
            return
        if ready and (self.by is None or gate.is_alone(revision, self.by)):
            if one.machine and self.by is None:  # where it was out, somebody had looked
                Revision.objects.filter(pk=revision.pk).update(verdict=Revision.Verdict.APPROVED)
            said = {"by": self.by, "checked_at": one.checked, "tell": False}
            out = actions.publish(revision.translation, **said)  # type: ignore[arg-type]
            Translation.objects.filter(pk=out.pk).update(status=one.status)
            self.tally.touched |= {out, *article.translations.all()}  # others may lag behind it now
        elif ready or one.status == Status.REVIEW:
            if ready:
                sources.may_be_quoted({one.language: one.body})
            review.submit(revision, by=self.by)
        self.tally.changed += before is not None
        self.tally.new += before is None


FACTS = ("kind", "audience", "signed_in", "order", "outline", "source", "notice")
ACCESS = ("audience", "signed_in", "tiers", "roles")
# What stays as it is on an article that stands where a file does not say it: its field, and ours.
KEPT = {name: name for name in (*ACCESS, "owner", "review_by")} | {"written_in": "source_language"}


def _at_work(address: str) -> User | None:
    staff = User.objects.exclude(role=User.Role.CUSTOMER)
    return staff.filter(email=address.lower(), is_active=True).first()


def _state(one: Quotable, by: User | None) -> None:
    if one.kind == "snippet":
        wording.reword(one.name, one.said["texts"], by=by, about=one.said.get("about", ""))
    else:
        wording.state(one.name, by=by, **one.said)


def _names_of_missing(texts: list[Manuscript], known: dict[str, Category]) -> dict[str, dict[str, str]]:
    """The names that texts from elsewhere bring for shelves that are not there, by language."""
    names: dict[str, dict[str, str]] = {}
    for one in texts:
        if one.category not in known and one.category_name:
            names.setdefault(one.category, {}).setdefault(one.language, one.category_name)
    return names


def in_order(brought: Delivery, notice: str) -> Delivery:
    """The same with this notice where none came along."""
    return replace(brought, notice=brought.notice or notice)

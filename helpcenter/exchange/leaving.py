"""What leaves the house: every shelf, everything that is quoted, every text, and the pictures they show.

Of a text that is out, what readers see; of one that is not, what was saved last, with its status. In one
order, so that the same house makes the same file.
"""

from collections.abc import Iterable, Iterator

from helpcenter import media, reach
from helpcenter.exchange.manuscripts import Figure, Manuscript, Quotable, Shelf
from helpcenter.models import Article, Fact, Picture, Snippet, Translation
from helpcenter.tree import Tree, tree
from support.people.models import User


def shelves() -> Iterator[Shelf]:
    """Each after the one it stands in."""
    standing = tree()
    for top in standing.inside.get(None, []):
        for one in standing.within(top):
            yield Shelf(
                where=one.slug,
                slug=one.slug,
                names=_in_order(one.names),
                descriptions=_in_order(one.descriptions),
                icon=one.icon,
                order=one.order,
                parent=_parent(standing, one.parent_id),
            )


def quotables() -> Iterator[Quotable]:
    """Facts, then snippets, by name."""
    for fact in Fact.objects.order_by("name"):
        said = {
            "kind": str(fact.kind),
            "value": "" if fact.value is None else format(fact.value.normalize(), "f"),
            "unit": fact.unit,
            "words": _in_order(fact.words),
            "checked_at": fact.checked_at.isoformat() if fact.checked_at else "",
        }
        yield Quotable(fact.name, "fact", fact.name, {name: value for name, value in said.items() if value})
    for snippet in Snippet.objects.order_by("name"):
        told = {"about": snippet.about, "texts": _in_order(snippet.texts())}
        yield Quotable(
            snippet.name,
            "snippet",
            snippet.name,
            {name: value for name, value in told.items() if value != ""},
        )


def manuscripts(to: User | None = None) -> Iterator[Manuscript]:
    """Every text with words of every article this person may see, originals first; None: of all of them."""
    seen = Article.objects.visible_to(to) if to else Article.objects.all()
    rows = seen.select_related("category", "owner").order_by("slug")
    rows = rows.prefetch_related("translations__live", "tiers", "former_addresses")
    for article in rows.iterator(chunk_size=200):
        first = article.source_language
        texts = sorted(article.translations.all(), key=lambda one: (one.language != first, one.language))
        told = (_manuscript(article, text) for text in texts)
        yield from (one for one in told if one.title.strip() and one.body.strip())


def figures(shown: Iterable[str], to: User | None = None) -> Iterator[Figure]:
    """Those of these ("picture:memo") that this person may look at, by name; None: all of them."""
    names = [name.removeprefix("picture:") for name in shown if name.startswith("picture:")]
    for row in Picture.objects.filter(name__in=names).order_by("name"):
        if to and not reach.is_open_to(to, reach.of(f"picture:{row.name}")):
            continue
        if kept := media.original(row):
            ending, raw = kept
            where = f"media/{row.name}.{ending}"
            yield Figure(where, row.name, raw, about=row.about, width=row.width, height=row.height)


def _manuscript(article: Article, text: Translation) -> Manuscript:
    said = text if text.is_readable else text.revisions.first() or text
    return Manuscript(
        where=f"{article.slug}/{text.language}.md",
        slug=article.slug,
        language=text.language,
        title=said.title,
        summary=said.summary,
        body=said.body,
        address=said.slug,
        category=article.category.slug,
        kind=article.kind,
        audience=article.audience,
        signed_in=article.signed_in,
        tiers=tuple(sorted(tier.slug for tier in article.tiers.all())),
        roles=tuple(sorted(article.roles)),
        order=article.order,
        outline=article.outline,
        source=article.source,
        notice=article.notice,
        former=tuple(sorted(one.slug for one in article.former_addresses.all())),
        checked=text.checked_at if text.is_readable else None,
        status=text.status,
        written_in=article.source_language,
        owner=article.owner.email if article.owner else "",
        review_by=article.review_by,
        machine=_by_machine(text),
    )


def _by_machine(text: Translation) -> bool:
    """Whether nobody but a machine chose the words that leave."""
    shown = text.live if text.is_readable else text.revisions.first()
    return bool(shown and shown.is_machine)


def _parent(standing: Tree, parent: int | None) -> str:
    return standing.shelves[parent].slug if parent is not None else ""


def _in_order(texts: dict[str, str]) -> dict[str, str]:
    """JSON in PostgreSQL keeps no order."""
    return dict(sorted(texts.items(), key=lambda pair: (pair[0] != "en", pair[0])))

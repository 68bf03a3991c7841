"""A help center of 20,000 articles in nine languages, made of the sentences of the demo's."""

import random
import re
from collections import defaultdict

from django.core.management import call_command
from django.utils import timezone

from helpcenter import search
from helpcenter.models import Article, Category, Translation

ARTICLES = 20_000
SHARES = {"en": 4}  # of the articles; any other language has 2
SENTENCES = (12, 30)  # of a body, from and to
SENTENCE = re.compile(r"(?<=[.!?。！？])\s+|\n+")
SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu"]
AT_ONCE = 500


def fill(articles: int = ARTICLES) -> None:
    """Load the demo's articles, then write others of their titles and sentences and index them all.

    Each has one language, a name that nobody else has and some words of its own, so that the vocabulary
    grows with the texts as a real one does. The same articles each time.
    """
    call_command("load_articles", verbosity=0)
    chance = random.Random(20_000)
    titles, sentences = _said()
    languages = [code for code in sorted(titles) for _ in range(SHARES.get(code, 2))]
    shelf = Category.objects.get(slug="crypto-deposits")
    texts = []
    for number in range(articles):
        code = languages[number % len(languages)]
        own = [_name(chance) for _ in range(4)]
        body = [chance.choice(sentences[code]) for _ in range(chance.randint(*SENTENCES))] + own
        chance.shuffle(body)
        texts.append((code, f"{chance.choice(titles[code])} – {own[0]}", "\n\n".join(body)))
    _put_out(texts, shelf)


def _said() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    titles, sentences = defaultdict(list), defaultdict(list)
    for row in Translation.objects.out():
        titles[row.language].append(row.title[:150])
        sentences[row.language] += [one for one in SENTENCE.split(row.body) if len(one) > 20]
    return titles, sentences


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()


def _put_out(texts: list[tuple[str, str, str]], shelf: Category) -> None:
    """Straight into the tables: each text by `actions.publish` would take an hour."""
    named = [Article(slug=f"made-{number}", category=shelf) for number in range(len(texts))]
    made = Article.objects.bulk_create(named, batch_size=AT_ONCE)
    out = {"status": Translation.Status.PUBLISHED, "published_at": timezone.now()}
    rows = [
        Translation(article=article, language=code, title=title, body=body, **out)
        for article, (code, title, body) in zip(made, texts, strict=True)
    ]
    written = Translation.objects.bulk_create(rows, batch_size=AT_ONCE)
    keys = [row.pk for row in written]
    for start in range(0, len(keys), AT_ONCE):
        search.follow(keys[start : start + AT_ONCE])

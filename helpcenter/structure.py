"""What search engines and other sites are told of an article: JSON-LD and Open Graph of what the page shows.

schema.org: BreadcrumbList always; FAQPage where questions open; HowTo where a how-to says which steps it is
about (`## Do it {#steps}`), for not every list is that; otherwise an Article. What is not for everybody is
told to nobody.
"""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from helpcenter.addresses import path
from helpcenter.markup import Rendered
from helpcenter.models import Article, Category, Translation

ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}  # nothing in it ends the element
LOCALES = {"en": "en_US", "pt": "pt_BR", "zh-hans": "zh_CN"}  # Open Graph wants a country
Node = dict[str, Any]


def address(article: Article, text: Translation) -> str:
    """The one address of a text for search engines."""
    return f"{settings.SITE_URL}{path(article, text)}?lang={text.language}"


def locale(language: str) -> str:
    """A language as Open Graph writes it."""
    return LOCALES.get(language, f"{language}_{language.upper()}")


def graph(article: Article, text: Translation, body: Rendered, trail: list[Category]) -> SafeString:
    """The JSON-LD of a page, safe inside a script element."""
    nodes = [_breadcrumbs(article, text, trail), _main(article, text, body)]
    told = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False)
    return mark_safe(told.translate(ESCAPES))  # noqa: S308  (no tag can begin or end in it)


def _breadcrumbs(article: Article, text: Translation, trail: list[Category]) -> Node:
    site = f"{settings.SITE_URL}/help/"
    steps = [(shelf.name, f"{site}topics/{shelf.slug}/") for shelf in trail]
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": there}
        for place, (name, there) in enumerate([*steps, (text.title, address(article, text))], 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _main(article: Article, text: Translation, body: Rendered) -> Node:
    about = {"inLanguage": text.language, "url": address(article, text), "dateModified": _changed(text)}
    if article.kind == Article.Kind.FAQ:
        asked = body.questions or ((text.title, body.plain),)
        return {
            "@type": "FAQPage",
            "name": text.title,
            "mainEntity": [_question(*one) for one in asked],
        } | about
    if article.kind == Article.Kind.HOW_TO and body.steps:
        steps = [{"@type": "HowToStep", "position": at, "text": one} for at, one in enumerate(body.steps, 1)]
        return {"@type": "HowTo", "name": text.title, "description": text.summary, "step": steps} | about
    return {"@type": "Article", "headline": text.title, "description": text.summary} | about


def _question(question: str, answer: str) -> Node:
    return {"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": answer}}


def _changed(text: Translation) -> str:
    moment = text.live.saved_at if text.live else text.published_at
    return moment.isoformat() if moment else ""

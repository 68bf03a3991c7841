"""The shield in real Chromium masks just what the shield here masks, and asks nobody but its own files."""

import asyncio
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.async_api import Page, Route, async_playwright

from support.shield import doubts, find, mask
from support.shield.browser import LIB, files

from .appendix import FRENCH, HARMLESS, SAID, SECRETS, SPANISH, XPRV
from .messages import messages
from .test_appendix import AROUND

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
SITE = "http://shield.localhost/"
MASK = """async texts => {
    const { mask, find, doubts, ready } = await import("/shield.js");
    const said = look => text => look(text).map(f => [f.kind, f.certainty, text.slice(f.start, f.end)]);
    const results = [];
    for (const text of texts) {
        await ready(text);
        results.push({ ...mask(text), found: said(find)(text), asked: said(doubts)(text) });
    }
    return results;
}"""


async def _from_disk(route: Route) -> None:
    name = route.request.url.removeprefix(SITE)
    if not name:
        await route.fulfill(body="<!doctype html>", content_type="text/html; charset=utf-8")
    elif (path := LIB / name).is_file():
        await route.fulfill(
            body=path.read_text(encoding="utf-8"), content_type="text/javascript; charset=utf-8"
        )
    else:
        await route.abort()


def _on_a_page(work: Callable[[Page], Any]) -> Any:
    """What `work` gives on a page of its own browser, in a thread without anybody else's event loop."""

    async def run() -> Any:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
            )
            page = await browser.new_page()
            await page.route("**/*", _from_disk)
            await page.goto(SITE)
            try:
                return await work(page)
            finally:
                await browser.close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(run())).result()


def _scraps(count: int) -> list[str]:
    """Secrets, near-secrets and cues in any order, glued together in any way."""
    random = Random(11)
    whole = [*(s for _, s in SECRETS), *(s for _, s, _ in SAID), *HARMLESS]
    cues = [
        "password:",
        "code",
        "seed phrase",
        "私钥",
        "⟦masked:seed⟧",
        "\u200b",
        "😀",
        "is",
        "4",
        "é",
        "ß",
        "İ",
        "\n",
    ]
    return [
        random.choice(["", " ", "\n"]).join(
            random.choice([*whole, *cues * 4]) for _ in range(random.randrange(1, 7))
        )
        for _ in range(count)
    ]


TEXTS = [
    *(around.format(text) for _, text in SECRETS for around in AROUND),
    *(words for _, words, _ in SAID),
    *(around.format(text) for text in HARMLESS for around in AROUND),
    *messages(1000),
    *_scraps(600),
]


@pytest.fixture(scope="module")
def in_browser() -> dict[str, dict[str, Any]]:
    """Each text and what the browser's shield says of it."""
    results = _on_a_page(lambda page: page.evaluate(MASK, TEXTS))
    return dict(zip(TEXTS, results, strict=True))


@pytest.mark.browser
def test_the_browser_masks_what_the_server_masks(in_browser: dict[str, dict[str, Any]]) -> None:
    here = {text: mask(text) for text in TEXTS}
    assert {t: (r["text"], r["kinds"]) for t, r in in_browser.items()} == {
        t: (m.text, m.kinds) for t, m in here.items()
    }


@pytest.mark.browser
def test_the_browser_finds_at_the_same_places_and_asks_the_same_questions(
    in_browser: dict[str, dict[str, Any]],
) -> None:
    for text, result in in_browser.items():
        assert result["found"] == [[f.kind, f.certainty, text[f.start : f.end]] for f in find(text)]
        assert result["asked"] == [[f.kind, f.certainty, text[f.start : f.end]] for f in doubts(text)]


@pytest.mark.browser
def test_english_and_keys_are_known_before_any_list_is_fetched() -> None:
    """The first mask of a text happens at once; other languages follow when their lists are here."""
    masked = """async texts => {
        const { mask, ready } = await import("/shield.js");
        const first = texts.map(text => mask(text).kinds.length);
        await Promise.all(texts.map(ready));
        return [first, texts.map(text => mask(text).kinds.length)];
    }"""
    texts = [SECRETS[0][1], XPRV, SPANISH, FRENCH]
    assert _on_a_page(lambda page: page.evaluate(masked, texts)) == [[1, 1, 0, 0], [1, 1, 1, 1]]


@pytest.mark.browser
def test_without_its_lists_the_browser_still_masks_the_rest() -> None:
    async def offline(page: Page) -> Any:
        await page.route("**/bip39/spanish.js", lambda route: route.abort())
        return await page.evaluate(MASK, [f"{SPANISH} my password is Hunter2!x"])

    (result,) = _on_a_page(offline)
    assert result["kinds"] == ["password"]


def test_the_browser_s_tables_are_what_the_rules_say() -> None:
    stale = [name for name, content in files() if (LIB / name).read_text(encoding="utf-8") != content]
    assert not stale, "run `python -m support.shield.browser`"


def test_no_list_is_left_over() -> None:
    assert {f"bip39/{path.name}" for path in Path(LIB, "bip39").iterdir()} == {
        name for name, _ in files() if name.startswith("bip39/")
    }

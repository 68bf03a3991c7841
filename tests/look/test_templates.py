"""Every template and script of ours keeps the house rules: nothing inline, nothing from elsewhere."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html")) + sorted(ROOT.glob("*/templates/**/*.html"))
PAGES = [path for path in TEMPLATES if "emails" not in path.parts]
SCRIPTS = [p for p in sorted((ROOT / "static").rglob("*.js")) if "vendor" not in p.parts]
STYLES = [p for p in sorted((ROOT / "static").rglob("*.css")) if "vendor" not in p.parts]

INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")[^>]*>", re.I)
HANDLER = re.compile(r"<[^>]*\s(on[a-z]+)\s*=\s*[\"'{]", re.I)
STYLE_BLOCK = re.compile(r"<style\b", re.I)
JAVASCRIPT_ADDRESS = re.compile(r"(?:href|src|action)\s*=\s*[\"']?\s*javascript:", re.I)
LOADS = re.compile(
    r"<(?:script|link|img|iframe|source|video|audio|embed|object|use)\b[^>]*?\b(?:src|href|data)=[\"']"
    r"(?:https?:)?//",
    re.I,
)
FOREIGN = re.compile(r"""(?:url\(\s*["']?|import\s+["']|fetch\(\s*["'`])(?:https?:)?//""", re.I)
UNKNOWN_STYLE = re.compile(r"style=\"(?!--|\{%)[^\"]*\"")
ICON = re.compile(r"{%\s*icon\s+\"([a-z-]+)\"")
NO_TARGET = re.compile(r"<a\b(?=[^>]*target=\"_blank\")(?![^>]*rel=)", re.I)

ALONE = "export_head.html"  # the head of a file that is read far from our stylesheets


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_keeps_the_house_rules(path):
    source = path.read_text()
    rules = (INLINE_SCRIPT, HANDLER, JAVASCRIPT_ADDRESS, LOADS, NO_TARGET, UNKNOWN_STYLE)
    for rule in rules if path.name == ALONE else (*rules, STYLE_BLOCK):
        assert not (found := rule.search(source)), f"{found[0]!r}"


@pytest.mark.parametrize("path", SCRIPTS + STYLES, ids=name)
def test_scripts_and_styles_ask_nobody_else(path):
    source = path.read_text()
    assert not FOREIGN.search(source)
    assert "eval(" not in source
    assert "new Function" not in source


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_never_builds_markup_from_text(path):
    """Fragments come rendered from the server; what a script writes itself it writes as text."""
    source = path.read_text()
    assert not re.search(r"\.outerHTML\s*=|document\.write|insertAdjacentHTML\([^,]+,\s*`", source)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_icon_named_in_a_template_is_drawn(path):
    drawn = set(re.findall(r'<symbol id="([a-z-]+)"', (ROOT / "static/img/icons.svg").read_text()))
    assert set(ICON.findall(path.read_text())) <= drawn


def test_every_part_of_the_stylesheet_is_linked():
    linked = set(
        re.findall(r'url\("components/([a-z-]+\.css)"\)', (ROOT / "static/css/fairlead.css").read_text())
    )
    assert linked == {path.name for path in (ROOT / "static/css/components").glob("*.css")}


@pytest.mark.parametrize(
    ("rule", "bad"),
    [
        (INLINE_SCRIPT, "<script>alert(1)</script>"),
        (INLINE_SCRIPT, '<script type="module">x</script>'),
        (HANDLER, '<a href="#" onclick="x()">'),
        (HANDLER, "<body onload='x()'>"),
        (JAVASCRIPT_ADDRESS, '<a href="javascript:x()">'),
        (LOADS, '<script src="https://cdn.example/x.js">'),
        (LOADS, '<img alt="" src="//tracker.example/x.gif">'),
        (FOREIGN, "background: url(https://fonts.example/x.woff2)"),
        (NO_TARGET, '<a href="/x" target="_blank">'),
        (STYLE_BLOCK, "<style>p {}</style>"),
    ],
)
def test_the_rules_bite(rule, bad):
    assert rule.search(bad)


@pytest.mark.parametrize(
    ("rule", "fine"),
    [
        (INLINE_SCRIPT, '<script type="module" src="/static/js/app.js" nonce="x"></script>'),
        (INLINE_SCRIPT, '<script type="application/json">{}</script>'),
        (HANDLER, '<input name="only" data-once="1" content="on">'),
        (LOADS, '<a href="https://example.org">'),
        (UNKNOWN_STYLE, '<span style="--used: .62">'),
    ],
)
def test_the_rules_let_good_markup_pass(rule, fine):
    assert not rule.search(fine)

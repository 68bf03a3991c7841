"""An article as Lighthouse sees it on a phone: npm's lighthouse, system Chromium, production settings.

Needs node with npm and Chromium. npm keeps lighthouse in its own cache; nothing of it comes into the tree.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from bench.figures import figure
from bench.servers import free_port, serving
from helpcenter.models import Translation

LIGHTHOUSE = "lighthouse@12"
PARTS = ("performance", "accessibility", "best-practices", "seo")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
FIGURES = {
    "largest-contentful-paint": ("lcp", "ms (simulated phone)"),
    "cumulative-layout-shift": ("cls", "shift"),
    "total-blocking-time": ("tbt", "ms (simulated phone)"),
    "total-byte-weight": ("bytes", "bytes on the wire"),
}


def measure() -> dict[str, dict[str, object]]:
    """Scores of 100 for the longest of the demo's articles, and what they are made of."""
    call_command("load_articles", verbosity=0)
    out = Translation.objects.filter(language="en", status="published").select_related("article")
    slug = max(out, key=lambda one: len(one.body)).article.slug
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    env = _production(address)
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], env=env, check=True)
    command = ["granian", "--interface", "wsgi", "--no-ws", "--blocking-threads", "4", "--port", str(port)]
    with serving(*command, "support.wsgi:application", port=port, **env):
        told = _look(f"{address}/help/{slug}/")
    for name, audit in told["audits"].items():
        if audit["score"] is not None and audit["score"] < 1 and audit["scoreDisplayMode"] == "binary":
            print(f"  not yet: {name}: {audit['title']}")
    scores = {
        f"lighthouse.article.{part}": figure(100 * (told["categories"][part]["score"] or 0), "of 100", 1)
        for part in PARTS
    }
    made_of = {
        f"lighthouse.article.{name}": figure(told["audits"][audit]["numericValue"], unit, 1)
        for audit, (name, unit) in FIGURES.items()
    }
    return scores | made_of


def _production(address: str) -> dict[str, str]:
    """The environment of a production desk that speaks plain HTTP to this machine alone."""
    return os.environ | {
        "FAIRLEAD_MODE": "production",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": address,
        "SECURE_SSL_REDIRECT": "false",
        "X_ENABLED": "false",
        "FACEBOOK_ENABLED": "false",
    }


def _look(address: str) -> dict[str, dict[str, dict[str, float]]]:
    """Lighthouse's report, on its own settings for phones."""
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    report = Path(settings.VAR_DIR) / "lighthouse.json"
    command = ["npx", "--yes", LIGHTHOUSE, address, "--quiet", "--output=json", f"--output-path={report}"]
    subprocess.run(
        [*command, f"--only-categories={','.join(PARTS)}", f"--chrome-flags={FLAGS}"],
        env=os.environ | {"CHROME_PATH": str(browser)},
        check=True,
        timeout=300,
    )
    return json.loads(report.read_text())

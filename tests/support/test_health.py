"""/healthz says whether this process can work, to anybody, and nothing more."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.django_db
def test_all_is_well(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "redis": "ok"}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_a_silent_valkey_makes_it_unwell_without_telling_strangers_why(client, settings):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.REDIS_URL = f"redis://:a-password@127.0.0.1:{closed.getsockname()[1]}/0"
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"database": "ok", "redis": "down"}
    assert b"password" not in answer.content


@pytest.mark.django_db
def test_it_only_answers_questions(client):
    assert client.post("/healthz").status_code == 405


def test_the_asking_program_says_no_when_nobody_listens():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = str(closed.getsockname()[1])
        asked = [sys.executable, "-m", "support.health", port]
        done = subprocess.run(asked, cwd=ROOT, env=os.environ, capture_output=True, text=True)
    assert done.returncode == 1
    assert "refused" in done.stderr

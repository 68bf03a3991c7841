"""The guesser of topics that knows the catalogue only: subjects of the demo's stories, in nine languages.

By the same stories the guesser's three constants were chosen, so a desk of its own measures again:
`manage.py learn_topics --measure`.
"""

import json
import re
import time
from pathlib import Path

from bench.figures import figure, quantile
from tickets.guessing import learning, lessons, measuring
from tickets.guessing.guesser import Guesser
from tickets.guessing.lessons import Lesson

STORIES = json.loads(Path("support/demo/stories.json").read_text())
FILLED_IN = re.compile(r"\{\w+\}")


def measure() -> dict[str, dict[str, object]]:
    """Shares of subjects whose topic came first and among the first three, and what one guess takes."""
    guesser = Guesser(*learning.count(lessons.of_catalogue()))
    told = [
        Lesson(story["topic"], story["language"], FILLED_IN.sub("", story["subject"]), 1.0)
        for story in STORIES
    ]
    score, took = measuring.measure(guesser, told), [_seconds(guesser, lesson) for lesson in told * 10]
    return {
        "topics.first_of_subject": figure(score.first, "share, catalogue only", score.texts),
        "topics.first_three_of_subject": figure(score.among_three, "share, catalogue only", score.texts),
        "topics.guess.p95_ms": figure(quantile(took, 0.95) * 1000, "ms", len(took)),
    }


def _seconds(guesser: Guesser, lesson: Lesson) -> float:
    start = time.perf_counter()
    guesser.guess(lesson.words, lesson.code)
    return time.perf_counter() - start

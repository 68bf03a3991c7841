"""Because time passed: what was published is read for its meaning, where the house searches by it."""

from celery import shared_task

from support.search.meaning import ground, model, reading

A_WHILE = 20.0  # seconds of one task; the next goes on


@shared_task
def read_for_meaning() -> int:
    """How many documents were read; twice is safe, one process reads at a time and nothing is read twice."""
    if not (model.is_on() and ground.is_there()):
        return 0
    reading.forget()
    done, _all = reading.go_on(A_WHILE)
    return done

"""Because time passed: texts go out and come back, and files of articles are tried out and taken in."""

from celery import shared_task

from helpcenter.exchange import runs
from helpcenter.writing import review

LONGEST = 15 * 60  # seconds; the largest file there may be


@shared_task
def keep_to_the_times() -> int:
    """Put out and take back what is due; twice is safe, a time that was kept is none any more."""
    return review.keep_to_the_times()


@shared_task(time_limit=LONGEST)
def go_on_with_article_files() -> int:
    """Twice is safe: a file has one worker at a time, and is taken in whole or not at all."""
    runs.forget()
    return runs.go_on()

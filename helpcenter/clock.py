"""Because time passed: files of articles that editors brought are tried out and taken in."""

from celery import shared_task

from helpcenter.exchange import runs

LONGEST = 15 * 60  # seconds; the largest file there may be


@shared_task(time_limit=LONGEST)
def go_on_with_article_files() -> int:
    """Twice is safe: a file has one worker at a time, and is taken in whole or not at all."""
    runs.forget()
    return runs.go_on()

"""Because time passed: texts go out and come back, and files of articles are tried out and taken in."""

from celery import shared_task

from helpcenter import following, searches
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


@shared_task
def forget_searches() -> int:
    """What was searched for long ago is cleared away; twice is safe, the second time there is none."""
    return searches.forget()


@shared_task
def catch_up_with_texts() -> int:
    """The index is told what it could not be told before; twice is safe, it follows the rows."""
    return following.catch_up()

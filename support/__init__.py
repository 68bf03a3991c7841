"""The Django project: a roof (wiring) and a ground floor (what every room stands on)."""

from support.celery import app as celery_app

__all__ = ["celery_app"]

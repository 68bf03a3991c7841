"""One noun a file."""

from helpcenter.models.article import Article
from helpcenter.models.category import Category
from helpcenter.models.translation import Revision, Translation
from helpcenter.models.visit import Visit
from helpcenter.models.vote import Vote

__all__ = ["Article", "Category", "Revision", "Translation", "Visit", "Vote"]

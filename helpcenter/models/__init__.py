"""One noun a file."""

from helpcenter.models.article import Article
from helpcenter.models.category import Category
from helpcenter.models.searched import Judgement, Opened, Searched
from helpcenter.models.translation import Revision, Translation
from helpcenter.models.vote import Vote

__all__ = ["Article", "Category", "Judgement", "Opened", "Revision", "Searched", "Translation", "Vote"]

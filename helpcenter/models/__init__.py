"""One noun a file."""

from helpcenter.models.address import FormerAddress, FormerShelf
from helpcenter.models.article import Article
from helpcenter.models.article_file import ArticleFile
from helpcenter.models.category import Category
from helpcenter.models.fact import Fact
from helpcenter.models.flag import Flag
from helpcenter.models.glossary import LockedTerm
from helpcenter.models.media import Picture, Video
from helpcenter.models.revision import Revision
from helpcenter.models.searched import Judgement, Opened, Searched
from helpcenter.models.snippet import Snippet
from helpcenter.models.translation import Translation
from helpcenter.models.unindexed import Unindexed
from helpcenter.models.unsent import Unsent
from helpcenter.models.visit import Visit
from helpcenter.models.vote import Vote

__all__ = [
    "Article",
    "ArticleFile",
    "Category",
    "Fact",
    "Flag",
    "FormerAddress",
    "FormerShelf",
    "Judgement",
    "LockedTerm",
    "Opened",
    "Picture",
    "Revision",
    "Searched",
    "Snippet",
    "Translation",
    "Unindexed",
    "Unsent",
    "Video",
    "Visit",
    "Vote",
]

"""The addresses under /help/. An article's own one works in every language; a language may have another."""

from django.urls import path, re_path
from django.views.decorators.http import require_safe

from helpcenter import editors, searching, serving, sitemap, views, voting
from helpcenter.feeds import News
from helpcenter.speaking import spoken

app_name = "helpcenter"
FORM = "(?P<form>rss|atom)"
NEWS = require_safe(spoken(News()))
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", searching.search, name="search"),
    path("suggest/", searching.suggest, name="suggest"),
    path("options/", searching.options, name="options"),
    path("found/<slug:slug>/", searching.found, name="found"),
    path("searches/", editors.searches, name="searches"),
    path("searches/judge/", editors.judge, name="judge"),
    path("titles/", views.titles, name="titles"),
    path("topics/<slug:slug>/", views.category, name="category"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap.part, name="sitemap-part"),
    re_path(rf"^feeds/news\.{FORM}$", NEWS, name="feed"),
    re_path(rf"^feeds/topics/(?P<shelf>[-\w]+)\.{FORM}$", NEWS, name="feed-of-shelf"),
    re_path(rf"^feeds/kinds/(?P<kind>[-\w]+)\.{FORM}$", NEWS, name="feed-of-kind"),
    path("media/<slug:name>/<str:file>", serving.serve, name="media"),
    path("<slug:slug>/", views.article, name="article"),
    path("<slug:slug>/vote/", voting.vote, name="vote"),
]

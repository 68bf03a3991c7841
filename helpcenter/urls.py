"""The addresses under /help/. An article's address is the same in every language."""

from django.urls import path

from helpcenter import editors, searching, views

app_name = "helpcenter"
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
    path("<slug:slug>/", views.article, name="article"),
    path("<slug:slug>/vote/", views.vote, name="vote"),
]

"""The addresses under /help/. An article's own one works in every language; a language may have another."""

from django.urls import path

from helpcenter import serving, views, voting

app_name = "helpcenter"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("suggest/", views.suggest, name="suggest"),
    path("titles/", views.titles, name="titles"),
    path("topics/<slug:slug>/", views.category, name="category"),
    path("media/<slug:name>/<str:file>", serving.serve, name="media"),
    path("<slug:slug>/", views.article, name="article"),
    path("<slug:slug>/vote/", voting.vote, name="vote"),
]

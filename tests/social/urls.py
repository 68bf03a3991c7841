"""Interim root until every room has its addresses."""

from django.urls import include, path

urlpatterns = [path("hooks/", include("social.urls"))]

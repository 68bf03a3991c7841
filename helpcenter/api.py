"""Article search for machines."""

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from helpcenter import search
from helpcenter.results import Found
from support.people.models import ApiKey


class Question(serializers.Serializer[None]):
    """What may be asked."""

    q = serializers.CharField(max_length=200)
    language = serializers.ChoiceField(settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    limit = serializers.IntegerField(min_value=1, max_value=search.MOST, default=10)


class FoundFields(serializers.Serializer[Found]):
    """An article that may answer, as strangers may read it."""

    slug = serializers.CharField()
    url = serializers.SerializerMethodField()
    title = serializers.CharField()
    snippet = serializers.CharField(help_text="HTML: escaped text with <mark>.")
    language = serializers.CharField(help_text="Of the text; another one than asked for where it is missing.")
    kind = serializers.CharField(source="article.get_kind_display")
    category = serializers.CharField(source="article.category.name")
    score = serializers.FloatField()

    def get_url(self, found: Found) -> str:
        """The article's page."""
        return settings.SITE_URL + found.url.partition("?")[0]


class Articles(APIView):
    """Published articles, best first."""

    scope = ApiKey.Scope.ARTICLES_READ

    @extend_schema(parameters=[Question], responses=FoundFields(many=True))
    def get(self, request: Request) -> Response:
        """Search as a customer would, in one language."""
        question = Question(data=request.query_params.dict())  # a QueryDict would take "limit=" for none
        question.is_valid(raise_exception=True)
        asked = question.validated_data
        found = search.find(asked["q"], asked["language"], asked["limit"], by_meaning=True)
        return Response([FoundFields(one).data for one in found])

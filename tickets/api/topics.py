"""What may be asked: the topics with their questions, so that an app can build its own form."""

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from support.people.models import ApiKey
from tickets import priority, topics
from tickets.fields.asked import options
from tickets.models import Topic, TopicField


class OptionFields(serializers.Serializer[dict[str, str]]):
    """Something that may be chosen."""

    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # DRF takes declared fields off the class


class QuestionFields(serializers.ModelSerializer[TopicField]):
    """A typed question of a topic."""

    label = serializers.CharField(read_only=True)  # type: ignore[assignment]
    help = serializers.CharField(read_only=True)
    required = serializers.SerializerMethodField(  # type: ignore[assignment]
        help_text="Never where the severity is 0."
    )
    choices = serializers.SerializerMethodField(help_text="Empty where anything may be written.")

    class Meta:
        model = TopicField
        fields = ["key", "kind", "label", "help", "required", "choices"]
        read_only_fields = ["key", "kind"]

    def get_required(self, question: TopicField) -> bool:
        """Whether a ticket is refused without it."""
        return question.required and not priority.is_urgent(question.topic.severity)

    @extend_schema_field(OptionFields(many=True))
    def get_choices(self, question: TopicField) -> list[dict[str, str]]:
        """In the order of the form."""
        return [{"value": value, "label": str(label)} for value, label in options(question)]


class TopicFields(serializers.ModelSerializer[Topic]):
    """A reason to write, in the language of the call."""

    name = serializers.CharField(read_only=True)
    category_name = serializers.SerializerMethodField()
    hint = serializers.CharField(read_only=True, help_text="What to have at hand.")
    articles = serializers.ListField(
        child=serializers.CharField(),
        read_only=True,
        help_text="Short names of what to read, the best first.",
    )
    fields = QuestionFields(many=True, read_only=True)  # type: ignore[assignment]  # as a ticket names them

    class Meta:
        model = Topic
        fields = ["slug", "name", "category", "category_name", "hint", "severity", "articles", "fields"]
        read_only_fields = ["slug", "category", "severity"]

    def get_category_name(self, topic: Topic) -> str:
        """As the form groups them."""
        return topics.category_name(topic.category)


class Topics(APIView):
    """The topics a ticket may have."""

    scope = (ApiKey.Scope.TICKETS_READ, ApiKey.Scope.TICKETS_WRITE)

    @extend_schema(responses=TopicFields(many=True))
    def get(self, request: Request) -> Response:
        """All of them with their questions, in the language of `Accept-Language`."""
        rows = Topic.objects.prefetch_related("fields")
        return Response(TopicFields(rows, many=True).data, headers={"Content-Language": get_language()})

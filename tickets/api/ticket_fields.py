"""How a ticket is told to machines, and what opens one."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from support.people.models import Customer, Team
from tickets import states
from tickets.api import repeats
from tickets.api.answers import AnswerFields, AnswersField
from tickets.api.messages import BodyField, MessageFields
from tickets.models import Message, Ticket, Topic


@extend_schema_field(serializers.CharField(help_text="The exchange's id of a customer."))
class CustomerField(serializers.SlugRelatedField[Customer]):
    """Somebody the exchange has told us of."""

    def __init__(self) -> None:
        super().__init__(slug_field="exchange_id", queryset=Customer.objects.all())


class Opening(serializers.ModelSerializer[Ticket]):
    """A new ticket in its customer's words."""

    customer = CustomerField()
    topic = serializers.SlugRelatedField(
        slug_field="slug",
        queryset=Topic.objects.all(),
        required=False,
        allow_null=True,
        help_text="The `slug` of one of `/api/v1/topics/`; without one an agent finds out.",
    )
    fields = AnswersField()  # type: ignore[assignment]  # DRF takes declared fields off the class
    body = BodyField()
    repeats = repeats.field()

    class Meta:
        model = Ticket
        fields = ["customer", "subject", "topic", "language", "fields", "body", "repeats"]


class TicketFields(serializers.ModelSerializer[Ticket]):
    """A ticket as a list shows it."""

    customer: serializers.SlugRelatedField[Customer] = serializers.SlugRelatedField(
        slug_field="exchange_id",
        read_only=True,
        allow_null=True,
        help_text="Null for somebody the exchange does not know.",
    )
    topic: serializers.SlugRelatedField[Topic] = serializers.SlugRelatedField(
        slug_field="slug", read_only=True, allow_null=True
    )
    team: serializers.SlugRelatedField[Team] = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    state = serializers.SerializerMethodField(help_text="Where it stands for its customer.")
    state_words = serializers.SerializerMethodField(help_text="The same as its customer reads it.")
    merged_into: serializers.SlugRelatedField[Ticket] = serializers.SlugRelatedField(
        slug_field="reference",
        read_only=True,
        allow_null=True,
        help_text="Where it goes on, when it was merged.",
    )
    follows: serializers.SlugRelatedField[Ticket] = serializers.SlugRelatedField(
        slug_field="reference",
        read_only=True,
        allow_null=True,
        help_text="The closed ticket it goes on from.",
    )

    class Meta:
        model = Ticket
        fields = ["reference", "severity", "status", "channel", "team", "opened_at", "due_at", "resolved_at"]
        fields += [
            "merged_into",
            "follows",
            "state",
            "state_words",
            "customer",
            "subject",
            "topic",
            "language",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(list(states.STATES)))
    def get_state(self, ticket: Ticket) -> str:
        """By its name in `tickets.states`."""
        return states.of(ticket).slug

    def get_state_words(self, ticket: Ticket) -> str:
        """In the language of the request."""
        return states.words(ticket)


class WholeTicket(TicketFields):
    """A ticket with everything the customer may see."""

    answers = AnswerFields(source="values", many=True, read_only=True)
    messages = serializers.SerializerMethodField()
    parts: serializers.SlugRelatedField[Ticket] = serializers.SlugRelatedField(
        slug_field="reference", many=True, read_only=True, help_text="What was merged into it."
    )

    class Meta(TicketFields.Meta):
        fields = [*TicketFields.Meta.fields, "answers", "parts", "messages"]
        read_only_fields = fields

    @extend_schema_field(MessageFields(many=True))
    def get_messages(self, ticket: Ticket) -> list[dict[str, object]]:
        """The public thread, in order."""
        said = ticket.messages.exclude(kind=Message.Kind.NOTE).order_by("seq")
        return list(MessageFields(said, many=True).data)

"""The exchange tells us who a customer is and which tier they have reached."""

from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from support.audit import book
from support.people.actions import change_tier
from support.people.keys import KeyRequest
from support.people.models import ApiKey, Customer, Tier, TierSource

LONGEST_ID, LONGEST_ADDRESS = 64, 254


class CustomerFields(serializers.Serializer[Customer]):
    """What the exchange may tell; only the tier must be there."""

    tier = serializers.SlugRelatedField(slug_field="slug", queryset=Tier.objects.all())
    name = serializers.CharField(max_length=120, required=False)
    email = serializers.EmailField(max_length=LONGEST_ADDRESS, required=False)
    language = serializers.ChoiceField(settings.LANGUAGES, required=False)
    time_zone = serializers.CharField(max_length=64, required=False, help_text="As Europe/Berlin.")
    reason = serializers.CharField(max_length=200, required=False, write_only=True, default="")

    def validate_time_zone(self, name: str) -> str:
        """Only zones we can tell the time in."""
        if name not in available_timezones():
            raise serializers.ValidationError("No such time zone.")
        return name


class KnownFields(CustomerFields):
    """A customer as we know them now."""

    exchange_id = serializers.CharField(read_only=True)
    email = serializers.CharField(read_only=True, help_text="Empty when nobody told us.")  # type: ignore[assignment]


class CustomerByExchangeId(APIView):
    """One customer, by the id the exchange knows them by."""

    scope = ApiKey.Scope.CUSTOMERS_WRITE

    @extend_schema(request=CustomerFields, responses={200: KnownFields, 201: KnownFields})
    def put(self, request: KeyRequest, exchange_id: str) -> Response:
        """Set tier and facts; the same call again changes nothing. 201 for a customer we did not know."""
        if len(exchange_id) > LONGEST_ID:
            raise serializers.ValidationError({"exchange_id": [f"At most {LONGEST_ID} characters."]})
        fields = CustomerFields(data=request.data)
        fields.is_valid(raise_exception=True)
        facts: dict[str, Any] = dict(fields.validated_data)
        tier, reason, key = facts.pop("tier"), facts.pop("reason"), request.api_key.name
        with transaction.atomic():
            told = {"tier": tier, "tier_source": TierSource.API, "tier_told_at": timezone.now()}
            customer, made = Customer.objects.update_or_create(
                exchange_id=exchange_id, defaults=facts, create_defaults=facts | told
            )
            if made:
                book.record("customer.made", customer, key=key, tier=tier.slug)
            why = ", ".join(filter(None, [reason, f"told by {key}"]))
            change_tier(customer, to=tier, reason=why, source=TierSource.API)
        customer.refresh_from_db()
        return Response(KnownFields(customer).data, 201 if made else 200)

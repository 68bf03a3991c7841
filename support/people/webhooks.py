"""The exchange sends word of a changed tier: signed, heard once, and never older than what we know.

The contract, with an example to try, is docs/exchange.md.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from support import shield, signatures
from support.people import exchange
from support.people.actions import change_tier
from support.people.api import LONGEST_ID
from support.people.models import Customer, Tier, TierNews, TierSource
from support.problems import TooLarge

log = logging.getLogger(__name__)
SKEW = timedelta(seconds=signatures.TOLERANCE)  # the exchange's clock may be ahead of ours by so much


class IsSigned(BasePermission):
    """Lets a delivery through that carries the exchange's signature over its very bytes."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Raises TooLarge for more bytes than we read, PermissionDenied without a good signature."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > exchange.MAX_BODY:
            raise TooLarge
        body, now = request._request.body, timezone.now().timestamp()
        if signatures.is_signed(settings.EXCHANGE_SECRETS, headers=request.headers, body=body, now=now):
            return True
        log.warning("a call to the exchange's webhook was not signed by the exchange")
        raise PermissionDenied("The signature does not match these bytes and this time.")


class Moment(serializers.Field[datetime, str, str, Any]):
    """An instant with its zone: without one, nobody knows when it was."""

    def to_internal_value(self, data: Any) -> datetime:
        """Raises ValidationError for what is no instant, and for one that is still to come."""
        try:
            at = parse_datetime(data) if isinstance(data, str) else None
        except ValueError:
            at = None
        if at is None or at.tzinfo is None:
            raise serializers.ValidationError("Write it as 2026-11-22T10:00:00Z.")
        if at > timezone.now() + SKEW:
            raise serializers.ValidationError("This is still to come.")
        return at

    def to_representation(self, value: datetime) -> str:
        """As ISO 8601."""
        return value.isoformat()


class News(serializers.Serializer[Any]):
    """What a delivery says."""

    type = serializers.ChoiceField(["customer.tier_changed"])
    customer = serializers.CharField(max_length=LONGEST_ID)
    tier = serializers.SlugRelatedField(slug_field="slug", queryset=Tier.objects.all())
    at = Moment()
    reason = serializers.CharField(max_length=200, required=False, default="", allow_blank=True)


class ExchangeHook(APIView):
    """POST /hooks/exchange/."""

    permission_classes = [IsSigned]

    @extend_schema(exclude=True)
    def post(self, request: Request) -> Response:
        """Change one customer's tier, once; a repeat is answered the same and changes nothing."""
        news = News(data=request.data)
        news.is_valid(raise_exception=True)
        said = news.validated_data
        with transaction.atomic():
            customer = Customer.objects.filter(exchange_id=said["customer"]).first()
            if customer is None:
                raise NotFound("We know no such customer.")
            heard, new = TierNews.objects.get_or_create(
                delivery_id=request.headers["webhook-id"],
                defaults={"customer": customer, "tier": said["tier"], "at": said["at"]},
            )
            if new:
                heard.changed = change_tier(
                    customer,
                    to=said["tier"],
                    reason=shield.mask(said["reason"]).text[:200],
                    source=TierSource.WEBHOOK,
                    at=said["at"],
                )
                heard.save(update_fields=["changed"])
        return Response({"changed": heard.changed})

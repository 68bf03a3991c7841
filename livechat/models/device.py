"""A browser that goes on with a visit inside a foreign page, and the proofs of who sits there."""

from datetime import datetime

from django.db import models
from django.utils import timezone

from livechat.models.site import Site
from livechat.models.visit import Visit


class Device(models.Model):
    """One browser on one site, known by a token it alone has; we keep the token's digest.

    A stranger's device may see its visit. Once the visit is somebody's, only a device that has proven to be
    theirs may, and only as long as the proof lasts.
    """

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="devices")
    site = models.ForeignKey(Site, models.CASCADE, related_name="devices")
    token_digest = models.CharField(max_length=64, unique=True)
    address = models.CharField(max_length=45, blank=True)  # where it came from first, for limits
    external_id = models.CharField(max_length=64, blank=True)
    verified_until = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.site_id}:{self.pk}"

    def is_verified(self, now: datetime) -> bool:
        """Whether the host site vouches for who sits here now."""
        return self.verified_until is not None and self.verified_until > now

    @property
    def may_see(self) -> bool:
        """Whether what was said on the visit is for who sits here now."""
        customer = self.visit.customer
        if customer is None or customer.is_unvouched:
            return True
        return self.is_verified(timezone.now()) and self.external_id == customer.exchange_id


class Proof(models.Model):
    """A signed identity that was taken, so that no other browser can use it again."""

    site = models.ForeignKey(Site, models.CASCADE)
    jti = models.CharField(max_length=64)
    device = models.ForeignKey(Device, models.SET_NULL, null=True, related_name="proofs")
    until = models.DateTimeField()  # when it would be refused anyway

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "jti"], name="one_use_a_proof")]

    def __str__(self) -> str:
        return f"{self.site_id}:{self.jti}"

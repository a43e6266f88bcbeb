"""What a campaign says to what the campaign above has pushed down."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from vinhdanh.steps.campaigns.models.campaign import Campaign, Version


class Answer(models.Model):
    """One thing that was pushed down is taken over, or not, with the reason. Never changed: a later answer stands beside, the last one counts."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="answers")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="answers")
    key = models.CharField(max_length=80)
    item = models.JSONField()
    """What was pushed down, as `pushing.Item` writes it."""
    taken = models.BooleanField()
    own = models.TextField(blank=True)
    """What the campaign said itself when it answered, as people read it."""
    reason = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("campaign", "key")),)
        constraints = (
            models.CheckConstraint(condition=models.Q(taken=True) | ~models.Q(reason=""), name="a_refusal_has_a_reason"),
        )

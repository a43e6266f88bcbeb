"""A merger or a split with all that it changed, so that it can be taken back."""

from __future__ import annotations

from django.db import models

from vinhdanh.platform.organisations.models.unions import Succession, Union
from vinhdanh.platform.personal.fields import SealedJSONField


class Reorganisation(models.Model):
    """One decision by which unions merged into `union`, or `union` was split; what it changed stays until it is taken back."""

    kind = models.CharField(max_length=10, choices=Succession.Kind.choices)
    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="reorganisations")
    old = models.JSONField(default=list)
    """Keys of the unions that merged or were split."""
    new = models.JSONField(default=list)
    """Keys of the unions that came of them: the one that was kept, or the parts."""
    day = models.DateField()
    decision = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)
    changes = SealedJSONField(default=dict, place="reorganisation changes")
    """What it changed (`services.taking_back`); empty: taken back."""
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.decision

"""Groups of unions that compete and vote together ("khối, cụm thi đua"), with dates."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from vinhdanh.platform.organisations.models.unions import Union


class UnionGroup(models.Model):
    """A group that `owner` has formed of unions below it."""

    owner = models.ForeignKey(Union, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=500)
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    once = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        ordering = ("position", "sort_key", "id")
        constraints = (models.UniqueConstraint(fields=("owner", "name", "valid_from"), name="one_group_name_per_owner"),)

    def __str__(self) -> str:
        return self.name


class GroupMembership(models.Model):
    """A union belongs to a group from a day to a day (`valid_to` is the first day after)."""

    group = models.ForeignKey(UnionGroup, on_delete=models.CASCADE, related_name="memberships")
    union = models.ForeignKey(Union, on_delete=models.CASCADE, related_name="memberships")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")), name="membership_in_order"
            ),
        )

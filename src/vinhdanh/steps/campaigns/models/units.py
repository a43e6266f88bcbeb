"""The units of a campaign: proposed while it is a draft, frozen when it is issued."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from vinhdanh.platform.organisations.models import Union
from vinhdanh.steps.campaigns.models.campaign import Campaign


class Unit(models.Model):
    """A union that the campaign calls upon, as papers and scope of this campaign read it: a row of unions.xlsx (docs/folder.md).

    `frozen_at` is set at issue; from then on a rename or merger does not change what it says. `union` is who answers for it today: after a
    merger the successor, so two frozen rows may have the same one.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="units")
    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="units")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    parent_name = models.CharField(max_length=300, blank=True)
    level_name = models.CharField(max_length=200, blank=True)
    group = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    members = models.PositiveIntegerField(null=True, blank=True)
    women = models.PositiveIntegerField(null=True, blank=True)
    minority = models.PositiveIntegerField(null=True, blank=True)
    workers = models.PositiveIntegerField(null=True, blank=True)
    responsible = models.CharField(max_length=300, blank=True)
    responsible_post = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    at_least = models.PositiveIntegerField(null=True, blank=True)
    at_most = models.PositiveIntegerField(null=True, blank=True)
    received = models.DateTimeField(null=True, blank=True)
    nil_reason = models.CharField(max_length=1000, blank=True)
    reminders = models.JSONField(default=list)
    note = models.CharField(max_length=1000, blank=True)
    position = models.PositiveIntegerField(default=0)
    sort_key = models.CharField(max_length=700)
    frozen_at = models.DateTimeField(null=True, blank=True)
    responsible_now = models.CharField(max_length=300, blank=True)
    """Who answers since the union of a frozen row has a successor; "" while it is `responsible`."""
    asks = models.JSONField(default=list)
    """What a merger or a split in mid-campaign did to this row and an official has not looked at yet, as sentences in Vietnamese."""

    class Meta:
        ordering = ("position", "id")
        indexes = (models.Index(fields=("campaign", "group", "sort_key")),)
        constraints = (
            models.UniqueConstraint(fields=("campaign", "union"), condition=Q(frozen_at=None), name="one_open_unit_per_union"),
            models.UniqueConstraint(fields=("campaign", "code"), name="one_unit_per_code"),
        )

    def __str__(self) -> str:
        return self.name


class Acknowledgement(models.Model):
    """A unit's responsible person says that the plan has been received (R60, R71)."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="acknowledgement")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=300)
    way = models.CharField(max_length=12)
    at = models.DateTimeField()

"""The plan paper, the values found in it, and the documents it rests on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vinhdanh.platform.files.models import StoredFile
from vinhdanh.steps.campaigns.models.campaign import Campaign


class PlanPaper(models.Model):
    """The paper as it came and the text that `engines.plan` read in it; offsets of found values are code points of `text`."""

    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, related_name="plan_paper")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    missing = models.JSONField(default=list)


class FoundValue(models.Model):
    """A value that the plan says: its words, how sure the reading is, and what a person says of it."""

    class State(models.TextChoices):
        """What a person says of it."""

        FOUND = "found", _("Chưa xem")
        CONFIRMED = "confirmed", _("Đúng")
        CORRECTED = "corrected", _("Đã sửa")
        REJECTED = "rejected", _("Không dùng")

    paper = models.ForeignKey(PlanPaper, on_delete=models.CASCADE, related_name="values")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    value = models.JSONField()
    quote = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    confidence = models.FloatField()
    note = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.FOUND)
    corrected = models.JSONField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("paper", "position"), name="one_value_per_position"),)


class BasisDocument(models.Model):
    """The file of a basis document; `position` is its row in [[basis]] of the content."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="basis_files")
    position = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("campaign", "position"), name="one_file_per_basis"),)

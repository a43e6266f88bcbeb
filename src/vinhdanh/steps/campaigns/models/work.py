"""What people have to do: milestones, tasks, guidance."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from vinhdanh.engines.vietnamese import accent_key, match_key
from vinhdanh.platform.files.models import StoredFile
from vinhdanh.platform.organisations.models import Person, Union
from vinhdanh.steps.campaigns.models.campaign import Campaign
from vinhdanh.steps.campaigns.models.units import Unit


class Milestone(models.Model):
    """A date of the campaign, from the plan or counted back from the conference; `pushed_from` when the level above set it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="milestones")
    key = models.SlugField(max_length=60)
    label = models.CharField(max_length=300)
    day = models.DateField()
    until = models.DateField(null=True, blank=True)
    sense = models.CharField(max_length=8, default="on")
    counted = models.BooleanField(default=False)
    why = models.CharField(max_length=500, blank=True)
    done_on = models.DateField(null=True, blank=True)
    pushed_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="pushed_to")

    class Meta:
        ordering = ("day", "id")
        constraints = (models.UniqueConstraint(fields=("campaign", "key"), name="one_milestone_per_key"),)


class Task(models.Model):
    """Something that somebody has to do for a campaign by a day, with proof when done ("việc cần làm")."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="tasks")
    title = models.CharField(max_length=300)
    search_key = models.CharField(max_length=700, default="", editable=False)
    accent_key = models.CharField(max_length=700, default="", editable=False)
    """Of the title, for searching without and with accents."""
    detail = models.TextField(blank=True, max_length=4000)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks")
    union = models.ForeignKey(Union, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks")
    due = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    proof = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    proof_words = models.CharField(max_length=1000, blank=True)
    revision = models.PositiveIntegerField(default=1)
    once = models.UUIDField(null=True, unique=True)
    """Token of the form that made it: a second click makes no second task."""
    called = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, blank=True, related_name="tasks")
    """The unit to which the campaign gave it; None: a task of the host itself."""
    pushed = models.CharField(max_length=40, blank=True)
    """Key of what was pushed down to every unit, by which a later version finds it again."""

    class Meta:
        ordering = ("due", "id")
        indexes = (models.Index(fields=("campaign", "done_at", "due")),)
        constraints = (
            models.UniqueConstraint(
                fields=("called", "pushed"), condition=Q(called__isnull=False), name="one_pushed_task_per_unit"
            ),
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves with the keys of the title."""
        self.search_key, self.accent_key = self.keys(self.title).values()
        super().save(*args, **kwargs)

    @staticmethod
    def keys(title: str) -> dict[str, str]:
        """The columns by which a title is found."""
        return {"search_key": match_key(title)[:700], "accent_key": accent_key(title)[:700]}


class Guidance(models.Model):
    """A document of the guidance library, valid from a day to a day, shown at the step that needs it (R18)."""

    union = models.ForeignKey(Union, on_delete=models.CASCADE, null=True, blank=True, related_name="guidance")
    title = models.CharField(max_length=500)
    number = models.CharField(max_length=80, blank=True)
    body = models.TextField(blank=True, max_length=10_000)
    step = models.SlugField(max_length=40, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    search_key = models.CharField(max_length=1500)
    accent_key = models.CharField(max_length=1500, default="", editable=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    once = models.UUIDField(null=True, unique=True)
    """Token of the form that made it."""

    class Meta:
        ordering = ("-valid_from", "id")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves with the keys of title and number."""
        named = f"{self.title} {self.number}"
        self.search_key, self.accent_key = match_key(named)[:1500], accent_key(named)[:1500]
        super().save(*args, **kwargs)

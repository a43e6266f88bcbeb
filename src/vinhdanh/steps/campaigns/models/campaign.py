"""The campaign itself: its content is the engine's record, kept as the text of campaign.toml."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vinhdanh.engines.vietnamese import match_key
from vinhdanh.platform.files.models import StoredFile
from vinhdanh.platform.organisations.models import Union


class Status(models.TextChoices):
    """Draft, approved, issued, closed; never backwards, but an issued campaign gets further versions."""

    DRAFT = "draft", _("Dự thảo")
    APPROVED = "approved", _("Đã duyệt")
    ISSUED = "issued", _("Đã ban hành")
    CLOSED = "closed", _("Đã kết thúc")


class Campaign(models.Model):
    """One honours campaign of one union.

    `content` is campaign.toml (docs/folder.md) as `engines.campaign.settings_text` writes it: engines read it, services change it whole, `revision`
    tells two editors apart. What is searched across campaigns stands beside it in columns, made from it in the same save.
    """

    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="campaigns")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=500)
    search_key = models.CharField(max_length=1100, default="", editable=False)
    accent_key = models.CharField(max_length=1100, default="", editable=False)
    sort_key = models.CharField(max_length=1100, default="", editable=False)
    """Of the name, for searching without and with accents and for the Vietnamese order."""
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    rule_set = models.CharField(max_length=40, blank=True)
    content = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.DRAFT)
    conference_day = models.DateField(null=True, blank=True)
    deadline = models.DateField(null=True, blank=True)
    number = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    signer = models.CharField(max_length=200, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    built_by = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    once = models.UUIDField(null=True, unique=True)
    """Token of the form that made it: a second click makes no second campaign."""
    pushes = models.JSONField(default=dict)
    """What is marked to be pushed down to the campaigns of the units (`pushing.Marks`); those below see it only as a version says it."""
    standing = models.JSONField(default=dict, editable=False)
    """How it stands to the campaign above (`services.pushing.stand`): how much is open, what is refused, by when the level above wants lists."""
    asked = models.PositiveIntegerField(default=0, editable=False)
    """How many of its units a merger, a split or an end has touched and nobody has looked at since (`Unit.asks`)."""

    told: Version | None = None
    """No column: the version that was issued last, on a campaign shown to those whom it calls (`selectors.issued`)."""

    class Meta:
        ordering = ("-year", "-id")
        constraints = (
            models.UniqueConstraint(fields=("union", "slug"), name="one_slug_per_union"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="campaign_revision_counts_from_1"),
        )

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    """An issued state of a campaign: 1 at the first issue, then one for each later change, with what changed and who was told."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.TextField()
    changes = models.JSONField(default=list)
    """Sentences in Vietnamese, one for each difference from the version before."""
    places = models.JSONField(default=dict)
    """Code of a unit -> the least and the most places, as they were told."""
    milestones = models.JSONField(default=list)
    """The days as they were told (`selectors.issued.plain_milestones`)."""
    paper_number = models.CharField(max_length=80, blank=True)
    search_key = models.CharField(max_length=200, default="", editable=False)
    """Of the paper's number."""
    issued_on = models.DateField()
    signer = models.CharField(max_length=200, blank=True)
    told = models.PositiveIntegerField(default=0)
    pushed = models.JSONField(default=list)
    """What this version pushes down, each as `pushing.Item` writes it."""
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("campaign", "number"), name="one_version_per_number"),)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves with the key of the paper's number."""
        self.search_key = match_key(self.paper_number)[:200]
        super().save(*args, **kwargs)


class FolderFile(models.Model):
    """A file of the campaign's folder that no step reads yet (votes.xlsx, nominations/…): kept byte for byte, so that a dump is whole."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="folder_files")
    name = models.CharField(max_length=300)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("campaign", "name"), name="one_folder_file_per_name"),)


class Reckoning(models.Model):
    """What the engines made of a campaign's lists when they were last asked: counts and shares only, no names.

    `basis` is the digest of what went in, so that a page can say when the figures are older than the lists.
    """

    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, related_name="reckoning")
    basis = models.CharField(max_length=64)
    data = models.JSONField()
    at = models.DateTimeField()

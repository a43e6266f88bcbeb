"""Entries and seals."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from vinhdanh.platform.journal import chain


class Seal(models.Model):
    """A batch of entries closed into the chain: `digest` covers the leaves of the batch and the digest of the seal before."""

    number = models.PositiveBigIntegerField(unique=True)
    first = models.PositiveBigIntegerField()
    last = models.PositiveBigIntegerField()
    before = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    leaves = models.JSONField(default=list)
    """[entry id, digest of the entry] in order of id, so that a fault names its entry."""

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return chain.mark(self.number, self.digest)


class Entry(models.Model):
    """One change: who, on whose behalf, what, to which record of which union. Never updated, never deleted: the database refuses it."""

    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    on_behalf_of = models.ForeignKey("organisations.Union", on_delete=models.PROTECT, null=True, related_name="+")
    union = models.ForeignKey("organisations.Union", on_delete=models.PROTECT, null=True, related_name="journal")
    verb = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    """Plain values; a sensitive one as {"key": person key id, "box": ciphertext}."""
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, null=True, related_name="entries")

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("subject", "subject_id")), models.Index(fields=("union", "id")))

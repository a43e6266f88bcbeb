"""Stored files."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class StoredFile(models.Model):
    """A file kept byte for byte: found by the digest of its plain bytes, on disk encrypted with the data key."""

    union = models.ForeignKey("organisations.Union", on_delete=models.PROTECT, related_name="files")
    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120)
    guarded = models.BooleanField(default=False)
    """Opens by a step's own rule alone, not to whoever sees the union."""
    stored_at = models.DateTimeField(auto_now_add=True)
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-stored_at", "-id")

    def __str__(self) -> str:
        return self.name

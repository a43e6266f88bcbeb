"""Notices and how they reached people."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """What a union was told: subject and words, from whom, about what."""

    union = models.ForeignKey("organisations.Union", on_delete=models.PROTECT, related_name="notices")
    sender = models.ForeignKey("organisations.Union", on_delete=models.PROTECT, null=True, related_name="+")
    about = models.CharField(max_length=80, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=300)
    body = models.TextField(max_length=10_000)
    link = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    batch = models.UUIDField()
    """One for all notices of one telling: their mail goes out in one job."""

    class Meta:
        ordering = ("-created_at", "-id")
        indexes = (models.Index(fields=("about", "about_id")), models.Index(fields=("batch",)))

    def __str__(self) -> str:
        return self.subject


class Delivery(models.Model):
    """One way by which a notice went to one person: evidence, kept."""

    class Way(models.TextChoices):
        """By which way."""

        APPLICATION = "application", _("Trong phần mềm")
        MAIL = "mail", _("Thư điện tử")
        ZALO = "zalo", "Zalo"
        SMS = "sms", _("Tin nhắn")
        PHONE = "phone", _("Điện thoại")
        PAPER = "paper", _("Văn bản giấy")

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="deliveries")
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, null=True, related_name="deliveries")
    way = models.CharField(max_length=12, choices=Way.choices)
    address = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(null=True)
    """When it went; None: waits to be sent."""
    failed = models.CharField(max_length=300, blank=True)
    read_at = models.DateTimeField(null=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("person", "read_at")),)

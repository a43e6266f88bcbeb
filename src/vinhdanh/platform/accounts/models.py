"""Accounts and invitations."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models

from vinhdanh.platform.organisations.models import Person, Post


class User(AbstractUser):
    """Someone who signs in, by name or e-mail. What they may do comes from the posts of `person` alone."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="account")

    def __str__(self) -> str:
        return self.person.name if self.person else self.username


class Invitation(models.Model):
    """A link that opens one account for one post, once, before it expires. Only the digest of its secret is kept."""

    digest = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="invitations", null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")

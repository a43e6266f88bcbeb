"""Accounts, invitations, and what guards them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from vinhdanh.platform.organisations.models import Person, Post


class User(AbstractUser):
    """Someone who signs in, by name or e-mail. What they may do comes from the posts of `person` alone."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="account")
    known_steps: frozenset[str] | None = None
    """Kinds of its second steps, where a request asked for them once (`adapter.knows_steps`)."""

    def __str__(self) -> str:
        return self.person.name if self.person else self.username


class Invitation(models.Model):
    """A link that opens one account for one person, or sets a new password, once, before it expires.

    Only the digest of its secret is kept. The secret is made of `once` by the server's key, so that the page can show the link again until it is used.
    """

    digest = models.CharField(max_length=64, unique=True)
    once = models.UUIDField(unique=True)
    """Token of the form that made it: a second click makes no second invitation."""
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="invitations", null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")
        indexes = (models.Index(fields=("person", "used_at", "withdrawn_at")),)


class FirstStart(models.Model):
    """One row, made with the first account: of two first starts at once the second finds it and makes nothing."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="one_first_start"),)


class SignInFailure(models.Model):
    """A failed sign-in, counted per account and never per address; `account` is a digest of the name typed, so that a mistyped secret is not kept."""

    account = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("account", "at")),)

"""Keys per person, sensitive values, ethnicity, and who looked at it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PersonKey(models.Model):
    """The key under which a person's sensitive values stand, wrapped by the data key. Destroying it erases them everywhere."""

    person = models.OneToOneField("organisations.Person", on_delete=models.PROTECT, related_name="key")
    wrapped = models.BinaryField(null=True)
    destroyed_at = models.DateTimeField(null=True)


class SensitiveValue(models.Model):
    """Religion, party membership or ID number of a person, encrypted under their key."""

    class Kind(models.TextChoices):
        """What the value is."""

        RELIGION = "religion", _("Tôn giáo")
        PARTY = "party", _("Đảng viên")
        ID_NUMBER = "id_number", _("Số căn cước")

    person = models.ForeignKey("organisations.Person", on_delete=models.CASCADE, related_name="sensitive")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    box = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "kind"), name="one_sensitive_value_per_kind"),)


class Ethnicity(models.Model):
    """Code of the ethnic group in the catalogue: a table of its own, read through one selector that checks and logs."""

    person = models.OneToOneField("organisations.Person", on_delete=models.CASCADE, related_name="ethnicity")
    code = models.CharField(max_length=40)


class Access(models.Model):
    """Someone read sensitive values: who, of how many people, for what."""

    at = models.DateTimeField(auto_now_add=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    union = models.ForeignKey("organisations.Union", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=12)
    people = models.PositiveIntegerField()
    purpose = models.CharField(max_length=200)

"""People and the posts that they hold. A post gives a role; nothing else does."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vinhdanh.engines.vietnamese import accent_key, match_key, name_sort_key
from vinhdanh.platform.design.language import in_vietnamese
from vinhdanh.platform.organisations.models.unions import KEY, Union


class Role(models.TextChoices):
    """What a post lets its holder do, in the post's union and those below it."""

    OFFICER = "officer", _("Cán bộ phụ trách")
    LEADER = "leader", _("Lãnh đạo (ký)")
    COUNCIL = "council", _("Thành viên hội đồng")
    GRASSROOTS = "grassroots", _("Công đoàn cơ sở (chủ tịch, người nhập)")
    AUDITOR = "auditor", _("Kiểm tra (chỉ đọc)")
    ADMIN = "admin", _("Quản trị hệ thống")

    @property
    def as_title(self) -> str:
        """The title of a post that has no other: kept in Vietnamese, whoever writes it."""
        with in_vietnamese():
            return str(self.label)


def person_keys(name: str, given: str = "") -> dict[str, str]:
    """What is stored beside a person's name; `given`: the part to sort by, where it is not the last word."""
    return {
        "search_key": match_key(name)[:KEY],
        "accent_key": accent_key(name)[:KEY],
        "sort_key": name_sort_key(name, given)[:KEY],
    }


class Person(models.Model):
    """Someone known to a union. Sensitive values (religion, party, ID number, ethnicity) stand in `platform.personal`.

    The name is kept as typed; birth may be a year, a month or a day.
    """

    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="people")
    name = models.CharField(max_length=300)
    given = models.CharField(max_length=100, blank=True)
    """The part of the name to sort by, where it is not the last word ("Y Thu Êban")."""
    sort_key = models.CharField(max_length=KEY)
    search_key = models.CharField(max_length=KEY)
    accent_key = models.CharField(max_length=KEY, default="", editable=False)
    sex = models.CharField(max_length=3, blank=True, choices=(("nam", _("Nam")), ("nữ", _("Nữ"))))
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField(null=True, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    erased_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    once = models.UUIDField(null=True, unique=True, editable=False)
    """Token of the form that made it: a second click makes no second person."""
    mark = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    """Names this record and no other in every copy and backup of the data, for ever; tells nothing. The ledger of erasures keeps marks."""

    class Meta:
        ordering = ("sort_key", "id")
        indexes = (models.Index(fields=("union", "sort_key")), models.Index(fields=("search_key",)))

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves; a new row gets its keys from its name. Later changes go through services, which set them."""
        if self._state.adding:
            for field, key in person_keys(self.name, self.given).items():
                setattr(self, field, key)
        super().save(*args, **kwargs)


class PostQuerySet(models.QuerySet["Post"]):
    """Reads of posts by day."""

    def on(self, day: date) -> Self:
        """Those held on `day`."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day))


class Post(models.Model):
    """A person holds a post in a union from a day to a day; `responsible`: answers for the union's lists (R60)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    union = models.ForeignKey(Union, on_delete=models.CASCADE, related_name="posts")
    title = models.CharField(max_length=200)
    role = models.CharField(max_length=12, choices=Role.choices)
    responsible = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    once = models.UUIDField(null=True, unique=True, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ("union", "role", "id")
        indexes = (models.Index(fields=("union", "responsible")),)

    def __str__(self) -> str:
        return self.title

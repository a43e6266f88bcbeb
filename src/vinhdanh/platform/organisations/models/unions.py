"""The tree of unions: a materialised path, names and successors with dates."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vinhdanh.engines.vietnamese import accent_key, match_key, sort_key

WIDTH = 4
"""Letters of one step of the path: 36⁴ children under one parent."""

LONGEST_PATH = 240
"""Letters of the longest path: 60 levels."""

KEY = 700
"""Letters of a stored key: a longer one is cut, names so long differ before."""


def keys(name: str) -> dict[str, str]:
    """What is stored beside a union's name to find and sort it by."""
    return {"search_key": match_key(name)[:KEY], "accent_key": accent_key(name)[:KEY], "sort_key": sort_key(name)[:KEY]}


class Level(models.Model):
    """A level of the union as data ("cấp"): its name, how far from the top, and from when to when it exists.

    Rows come from the catalogue (`services.sync_levels`); `edited`: a person has changed the row, the catalogue leaves it alone.
    `valid_to` is the first day after.
    """

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    short = models.CharField(max_length=80, blank=True)
    rank = models.PositiveSmallIntegerField(help_text="0 is the top")
    grassroots = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=40, blank=True)
    certainty = models.CharField(max_length=2, blank=True)
    edited = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("rank", "code")

    def __str__(self) -> str:
        return self.name


class UnionQuerySet(models.QuerySet["Union"]):
    """Reads along the tree. Ranges of the path, so that an index answers them."""

    def on(self, day: date) -> Self:
        """Those that exist on `day`."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day))

    def below(self, union: Union, *, itself: bool = True) -> Self:
        """`union`'s descendants, with itself unless told otherwise."""
        found = self.filter(path__gte=union.path, path__lt=successor(union.path))
        return found if itself else found.exclude(path=union.path)

    def above(self, union: Union, *, itself: bool = False) -> Self:
        """`union`'s ancestors from the top."""
        return self.filter(path__in=prefixes(union.path, itself=itself)).order_by("path")


class Union(models.Model):
    """A trade union body of any level ("đơn vị công đoàn") as it stands today; frozen copies stand in issued campaigns.

    `path` is the chain of ancestors, four letters a step. `name` is as papers write it; `search_key`, `accent_key` and `sort_key` are
    made of it (`keys`), stored, so that every database finds and sorts alike. `valid_to` is the first day on which it is no more.
    """

    path = models.CharField(max_length=LONGEST_PATH, unique=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="unions")
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=300)
    short = models.CharField(max_length=120, blank=True)
    symbol = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=200, blank=True)
    search_key = models.CharField(max_length=KEY)
    accent_key = models.CharField(max_length=KEY, default="", editable=False)
    sort_key = models.CharField(max_length=KEY)
    members = models.PositiveIntegerField(null=True, blank=True)
    women = models.PositiveIntegerField(null=True, blank=True)
    minority = models.PositiveIntegerField(null=True, blank=True)
    workers = models.PositiveIntegerField(null=True, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    once = models.UUIDField(null=True, unique=True, editable=False)
    """Token of the form that made it: a second click makes no second union."""

    objects = UnionQuerySet.as_manager()

    class Meta:
        ordering = ("sort_key", "id")
        indexes = (models.Index(fields=("parent", "sort_key")), models.Index(fields=("search_key",)))
        constraints = (
            models.CheckConstraint(condition=~Q(parent=F("id")), name="union_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")), name="union_valid_in_order"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves; a new row gets its keys from its name. Later changes go through services, which set them."""
        if self._state.adding:
            for field, key in keys(self.name).items():
                setattr(self, field, key)
        super().save(*args, **kwargs)

    @property
    def depth(self) -> int:
        """Steps from the top: 0 for the root."""
        return len(self.path) // WIDTH - 1


class UnionName(models.Model):
    """A name that a union bore before, until when, by which decision."""

    union = models.ForeignKey(Union, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=300)
    until = models.DateField()
    decision = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-until", "-id")


class UnionPlace(models.Model):
    """A union under which another one stood before, until when (the first day elsewhere), by which decision."""

    union = models.ForeignKey(Union, on_delete=models.CASCADE, related_name="former_places")
    parent = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="+")
    until = models.DateField()
    decision = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-until", "-id")
        indexes = (models.Index(fields=("parent", "until"), name="former_places_of_parent"),)


class UnionState(models.Model):
    """The level and the member figures that a union had before, until when (the first day of others). With no later row, today's are in force."""

    union = models.ForeignKey(Union, on_delete=models.CASCADE, related_name="former_states")
    until = models.DateField()
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    members = models.PositiveIntegerField(null=True, blank=True)
    women = models.PositiveIntegerField(null=True, blank=True)
    minority = models.PositiveIntegerField(null=True, blank=True)
    workers = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("-until", "-id")
        constraints = (models.UniqueConstraint(fields=("union", "until"), name="one_former_state_per_union_and_day"),)


class Succession(models.Model):
    """`predecessor` passed into `successor` on a day: merger, split, or a new body in its place."""

    class Kind(models.TextChoices):
        """What happened."""

        MERGED = "merged", _("Sáp nhập")
        SPLIT = "split", _("Chia tách")
        REPLACED = "replaced", _("Thay thế")

    predecessor = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="predecessions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    day = models.DateField()
    decision = models.CharField(max_length=300, blank=True)
    reorganisation = models.ForeignKey("Reorganisation", on_delete=models.PROTECT, null=True, related_name="successions")
    """By which it can be taken back; None: it was written before that was kept."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("predecessor", "successor", "kind"), name="one_succession_per_pair_and_kind"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="union_not_its_own_successor"),
        )


DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def step(number: int) -> str:
    """The path's step for the `number`-th child, 0-based: capital letters and digits, which every collation sorts alike."""
    if not 0 <= number < len(DIGITS) ** WIDTH:
        raise ValueError(number)
    letters = ""
    for _letter in range(WIDTH):
        number, digit = divmod(number, len(DIGITS))
        letters = DIGITS[digit] + letters
    return letters


def successor(path: str) -> str:
    """The first path after all descendants of `path`."""
    number = int(path, len(DIGITS)) + 1
    letters = ""
    while number:
        number, digit = divmod(number, len(DIGITS))
        letters = DIGITS[digit] + letters
    return letters.rjust(len(path), "0")


def prefixes(path: str, *, itself: bool = False) -> list[str]:
    """The paths of all ancestors of `path`, the top first."""
    ends = range(WIDTH, len(path) + (WIDTH if itself else 0), WIDTH)
    return [path[:end] for end in ends if itself or end < len(path)]

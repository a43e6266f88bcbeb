"""The list of campaigns: narrowed, sorted, searched with or without accents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q

from vinhdanh.engines.vietnamese import accent_key, match_key, strip_accents
from vinhdanh.steps.campaigns.selectors.campaigns import campaigns

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.steps.campaigns.models import Campaign

ORDERS = {
    "ten": ("sort_key",),
    "don-vi": ("union__sort_key",),
    "nam": ("year",),
    "tinh-trang": ("status",),
    "hoi-nghi": ("conference_day",),
}
"""Name of an order in the address -> columns."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to, and its order ("ten", "-nam"; else newest first)."""

    words: str = ""
    year: int | None = None
    status: str = ""
    order: str = ""


def listed(reader: Reader, wanted: Wanted) -> QuerySet[Campaign]:
    """The campaigns that fit. Words with accents must match with them, words without match any; number and union are searched too."""
    rows = campaigns(reader)
    if wanted.words:
        key = match_key(wanted.words)
        named = Q(search_key__contains=key)
        of_union = Q(union__search_key__contains=key)
        if strip_accents(wanted.words) != wanted.words:
            named &= Q(accent_key__contains=accent_key(wanted.words))
            of_union &= Q(union__accent_key__contains=accent_key(wanted.words))
        rows = rows.filter(named | of_union | Q(number__icontains=wanted.words)) if key else rows.none()
    if wanted.year is not None:
        rows = rows.filter(year=wanted.year)
    if wanted.status:
        rows = rows.filter(status=wanted.status)
    columns = ORDERS.get(wanted.order.removeprefix("-"), ())
    if wanted.order.startswith("-"):
        return rows.order_by(*(F(column).desc(nulls_last=True) for column in columns), "-id")
    return (
        rows.order_by(*(F(column).asc(nulls_last=True) for column in columns), "-id")
        if columns
        else rows.order_by("-year", "-id")
    )


def years(reader: Reader) -> list[int]:
    """The years of the campaigns that the reader sees, the latest first."""
    found = campaigns(reader).select_related(None).order_by("-year").values_list("year", flat=True).distinct()
    return [year for year in found if year is not None]

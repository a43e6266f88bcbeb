"""The register as a workbook: the blank form, and the list as it stands, which comes back in unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vinhdanh.engines.campaign.tables_out import workbook
from vinhdanh.platform.organisations.models import Post, Union
from vinhdanh.platform.organisations.register.table import PLAIN, table
from vinhdanh.platform.organisations.selectors.groups import memberships

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date


def blank() -> bytes:
    """The form with headings, help and an example row that is never read."""
    return workbook([(table(), ())])


def filled(unions: Sequence[Union], day: date) -> bytes:
    """The unions as a register.

    Args:
        unions: With `level` and `parent` selected; the first is the one whose groups are shown.
        day: Whose responsible people are shown.
    """
    return workbook([(table(), list(_records(unions, day)))])


def _records(unions: Sequence[Union], day: date) -> Iterator[dict[str, Any]]:
    answering: dict[int, tuple[str, str]] = {}
    posts = Post.objects.on(day).filter(responsible=True)
    if len(unions) <= 900:  # so many keys fit into one query of every database
        posts = posts.filter(union__in=[union.pk for union in unions])
    for holder, name, title in posts.order_by("-pk").values_list("union_id", "person__name", "title"):
        answering[holder] = (name, title)
    grouped = memberships(day, unions[0]) if unions else {}
    for union in unions:
        name, title = answering.get(union.pk, ("", ""))
        yield {
            **{field: getattr(union, field) for field in PLAIN},
            "code": union.code,
            "parent_code": union.parent.code if union.parent else "",
            "parent_name": union.parent.name if union.parent else "",
            "level": union.level.name,
            "responsible": name,
            "responsible_title": title,
            "group": grouped[union.pk].group.name if union.pk in grouped else "",
            "group_from": grouped[union.pk].valid_from if union.pk in grouped else None,
        }

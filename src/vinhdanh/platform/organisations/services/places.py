"""Days of changes in the tree, and where unions stood before: no permission is checked here, services do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils import timezone

from vinhdanh.engines.vietnamese import short_date
from vinhdanh.errors import UserError
from vinhdanh.platform.organisations.models import UnionPlace

if TYPE_CHECKING:
    from datetime import date

    from vinhdanh.platform.organisations.models import Union


def leave(union: Union, parent_id: int | None, day: date, decision: str) -> UnionPlace | None:
    """Keeps that `union` stood under another one until `day`. Within one day the first place is the one that counts.

    Returns:
        What was kept; None: it stood at the top, or a place that it left on that day or later is kept already.
    """
    if parent_id is None or UnionPlace.objects.filter(union=union, until__gte=day).exists():
        return None
    return UnionPlace.objects.create(union=union, parent_id=parent_id, until=day, decision=decision[:300])


def left(union: Union, parent: Union, day: date, decision: str) -> None:
    """Keeps where `union` stood before it moved under `parent`; one that moves back with the day of its move never left.

    Raises:
        UserError: It moved on a later day already.
    """
    check_last(union.former_places.aggregate(last=Max("until"))["last"], day)
    today = UnionPlace.objects.filter(union=union, until=day)
    if today.exists():
        today.filter(parent=parent).delete()
    else:
        leave(union, union.parent_id, day, decision)


def check_last(last: date | None, day: date) -> None:
    """Refuses a change on a day before the last one of its kind: what was in force between them would be told wrongly.

    Raises:
        UserError: It is such a day.
    """
    if last is not None and day < last:
        raise UserError(
            f"Lần thay đổi gần nhất có hiệu lực từ ngày {short_date(last)}; lần này không thể trước ngày đó. Đồng chí kiểm tra lại ngày.",
            f"The last change is in force from {last.isoformat()}; this one cannot lie before it. Check the day.",
        )


def check_day(union: Union, day: date) -> None:
    """Refuses a day before the union began, or one that has not come yet.

    Raises:
        UserError: It is such a day.
    """
    check_began(union, day)
    if day > timezone.localdate():
        raise UserError(
            f"Ngày {short_date(day)} chưa đến. Tên và vị trí của đơn vị đổi ngay khi ghi, nên đồng chí ghi việc này từ ngày đó trở đi.",
            f"{day.isoformat()} has not come yet. Names and places change as soon as they are written: write this on that day or later.",
        )


def check_began(union: Union, day: date) -> None:
    """Refuses a day before the union began.

    Raises:
        UserError: It is such a day.
    """
    if union.valid_from is not None and day < union.valid_from:
        raise UserError(
            f"Ngày này trước ngày thành lập của “{union.name}”. Đồng chí kiểm tra lại ngày.",
            f"This day lies before “{union.name}” began. Check the day.",
        )

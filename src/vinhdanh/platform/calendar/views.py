"""The calendar's pages."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.calendar import ics, selectors

if TYPE_CHECKING:
    from django.http import HttpRequest

    from vinhdanh.platform.accounts.reader import Reader

BACK, AHEAD = timedelta(days=31), timedelta(days=400)
"""How far the file reaches around today."""
MOST = 50
"""Deadlines of one day, and overdue ones, that the page names; of more it tells the number."""


@signed_in
def calendar(request: HttpRequest, reader: Reader) -> HttpResponse:
    """A month: its days as a sheet, its deadlines as a list; what is overdue first."""
    month = selectors.month(selectors.month_of(request.GET.get("thang", ""), reader.day))
    found = selectors.deadlines(reader, month.first, selectors.next_month(month.first))
    days = selectors.by_day(found)
    counts = dict(days)
    context = {
        "month": month,
        "weeks": [[(day, counts.get(day, []) if day else []) for day in week] for week in month.weeks],
        "days": days,
        "today": reader.day,
        "late": [deadline for deadline in found if not deadline.done and deadline.day < reader.day],
        "most": MOST,
    }
    return render(request, "calendar/calendar.html", context)


@signed_in
def file(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The deadlines around today as an .ics file."""
    found = selectors.deadlines(reader, reader.day - BACK, reader.day + AHEAD)
    base = f"{request.scheme}://{request.get_host()}"
    data = ics.calendar(found, name=_("Lịch thi đua, khen thưởng"), base=base, made=timezone.now())
    headers = {"Content-Disposition": 'attachment; filename="lich.ics"'}
    return HttpResponse(data, content_type="text/calendar; charset=utf-8", headers=headers)

"""Everything that waits for the reader, from all apps: overdue first, then this week, later, without a day; what was done last."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from vinhdanh.engines.vietnamese import accent_key, match_key, short_date, strip_accents
from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.registry import offers
from vinhdanh.web.search import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.registry import Waiting

WHEN = {
    "qua-han": (gettext_lazy("Quá hạn"), "late"),
    "tuan-nay": (gettext_lazy("Trong tuần này"), "warning"),
    "sau": (gettext_lazy("Sau tuần này"), "open"),
    "khong-han": (gettext_lazy("Không định ngày"), "open"),
    "xong": (gettext_lazy("Đã xong trong 30 ngày"), "done"),
}
"""When something is due -> words, state of its tag; in the order of the page."""
KINDS = {
    "task": gettext_lazy("Việc được giao"),
    "decide": gettext_lazy("Duyệt, ban hành"),
    "confirm": gettext_lazy("Giá trị cần đối chiếu"),
    "rule": gettext_lazy("Quy định cần kiểm tra"),
    "receive": gettext_lazy("Kế hoạch mới nhận"),
    "above": gettext_lazy("Cấp trên giao, chờ trả lời"),
    "changed": gettext_lazy("Đơn vị sáp nhập, chia tách"),
    "milestone": gettext_lazy("Mốc đã qua ngày"),
    "remind": gettext_lazy("Đơn vị cần đôn đốc"),
    "notice": gettext_lazy("Thông báo chưa đọc"),
    "work": gettext_lazy("Việc của máy cần xem lại"),
}
"""What waits, by its key in `registry.Waiting`."""
A_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the page. `when`: key of WHEN."""

    item: Waiting
    when: str

    @property
    def words(self) -> str:
        """When it is due, in words."""
        return str(WHEN[self.when][0])

    @property
    def tag(self) -> str:
        """State of its tag."""
        return WHEN[self.when][1]

    @property
    def kind(self) -> str:
        """What it is, in words."""
        return str(KINDS[self.item.kind])


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to."""

    words: str = ""
    when: str = ""
    kind: str = ""


def lines(reader: Reader) -> list[Line]:
    """All that waits, the most urgent first. A constant number of queries."""
    rows = [Line(item, when(item, reader.day)) for offer in offers() if offer.waiting for item in offer.waiting(reader)]
    order = list(WHEN)
    return sorted(rows, key=lambda line: (order.index(line.when), _day(line)))


def first(reader: Reader, most: int) -> tuple[list[Line], int]:
    """The most urgent that are not done, and how many wait in all."""
    rows = [line for line in lines(reader) if line.when != "xong"]
    return rows[:most], len(rows)


def when(item: Waiting, today: date) -> str:
    """Key of WHEN; a week ends on Sunday."""
    today = item.today or today
    if item.done_on is not None:
        return "xong"
    if item.due is None:
        return "khong-han"
    if item.due < today:
        return "qua-han"
    return "tuan-nay" if item.due <= today + timedelta(days=6 - today.weekday()) else "sau"


def narrowed(rows: Iterable[Line], wanted: Wanted) -> list[Line]:
    """Those that fit; words with accents must match with them, words without match any."""
    key = match_key(wanted.words)
    accents = accent_key(wanted.words) if strip_accents(wanted.words) != wanted.words else ""
    return [
        line
        for line in rows
        if (not wanted.when or line.when == wanted.when)
        and (not wanted.kind or line.item.kind == wanted.kind)
        and (not key or key in match_key(f"{line.item.title} {line.item.detail}"))
        and (not accents or accents in accent_key(f"{line.item.title} {line.item.detail}"))
    ]


@require_safe
@signed_in
def tasks_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The list: chips by when, a filter by what, words, pages."""
    wanted, rows = _wanted(request), lines(reader)
    counts = {key: sum(line.when == key for line in rows) for key in WHEN}
    waits = sum(number for key, number in counts.items() if key != "xong")
    fits = narrowed(rows, wanted)
    context: dict[str, Any] = {
        "page": Paginator(fits, A_PAGE).get_page(request.GET.get("trang")), "wanted": wanted, "all": len(rows), "waits": waits,
        "chips": [(key, words, counts[key]) for key, (words, _tag) in WHEN.items() if counts[key]],
        "kinds": [(key, words) for key, words in KINDS.items() if any(line.item.kind == key for line in rows)],
        "query": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "tasks.html", context)


@require_safe
@signed_in
def tasks_export(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The list as shown, all its pages, as Excel."""
    rows = narrowed(lines(reader), _wanted(request))
    headers = {"Content-Disposition": 'attachment; filename="viec-cua-toi.xlsx"'}
    return HttpResponse(workbook(rows), content_type=XLSX, headers=headers)


def workbook(rows: Iterable[Line]) -> bytes:
    """One row for each; texts stay texts, so that no cell becomes a formula."""
    import xlsxwriter  # noqa: PLC0415  # loaded when a workbook is asked for, not at start

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(_("Việc của tôi"))
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        heads = (_("Việc"), _("Ở đâu"), _("Loại"), _("Hạn"), _("Tình trạng"), _("Xong ngày"))
        sheet.write_row(0, 0, heads, bold)
        for column, width in enumerate((60, 60, 26, 14, 24, 14)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 1)
        for number, line in enumerate(rows, start=1):
            due, done = (short_date(day) if day else "" for day in (line.item.due, line.item.done_on))
            for column, text in enumerate((line.item.title, line.item.detail, line.kind, due, line.words, done)):
                sheet.write_string(number, column, text, wrap)
    return out.getvalue()


def _day(line: Line) -> tuple[int, int]:
    """What was done last stands first among the done; else the earliest day."""
    if line.item.done_on is not None:
        return (-line.item.done_on.toordinal(), 0)
    return (line.item.due.toordinal() if line.item.due else 0, list(KINDS).index(line.item.kind))


def _wanted(request: HttpRequest) -> Wanted:
    chosen, kind = request.GET.get("muc", ""), request.GET.get("loai", "")
    return Wanted(words_of(request.GET.get("tim", "")), chosen if chosen in WHEN else "", kind if kind in KINDS else "")

"""Lists as Excel, as shown."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from vinhdanh.engines.vietnamese import short_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vinhdanh.steps.campaigns.models import Campaign


def campaigns_workbook(rows: Iterable[Campaign]) -> bytes:
    """The campaigns, one a row; texts stay texts, so that no cell becomes a formula."""
    import xlsxwriter  # noqa: PLC0415  # loaded when a workbook is asked for, not at start

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(_("Các đợt"))
        bold = book.add_format({"bold": True, "text_wrap": True})
        heads = (
            _("Tên hội nghị"),
            _("Đơn vị"),
            _("Năm"),
            _("Tình trạng"),
            _("Số, ký hiệu"),
            _("Ngày ban hành"),
            _("Hạn gửi danh sách"),
            _("Ngày Hội nghị"),
        )
        sheet.write_row(0, 0, heads, bold)
        for column, width in enumerate((70, 40, 8, 14, 20, 16, 18, 16)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 1)
        for number, row in enumerate(rows, start=1):
            days = [short_date(day) if day else "" for day in (row.issued_on, row.deadline, row.conference_day)]
            cells = [row.name, row.union.name, str(row.year or ""), str(row.get_status_display()), row.number, *days]
            for column, text in enumerate(cells):
                sheet.write_string(number, column, text)
    return out.getvalue()

"""Texts made to be copied, and the evidence as a workbook."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from vinhdanh.platform.notices.services.mail import address

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from vinhdanh.platform.notices.models import Delivery, Notice
    from vinhdanh.platform.notices.selectors import Line


def copy_text(notice: Notice, host: str = "") -> str:
    """What to send by Zalo or SMS: subject, words, where to go on, who writes. `host`: scheme and name under which the reader reaches us."""
    parts = [notice.subject + ".", notice.body]
    if notice.link:
        link = address(notice.link)
        parts.append(link if link.startswith("http") else host + link)
    if notice.sender is not None:
        parts.append(notice.sender.name)
    return "\n".join(parts)


def moment(at: datetime | None) -> str:
    """A time as shown."""
    return timezone.localtime(at).strftime("%H:%M %d/%m/%Y") if at else ""


def told(delivery: Delivery) -> str:
    """One delivery in words: by which way, to whom, when, with what result."""
    whom = delivery.person.name if delivery.person else delivery.address
    parts = [
        str(delivery.get_way_display()),
        whom
        if delivery.way != delivery.Way.MAIL
        else " ".join(filter(None, [whom, delivery.address if delivery.person else ""])),
    ]
    if delivery.failed:
        parts.append(_(delivery.failed))
    elif delivery.at:
        parts.append(_("lúc %(at)s") % {"at": moment(delivery.at)})
    else:
        parts.append(_("đang chờ gửi"))
    if delivery.read_at:
        parts.append(_("đọc lúc %(at)s") % {"at": moment(delivery.read_at)})
    if delivery.noted_by:
        parts.append(_("%(who)s ghi") % {"who": delivery.noted_by})
    return ", ".join(part for part in parts if part)


def workbook(lines: Iterable[Line]) -> bytes:
    """The evidence as shown, one row for each union and telling."""
    import xlsxwriter  # noqa: PLC0415  # loaded when a workbook is asked for, not at start

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(_("Đã báo"))
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        heads = (_("Mã"), _("Đơn vị"), _("Nội dung"), _("Báo lúc"), _("Tình trạng"), _("Các lần báo"))
        sheet.write_row(0, 0, heads, bold)
        for width, column in zip((12, 45, 45, 18, 20, 70), range(6), strict=True):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        for row, line in enumerate(lines, start=1):
            notice = line.notice
            cells = (notice.union.code, notice.union.name, notice.subject, moment(notice.created_at), line.words)
            for column, cell in enumerate((*cells, "\n".join(told(delivery) for delivery in notice.deliveries.all()))):
                sheet.write_string(row, column, cell, wrap)
    return out.getvalue()

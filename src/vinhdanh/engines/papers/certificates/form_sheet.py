"""The test sheet for printed forms: a grid in mm, the places with their names and numbers, and how to shift them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.types import Preprinted
from vinhdanh.engines.papers.certificates.fit import LINE
from vinhdanh.engines.papers.certificates.overlay import FIELDS, checked, spot
from vinhdanh.engines.papers.measures import MM, clean
from vinhdanh.engines.papers.typst_run import compile_pdf

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.types import PrintPlace

SAMPLES = {
    "name": ("Họ tên", "Bà Nguyễn Thị Hồng Phượng"),
    "unit": ("Chức vụ, đơn vị", "Công nhân may, Công đoàn cơ sở Công ty May Bình Sơn"),
    "citation": ("Thành tích", "Đã có thành tích xuất sắc trong phong trào thi đua yêu nước\ngiai đoạn 2016 - 2020"),
    "decision": ("Số, ngày quyết định", "21/QĐ-LĐLĐ ngày 05 tháng 5 năm 2020"),
    "number": ("Số trong Sổ khen thưởng", "087"),
    "place_date": ("Địa danh, ngày tháng", "Bình Sơn, ngày 05 tháng 5 năm 2020"),
    "signer": ("Họ tên người ký", "Nguyễn Văn An"),
}
"""What each place holds, and words to look at on the sheet. The people are invented."""


def overlay_test_sheet(form: Preprinted | None = None) -> bytes:
    """The test sheet as PDF: page 1 the grid of the sheet and the places as they are shifted now, then how to find the shift.

    Args:
        form: The form of the campaign; None: the default places on A4 landscape.

    Raises:
        UserError: As `overlay`.
    """
    form = form or Preprinted()
    checked(form)
    page = (float(form.page_width), float(form.page_height))
    data = {
        "title": "Tờ thử in giấy khen trên phôi",
        "author": "",
        "empty": "",
        "count": 1,
        "motifs": {},
        "page": page,
        "offset": (_number(form.offset_x_mm), _number(form.offset_y_mm)),
        "items": [_place(key, getattr(form, key), form) for key in FIELDS],
    }
    return compile_pdf("certificates/form_sheet.typ", data)


def _number(value: object) -> str:
    """A number as campaign.toml has it, without zeros that say nothing."""
    return f"{float(str(value)):g}"


def _place(key: str, place: PrintPlace, form: Preprinted) -> dict[str, object]:
    what, sample = SAMPLES[key]
    box = LINE * float(place.size) * MM + (place.lines - 1) * (LINE + 0.16) * float(place.size) * MM
    asked = {name: _number(getattr(place, name)) for name in ("x", "y", "width", "size", "lines")}
    return {
        "key": key,
        "what": what,
        "asked": {**asked, "align": place.align, "before": clean(place.before)},
        "printed": bool(place.width),
        "top": float(place.size) * MM,
        "box": box,
        **({"spot": asdict(spot(key, place, sample, form))} if place.width else {}),
    }

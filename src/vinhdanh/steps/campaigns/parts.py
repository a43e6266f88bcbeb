"""The parts of a campaign as a person edits them, each a page; which field of the engine's record stands where, and its words."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vinhdanh.engines.campaign.fields import hints_of
from vinhdanh.engines.campaign.types import (
    AgendaItem,
    Basis,
    Body,
    Category,
    Commendation,
    MeritRow,
    PaperNumber,
    Settings,
    Target,
    Upward,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Spot:
    """One value: `path` in the settings ("conference.day"), what it is called, help."""

    path: str
    label: Words
    help: Words = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of records: `path` in the settings, the record, its columns with their words."""

    path: str
    label: Words
    record: type[Any]
    columns: tuple[Spot, ...]
    help: Words = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the editor."""

    key: str
    title: Words
    spots: tuple[Spot, ...] = ()
    rows: tuple[Rows, ...] = ()
    bodies: tuple[str, ...] = field(default=())


DATES = _("Ví dụ: 15/5/2020; trước 03/3/2020; đến hết 05/3/2020; 05/2020")
LINES = _("Mỗi dòng một nội dung")

PARTS: dict[str, Part] = {
    part.key: part
    for part in (
        Part(
            "ten-goi",
            _("Tên gọi, đối tượng, giai đoạn"),
            (
                Spot("name", _("Tên hội nghị"), _("In nguyên văn trên mọi văn bản")),
                Spot("kind", _("Hình thức")),
                Spot("ordinal", _("Lần thứ"), _("Ghi bằng số; trên văn bản in bằng số La Mã")),
                Spot("year", _("Năm")),
                Spot("place", _("Nơi ban hành văn bản")),
                Spot("audience", _("Đối tượng của hội nghị")),
                Spot("period", _("Giai đoạn tính thành tích"), _("Ví dụ: 2016 – 2020")),
                Spot("period_next", _("Giai đoạn tiếp theo"), _("Ví dụ: 2021 – 2025")),
                Spot("movements", _("Phong trào thi đua"), LINES),
                Spot("occasions", _("Dịp chào mừng"), LINES),
                Spot("purposes", _("Mục đích, yêu cầu"), LINES),
            ),
        ),
        Part(
            "to-chuc",
            _("Đơn vị tổ chức, cấp trên, chính quyền"),
            tuple(
                Spot(f"{body}.{name}", label, help_)
                for body in ("host", "parent", "government")
                for name, label, help_ in (
                    ("name", _("Tên đầy đủ"), ""),
                    ("short", _("Tên gọi tắt trong văn bản"), ""),
                    ("symbol", _("Ký hiệu trong số văn bản"), _("Ví dụ: LĐLĐ")),
                    ("head", _("Tên ở đầu văn bản"), _("Viết hoa, mỗi dòng một hàng chữ")),
                    ("standing", _("Tập thể thay mặt ban hành"), _("Ví dụ: Ban Thường vụ")),
                    (
                        "signer",
                        _("Người ký"),
                        _("Mỗi dòng một ý, dòng cuối là họ tên. Ví dụ: TM. BAN THƯỜNG VỤ; CHỦ TỊCH; Nguyễn Văn A"),
                    ),
                )
            ),
            bodies=("host", "parent", "government"),
        ),
        Part(
            "thoi-gian",
            _("Thời gian, địa điểm, hồ sơ"),
            (
                Spot("reception.deadline", _("Hạn cơ sở gửi danh sách"), DATES),
                Spot(
                    "reception.closes", _("Ngày khóa sổ nhận danh sách"), _("Sau hạn vẫn nhận đến hết ngày này, ghi là nộp muộn")
                ),
                Spot("reception.extensions", _("Gia hạn theo quyết định"), _("Mỗi dòng: mã đơn vị, dấu hai chấm, ngày")),
                Spot("conference.tentative", _("Thời gian dự kiến của Hội nghị"), DATES),
                Spot("conference.day", _("Ngày tổ chức Hội nghị")),
                Spot("conference.start", _("Giờ bắt đầu"), _("Ví dụ: 07:30")),
                Spot("conference.duration_days", _("Thời lượng, tính bằng ngày"), _("Nửa ngày ghi 0,5")),
                Spot("conference.place", _("Địa điểm")),
                Spot("conference.chair", _("Chủ trì")),
                Spot("conference.not_after", _("Hạn phải tổ chức xong"), DATES),
                Spot("conference.contact", _("Người liên hệ, số điện thoại ghi trong giấy mời")),
                Spot("dossier_deadline", _("Hạn gửi hồ sơ lên cấp trên"), DATES),
                Spot("dossier_channel", _("Bộ phận nhận hồ sơ ở cấp trên")),
                Spot("dossier_items", _("Hồ sơ gồm"), LINES),
            ),
        ),
        Part(
            "so-luong",
            _("Số lượng, cơ cấu, diện"),
            (
                Spot("cap_delegates", _("Số đại biểu tối đa"), _("Giới hạn cứng: không bao giờ vượt")),
                Spot("share_exemplars", _("Tỷ lệ điển hình tiên tiến (%)")),
                Spot("share_guests", _("Tỷ lệ khách mời (%)")),
                Spot("share_tolerance", _("Được chênh lệch (điểm %)")),
                Spot("exemplars", _("Số đại biểu điển hình, nếu ấn định"), _("Bỏ trống: số tối đa trừ khách mời đã xác nhận")),
                Spot("reserves", _("Số dự khuyết")),
                Spot("unit_floor", _("Mỗi đơn vị ít nhất")),
                Spot("unit_cap", _("Mỗi đơn vị nhiều nhất")),
                Spot("priorities", _("Đối tượng ưu tiên"), LINES),
                Spot("soft", _("Cơ cấu cần bảo đảm"), LINES),
                Spot("guest_groups", _("Thành phần khách mời, theo thứ tự giới thiệu"), LINES),
            ),
            (
                Rows(
                    "targets",
                    _("Mục tiêu cơ cấu"),
                    Target,
                    (
                        Spot("label", _("Tên gọi")),
                        Spot("attribute", _("Đếm theo")),
                        Spot("values", _("Giá trị được tính")),
                        Spot("share", _("Tỷ lệ (%)")),
                        Spot("tolerance", _("Chênh lệch")),
                        Spot("direction", _("Hướng")),
                        Spot("priority", _("Ưu tiên")),
                        Spot("id", _("Mã")),
                    ),
                    _("Đạt dần theo thứ tự ưu tiên; không loại ai."),
                ),
                Rows(
                    "categories",
                    _("Diện đại biểu"),
                    Category,
                    (
                        Spot("label", _("Tên gọi")),
                        Spot("at_least", _("Ít nhất")),
                        Spot("at_most", _("Nhiều nhất")),
                        Spot("id", _("Mã")),
                    ),
                ),
            ),
        ),
        Part(
            "can-cu",
            _("Căn cứ"),
            (),
            (
                Rows(
                    "basis",
                    _("Văn bản làm căn cứ"),
                    Basis,
                    (
                        Spot("number", _("Số, ký hiệu")),
                        Spot("day", _("Ngày")),
                        Spot("body", _("Cơ quan ban hành")),
                        Spot("subject", _("Trích yếu")),
                    ),
                    _("Chỗ nào văn bản không ghi thì để trống."),
                ),
            ),
        ),
        Part(
            "diem",
            _("Bảng điểm, bằng điểm"),
            (
                Spot("ties.order", _("Bằng điểm thì lần lượt ưu tiên"), LINES),
                Spot("ties.then", _("Sau cùng")),
            ),
            (
                Rows(
                    "merit",
                    _("Bảng điểm"),
                    MeritRow,
                    (
                        Spot("label", _("Tên dòng điểm")),
                        Spot("kind", _("Cách tính")),
                        Spot("match", _("Ứng với")),
                        Spot("points", _("Điểm")),
                        Spot("limit", _("Nhiều nhất mấy lần")),
                        Spot("id", _("Mã")),
                    ),
                ),
            ),
        ),
        Part(
            "khen-thuong",
            _("Khen thưởng, đi dự cấp trên"),
            (),
            (
                Rows(
                    "commendations",
                    _("Hình thức khen thưởng"),
                    Commendation,
                    (
                        Spot("honour", _("Mã hình thức")),
                        Spot("authority", _("Người quyết định")),
                        Spot("persons", _("Cá nhân tối đa")),
                        Spot("collectives", _("Tập thể tối đa")),
                        Spot("prize_person", _("Tiền thưởng cá nhân (đ)")),
                        Spot("prize_collective", _("Tiền thưởng tập thể (đ)")),
                        Spot("source", _("Nguồn")),
                    ),
                ),
                Rows(
                    "upward",
                    _("Đại hội cấp trên"),
                    Upward,
                    (
                        Spot("congress", _("Tên đại hội")),
                        Spot("seats", _("Số được phân bổ")),
                        Spot("reserves", _("Dự khuyết")),
                        Spot("columns", _("Cột của danh sách trích ngang")),
                    ),
                    _("Chưa được phân bổ thì bỏ trống số."),
                ),
            ),
        ),
        Part(
            "chuong-trinh",
            _("Chương trình"),
            (),
            (
                Rows(
                    "agenda",
                    _("Nội dung chương trình"),
                    AgendaItem,
                    (
                        Spot("text", _("Nội dung")),
                        Spot("start", _("Bắt đầu")),
                        Spot("minutes", _("Số phút")),
                        Spot("performer", _("Người thực hiện")),
                    ),
                ),
            ),
        ),
        Part(
            "noi-nhan",
            _("Nơi nhận, số văn bản"),
            (Spot("recipients", _("Nơi nhận"), _("Mỗi dòng một nơi; dòng lưu ở cuối")),),
            (
                Rows(
                    "papers",
                    _("Số văn bản theo sổ của văn phòng"),
                    PaperNumber,
                    (Spot("kind", _("Văn bản")), Spot("number", _("Số, ký hiệu")), Spot("day", _("Ngày ký"))),
                ),
            ),
        ),
    )
}


def get(settings: Settings, path: str) -> Any:
    """The value at a path; of an absent body or a part of it, None."""
    value: Any = settings
    for name in path.split("."):
        value = getattr(value, name, None)
    return value


def put(settings: Settings, values: Mapping[str, Any]) -> Settings:
    """The settings with the values at their paths. A body whose every value is empty becomes absent, but for the host."""
    plain = {path: value for path, value in values.items() if "." not in path}
    nested: dict[str, dict[str, Any]] = {}
    for path, value in values.items():
        if "." in path:
            top, _dot, name = path.partition(".")
            nested.setdefault(top, {})[name] = value
    for top, changes in nested.items():
        held = getattr(settings, top)
        if held is None:
            held = Body("")
        changed = replace(held, **changes)
        plain[top] = None if top in {"parent", "government"} and changed == Body("") else changed
    return replace(settings, **plain)


def hint(path: str) -> Any:
    """The annotation of the value at a path."""
    record: type[Any] = Settings
    *tops, name = path.split(".")
    for top in tops:
        record = {"host": Body, "parent": Body, "government": Body}.get(top) or hints_of(record)[top]
    return hints_of(record)[name]


def label_of(path: str) -> str:
    """What people call the value at a path: its part's words, else the path."""
    labels = {spot.path: spot.label for part in PARTS.values() for spot in part.spots}
    labels |= {rows.path: rows.label for part in PARTS.values() for rows in part.rows}
    while path not in labels and "." in path:  # host.signer.name stands in the box of host.signer
        path = path.rpartition(".")[0]
    return str(labels.get(path, path))


def part_of(path: str) -> str | None:
    """Key of the part whose page holds the value at a path, None when no page does."""
    for part in PARTS.values():
        if any(path == spot.path or path.startswith(f"{spot.path}.") for spot in part.spots) or any(
            rows.path == path.partition(".")[0] for rows in part.rows
        ):
            return part.key
    return None


def row_fields(rows: Rows) -> list[tuple[str, Any, bool]]:
    """Columns of a table: name, annotation, whether it must be filled."""
    hints = hints_of(rows.record)
    required = {f.name for f in fields(rows.record) if f.default is f.default_factory}
    return [(spot.path, hints[spot.path], spot.path in required) for spot in rows.columns]

"""The samples of the gallery (/kho-mau/): each component in each state, with invented data."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from django import forms
from django.core.paginator import Paginator

from vinhdanh.platform.design.charts import Board, Funnel, Gauge, Group, Point, Stage, State, Timeline, Unit
from vinhdanh.platform.design.fields import DayField, DropZone
from vinhdanh.platform.design.templatetags.design import ICONS
from vinhdanh.platform.registry import RailStep

TODAY = date(2020, 3, 5)
LONG = "Công đoàn cơ sở Trường Tiểu học và Trung học cơ sở Hoa Sen phân hiệu vùng sâu " * 4
STATES = (
    State("sent", "Đã gửi", settled=True),
    State("late", "Gửi muộn"),
    State("open", "Đang làm"),
    State("silent", "Im lặng"),
    State("nil", "Không có đề nghị", settled=True),
)
RIVER = [
    RailStep("campaigns", "Kế hoạch", "done", "Ban hành 06/01", "#"),
    RailStep("nominations", "Đề nghị từ cơ sở", "late", "48 / 62 đã trả lời · quá hạn 3 ngày", "#"),
    RailStep("appraisal", "Thẩm định", "open", "96 / 187 · hạn 20/3", "#"),
    RailStep("elections", "Bình chọn", "wait", "27/3", "#"),
    RailStep("delegation", "Lựa chọn đại biểu", "wait", "từ 28/3"),
    RailStep("commendations", "Khen thưởng", "wait", "Trình 16/4"),
    RailStep("conference", "Hội nghị", "wait", "15/5 · ½ ngày"),
    RailStep("dossiers", "Hồ sơ lên cấp trên", "wait", "trước 26/5"),
    RailStep("stories", "Gương điển hình", "wait", "sau Hội nghị"),
]


class SampleForm(forms.Form):
    """A field of each kind."""

    name = forms.CharField(label="Họ và tên", help_text="Viết như trong giấy tờ", max_length=300)
    born = forms.IntegerField(label="Năm sinh", min_value=1900, max_value=2010)
    day = DayField(label="Ngày Hội nghị")
    group = forms.ChoiceField(
        label="Đối tượng", choices=[("a", "Công nhân trực tiếp sản xuất"), ("b", "Viên chức")], required=False
    )
    way = forms.ChoiceField(
        label="Cách phân bổ", choices=[("1", "Chia đều"), ("2", "Theo số đoàn viên")], widget=forms.RadioSelect
    )
    asks = forms.MultipleChoiceField(
        label="Đề nghị", choices=[("d", "Dự Hội nghị"), ("k", "Khen thưởng")], widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(label="Tôi đã đọc Kế hoạch", help_text="Ghi ngày giờ xác nhận vào nhật ký")
    file = forms.FileField(
        label="Tệp danh sách", help_text="Excel hoặc Word, dưới 10 MB", widget=DropZone(".xlsx,.docx"), required=False
    )
    words = forms.CharField(label="Thành tích", widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=4000)


def samples(page_number: str | None) -> dict[str, Any]:
    """What the gallery's template shows."""
    filled = {"name": LONG.strip()[:300], "born": "1889", "day": "31/02/2020", "way": "1", "asks": ["d"]}
    good = {"name": "Lê Thị Ngọc Ánh", "born": "1989", "day": "5/3/2020", "way": "2", "asks": ["d", "k"], "agreed": "on"}
    wrong = SampleForm(filled, auto_id="sai_%s")
    wrong.full_clean()
    return {
        "river": RIVER,
        "river_at": "nominations",
        "long": LONG,
        "icons": sorted(set(ICONS.values()) | MORE_ICONS),
        "states": STATES_WITH_WORDS,
        "form": SampleForm(good, auto_id="dung_%s"),
        "wrong": wrong,
        "theirs": {"name": "Lê Thị Ngọc Anh", "way": "Chia đều"},
        "page": Paginator(range(3500), 50).get_page(page_number),
        "rows": [(number, f"Người thứ {number}", "Mầm non Hoa Sen", 70 + number / 2) for number in range(1, 13)],
        "gauges": gauges(),
        "timeline": timeline(),
        "board": board(),
        "funnel": funnel(),
    }


MORE_ICONS = {
    "arrow", "bell", "bin", "calendar", "close", "copy", "down", "download", "eye", "file", "filter", "flag", "gate", "hidden", "job",
    "key", "language", "left", "list", "mail", "person", "phone", "print", "right", "search", "theme", "tree", "undo", "up", "upload",
}  # fmt: skip
STATES_WITH_WORDS = [
    ("done", "Xong"), ("sent", "Đã gửi"), ("new", "Mới"), ("late", "Gửi muộn"), ("warning", "Cần chú ý"), ("changed", "Thay đổi"),
    ("open", "Đang làm"), ("note", "Ghi nhận"), ("blocking", "Chặn"), ("error", "Lỗi"), ("silent", "Im lặng"), ("nil", "Không có đề nghị"),
    ("outside", "Ngoài danh sách"), ("honour", "Giấy khen"), ("wait", "Chưa đến"), ("same", "Giữ nguyên"), ("locked", "Đã khóa"),
    ("doubtful", "Cần xác nhận"),
]  # fmt: skip


def gauges() -> list[Gauge]:
    """A gauge in each state."""
    return [
        Gauge.count("Tổng đại biểu", 238, cap=250, unit="đại biểu"),
        Gauge.count("Khách mời vượt giới hạn", 262, cap=250, unit="người"),
        Gauge.share("Nữ", 84, 187, target=Fraction(40, 100)),
        Gauge.share("Công nhân trực tiếp", 66, 175, target=Fraction(40, 100), low=Fraction(229, 1000), high=Fraction(446, 1000)),
        Gauge.share("Dân tộc thiểu số", 19, 187, target=Fraction(20, 100), low=Fraction(8, 100), high=Fraction(15, 100)),
        Gauge.share("Đoàn viên trẻ", 52, 187),
        Gauge.count("Dự toán kinh phí", 118_000_000, cap=120_000_000, unit="đ"),
        Gauge.share("Chưa có đề nghị nào", 0, 0, target=Fraction(1, 2)),
    ]


def timeline() -> Timeline:
    """Milestones, two of them close together."""
    return Timeline.of(
        [
            Point(date(2020, 1, 6), "Ban hành Kế hoạch số 02/KH-LĐLĐ", "done"),
            Point(date(2020, 3, 3), "Cơ sở gửi danh sách", "late", said="trước 03/3", link="#", tag="quá hạn 3 ngày"),
            Point(date(2020, 3, 6), "Rà soát lần một", "open", "đang làm"),
            Point(date(2020, 3, 20), "Thẩm định xong", note="còn 15 ngày"),
            Point(date(2020, 3, 30), "Niêm yết 10 ngày làm việc", until=date(2020, 4, 13)),
            Point(date(2020, 5, 15), "Hội nghị, ½ ngày", note="còn 71 ngày"),
        ],
        TODAY,
    )


def funnel() -> Funnel:
    """Stages that are there, foreseen, honoured."""
    have = [("Được đề nghị", 187), ("Đã thẩm định", 96), ("Đạt", 81)]
    return Funnel(
        (*(Stage(name, count) for name, count in have), Stage("Được chọn", 175, "planned"), Stage("Được tôn vinh", 175, "honour"))
    )


def board() -> Board:
    """Three groups of units in every state."""
    names = (
        "Hoa Sen",
        "Tuổi Thơ",
        "Phú An",
        "Bình Tân",
        "Long Hưng",
        "Gỗ Tân Phú",
        "Tòa án",
        "May Bình Sơn",
        "Điều Bù Nho",
        "Kho bạc",
    )
    order = ("sent", "sent", "late", "open", "silent", "sent", "nil", "sent", "open", "sent")
    groups = tuple(
        Group(title, tuple(Unit(name, order[(place + shift) % 10], "#", LONG[:60]) for place, name in enumerate(names)))
        for shift, title in enumerate(("Khối giáo dục", "Khối cơ quan", "Khối doanh nghiệp, hợp tác xã"))
    )
    return Board(STATES, groups)

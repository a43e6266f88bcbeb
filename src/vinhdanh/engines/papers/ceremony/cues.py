"""What the speaker says and what must be ready at an item of the programme, by what the item is (domain.md §6.2).

The words are proposals in the usual form of such meetings; an item of no known sort is announced by its own name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.papers import office
from vinhdanh.engines.vietnamese import match_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.types import AgendaItem, Settings


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of the speaker, what must be ready, a remark."""

    words: str
    ready: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Sort:
    """A sort of item: words of `match_key` that mark it, words that rule it out; `{event}`, `{who}`, `{item}` are filled in."""

    marks: tuple[str, ...]
    words: str
    ready: str
    note: str = ""


_AWARD_MARKS = (
    "trao thuong",
    "trao tang",
    "khen thuong",
    "ton vinh",
    "cong bo quyet dinh",
    "trao giay khen",
    "vinh danh",
    "bieu duong",
)
_NO_AWARD = ("bao cao", "phuong huong", "phat dong", "tong ket", "be mac", "khai mac", "tham luan")
_SORTS = (
    _Sort(
        ("don tiep", "don dai bieu", "diem danh", "van nghe"),
        "Kính mời các đồng chí đại biểu làm thủ tục điểm danh, nhận tài liệu, ổn định chỗ ngồi.",
        "Bàn đón tiếp, danh sách điểm danh, thẻ đại biểu, tài liệu; âm thanh, ánh sáng.",
    ),
    _Sort(
        ("chao co",),
        "Kính mời các đồng chí đại biểu đứng dậy, chỉnh đốn trang phục để làm lễ chào cờ. Nghiêm! Chào cờ, chào! … Thôi! Kính mời các đồng chí an tọa.",
        "Quốc kỳ; nhạc Quốc ca; kiểm tra âm thanh trước 15 phút.",
    ),
    _Sort(
        ("gioi thieu dai bieu", "tuyen bo ly do"),
        "Kính thưa các đồng chí đại biểu! Được sự nhất trí của cấp có thẩm quyền, hôm nay {host} tổ chức {event}. Đến dự Hội nghị, xin trân trọng giới thiệu: (theo Phụ lục giới thiệu đại biểu).",
        "Danh sách giới thiệu đã đối chiếu điểm danh; biển tên; micrô.",
        "Đọc đúng chức vụ, đúng thứ tự",
    ),
    _Sort(
        ("khai mac",),
        "Trân trọng kính mời {who} đọc diễn văn khai mạc Hội nghị.",
        "Diễn văn đặt tại bục; hoa bục; micrô.",
    ),
    _Sort(
        ("be mac",),
        "Trân trọng kính mời {who} phát biểu tổng kết, bế mạc Hội nghị. Hội nghị đến đây kết thúc, kính chúc các đồng chí mạnh khỏe, hạnh phúc!",
        "Diễn văn bế mạc; chuẩn bị chụp ảnh lưu niệm.",
    ),
    _Sort(
        ("phim", "phong su"),
        "Kính mời các đồng chí đại biểu theo dõi phóng sự về các điển hình tiên tiến.",
        "Tệp phim, màn hình, âm thanh; tắt bớt đèn.",
    ),
    _Sort(
        ("tham luan", "giao luu"),
        "Trân trọng kính mời {who} lên trình bày, giao lưu với Hội nghị.",
        "Danh sách và thứ tự người trình bày; ghế, micrô không dây; nhắc giờ.",
        "Nhắc khi còn 01 phút",
    ),
    _Sort(
        ("bao cao",),
        "Trân trọng kính mời {who} trình bày: {item}.",
        "Báo cáo đặt tại bục; trình chiếu; tài liệu trong cặp đại biểu.",
    ),
    _Sort(
        ("huong ung", "giao uoc"),
        "Trân trọng kính mời {who} phát biểu hưởng ứng phong trào thi đua.",
        "Bản giao ước thi đua, bút, bàn ký (nếu ký giao ước).",
    ),
    _Sort(
        ("phat dong",),
        "Trân trọng kính mời {who} phát động phong trào thi đua.",
        "Văn bản phát động đặt tại bục.",
    ),
    _Sort(
        ("thong qua", "bieu quyet", "bo phieu"),
        "Kính mời {who} điều hành nội dung: {item}. Đồng chí nào nhất trí, xin biểu quyết. … Đồng chí nào không nhất trí? … Đồng chí nào có ý kiến khác?",
        "Danh sách in sẵn; thẻ biểu quyết hoặc phiếu, hòm phiếu; tổ đếm.",
        "Ghi số đồng ý, không đồng ý, ý kiến khác vào biên bản",
    ),
    _Sort(
        ("phat bieu chi dao", "phat bieu"),
        "Trân trọng kính mời {who} phát biểu với Hội nghị.",
        "Hoa tặng; micrô; nước tại bục.",
    ),
)
_AWARD = _Sort(
    _AWARD_MARKS,
    "Trân trọng kính mời đại diện Ban Tổ chức công bố quyết định khen thưởng. Tiếp theo là phần trao thưởng, theo các đợt dưới đây.",
    "Quyết định; giấy khen, khung, hoa, tiền thưởng xếp theo đợt; nhạc nền; người dẫn lối, chụp ảnh.",
    "Tập trung trước một đợt ở cánh gà",
)


def is_award(item: AgendaItem) -> bool:
    """Whether honours are presented at this item."""
    key = match_key(item.text)
    return any(m in key for m in _AWARD_MARKS) and not any(m in key for m in _NO_AWARD)


def award_item(items: Sequence[AgendaItem]) -> int | None:
    """The item at which the honours are presented, None when the programme has none."""
    return next((i for i, item in enumerate(items) if is_award(item)), None)


def cue(item: AgendaItem, s: Settings) -> Cue:
    """What the speaker says at an item, and what must be ready."""
    key = match_key(item.text)
    found = _AWARD if is_award(item) else next((sort for sort in _SORTS if any(m in key for m in sort.marks)), None)
    who = office.lower_first(item.performer) if item.performer else office.BLANK
    if found is None:
        return Cue(f"Tiếp theo chương trình: {item.text.rstrip(' .;')}. Trân trọng kính mời {who}.")
    # not str.format: what is filled in may hold braces of its own
    words = found.words
    for name, told in (
        ("{host}", s.host.name),
        ("{event}", office.event(s)),
        ("{who}", who),
        ("{item}", office.lower_first(item.text.rstrip(" .;"))),
    ):
        words = words.replace(name, told, 1) if name in found.words else words
    return Cue(words, found.ready, found.note)

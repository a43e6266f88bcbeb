"""What makes nominations/ of the district a heap: an older version, a wrong file name, lists of elsewhere, and the words about them."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from example_parts.layouts import Book, standard, two_level
from vinhdanh.engines.campaign.inbox import NOT_USED, shown
from vinhdanh.engines.campaign.types import InboxDecision
from vinhdanh.engines.pipeline.inbox import incoming, kept, lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from example_parts.people import Collective, Person
    from vinhdanh.engines.campaign.types import Campaign, Settings, Union

MISNAMED = {"DN-09": "DN-08_DHTT"}
"""Unions whose file bears the code of another one."""

PLAIN_NAMES = {
    "X-03": "ds moi sua lan 3",
    "X-07": "X-07 - danh sach de nghi lan 2",
    "CS-06": "Danh sach THCS Le Quy Don",
    "MN-01": "CĐ Mầm non Hoa Mai",
}
"""Files that bear no code, or say which version they are."""

FOREIGN = "Danh sach TTYT.xlsx"
SCAN = "DN-01 anh chup ban ky.png"
OTHER_CAMPAIGN = "CS-07 mau nam 2015.xlsx"


@dataclass(frozen=True)
class Extra:
    """A file of the heap that is no union's list of this campaign, or no longer: its bytes, and what the truth file says of it."""

    data: bytes
    truth: dict[str, Any]


def extras(
    settings: Settings, register: Sequence[Union], lists: dict[str, tuple[list[Person], list[Collective]]]
) -> dict[str, Extra]:
    """The other files by name."""
    unions = {u.code: u for u in register}
    persons, collectives = lists["X-07"]
    older = [replace(p, post="Công chức tập sự") if i == 0 else p for i, p in enumerate(persons[:-1])]
    gone = replace(persons[-1], name="Đoàn Văn Thử", typed={})
    old = two_level(unions["X-07"], [*older, gone], collectives, 4)
    other = standard(replace(settings, id="phu-rieng-2015"), unions["CS-07"], lists["CS-07"][0][:2], ())
    return {
        "X-07 - danh sach de nghi lan 1.xlsx": Extra(old.data, {"union": "X-07", "what": "an older version of the list"}),
        FOREIGN: Extra(_foreign(), {"union": "", "what": "the list of a union of another district"}),
        SCAN: Extra(_scan(), {"union": "DN-01", "what": "a photo of the signed list"}),
        OTHER_CAMPAIGN: Extra(other.data, {"union": "CS-07", "what": "a form of another campaign"}),
    }


def _scan() -> bytes:
    """A picture of one grey point: what it shows does not matter, nobody reads it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    # Stored, not packed: the same bytes whatever library packs.
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00\x80", 0)) + chunk(b"IEND", b"")


def _foreign() -> bytes:
    b = Book()
    sheet = b.book.add_worksheet("Sheet1")
    rows = (
        ("CĐCS TRUNG TÂM Y TẾ HUYỆN BÙ GIA MẬP",),
        ("DANH SÁCH ĐỀ NGHỊ",),
        ("STT", "Họ và tên", "Giới tính", "Năm sinh", "Dân tộc"),
        ("1", "Hồ Thị Mẫu", "nữ", "1984", "Kinh"),
        ("2", "Điểu Mẫu", "nam", "1979", "Xtiêng"),
    )
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            sheet.write_string(r, c, text, b.cell)
    return b.done()


def settled(campaign: Campaign) -> Campaign:
    """The campaign with its inbox: what the office has decided, and what still waits."""
    names = {u.code: shown(u) for u in campaign.unions}
    said = {f"{stem}.xlsx": names[code] for code, stem in MISNAMED.items()} | {FOREIGN: NOT_USED}
    decided = replace(campaign, inbox=tuple(InboxDecision(file, decision=words) for file, words in sorted(said.items())))
    return replace(decided, inbox=kept(decided, lines(decided, incoming(decided))))

"""The register of the district's grassroots unions: kinds, sizes, who answers, when the list came."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.types import Union

if TYPE_CHECKING:
    from random import Random

    from example_parts.names import Names

COMMUNES = (
    "Bình Sơn",
    "Bình Tân",
    "Bù Nho",
    "Long Bình",
    "Long Hà",
    "Long Hưng",
    "Long Tân",
    "Phú Riềng",
    "Phú Trung",
    "Phước Tân",
)
_NURSERIES = ("Hoa Mai", "Hoa Phượng", "Sơn Ca", "Vành Khuyên", "Hướng Dương", "Tuổi Thơ", "Họa Mi")
_PRIMARIES = (
    "Kim Đồng",
    "Lê Văn Tám",
    "Võ Thị Sáu",
    "Nguyễn Bá Ngọc",
    "Trần Quốc Toản",
    "Lý Tự Trọng",
    "Nguyễn Viết Xuân",
    "Phan Bội Châu",
    "Lê Lợi",
)
_SECONDARIES = ("Lý Thường Kiệt", "Nguyễn Du", "Trần Hưng Đạo", "Quang Trung", "Nguyễn Trãi", "Lê Quý Đôn", "Chu Văn An")
_HIGH = ("Ngô Quyền", "Nguyễn Khuyến", "Phú Riềng")
_OFFICES = (
    "Văn phòng HĐND và UBND huyện",
    "Phòng Giáo dục và Đào tạo",
    "Trung tâm Y tế huyện",
    "Chi cục Thuế",
    "Kho bạc Nhà nước huyện",
    "Bảo hiểm xã hội huyện",
    "Trung tâm Văn hóa - Thể thao huyện",
    "Ban Quản lý dự án huyện",
)
_FIRMS = (
    ("Nông trường Cao su Bình Sơn", "Bình Sơn"),
    ("Nông trường Cao su Long Tân", "Long Tân"),
    ("Nông trường Cao su Long Hà", "Long Hà"),
    ("Nông trường Cao su Phú Trung", "Phú Trung"),
    ("Nông trường Cao su Bù Nho", "Bù Nho"),
    ("Nông trường Cao su Phước Tân", "Phước Tân"),
    ("Nông trường Cao su Long Hưng", "Long Hưng"),
    ("Nhà máy Chế biến mủ cao su Suối Vàng", "Phú Riềng"),
    ("Nhà máy Chế biến mủ cao su Đồi Thông", "Long Hà"),
    ("Xí nghiệp Cơ khí - Vận tải Phú An", "Phú Riềng"),
    ("Công ty TNHH Chế biến hạt điều Hương Rừng", "Bù Nho"),
    ("Công ty TNHH Hạt điều Mùa Vàng", "Long Hưng"),
    ("Công ty TNHH May mặc Ánh Dương", "Phú Riềng"),
    ("Công ty TNHH Gỗ Thiên Lộc", "Bình Tân"),
    ("Nhà máy Gạch Đất Đỏ", "Bình Sơn"),
    ("Công ty CP Cây trồng Bình An", "Long Bình"),
)
SCHOOL, COMMUNE, OFFICE, FIRM = "Trường học", "Xã", "Cơ quan", "Doanh nghiệp"

LATE = {
    "TH-06": datetime.combine(date(2020, 3, 4), time(8, 40)),
    "X-07": datetime.combine(date(2020, 3, 6), time(16, 5)),
    "DN-12": datetime.combine(date(2020, 3, 10), time(10, 30)),
}
MISSING = ("MN-06", "CQ-07", "DN-15", "DN-16")
NIL = {
    "MN-07": "Đơn vị mới thành lập năm học 2019 - 2020, chưa có cá nhân, tập thể đủ thời gian thành tích.",
    "CQ-08": "Đơn vị đang sắp xếp lại tổ chức, không có đề nghị.",
}
EXTENDED = {"X-09": date(2020, 3, 5)}
MANAGERS_ONLY = "CQ-05"
OVER = ("X-02", "X-10", "TH-01", "TH-05", "CS-03", "CQ-03", "DN-01", "DN-08")
"""Unions that ask for more places than they were allotted."""


@dataclass(frozen=True)
class Shape:
    """What the people of a kind of union are like: shares of women, of minorities, of direct workers, of managers; how many nominees."""

    women: float
    minority: float
    workers: float
    managers: float
    persons: tuple[int, int]
    members: tuple[int, int]


SHAPES = {
    SCHOOL: Shape(0.66, 0.10, 0.0, 0.15, (5, 7), (24, 68)),
    COMMUNE: Shape(0.42, 0.17, 0.0, 0.22, (4, 7), (28, 45)),
    OFFICE: Shape(0.46, 0.09, 0.0, 0.22, (4, 7), (18, 140)),
    FIRM: Shape(0.38, 0.26, 0.95, 0.04, (9, 12), (120, 620)),
}


def _bare() -> list[Union]:
    rows = [Union(f"X-{i:02d}", f"CĐCS xã {c}", COMMUNE, c) for i, c in enumerate(COMMUNES, start=1)]
    schools = (
        ("MN", "Mầm non", _NURSERIES),
        ("TH", "Tiểu học", _PRIMARIES),
        ("CS", "Trung học cơ sở", _SECONDARIES),
        ("PT", "Trung học phổ thông", _HIGH),
    )
    for code, kind, names in schools:
        for i, name in enumerate(names, start=1):
            rows.append(Union(f"{code}-{i:02d}", f"CĐCS Trường {kind} {name}", SCHOOL, COMMUNES[(i * 3 + len(code + kind)) % 10]))
    rows += [Union(f"CQ-{i:02d}", f"CĐCS {name}", OFFICE, "Phú Riềng") for i, name in enumerate(_OFFICES, start=1)]
    rows += [Union(f"DN-{i:02d}", f"CĐCS {name}", FIRM, place) for i, (name, place) in enumerate(_FIRMS, start=1)]
    return rows


def unions(chance: Random, names: Names) -> tuple[Union, ...]:
    """All 60 unions. Lists come before 03/03/2020, but for the late ones; the missing never came."""
    out = []
    for u in _bare():
        shape = SHAPES[u.group]
        members = chance.randint(*shape.members)
        woman = chance.random() < 0.5
        spent = timedelta(days=chance.randint(0, 20), hours=chance.randint(7, 16), minutes=chance.randint(0, 59))
        arrived = datetime.combine(date(2020, 2, 10), time()) + spent
        if u.code in EXTENDED:
            arrived = datetime.combine(date(2020, 3, 4), time(14, 20))
        silent = u.code in MISSING
        full = replace(
            u,
            members=members,
            women=round(members * shape.women * chance.uniform(0.9, 1.05)),
            minority=round(members * shape.minority * chance.uniform(0.7, 1.2)),
            workers=round(members * shape.workers),
            responsible=names.new("nữ" if woman else "nam", "Kinh"),
            responsible_post="Chủ tịch CĐCS",
            phone=f"09{chance.randint(0, 99_999_999):08d}",
            at_least=None,
            at_most=({FIRM: 6} if u.code in OVER else {FIRM: 9}).get(u.group, 3 if u.code in OVER else 5),
            received=None if silent else LATE.get(u.code, arrived),
            nil_reason=NIL.get(u.code, ""),
            reminders=(date(2020, 2, 20), date(2020, 2, 28)) + ((date(2020, 3, 5),) if silent else ())
            if silent or u.code in LATE
            else (),
        )
        out.append(full)
    return tuple(out)

"""Invented nominees: what each is, what each has achieved, what is asked for each. This is the truth that the lists then say."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from example_parts.register import COMMUNE, FIRM, OFFICE, SCHOOL, SHAPES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from example_parts.names import Names
    from vinhdanh.engines.campaign.types import Union

MOVEMENTS = {
    FIRM: "Lao động giỏi, Lao động sáng tạo",
    SCHOOL: "Lao động giỏi, Lao động sáng tạo",
    COMMUNE: "Tham mưu giỏi, phục vụ tốt",
    OFFICE: "Tham mưu giỏi, phục vụ tốt",
}
UNION_MOVEMENT = "Đổi mới, sáng tạo, hiệu quả trong hoạt động công đoàn"
_MINORITIES = ["Xtiêng"] * 9 + ["Nùng"] * 4 + ["Tày"] * 4 + ["Khơ-me"] * 3 + ["Mnông", "Hoa", "Hoa"]

HONOURS = {
    "LDTT": ("LĐTT", "{year}"),
    "CSTDCS": ("CSTĐCS", "{year}"),
    "CSTDT": ("CSTĐ cấp tỉnh", "{year}"),
    "BK_T": ("Bằng khen UBND tỉnh", "{year}"),
    "BK_LDT": ("Bằng khen LĐLĐ tỉnh", "{year}"),
    "GK_H": ("Giấy khen của Chủ tịch UBND huyện", "{year}"),
    "GK_TT": ("Giấy khen của Giám đốc", "{year}"),
    "GK_CTT": ("Giấy khen của LĐLĐ huyện", "{year}"),
    "DVXS": ("Đoàn viên công đoàn xuất sắc", "{year}"),
    "TTLDTT": ("TTLĐTT", "{year}"),
    "TTLDXS": ("TTLĐXS", "{year}"),
    "CDCSVM": ("CĐCS vững mạnh", "{year}"),
    "TCDVM": ("Tổ công đoàn vững mạnh", "{year}"),
}
COMMEND_WORDS = {
    "GK_X": "Giấy khen của Chủ tịch UBND xã",
    "GK_H": "Giấy khen của Chủ tịch UBND huyện",
    "GK_CTT": "Giấy khen của LĐLĐ huyện",
    "": "Tuyên dương",
}

_POSTS: dict[str, list[tuple[str, str]]] = {
    SCHOOL: [("Giáo viên", "vien_chuc")] * 8
    + [
        ("Tổ trưởng chuyên môn", "vien_chuc"),
        ("Nhân viên kế toán", "vien_chuc"),
        ("Nhân viên y tế trường học", "vien_chuc"),
        ("Nhân viên phục vụ", "nld_khac"),
    ],
    COMMUNE: [
        ("Công chức Tư pháp - Hộ tịch", "cong_chuc"),
        ("Công chức Văn hóa - Xã hội", "cong_chuc"),
        ("Công chức Văn phòng - Thống kê", "cong_chuc"),
        ("Công chức Địa chính - Xây dựng", "cong_chuc"),
        ("Công chức Tài chính - Kế toán", "cong_chuc"),
        ("Nhân viên Trạm Y tế", "vien_chuc"),
        ("Cán bộ bán chuyên trách", "nld_khac"),
    ],
    OFFICE: [("Chuyên viên", "cong_chuc")] * 4
    + [("Viên chức", "vien_chuc"), ("Điều dưỡng", "vien_chuc"), ("Kế toán", "vien_chuc"), ("Nhân viên lái xe", "nld_khac")],
    FIRM: [("Công nhân khai thác mủ", "cn_truc_tiep")] * 5
    + [("Công nhân chế biến", "cn_truc_tiep")] * 3
    + [("Công nhân vận hành máy", "cn_truc_tiep"), ("Tổ trưởng sản xuất", "cn_truc_tiep")],
}
_FACTORY = [("Công nhân chế biến", "cn_truc_tiep")] * 4 + [
    ("Công nhân vận hành máy", "cn_truc_tiep"),
    ("Thợ cơ khí", "cn_truc_tiep"),
    ("Tổ trưởng sản xuất", "cn_truc_tiep"),
]
_OFFICE_OF_FIRM = [("Nhân viên kỹ thuật", "nld_khac"), ("Nhân viên văn phòng", "nld_khac"), ("Kế toán", "nld_khac")]
_MANAGERS = {
    SCHOOL: ["Hiệu trưởng", "Phó Hiệu trưởng"],
    COMMUNE: ["Chủ tịch UBND xã", "Phó Chủ tịch UBND xã", "Phó Chủ tịch HĐND xã"],
    OFFICE: ["Phó Trưởng phòng", "Trưởng phòng", "Phó Giám đốc"],
    FIRM: ["Quản đốc", "Phó Giám đốc"],
}
_SUMMARIES = {
    SCHOOL: [
        "Có {n} học sinh đạt giải cấp huyện, cấp tỉnh trong {y} năm, dạy {m} tiết chuyên đề",
        "Vận động {n} học sinh dân tộc thiểu số ra lớp, duy trì sĩ số {p} %",
        "Làm {n} bộ đồ dùng dạy học, dự {m} chuyên đề cấp cụm",
        "Phụ đạo {n} học sinh yếu, {p} % lên lớp trong {y} năm",
    ],
    COMMUNE: [
        "Giải quyết {m}{n} hồ sơ, {p} % đúng hạn",
        "Tham mưu {m} đề án, góp phần đưa xã đạt {y} tiêu chí nông thôn mới",
        "Vận động {n} hộ hiến đất làm đường giao thông nông thôn trong {y} năm",
        "Giúp {m} hộ đoàn viên thoát nghèo, {n} lượt hộ vay vốn",
    ],
    OFFICE: [
        "Rút ngắn {m} ngày giải quyết thủ tục, {p} % hồ sơ đúng hạn",
        "Tham mưu {n} văn bản, không có văn bản phải thu hồi trong {y} năm",
        "Cải tiến {m} quy trình, giảm {n} % giấy tờ",
    ],
    FIRM: [
        "Vượt {m},{y} % sản lượng được giao, khai thác {n} tấn mủ",
        "Hướng dẫn {m} công nhân mới, năng suất đạt 1{n} % định mức",
        "Giữ {n}{m}0 cây cạo an toàn, {y} năm không vi phạm kỹ thuật",
        "Cải tiến {m} thao tác, tiết kiệm {n} triệu đồng mỗi năm",
    ],
}
_GROUP_SUMMARIES = (
    "Dẫn đầu phong trào thi đua của đơn vị {y} năm, {n} lượt đoàn viên được khen",
    "Hoàn thành {p} % kế hoạch hằng năm, có {n} sáng kiến được áp dụng",
    "Thăm hỏi {n} lượt đoàn viên, {y} năm không có đơn thư",
)
_INITIATIVES = {
    SCHOOL: [
        "Kinh nghiệm rèn đọc cho học sinh Xtiêng lớp 1",
        "Làm đồ dùng dạy học từ vật liệu sẵn có",
        "Tổ chức trò chơi trong giờ học toán",
    ],
    COMMUNE: ["Theo dõi hồ sơ một cửa bằng bảng tính", "Tổ tự quản thu gom rác ở khu dân cư"],
    OFFICE: ["Rút gọn quy trình tiếp nhận hồ sơ", "Sổ theo dõi công văn điện tử"],
    FIRM: [
        "Máng che mưa cải tiến cho cây cạo",
        "Dao cạo có cữ chống phạm cây",
        "Tận dụng nước rửa mủ",
        "Bàn kẹp tách vỏ hạt điều an toàn",
    ],
}


@dataclass
class Person:
    """A person (or the representative of a collective) as they truly are."""

    union: str
    name: str
    sex: str
    birth: date
    year_only: bool
    ethnicity: str
    post: str
    labour_group: str
    manager: bool
    quality: float
    achievements: list[tuple[str, int, str]] = field(default_factory=list)
    initiatives: list[tuple[str, str, int]] = field(default_factory=list)
    summary: str = ""
    movement: str = ""
    commend: str = ""
    attend: bool = True
    upward: bool = False
    religion: str = ""
    education: str = ""
    typed: dict[str, str] = field(default_factory=dict)  # what the list says instead of the truth: deliberate errors

    @property
    def birth_iso(self) -> str:
        """The birth as it is told: the year, or the day."""
        return f"{self.birth.year}" if self.year_only else self.birth.isoformat()


@dataclass
class Collective:
    """A collective with its representative."""

    union: str
    name: str
    type: str
    members: int
    women: int
    minority: int
    quality: float
    representative: Person | None
    achievements: list[tuple[str, int, str]] = field(default_factory=list)
    summary: str = ""
    commend: str = ""
    attend: bool = True
    upward: bool = False


class People:
    """Makes nominees of a union."""

    def __init__(self, chance: Random, names: Names) -> None:
        self.chance, self.names = chance, names

    def person(self, union: Union, *, manager: bool | None = None) -> Person:
        """One person of a union, by the shape of its kind."""
        c, shape = self.chance, SHAPES[union.group]
        sex = "nữ" if c.random() < shape.women else "nam"
        ethnicity = c.choice(_MINORITIES) if c.random() < shape.minority else "Kinh"
        leads = c.random() < shape.managers if manager is None else manager
        post, group = self._post(union, leads=leads)
        quality = min(1.0, max(0.0, c.gauss(0.62 if leads else 0.5, 0.2)))
        p = Person(
            union.code,
            self.names.new(sex, ethnicity),
            sex,
            date(c.randint(1964, 1996), 1, 1) + timedelta(days=c.randint(0, 364)),
            c.random() < 0.3,
            ethnicity,
            post,
            group,
            leads,
            quality,
        )
        self._record(p, union)
        return p

    def _post(self, union: Union, *, leads: bool) -> tuple[str, str]:
        c = self.chance
        if leads:
            return c.choice(_MANAGERS[union.group]), "lanh_dao_quan_ly"
        if union.group == FIRM:
            if c.random() > SHAPES[FIRM].workers:
                return c.choice(_OFFICE_OF_FIRM)
            return c.choice(_POSTS[FIRM] if "Nông trường" in union.name else _FACTORY)
        return c.choice(_POSTS[union.group])

    def _record(self, p: Person, union: Union) -> None:
        c, q = self.chance, p.quality
        worker = p.labour_group == "cn_truc_tiep"
        years = list(range(2016, 2020))
        for year in years:
            if c.random() < 0.45 + 0.4 * q:
                p.achievements.append(("LDTT", year, ""))
            if c.random() < (0.25 if worker else 0.5) * q:
                p.achievements.append(("CSTDCS", year, self._decision(year)))
        for code, likely in (
            ("GK_H", 0.5),
            ("BK_LDT", 0.28),
            ("GK_CTT", 0.45),
            ("BK_T", 0.16),
            ("GK_TT", 0.3 if union.group == FIRM else 0.0),
            ("CSTDT", 0.05),
        ):
            if c.random() < likely * q:
                p.achievements.append((code, c.choice(years), self._decision(2019)))
        if not p.achievements:
            p.achievements.append(("LDTT", 2019, ""))
        p.achievements.sort(key=lambda a: (a[1], a[0]))
        for _ in range(2):
            if c.random() < 0.45 * q:
                p.initiatives.append(
                    (c.choice(_INITIATIVES[union.group]), "province" if c.random() < 0.12 else "base", c.choice(years))
                )
        p.initiatives = list({i[0]: i for i in p.initiatives}.values())
        p.summary = self._told(_SUMMARIES[union.group])
        p.movement = UNION_MOVEMENT if c.random() < 0.12 else MOVEMENTS[union.group]
        p.commend = c.choice(["GK_H", "GK_H", "GK_CTT", "GK_CTT", ""])
        p.upward = q > 0.62 and c.random() < 0.5
        p.religion = c.choice(["Không"] * 6 + ["Công giáo", "Phật giáo", "Tin Lành"])
        p.education = (
            c.choice(["9/12", "12/12", "Sơ cấp nghề"]) if worker else c.choice(["Đại học", "Đại học", "Cao đẳng", "Trung cấp"])
        )

    def _told(self, patterns: Sequence[str]) -> str:
        """A summary with figures of its own."""
        c = self.chance
        return c.choice(patterns).format(n=c.randint(11, 98), m=c.randint(2, 9), y=c.randint(2, 5), p=c.randint(96, 100))

    def _decision(self, year: int) -> str:
        return (
            f"{self.chance.randint(12, 2900)}/QĐ" + self.chance.choice(["-UBND", "-CT"])
            if year and self.chance.random() < 0.4
            else ""
        )

    def collective(self, union: Union, number: int) -> Collective:
        """One collective of a union: the union itself, or a team, department, office of it."""
        c = self.chance
        kinds = {
            SCHOOL: [
                ("CĐCS", union.name),
                ("Tổ", f"Tổ chuyên môn {c.randint(1, 5)}"),
                ("Tổ công đoàn", f"Tổ công đoàn {c.randint(1, 4)}"),
            ],
            COMMUNE: [("CĐCS", union.name), ("Tổ công đoàn", "Tổ công đoàn khối Đảng, đoàn thể")],
            OFFICE: [("CĐCS", union.name), ("Phòng", "Phòng Nghiệp vụ"), ("CĐ bộ phận", "Công đoàn bộ phận Khối Hành chính")],
            FIRM: [
                ("Tổ", f"Tổ sản xuất {c.randint(1, 9)}"),
                ("Đội", f"Đội sản xuất {c.randint(1, 5)}"),
                ("Tổ công đoàn", f"Tổ công đoàn {c.randint(1, 8)}"),
            ],
        }[union.group]
        kind, name = kinds[number % len(kinds)]
        shape, size = SHAPES[union.group], (union.members or 20) if kind == "CĐCS" else c.randint(9, 42)
        one = Collective(
            union.code,
            name,
            kind,
            size,
            round(size * shape.women),
            round(size * shape.minority),
            min(1.0, max(0.0, c.gauss(0.55, 0.2))),
            self.person(union),
        )
        own = {"CĐCS": "CDCSVM", "Tổ công đoàn": "TCDVM"}.get(kind, "TTLDTT")
        one.achievements = [(own, y, "") for y in range(2016, 2020) if c.random() < 0.55 + 0.4 * one.quality]
        if not one.achievements:
            one.achievements.append((own, 2019, ""))
        if c.random() < one.quality:
            one.achievements.append((c.choice(["GK_H", "BK_LDT", "BK_T"]), 2018, self._decision(2018)))
        one.summary = self._told(_GROUP_SUMMARIES)
        one.commend = c.choice(["GK_H", "GK_CTT", "GK_CTT"])
        one.upward = one.quality > 0.7
        return one


def as_truth(p: Person) -> dict[str, Any]:
    """What the truth file says of a person."""
    return {
        "name": p.name,
        "sex": p.sex,
        "birth": p.birth_iso,
        "ethnicity": p.ethnicity,
        "post": p.post,
        "labour_group": p.labour_group,
        "manager": p.manager,
        "commend": p.commend,
        "attend": p.attend,
        "upward": p.upward,
        "achievements": [{"honour": code, "year": year} for code, year, _ in p.achievements],
        "initiatives": [title for title, _, _ in p.initiatives],
    }

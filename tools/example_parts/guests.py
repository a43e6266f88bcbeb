"""The invited guests of the example, by protocol group: bodies and posts of the district, invented people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.types import Guest

if TYPE_CHECKING:
    from random import Random

    from example_parts.names import Names

_PARISH = (
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

# group, organisation, posts, must come
_LIST: tuple[tuple[str, str, tuple[str, ...], bool], ...] = (
    (
        "cap_tren",
        "Liên đoàn Lao động tỉnh Bình Phước",
        ("Chủ tịch", "Phó Chủ tịch", "Trưởng Ban Chính sách - Pháp luật", "Chuyên viên Ban Chính sách - Pháp luật"),
        True,
    ),
    (
        "dang",
        "Huyện ủy Phú Riềng",
        (
            "Bí thư",
            "Phó Bí thư Thường trực",
            "Trưởng Ban Dân vận",
            "Trưởng Ban Tuyên giáo",
            "Trưởng Ban Tổ chức",
            "Chủ nhiệm Ủy ban Kiểm tra",
            "Chánh Văn phòng",
        ),
        True,
    ),
    ("dang", "Đảng ủy khối doanh nghiệp", ("Phó Bí thư", "Ủy viên Ban Thường vụ", "Ủy viên"), False),
    ("hdnd_ubnd", "Hội đồng nhân dân huyện", ("Chủ tịch", "Phó Chủ tịch", "Trưởng Ban Văn hóa - Xã hội"), True),
    (
        "hdnd_ubnd",
        "Ủy ban nhân dân huyện",
        ("Chủ tịch", "Phó Chủ tịch", "Phó Chủ tịch", "Chánh Văn phòng", "Phó Chánh Văn phòng"),
        True,
    ),
    ("mttq", "Ủy ban Mặt trận Tổ quốc Việt Nam huyện", ("Chủ tịch", "Phó Chủ tịch", "Phó Chủ tịch", "Ủy viên Thường trực"), True),
    ("doan_the", "Hội Liên hiệp Phụ nữ huyện", ("Chủ tịch", "Phó Chủ tịch"), False),
    ("doan_the", "Đoàn Thanh niên Cộng sản Hồ Chí Minh huyện", ("Bí thư", "Phó Bí thư"), False),
    ("doan_the", "Hội Nông dân huyện", ("Chủ tịch", "Phó Chủ tịch"), False),
    ("doan_the", "Hội Cựu chiến binh huyện", ("Chủ tịch", "Phó Chủ tịch"), False),
    ("doan_the", "Hội Chữ thập đỏ huyện", ("Chủ tịch", "Phó Chủ tịch"), False),
    ("phong_ban", "Phòng Nội vụ", ("Trưởng phòng", "Phó Trưởng phòng"), True),
    ("phong_ban", "Phòng Lao động - Thương binh và Xã hội", ("Trưởng phòng", "Phó Trưởng phòng"), False),
    ("phong_ban", "Phòng Giáo dục và Đào tạo", ("Trưởng phòng", "Phó Trưởng phòng"), False),
    ("phong_ban", "Phòng Tài chính - Kế hoạch", ("Trưởng phòng", "Phó Trưởng phòng"), False),
    ("phong_ban", "Phòng Văn hóa và Thông tin", ("Trưởng phòng", "Phó Trưởng phòng"), False),
    ("phong_ban", "Phòng Kinh tế - Hạ tầng", ("Trưởng phòng",), False),
    ("phong_ban", "Công an huyện", ("Phó Trưởng Công an huyện", "Đội trưởng"), False),
    ("phong_ban", "Ban Chỉ huy Quân sự huyện", ("Chính trị viên", "Trợ lý"), False),
    ("phong_ban", "Bảo hiểm xã hội huyện", ("Giám đốc",), False),
    *(("dia_phuong", f"Ủy ban nhân dân xã {name}", ("Chủ tịch",), False) for name in _PARISH),
    ("dia_phuong", "Đảng ủy xã Phú Riềng", ("Bí thư", "Phó Bí thư"), False),
    ("doanh_nghiep", "Công ty TNHH MTV Cao su Đồi Thông", ("Tổng Giám đốc", "Chủ tịch Công đoàn", "Phó Tổng Giám đốc"), False),
    ("doanh_nghiep", "Công ty TNHH Chế biến hạt điều Hương Rừng", ("Giám đốc", "Phó Giám đốc"), False),
    ("doanh_nghiep", "Công ty TNHH May mặc Ánh Dương", ("Giám đốc", "Trưởng phòng Nhân sự"), False),
    ("doanh_nghiep", "Công ty TNHH Gỗ Thiên Lộc", ("Giám đốc", "Phó Giám đốc"), False),
    ("doanh_nghiep", "Công ty CP Cây trồng Bình An", ("Giám đốc",), False),
    ("bao_chi", "Đài Truyền thanh - Truyền hình huyện", ("Trưởng Đài", "Phóng viên"), False),
    ("bao_chi", "Báo Bình Phước", ("Phóng viên", "Phóng viên"), False),
    ("khac", "Ban liên lạc cán bộ công đoàn hưu trí", ("Trưởng ban", "Phó Trưởng ban"), False),
)
_DECLINED, _SILENT = (17, 29, 52, 66), (9, 41, 73)


def guests(chance: Random, names: Names) -> tuple[Guest, ...]:
    """80 guests: 73 have confirmed, 4 declined, 3 have not answered."""
    out: list[Guest] = []
    for group, organisation, posts, must in _LIST:
        for post in posts:
            n = len(out) + 1
            woman = chance.random() < 0.35
            people = "Kinh" if chance.random() < 0.9 else chance.choice(["Xtiêng", "Tày", "Nùng"])
            confirmed = False if n in _DECLINED else None if n in _SILENT else True
            note = "Đi công tác, đã gửi lời cảm ơn" if n in _DECLINED else ""
            out.append(
                Guest(
                    f"K-{n:03d}",
                    names.new("nữ" if woman else "nam", people),
                    "Bà" if woman else "Ông",
                    post,
                    organisation,
                    group,
                    must,
                    confirmed,
                    note,
                )
            )
    return tuple(out)

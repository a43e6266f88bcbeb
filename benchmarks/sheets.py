"""One list of 100,000 rows and a folder of 1,600 lists: read with all checks, each figure in a process of its own."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import xlsxwriter

ROWS, FILES, ROWS_OF_A_FILE = 100_000, 1_600, 60
MESSY = 0.05
HEADINGS = (
    "STT",
    "Họ và tên",
    "Giới tính",
    "Năm sinh",
    "Dân tộc",
    "Tôn giáo",
    "Quê quán",
    "Đảng viên",
    "Trình độ chuyên môn",
    "Chức vụ, đơn vị công tác",
    "Đối tượng",
    "Lãnh đạo, quản lý",
    "Danh hiệu, hình thức khen đã đạt",
    "Hình thức đề nghị",
    "Tham dự HN (x)",
    "Ghi chú",
)
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Điểu", "Thị", "Nông", "Hoàng", "Lý", "Đặng", "Bùi", "Đỗ", "Võ", "Huỳnh", "Phan")
MIDDLES = ("Văn", "Thị", "Minh", "Ngọc", "Hữu", "Thị Ngọc", "Thị Thu", "Quốc", "Đức", "Kim", "Thanh", "Xuân", "Hồng", "Thị Kim")
GIVEN = (
    *("An", "Bình", "Cường", "Diễm", "Đức", "Giang", "Hà", "Hương", "Khánh", "Lan", "Mai", "Nam", "Oanh", "Phượng", "Quân"),
    *("Sơn", "Tâm", "Uyên", "Vân", "Xuân", "Yến", "Bênh", "Hòa", "Thủy", "Tuấn", "Trang", "Tùng", "Vinh", "Ý", "Nghĩa"),
)
GROUPS = ("Công nhân trực tiếp sản xuất", "Viên chức", "Công chức", "Người lao động khác")
POSTS = ("Giáo viên, Trường Tiểu học Long Hà A", "Công nhân, Đội sản xuất 2", "Nhân viên, Phòng Tổ chức", "Tổ trưởng, Tổ 4")
HONOURS = ("CSTĐCS 2018, 2019", "LĐTT 2017; CSTĐCS 2018 (QĐ 12/QĐ-UBND)", "Giấy khen UBND huyện 2019", "")
COMMENDS = ("Giấy khen UBND huyện", "Bằng khen LĐLĐ tỉnh", "Tuyên dương", "")
MESS: dict[int, tuple[object, ...]] = {
    0: ("1.", "a", None, "01)"),
    1: ("  lê  thị   hoà ", "NGUYỄN VĂN TÁM", "Ông Lê Văn Ba", "Điểu Hùng (nghỉ sinh)", "Tra\u0300n Thị  Nở"),
    2: ("nu", "NAM", "??", "Bà", "x"),
    3: ("75", "3/1975", "mười lăm", 27454, "1-9-75", "1875", "01/13/1980"),
    4: ("stieng", "S'tiêng", "Khmer", "Sao Hỏa", "tàu", "KINH "),
    5: ("không", "Thiên chúa", "-", "Phật giáo "),
    6: ("Phú Riềng  Bình Phước", 12, "xã Long Hà"),
    7: ("03/02/2010", "x", "chưa", "2010"),
    8: ("ĐH", "12/12", "Cao đẳng sư phạm"),
    9: ("Hiệu trưởng", "P. Hiệu trưởng", "CN", "Giám đốc  Công ty May"),
    10: ("CN", "cán bộ", "phi công", "GV", "NLĐ"),
    11: ("x", "lưng chừng", "ko", "0", "Tổ trưởng"),
    12: ("Ngôi sao 2019", "CSTĐCS 2016-2018", "BK LĐLĐ tỉnh 2018 (QĐ 123)", "3 năm CSTĐCS", "LĐTT"),
    13: ("GK của UBND huyện", "Vàng", "x", "BK LĐLĐ tỉnh"),
    14: ("X", "chưa rõ", "có", "✓", "không"),
    15: ("=1+1", "xem lại", 5),
}


def row_of(chance: random.Random, number: int) -> list[object]:
    """A row of the list, each cell messy with the chance of `MESSY`."""
    pick = chance.choice
    row: list[object] = [
        number,
        f"{pick(FAMILIES)} {pick(MIDDLES)} {pick(GIVEN)}",
        pick(("Nam", "Nữ")),
        pick((chance.randint(1960, 2000), f"{chance.randint(1, 28):02d}/{chance.randint(3, 9)}/{chance.randint(1960, 2000)}")),
        pick(("Kinh", "Kinh", "Kinh", "Xtiêng", "Khơ-me", "Tày", "Nùng")),
        pick(("", "Không", "Phật giáo", "Công giáo")),
        pick(("Bình Phước", "Nam Định", "Thanh Hóa", "Nghệ An")),
        pick(("", "", "2010", "05/3/2015")),
        pick(("Đại học", "Cao đẳng", "Trung cấp", "")),
        pick(POSTS),
        pick(GROUPS),
        pick(("Không", "Có")),
        pick(HONOURS),
        pick(COMMENDS),
        pick(("x", "x", "")),
        pick(("", "", "", f"Số liệu kèm theo {number % 500}")),
    ]
    for column, choices in MESS.items():
        if chance.random() < MESSY:
            row[column] = pick(choices)
    return row


def write_list(path: Path, rows: int, seed: int) -> None:
    """An .xlsx of so many rows, the same for the same seed."""
    chance = random.Random(seed)
    book = xlsxwriter.Workbook(
        str(path), {"constant_memory": rows > 1000, "strings_to_formulas": False, "strings_to_numbers": False}
    )
    sheet = book.add_worksheet("DS")
    sheet.write_row(0, 0, HEADINGS)
    for number in range(1, rows + 1):
        for column, value in enumerate(row_of(chance, number)):
            if isinstance(value, str) and value:
                sheet.write_string(number, column, value)
            elif isinstance(value, int):
                sheet.write_number(number, column, value)
    book.close()

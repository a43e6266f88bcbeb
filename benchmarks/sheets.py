"""One list of 100,000 rows and a folder of 1,600 lists: read with all checks, each figure in a process of its own."""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import xlsxwriter

from vinhdanh.engines.campaign import worker
from vinhdanh.engines.campaign.types import Body, Settings, Union
from vinhdanh.engines.sheets import read_form, read_many

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


def child(what: str, path: str) -> None:
    """Read once; print seconds, peak MB of the largest process, and what was found."""
    start = time.perf_counter()
    if what == "peer":
        import openpyxl  # noqa: PLC0415 - its memory is not to be counted with ours

        book = openpyxl.load_workbook(path, read_only=True)
        people = sum(1 for sheet in book for _ in sheet.iter_rows(values_only=True)) - 1
    else:
        people = list_of(Path(path)) if what == "list" else heap(Path(path))
    seconds = time.perf_counter() - start
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"s": seconds, "MB": peak / 1024, "people": people}))


def list_of(path: Path) -> int:
    """Reads one list with all checks."""
    reading = read_form(path.read_bytes(), path.name)
    worker.close()  # so that its memory is counted
    return len(reading.persons)


def heap(folder: Path) -> int:
    """Reads a folder of lists, each given to its union."""
    files = [(p.name, p.read_bytes()) for p in sorted(folder.iterdir())]
    unions = tuple(Union(Path(name).stem, f"CĐCS Trường Tiểu học số {i}") for i, (name, _) in enumerate(files))
    settings = Settings(id="bench", name="Hội nghị", rule_set="2017-2023", host=Body("Liên đoàn Lao động"), year=2020)
    readings = read_many(files, settings=settings, unions=unions)
    return sum(len(r.persons) for r in readings if r.union_code)


def measured(what: str, path: Path, people: int, times: int = 3) -> dict[str, float]:
    """The best of several runs, each in a process of its own; the memory is that of the worst."""
    runs = []
    for _ in range(times):
        done = subprocess.run([sys.executable, __file__, what, str(path)], check=True, capture_output=True, text=True)
        runs.append(json.loads(done.stdout))
        if runs[-1]["people"] != people:
            raise RuntimeError(f"{what}: {runs[-1]['people']} instead of {people} people")
    return {"s": min(r["s"] for r in runs), "MB": max(r["MB"] for r in runs)}


def rows() -> list[dict[str, Any]]:
    """`sheets.100k` with its memory and its peer, `sheets.1600`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_list(folder / "list.xlsx", ROWS, 1)
        one = measured("list", folder / "list.xlsx", ROWS)
        peer = measured("peer", folder / "list.xlsx", ROWS, 1)
        (folder / "heap").mkdir()
        for i in range(FILES):
            write_list(folder / "heap" / f"U-{i:04d}.xlsx", ROWS_OF_A_FILE, i)
        many = measured("heap", folder / "heap", FILES * ROWS_OF_A_FILE, 2)
    return [
        {"id": "sheets.100k", "name": "one .xlsx of 100,000 rows × 16 columns, full checks", "value": one["s"], "unit": "s"},
        {"id": "sheets.100k.memory", "name": "peak memory of its largest process", "value": one["MB"], "unit": "MB"},
        {
            "id": "sheets.100k.peer",
            "name": "the same as a share of reading alone",
            "value": one["s"] / peer["s"],
            "unit": "×",
            "peer": "openpyxl read_only",
            "peer_value": peer["s"],
            "ratio": peer["s"] / one["s"],
        },
        {"id": "sheets.1600", "name": f"1,600 files of 60 rows, {os.cpu_count()} processors", "value": many["s"], "unit": "s"},
    ]


if __name__ == "__main__":
    if len(sys.argv) == 3:
        child(sys.argv[1], sys.argv[2])
    else:
        print(rows())

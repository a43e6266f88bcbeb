"""Reads what a row says of a human being: name, sex, birth, ethnic group, labour group, post."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.sheets import lookups
from vinhdanh.engines.sheets.cells import Sex, birth_of, mark, sex_of, text_of
from vinhdanh.engines.sheets.keys import match_key, repair
from vinhdanh.engines.vietnamese import PartialDate, proper_case

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.grid import Cell
    from vinhdanh.engines.sheets.log import Log
    from vinhdanh.engines.sheets.rows import Row

_SURNAMES = frozenset(
    [
        "nguyen",
        "tran",
        "le",
        "pham",
        "hoang",
        "huinh",
        "huynh",
        "phan",
        "vu",
        "vo",
        "dang",
        "bui",
        "do",
        "ho",
        "ngo",
        "duong",
        "li",
        "ly",
        "dinh",
        "lam",
        "dao",
        "doan",
        "trinh",
        "truong",
        "mai",
        "ha",
        "cao",
        "luong",
        "luu",
        "ta",
        "to",
        "vuong",
        "thach",
        "son",
        "danh",
        "kim",
        "dieu",
        "thi",
        "nong",
        "hua",
        "trieu",
        "ma",
        "be",
        "lo",
        "vi",
        "quach",
        "dam",
        "chau",
        "chu",
        "tang",
        "ton",
        "quan",
    ]
)
_HONORIFIC = re.compile(r"(?P<word>đ/c|đồng chí|đc|ông|bà|anh|chị|cô|thầy)\.?:?\s+(?P<rest>.+)", re.IGNORECASE)
_MARKED = re.compile(r"[(\[][^)\]]*[)\]]?|\d+")


@dataclass(frozen=True, slots=True)
class Told:
    """What a row tells of a human being; None and "" where it tells nothing."""

    sex: Sex | None
    birth: PartialDate | None
    ethnicity: str
    typed_ethnicity: str
    labour_group: str
    manager: bool | None
    post: str


def name_of(typed: str, log: Log, place: tuple[int, int]) -> tuple[str, Sex | None]:
    """The name without form of address and remarks, and the sex that the form of address says."""
    name = repair(typed).strip(" ,;:-–")
    sex: Sex | None = None
    address = _HONORIFIC.fullmatch(name)
    if address and _addresses(address["word"].lower(), match_key(address["rest"]).split(" ")[0]):
        name, sex = address["rest"], sex_of(address["word"])
    bare = repair(_MARKED.sub(" ", name)).strip(" ,;:-–.")
    if bare != name and bare:
        log.note(
            "name-remark",
            place,
            f"Ô họ tên ghi «{repair(typed)}», đã đọc là «{proper_case(bare)}».",
            "Kiểm tra lại họ tên; ghi phần chú thích ở cột Ghi chú.",
        )
        name = bare
    return proper_case(name), sex


def _addresses(word: str, next_word: str) -> bool:
    """Whether the first word of a name is a form of address: Ông is a family name too, so a family name must follow."""
    if word.startswith("đ"):
        return True
    return next_word in _SURNAMES and (next_word != "thi" or sex_of(word) == "nữ")


def told(row: Row, log: Log, latest_year: int, *, who: str, prefix: str = "") -> Told:
    """What the row tells of a person, or with the prefix "rep_" of a collective's representative.

    Args:
        row: The row.
        log: Takes the findings.
        latest_year: The year of the campaign, for two-digit years.
        who: Name, for the findings.
        prefix: Of the fields.
    """
    sex, birth = _sex_and_birth(row, log, latest_year, who, prefix)
    typed = row.text(prefix + "ethnicity")
    post = ", ".join(filter(None, (row.text(prefix + "post"), row.text("unit") if not prefix else "")))
    group, ticked_manager = _labour_group(row, log, prefix, who)
    manager = _manager(row, log, prefix, who, post)
    return Told(sex, birth, _ethnicity(row, log, typed, who, prefix), typed, group, ticked_manager or manager, post)


def _sex_and_birth(row: Row, log: Log, latest_year: int, who: str, prefix: str) -> tuple[Sex | None, PartialDate | None]:
    sex: Sex | None = None
    birth: PartialDate | None = None
    columns = [(s, row.found(prefix + f)) for s, f in (("nam", "birth_male"), ("nữ", "birth_female"))]
    used = [(s, found) for s, found in columns if found is not None and mark(found[1]) is not False]
    if len(used) == 2:
        log.doubt(
            "sex-twice",
            (row.index, used[1][1][0].index),
            f"{who}: cả hai cột Nam và Nữ đều có nội dung nên chưa rõ giới tính.",
            "Chỉ ghi vào cột của giới tính đúng, xóa cột còn lại.",
        )
    elif used:
        sex = "nam" if used[0][0] == "nam" else "nữ"
    for _, (column, cell) in used:
        if mark(cell) is not True or isinstance(cell, int):
            birth = birth or _birth(cell, log, (row.index, column.index), latest_year, who)
    found = row.found(prefix + "birth")
    if found:
        birth = _birth(found[1], log, (row.index, found[0].index), latest_year, who) or birth
    return _sex(row, log, sex, who, prefix), birth


def _sex(row: Row, log: Log, sex: Sex | None, who: str, prefix: str) -> Sex | None:
    for field in ("sex", "honorific"):
        if field == "honorific" and prefix:
            continue
        text = row.text(prefix + field)
        said = sex_of(text) if text else None
        if text and said is None and field == "sex":
            log.doubt(
                "sex-unreadable",
                row.place(prefix + field),
                f"{who}: giới tính «{text}» chưa rõ.",
                "Ghi «nam» hoặc «nữ» vào ô này.",
            )
        if said and sex and said != sex:
            log.doubt(
                "sex-conflict",
                row.place(prefix + field),
                f"{who}: hai chỗ ghi giới tính khác nhau («{sex}» và «{said}»).",
                "Sửa lại cho thống nhất.",
            )
            return None
        sex = sex or said
    return sex


def _birth(cell: Cell, log: Log, place: tuple[int, int], latest_year: int, who: str) -> PartialDate | None:
    birth, understood = birth_of(cell, latest_year)
    typed = repair(text_of(cell))
    if birth is None:
        log.doubt(
            "birth-unreadable",
            place,
            f"{who}: ngày, tháng, năm sinh «{typed}» không đọc được.",
            "Ghi năm sinh bằng 4 chữ số (1985) hoặc ngày/tháng/năm (05/3/1985).",
        )
        return None
    if not latest_year - 100 <= birth.year <= latest_year - 10:
        log.doubt("birth-implausible", place, f"{who}: năm sinh {birth.year} không hợp lý.", "Kiểm tra và ghi lại năm sinh đúng.")
    elif understood:
        log.note("birth-understood", place, f"{who}: ô ghi «{typed}», đã hiểu là {birth.iso()}.", "Kiểm tra lại năm sinh.")
    return birth


def _ethnicity(row: Row, log: Log, typed: str, who: str, prefix: str) -> str:
    if not typed:
        return ""
    found = lookups.ethnic_group(typed)
    place = row.place(prefix + "ethnicity")
    if found is None:
        log.doubt(
            "ethnicity-unknown",
            place,
            f"{who}: dân tộc «{typed}» không có trong danh mục.",
            "Chọn tên dân tộc trong danh sách của mẫu (ví dụ: Kinh, Xtiêng, Khơ-me).",
        )
        return ""
    if found[1]:
        log.doubt(
            "ethnicity-ask",
            place,
            f"{who}: dân tộc ghi «{typed}», tạm hiểu là {found[0]}.",
            f"Xác nhận và ghi lại là «{found[0]}» nếu đúng.",
        )
    return found[0]


def _labour_group(row: Row, log: Log, prefix: str, who: str) -> tuple[str, bool | None]:
    """Code of the labour group, and True when a column of leaders is ticked beside another group."""
    codes: list[str] = []
    for column in row.table.columns_of(prefix + "labour_group"):
        cell = row.merged.at(row.index, column.index)
        if cell is None or mark(cell) is False:
            continue
        text = column.option if column.option and mark(cell) is True else repair(text_of(cell))
        place = (row.index, column.index)
        group = lookups.labour_group(text)
        if group is None:
            log.doubt(
                "labour-group-unknown",
                place,
                f"{who}: đối tượng «{text}» không có trong danh mục.",
                "Chọn đối tượng trong danh sách của mẫu (ví dụ: Công nhân trực tiếp sản xuất, Viên chức).",
            )
            continue
        if group[2]:
            log.doubt(
                "labour-group-ask",
                place,
                f"{who}: đối tượng ghi «{text}», tạm hiểu là «{group[1]}».",
                f"Xác nhận và ghi lại là «{group[1]}» nếu đúng.",
            )
        if group[0] not in codes:
            codes.append(group[0])
    others = [c for c in codes if c != "lanh_dao_quan_ly"]
    if len(others) > 1:
        log.doubt(
            "labour-group-twice",
            row.place(prefix + "labour_group"),
            f"{who}: đánh dấu nhiều đối tượng cùng lúc.",
            "Chỉ đánh dấu một đối tượng.",
        )
        return "", None
    if others:
        return others[0], True if len(codes) > len(others) else None
    return (codes[0], None) if codes else ("", None)


def _manager(row: Row, log: Log, prefix: str, who: str, post: str) -> bool | None:
    found = row.found(prefix + "manager")
    if found is not None:
        said = mark(found[1])
        if isinstance(said, bool):
            return said
        by_post = lookups.manages(said) if said else None
        if by_post is not None:
            return by_post
        log.doubt(
            "manager-unreadable",
            (row.index, found[0].index),
            f"{who}: cột lãnh đạo, quản lý ghi «{said}», chưa rõ có hay không.",
            "Ghi «Có» hoặc «Không».",
        )
        return None
    leading = lookups.manages(post) if post else None
    if not leading:
        return leading
    log.note(
        "manager-from-post",
        row.place(prefix + "post"),
        f"{who}: chức vụ «{post}» được tính là lãnh đạo, quản lý.",
        "Nếu không đúng, ghi «Không» ở cột lãnh đạo, quản lý.",
    )
    return True

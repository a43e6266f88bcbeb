"""Reads what a row says of a human being: name, sex, birth, ethnic group, labour group, post."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from vinhdanh.engines.campaign.types import Severity
from vinhdanh.engines.sheets import lookups
from vinhdanh.engines.sheets.cells import Sex, birth_of, mark, sex_of, shown
from vinhdanh.engines.sheets.keys import match_key, repair
from vinhdanh.engines.sheets.log import Issue
from vinhdanh.engines.sheets.rows import once
from vinhdanh.engines.vietnamese import PartialDate, proper_case

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.grid import Cell
    from vinhdanh.engines.sheets.log import Log
    from vinhdanh.engines.sheets.rows import Row
    from vinhdanh.engines.sheets.tables import Column

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


_MANY = 65_536
_DOUBT, _NOTE = Severity.WARNING, Severity.NOTE


_BIRTH = {p: tuple(p + f for f in ("birth", "sex", "birth_male", "birth_female", "honorific")) for p in ("", "rep_")}
_OTHERS = {
    p: (*(p + f for f in ("ethnicity", "post", "labour_group", "manager")), *(() if p else ("unit",))) for p in ("", "rep_")
}


class Told(NamedTuple):
    """What a row tells of a human being, but for sex and birth; None and "" where it tells nothing."""

    ethnicity: str
    typed_ethnicity: str
    labour_group: str
    manager: bool | None
    post: str


def name_of(typed: str, log: Log, place: tuple[int, int]) -> tuple[str, Sex | None]:
    """The name without form of address and remarks, and the sex that the form of address says."""
    name, sex, issue = _name_of(typed)
    if issue is not None:
        log.say(issue, place)
    return name, sex


@lru_cache(maxsize=_MANY)
def _name_of(typed: str) -> tuple[str, Sex | None, Issue | None]:
    name = repair(typed).strip(" ,;:-–")
    sex: Sex | None = None
    address = _HONORIFIC.fullmatch(name)
    if address and _addresses(address["word"].lower(), match_key(address["rest"]).split(" ")[0]):
        name, sex = address["rest"], sex_of(address["word"])
    issue: Issue | None = None
    bare = repair(_MARKED.sub(" ", name)).strip(" ,;:-–.")
    if bare != name and bare:
        name = bare
        issue = Issue(
            "name-remark",
            _NOTE,
            f"Ô họ tên ghi «{repair(typed)}», đã đọc là «{proper_case(bare)}».",
            "Kiểm tra lại họ tên; ghi phần chú thích ở cột Ghi chú.",
        )
    return proper_case(name), sex, issue


def _addresses(word: str, next_word: str) -> bool:
    """Whether the first word of a name is a form of address: Ông is a family name too, so a family name must follow."""
    if word.startswith("đ"):
        return True
    return next_word in _SURNAMES and (next_word != "thi" or sex_of(word) == "nữ")


def told(
    row: Row, log: Log, latest_year: int, *, who: str, prefix: str = ""
) -> tuple[tuple[Sex | None, PartialDate | None], Told]:
    """Sex and birth, and what else the row tells of a person, or with the prefix "rep_" of a collective's representative.

    Args:
        row: The row.
        log: Takes the findings.
        latest_year: The year of the campaign, for two-digit years.
        who: Name, for the findings.
        prefix: Of the fields.
    """
    fields = _BIRTH[prefix]
    born = once(row, log, fields, lambda: _sex_and_birth(row, log, latest_year, who, prefix))
    return born, once(row, log, _OTHERS[prefix], lambda: _other(row, log, who, prefix))


def _other(row: Row, log: Log, who: str, prefix: str) -> Told:
    """What the row tells but sex and birth."""
    typed = row.text(prefix + "ethnicity")
    post, unit = row.text(prefix + "post"), "" if prefix else row.text("unit")
    post = f"{post}, {unit}" if post and unit else post or unit
    group, ticked_manager = _labour_group(row, log, prefix, who)
    manager = _manager(row, log, prefix, who, post)
    return Told(_ethnicity(row, log, typed, who, prefix), typed, group, ticked_manager or manager, post)


def _sex_and_birth(row: Row, log: Log, latest_year: int, who: str, prefix: str) -> tuple[Sex | None, PartialDate | None]:
    sex: Sex | None = None
    birth: PartialDate | None = None
    male, female = row.found(prefix + "birth_male"), row.found(prefix + "birth_female")
    used: list[tuple[Sex, tuple[Column, Cell]]] = []
    if male is not None and mark(male[1]) is not False:
        used.append(("nam", male))
    if female is not None and mark(female[1]) is not False:
        used.append(("nữ", female))
    if len(used) == 2:
        log.doubt(
            "sex-twice",
            (row.index, used[1][1][0].index),
            f"{who}: cả hai cột Nam và Nữ đều có nội dung nên chưa rõ giới tính.",
            "Chỉ ghi vào cột của giới tính đúng, xóa cột còn lại.",
        )
    elif used:
        sex = used[0][0]
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
        if not text:
            continue
        said = sex_of(text)
        if said is None and field == "sex":
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
    birth, issue = _birth_of(cell, latest_year)
    if issue is not None:
        log.say(issue, place, who)
    return birth


@lru_cache(maxsize=_MANY, typed=True)
def _birth_of(cell: Cell, latest_year: int) -> tuple[PartialDate | None, Issue | None]:
    birth, understood = birth_of(cell, latest_year)
    if birth is None:
        remedy = "Ghi năm sinh bằng 4 chữ số (1985) hoặc ngày/tháng/năm (05/3/1985)."
        return None, Issue("birth-unreadable", _DOUBT, f"ngày, tháng, năm sinh «{shown(cell)}» không đọc được.", remedy)
    if not latest_year - 100 <= birth.year <= latest_year - 10:
        remedy = "Kiểm tra và ghi lại năm sinh đúng."
        return birth, Issue("birth-implausible", _DOUBT, f"năm sinh {birth.year} không hợp lý.", remedy)
    if understood:
        told = f"ô ghi «{shown(cell)}», đã hiểu là {birth.iso()}."
        return birth, Issue("birth-understood", _NOTE, told, "Kiểm tra lại năm sinh.")
    return birth, None


def _ethnicity(row: Row, log: Log, typed: str, who: str, prefix: str) -> str:
    if not typed:
        return ""
    name, issue = _ethnicity_of(typed)
    if issue is not None:
        log.say(issue, row.place(prefix + "ethnicity"), who)
    return name


@lru_cache(maxsize=_MANY)
def _ethnicity_of(typed: str) -> tuple[str, Issue | None]:
    found = lookups.ethnic_group(typed)
    if found is None:
        remedy = "Chọn tên dân tộc trong danh sách của mẫu (ví dụ: Kinh, Xtiêng, Khơ-me)."
        return "", Issue("ethnicity-unknown", _DOUBT, f"dân tộc «{typed}» không có trong danh mục.", remedy)
    if found[1]:
        remedy = f"Xác nhận và ghi lại là «{found[0]}» nếu đúng."
        return found[0], Issue("ethnicity-ask", _DOUBT, f"dân tộc ghi «{typed}», tạm hiểu là {found[0]}.", remedy)
    return found[0], None


def _labour_group(row: Row, log: Log, prefix: str, who: str) -> tuple[str, bool | None]:
    """Code of the labour group, and True when a column of leaders is ticked beside another group."""
    codes: list[str] = []
    for column in row.table.columns_of(prefix + "labour_group"):
        cell = row.cells[column.index]
        if cell is None or mark(cell) is False:
            continue
        code, issue = _labour_group_of(column.option if column.option and mark(cell) is True else shown(cell))
        if issue is not None:
            log.say(issue, (row.index, column.index), who)
        if code and code not in codes:
            codes.append(code)
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


@lru_cache(maxsize=_MANY)
def _labour_group_of(text: str) -> tuple[str, Issue | None]:
    group = lookups.labour_group(text)
    if group is None:
        remedy = "Chọn đối tượng trong danh sách của mẫu (ví dụ: Công nhân trực tiếp sản xuất, Viên chức)."
        return "", Issue("labour-group-unknown", _DOUBT, f"đối tượng «{text}» không có trong danh mục.", remedy)
    if group[2]:
        remedy = f"Xác nhận và ghi lại là «{group[1]}» nếu đúng."
        return group[0], Issue("labour-group-ask", _DOUBT, f"đối tượng ghi «{text}», tạm hiểu là «{group[1]}».", remedy)
    return group[0], None


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

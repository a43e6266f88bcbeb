"""Makes a nominee of a row of a list, with what can be read of it; what cannot is a finding at its cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vinhdanh.engines.campaign.quick import maker, send_quickly
from vinhdanh.engines.campaign.types import Achievement, Finding, Initiative, Nominee, Place, Representative, Severity
from vinhdanh.engines.sheets import honours_text, lookups, people
from vinhdanh.engines.sheets.cells import count, counts_in, mark, sex_of, shown, text_of
from vinhdanh.engines.sheets.keys import match_key, repair
from vinhdanh.engines.sheets.log import Issue, Log
from vinhdanh.engines.sheets.rows import once
from vinhdanh.engines.vietnamese import proper_case

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.grid import Cell
    from vinhdanh.engines.sheets.rows import Row

_PARTS = re.compile(r"\s*[,;\n]\s*|\s+[-–]\s+")
_LABEL = re.compile(r"(?:chức vụ|dân tộc|giới tính|họ (?:và )?tên)\s*:\s*", re.IGNORECASE)
_NO_HONOUR = {"tuien duong", "tuyen duong", "khong", "x", "khong de nghi", "0"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the reading of rows needs to know of the campaign: rule set ("" = any) and the year for two-digit years."""

    rule_set: str
    latest_year: int
    attend: bool = True
    """What an empty cell of the column of those who attend means: yes, unless others of the table are ticked."""


_made = maker(Nominee)


def rebuilt(*row: Any) -> Nominee:
    """The nominee that another process sends as the row of its fields."""
    return _made(*row)


send_quickly(Nominee, rebuilt)
send_quickly(Place, Place)
send_quickly(Finding, Finding)


def person(row: Row, log: Log, setting: Setting) -> Nominee:
    """The person in a row."""
    typed = row.typed_name()
    place = row.place("name")
    name, addressed = people.name_of(typed, log, place)
    (sex, birth), told = people.told(row, log, setting.latest_year, who=name)
    shared = _shared(row, log, setting, name)
    return _made(
        id="",
        kind="person",
        union=log.union,
        name=name,
        typed_name=typed,
        sort_given=row.text("sort_given"),
        sex=sex or addressed,
        birth=birth,
        ethnicity=told.ethnicity,
        typed_ethnicity=told.typed_ethnicity,
        religion=row.text("religion"),
        party=row.text("party"),
        home=row.text("home"),
        schooling=row.text("schooling"),
        education=row.text("education"),
        theory=row.text("theory"),
        post=told.post,
        labour_group=told.labour_group,
        manager=told.manager,
        achievements=shared.achievements,
        initiatives=_initiatives_of(row),
        summary=row.text("summary"),
        movement=shared.movement,
        attend=shared.attend,
        commend=shared.commend,
        typed_commend=shared.typed_commend,
        upward=shared.upward,
        note=row.text("note"),
        place=Place(log.file, log.sheet, row.index + 1),
    )


def collective(row: Row, log: Log, setting: Setting) -> Nominee:
    """The collective in a row, with its representative if one is named."""
    typed = row.typed_name()
    table = row.table
    own_name = table.columns_of("collective") and table.kind == "mixed" and row.cell("collective") is not None
    if own_name:
        typed = text_of(row.cell("collective"))
    name = repair(typed)
    members = {f: _count(row, log, f, name) for f in ("members", "women_members", "minority_members")}
    found = row.found("members")
    if found is not None and isinstance(count(found[1]), str):
        members |= {k: v for k, v in counts_in(text_of(found[1])).items() if members[k] is None}
    unit = row.text("unit")
    shared = _shared(row, log, setting, name)
    return _made(
        id="",
        kind="collective",
        union=log.union,
        name=name,
        typed_name=typed,
        achievements=shared.achievements,
        initiatives=_initiatives_of(row),
        summary=row.text("summary"),
        movement=shared.movement,
        attend=shared.attend,
        commend=shared.commend,
        typed_commend=shared.typed_commend,
        upward=shared.upward,
        place=Place(log.file, log.sheet, row.index + 1),
        collective_type=row.text("collective_type"),
        members=members["members"],
        women_members=members["women_members"],
        minority_members=members["minority_members"],
        note="; ".join(filter(None, (row.text("note"), unit))),
        representative=_representative(row, log, setting, name, person_name=row.text("name") if own_name else ""),
    )


def continued(nominee: Nominee, row: Row, log: Log, setting: Setting) -> Nominee:
    """The nominee with what the next row, which has no name of its own, adds to it."""
    more = _shared(row, log, setting, nominee.name)
    summary, note, post = row.text("summary"), row.text("note"), row.text("post")
    return replace(
        nominee,
        achievements=nominee.achievements + more.achievements,
        initiatives=nominee.initiatives + _initiatives_of(row),
        summary=" ".join(filter(None, (nominee.summary, summary))),
        note=" ".join(filter(None, (nominee.note, note))),
        post=" ".join(filter(None, (nominee.post, post))),
    )


class _Shared(NamedTuple):
    """What rows have in common that were rewarded alike, as the fields of `Nominee` with the same names."""

    achievements: tuple[Achievement, ...]
    movement: str
    attend: bool
    commend: str
    typed_commend: str
    upward: bool


_SHARED = ("commend", "movement", "attend", "achievements", "upward")


def _shared(row: Row, log: Log, setting: Setting, who: str) -> _Shared:
    return once(row, log, _SHARED, lambda: _shared_anew(row, log, setting, who))


def _shared_anew(row: Row, log: Log, setting: Setting, who: str) -> _Shared:
    commend, typed_commend = _commend(row, log, setting, who)
    movement = row.text("movement")
    attend = _mark(row, log, "attend", who)
    return _Shared(
        achievements=_achievements(row, log, setting, who),
        movement=lookups.movement(movement) or movement if movement else "",
        attend=setting.attend if attend is None else attend,
        commend=commend,
        typed_commend=typed_commend,
        upward=_mark(row, log, "upward", who) is True,
    )


def _initiatives_of(row: Row) -> tuple[Initiative, ...]:
    found = [_initiatives(text_of(row.cells[c.index])) for c in row.table.columns_of("initiatives")]
    return found[0] if len(found) == 1 else tuple(i for one in found for i in one)


_initiatives = lru_cache(maxsize=16_384)(honours_text.initiatives)


@lru_cache(maxsize=65_536)
def _apart(text: str, rule_set: str, year: int | None) -> tuple[tuple[Achievement, ...], Issue | None]:
    apart = honours_text.achievements(text, lambda words: lookups.held(words, rule_set), year)
    issue = Issue(
        "honours-unclear",
        Severity.NOTE,
        f"có phần chưa tách rõ: {'; '.join(apart.doubts)}.",
        "Ghi mỗi danh hiệu, hình thức một dòng, theo thứ tự: tên, năm, số quyết định (ví dụ: CSTĐCS 2018 (QĐ 12/QĐ-UBND)).",
    )
    return tuple(apart.achievements), issue if apart.doubts else None


def _achievements(row: Row, log: Log, setting: Setting, who: str) -> tuple[Achievement, ...]:
    result: tuple[Achievement, ...] = ()
    for column in row.table.columns_of("achievements"):
        text = text_of(row.cells[column.index])
        if not text:
            continue
        found, issue = _apart(text, setting.rule_set, int(column.option) if column.option else None)
        result = result + found if result else found
        if issue is not None:
            log.say(issue, (row.index, column.index), who)
    return result


def _commend(row: Row, log: Log, setting: Setting, who: str) -> tuple[str, str]:
    """Code of the honour asked for and the words as typed; of several the first, and a finding."""
    asked: list[tuple[str, str]] = []
    for column in row.table.columns_of("commend"):
        cell = row.cells[column.index]
        if cell is None or mark(cell) is False:
            continue
        code, text, issue = _commend_of(cell, column.option, setting.rule_set)
        if issue is not None:
            log.say(issue, (row.index, column.index), who)
        asked.append((code, text))
    if len(asked) < 2:
        return asked[0] if asked else ("", "")
    codes = [a for a in asked if a[0]]
    if len({c for c, _ in codes}) > 1:
        log.doubt(
            "commend-twice",
            row.place("commend"),
            f"{who}: đề nghị nhiều hình thức cùng lúc ({', '.join(t for _, t in codes)}).",
            "Mỗi cá nhân, tập thể chỉ đề nghị một hình thức.",
        )
    return (codes or asked)[0][0], "; ".join(t for _, t in asked)


@lru_cache(maxsize=65_536, typed=True)
def _commend_of(cell: Cell, option: str, rule_set: str) -> tuple[str, str, Issue | None]:
    text = option if option and mark(cell) is True else shown(cell)
    if match_key(text) in _NO_HONOUR:
        return "", text, None
    found = lookups.honour(text, rule_set)
    if found is None:
        told = f"hình thức đề nghị «{text}» không có trong danh mục của bộ quy định."
        return "", text, Issue("commend-unknown", Severity.WARNING, told, "Chọn hình thức trong danh sách của mẫu.")
    return found[0], text, None


def _mark(row: Row, log: Log, field: str, who: str) -> bool | None:
    found = row.found(field)
    if found is None:
        return None
    said = mark(found[1])
    if isinstance(said, str):
        log.doubt(
            "mark-unreadable",
            (row.index, found[0].index),
            f"{who}: ô đánh dấu ghi «{said}», chưa rõ có hay không.",
            "Đánh «x» nếu có, để trống nếu không.",
        )
        return None
    return said


def _count(row: Row, log: Log, field: str, who: str) -> int | None:
    found = row.found(field)
    if found is None:
        return None
    said = count(found[1])
    if isinstance(said, str):
        if not (field == "members" and counts_in(said)):
            log.doubt(
                "count-unreadable", (row.index, found[0].index), f"{who}: số lượng «{said}» không đọc được.", "Ghi bằng chữ số."
            )
        return None
    return said


def _representative(row: Row, log: Log, setting: Setting, collective_name: str, person_name: str) -> Representative | None:
    written = person_name or row.text("rep_name")
    if not written:
        return None
    place = row.place("name" if person_name else "rep_name")
    raw = text_of(row.cell("name" if person_name else "rep_name"))
    # In a table of both kinds the columns of a person speak of the representative when the row is a collective.
    prefix = "" if row.table.kind == "mixed" and not row.table.columns_of("rep_sex") else "rep_"
    return representative_of(raw, place, row, log, setting, (collective_name, prefix))


def without_address(typed: str) -> str:
    """A name without the form of address before it ("ông Lê Văn An")."""
    return people.name_of(typed, Log(""), (0, 0))[0]


def representative_of(  # noqa: PLR0917 - what every reader of a row takes, and whose representative it is
    raw: str, place: tuple[int, int], row: Row, log: Log, setting: Setting, of: tuple[str, str]
) -> Representative:
    """The representative that a text names, with what the row's columns tell.

    Args:
        raw: Name, then perhaps post, sex and ethnic group, parted by commas.
        place: Where it stands.
        row: The row whose columns speak of the representative.
        log: Takes the findings.
        setting: Of the campaign.
        of: Name of the collective, and the prefix of the columns ("rep_", or "" in a table of both kinds).
    """
    collective_name, prefix = of
    parts = [repair(_LABEL.sub("", p)) for p in _PARTS.split(raw) if p.strip()]
    name, sex = people.name_of(parts[0] if parts else raw, log, place)
    (told_sex, birth), told = people.told(row, log, setting.latest_year, who=f"{name} ({collective_name})", prefix=prefix)
    ethnicity = told.ethnicity
    posts = []
    for part in parts[1:]:
        group = lookups.ethnic_group(part)
        if sex_of(part):
            sex = sex or sex_of(part)
        elif group is not None and not ethnicity:
            ethnicity = group[0]
        else:
            posts.append(part)
    post = told.post or ", ".join(posts)
    return Representative(proper_case(name), post, told_sex or sex, birth, ethnicity, told.labour_group, told.manager)

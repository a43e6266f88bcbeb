"""Danh sách trích ngang, one for each congress above; its columns are the receiving level's (domain.md §4.4).

The only paper that shows religion and party membership.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.outcome import Standing
from vinhdanh.engines.papers import cells, counts, office, photos
from vinhdanh.engines.papers.model import Block, Column, DataTable, Paper, Para, Part, Photo, Row, Text, Title, bold, group_row
from vinhdanh.engines.vietnamese import match_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.outcome import Outcome, UpwardRound
    from vinhdanh.engines.campaign.types import Nominee, Settings

KEY = "profiles"
PHOTO_HEIGHT = photos.HEIGHT + 1
"""mm; photographs are 3 × 4 cm."""


@dataclass(frozen=True, slots=True)
class _Who:
    """One delegate with what the cells need."""

    nominee: Nominee
    unit: str
    settings: Settings


Get = Callable[[_Who], Text]


def _own(name: str) -> Get:
    return lambda w: str(getattr(w.nominee, name))


_FIELDS: dict[str, tuple[Column, Get]] = {
    "name": (Column("Họ và tên", 28), lambda w: (bold(cells.delegate(w.nominee)),)),
    "ethnicity": (Column("Dân tộc", 13, "center"), lambda w: cells.ethnicity(w.nominee)),
    "religion": (Column("Tôn giáo", 13, "center"), _own("religion")),
    "home": (Column("Quê quán", 18), _own("home")),
    "party": (Column("Ngày vào Đảng", 18, "center"), _own("party")),
    "schooling": (Column("Phổ thông", 12.5, "center", "Trình độ"), _own("schooling")),
    "education": (Column("Chuyên môn", 19, "left", "Trình độ"), _own("education")),
    "theory": (Column("Lý luận chính trị", 14.5, "center", "Trình độ"), _own("theory")),
    "post": (Column("Chức vụ, đơn vị công tác", 28), lambda w: cells.post(w.nominee, w.unit)),
    "labour_group": (Column("Đối tượng", 24), lambda w: cells.labour(w.nominee)),
    "kind": (Column("Thành phần", 18, "center"), lambda w: "Tập thể" if w.nominee.kind == "collective" else "Cá nhân"),
    "honours": (Column("Danh hiệu, khen thưởng tiêu biểu", 34), lambda w: cells.held(w.nominee.achievements, w.settings)),
    "initiatives": (Column("Sáng kiến", 30), lambda w: cells.made(w.nominee.initiatives)),
    "summary": (Column("Tóm tắt thành tích", 45), _own("summary")),
    "movement": (Column("Phong trào", 26), _own("movement")),
    "photo": (Column("Ảnh", 33, "center"), lambda _: ""),
    "note": (Column("Ghi chú", 20), _own("note")),
}
_BIRTH = (Column("Nam", 11, "center", "Năm sinh"), Column("Nữ", 11, "center", "Năm sinh"))
DEFAULT = (
    "name",
    "birth",
    "ethnicity",
    "religion",
    "home",
    "party",
    "schooling",
    "education",
    "theory",
    "post",
    "honours",
    "photo",
)
COLUMNS = ("birth", "birthday", *_FIELDS)
"""Names that `[[upward]] columns` may give; any other text becomes the heading of an empty column."""


def build(outcome: Outcome) -> tuple[Paper, ...]:
    """One list for each round of places above."""
    return tuple(_profiles(outcome, made, nth) for nth, made in enumerate(outcome.upward))


def _columns(asked: Sequence[str]) -> list[tuple[str, tuple[Column, ...]]]:
    """Keys with their columns: by key, by Vietnamese heading, else an empty column with the heading that was asked for."""
    by_head = {match_key(column.head): key for key, (column, _) in _FIELDS.items()}
    by_head |= {
        match_key("Năm sinh"): "birth",
        match_key("Ngày sinh"): "birthday",
        match_key("Ngày, tháng, năm sinh"): "birthday",
    }
    out: list[tuple[str, tuple[Column, ...]]] = []
    for name in asked or DEFAULT:
        key = name if name in COLUMNS else by_head.get(match_key(name), "")
        if key == "birth":
            out.append((key, _BIRTH))
        elif key == "birthday":
            out.append((key, (Column("Ngày sinh", 20, "center"),)))
        elif key:
            out.append((key, (_FIELDS[key][0],)))
        else:
            out.append(("", (Column(name, 24),)))
    return out


def _cells(key: str, who: _Who) -> tuple[Text, ...]:
    if key == "birth":
        return cells.born(who.nominee)
    if key == "birthday":
        return (cells.birth_day(who.nominee),)
    return (_FIELDS[key][1](who),) if key else ("",)


def _table(outcome: Outcome, made: UpwardRound) -> DataTable:
    s = outcome.campaign.settings
    units = cells.unit_names(outcome)
    keys = _columns(made.upward.columns)
    columns = (Column("TT", 8, "center"), *(c for _, group in keys for c in group))
    names = [key for key, group in keys for _ in group]
    at = 1 + names.index("photo") if "photo" in names else None
    portraits = photos.of(outcome) if at is not None else {}
    height = PHOTO_HEIGHT if at is not None else None
    rows: list[Row] = []
    for which in (Standing.CHOSEN, Standing.RESERVE):
        of = counts.standing(outcome, made.choice, which)
        if of and which is Standing.RESERVE:
            rows.append(group_row(f"DỰ KHUYẾT: {counts.number(len(of))} đại biểu", span=len(columns)))
        for i, nominee in enumerate(of, 1):
            who = _Who(nominee, units.get(nominee.union, ""), s)
            inner = [cell for key, _ in keys for cell in _cells(key, who)]
            photo = None if at is None else _photo(at, who, portraits.get(nominee.id, b""))
            rows.append(Row((str(i), *inner), height=height, photo=photo))
    return DataTable(columns, tuple(rows), size=10.5, inset=0.8)


def _photo(column: int, who: _Who, data: bytes) -> Photo:
    return Photo(column, photos.printed(data) if data else b"", f"Ảnh của đồng chí {cells.delegate(who.nominee)}")


def _profiles(outcome: Outcome, made: UpwardRound, nth: int) -> Paper:
    s = outcome.campaign.settings
    congress = made.upward.congress
    chosen = counts.standing(outcome, made.choice)
    day = office.day_of(s, KEY, nth)
    report = office.number_alone(s, "report", "BC")
    note = f"(Kèm theo Báo cáo số {report} {office.dated(office.day_of(s, 'report'), s)} của {s.host.name})"
    to = s.parent.name if s.parent else "cấp trên"
    blocks: tuple[Block, ...]
    last: tuple[str, ...]
    if made.upward.seats is None:
        asked = counts.number(sum(n.upward for n in counts.accepted(outcome)))
        blocks = (Para(f"Số lượng đại biểu dự {congress} chưa được phân bổ; hiện các công đoàn cơ sở có {asked} đề nghị."),)
        last = (f"Danh sách được lập sau khi có thông báo phân bổ của {to}./.",)
    else:
        blocks = (_table(outcome, made),) if chosen else (Para("Chưa có đại biểu được chọn."),)
        last = (_composition(outcome, made, nth),)
    part = Part(
        head=office.head(s),
        title=Title("DANH SÁCH TRÍCH NGANG", f"Đại biểu dự {congress}", note, size=13),
        blocks=blocks,
        ending=office.ending(s, last, office.archive(s), day=office.dated(day, s, s.place), room=22),
        landscape=True,
    )
    return Paper(f"Danh sách trích ngang đại biểu dự {congress}", s.host.name, (part,), day)


def _composition(outcome: Outcome, made: UpwardRound, nth: int) -> str:
    chosen = counts.standing(outcome, made.choice)
    t = counts.listed(outcome, f"upward:{nth + 1}", chosen)
    seats = f", số được phân bổ {counts.number(made.upward.seats)}" if made.upward.seats is not None else ""
    reserves = len(counts.standing(outcome, made.choice, Standing.RESERVE))
    also = f"; dự khuyết {counts.number(reserves)}" if reserves else ""
    collective = f"; {counts.number(t.collectives)} đại biểu là đại diện tập thể" if t.collectives else ""
    return (
        f"Danh sách có {counts.number(t.total)} đại biểu{seats}: nữ {counts.number(t.women)}, dân tộc thiểu số {counts.number(t.minority)}, "
        f"công nhân trực tiếp sản xuất {counts.number(t.direct)}, đảng viên {counts.number(t.party)}{collective}{also}./."
    )

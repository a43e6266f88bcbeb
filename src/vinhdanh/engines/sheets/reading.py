"""Reads a union's list, whatever table it stands in: nominees, nil return, whose it is, and a finding for each cell to mend."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from vinhdanh.engines.campaign.flags import reference_year
from vinhdanh.engines.campaign.quick import without_collecting
from vinhdanh.engines.sheets import hidden, identity, records, representatives, rows
from vinhdanh.engines.sheets.cells import mark, text_of
from vinhdanh.engines.sheets.keys import match_key, repair
from vinhdanh.engines.sheets.log import Log
from vinhdanh.engines.sheets.opening import TO_TYPE_IN, opened
from vinhdanh.engines.sheets.senders import Sender, by_name, sender_of
from vinhdanh.engines.sheets.tables import Merged, Table, find_tables, ignored
from vinhdanh.engines.sheets.versions import saved_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.grid import Grid
    from vinhdanh.engines.campaign.types import Finding, Nominee, Settings, Union

NIL_SHEET = "Không có đề nghị"
GUIDE_SHEET = "Hướng dẫn"

_LATEST_YEAR = 2026
"""Where no campaign is told, two-digit years are not later than this."""

_HUMAN = frozenset({"sex", "birth", "birth_male", "birth_female", "honorific"})
"""Fields that only a person has."""

_NIL = re.compile(r".*\bkhong (co )?(ca nhan|tap the|truong hop|doi tuong|de nghi)\b.*")
_REASON = re.compile(r"\s*(?:lý do|lí do)\s*[:：]?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FormReading:
    """What was read of one file.

    Args:
        file: Its name.
        form_id: The mark of the blank form, "" when the file was not made from one.
        campaign_id: The campaign that the form names, "" without a form.
        union_code: The union whose list it is, "" when nobody can tell.
        persons, collectives: The nominees in the order of the list, without id; `place` says where they stand.
        nil_reason: Reason of an explicit nil return ("" when no reason is given), None when this is none.
        findings: What is to be settled, in the order of the file.
    """

    file: str
    form_id: str = ""
    campaign_id: str = ""
    union_code: str = ""
    persons: tuple[Nominee, ...] = ()
    collectives: tuple[Nominee, ...] = ()
    nil_reason: str | None = None
    findings: tuple[Finding, ...] = ()
    sender: Sender = field(default_factory=Sender)
    """Whose file it is, and why."""
    saved: str = ""
    """When the program that wrote the file last saved it, as the file says ("2020-02-28T09:15:00Z"); "" when it does not."""
    readable: bool = True
    """False when nothing at all could be read of the file; its sender then rests on its name alone."""


@dataclass
class _Draft:
    """What is being read."""

    log: Log
    setting: records.Setting
    persons: list[Nominee] = field(default_factory=list)
    collectives: list[Nominee] = field(default_factory=list)
    last: Literal["person", "collective"] | None = None

    def add(self, nominee: Nominee) -> None:
        (self.persons if nominee.kind == "person" else self.collectives).append(nominee)
        self.last = nominee.kind

    def unrepresented(self) -> bool:
        """Whether the row above is a collective that has no representative yet."""
        return self.last == "collective" and self.collectives[-1].representative is None

    def extend_last(self, row: rows.Row) -> None:
        kept = self.persons if self.last == "person" else self.collectives
        kept[-1] = records.continued(kept[-1], row, self.log, self.setting)


def read_form(data: bytes, filename: str, *, settings: Settings | None = None, unions: Sequence[Union] = ()) -> FormReading:
    """Reads a list that a union sent.

    Args:
        data: The file as it came.
        filename: Its name; may name the union.
        settings: The campaign: its id is compared with the form's, its rule set reads the honours, its year the two-digit years.
        unions: The register; without it the union is only what the form says.

    Returns:
        The reading. A file that cannot be read at all is a reading with one blocking finding.
    """
    with without_collecting():
        return _read_form(data, filename, settings, unions)


def _read_form(data: bytes, filename: str, settings: Settings | None, unions: Sequence[Union]) -> FormReading:
    log = Log(filename)
    grids = opened(data, filename, log, (identity.META_SHEET, GUIDE_SHEET))
    if grids is None:
        # What cannot be read still has a name, and its sender should be told.
        sender = by_name(filename, unions)
        union = sender.verdict.settled
        findings = tuple(replace(f, union=union) for f in log.findings)
        # A scan is a file that the union has sent, though nobody in it can be counted yet.
        kept = union if all(f.code == TO_TYPE_IN for f in findings) else ""
        return FormReading(filename, union_code=kept, findings=findings, sender=sender, readable=False)
    year = reference_year(settings) if settings else None
    draft = _Draft(log, records.Setting(settings.rule_set if settings else "", year or _LATEST_YEAR))
    mark_ = identity.form_mark(grids)
    sender = sender_of(log, mark_, grids, settings, unions)
    union = sender.verdict.settled
    log.findings = [replace(f, union=union) for f in log.findings]
    log.union = union
    lists = [g for g in grids if g.sheet not in {identity.META_SHEET, NIL_SHEET, GUIDE_SHEET}]
    without = [g for g in lists if not _read_sheet(g, draft)]
    log.sheet = ""
    hidden.say(log, hidden.hidden_rows(data), (*draft.persons, *draft.collectives))
    nil = _nil(grids, draft)
    _say_unread(without, draft, nil=nil is not None)
    return FormReading(
        filename,
        form_id=mark_.form_id if mark_ else "",
        campaign_id=mark_.campaign if mark_ else "",
        union_code=union,
        persons=tuple(draft.persons),
        collectives=tuple(draft.collectives),
        nil_reason=nil,
        findings=tuple(log.findings),
        sender=sender,
        saved=saved_on(data),
    )


def nominees(reading: FormReading, union_code: str, *, after: tuple[int, int] = (0, 0)) -> tuple[Nominee, ...]:
    """The nominees of a reading with their ids: union code, P or C, running number in the union's list ("GD-07-P03").

    Args:
        reading: What was read.
        union_code: The union whose list it is.
        after: Numbers of persons and collectives that earlier files of the same union have given already.
    """
    persons = (replace(n, id=f"{union_code}-P{i:02d}", union=union_code) for i, n in enumerate(reading.persons, after[0] + 1))
    groups = (replace(n, id=f"{union_code}-C{i:02d}", union=union_code) for i, n in enumerate(reading.collectives, after[1] + 1))
    return (*persons, *groups)


def _read_sheet(grid: Grid, draft: _Draft) -> bool:
    """Reads all tables of a sheet. False when the sheet has content but no heading."""
    draft.log.sheet = grid.sheet
    if not grid.cells:
        return True
    merged = Merged(grid)
    tables = find_tables(grid, merged)
    if grid.hidden and tables:
        draft.log.note(
            "sheet-hidden",
            None,
            f"Trang tính «{grid.sheet}» đang ẩn nhưng vẫn được đọc.",
            "Xóa trang tính ẩn nếu không dùng đến.",
        )
    context: Literal["person", "collective"] | None = None
    for table in tables:
        for column in ignored(table):
            if not _repeats(table, tables) and column.heading.strip():
                draft.log.note(
                    "column-unread",
                    (table.top, column.index),
                    f"Cột «{repair(column.heading)}» không có trong mẫu nên không được đọc.",
                    "Nếu cột này cần thiết, đổi tên cột theo mẫu; nếu không, có thể bỏ qua.",
                )
        context = _read_table(table, merged, draft, context)
    return bool(tables)


def _repeats(table: Table, tables: tuple[Table, ...]) -> bool:
    """Whether the same headings stood above already."""
    return any(t.top < table.top and t.columns == table.columns for t in tables)


def _read_table(
    table: Table, merged: Merged, draft: _Draft, context: Literal["person", "collective"] | None
) -> Literal["person", "collective"] | None:
    ticked = any(mark(merged.at(r, c.index)) is True for c in table.columns_of("attend") for r in range(table.first, table.end))
    setting = replace(draft.setting, attend=not ticked)
    ended = False
    draft.last = None
    for index in range(table.first, table.end):
        row = rows.Row(table, merged, index)
        if draft.unrepresented() and representatives.stands_in(row):
            draft.collectives[-1] = representatives.represented(draft.collectives[-1], row, draft.log, setting)
            continue
        role = rows.role_of(row, ended=ended, before=draft.last is not None)
        if role is rows.Role.NOMINEE:
            ended = False
            draft.add(_nominee(row, draft.log, setting, context))
        elif role is rows.Role.CONTINUED:
            draft.extend_last(row)
        elif role is rows.Role.GROUP:
            context = _context(row) or context
        elif role in {rows.Role.SIGNATURE, rows.Role.TOTAL}:
            # Below a total only the block of signatures, or a new group, follows; a numbered row ends the doubt.
            ended = ended or role is rows.Role.SIGNATURE
            draft.last = None
        else:
            _say_skipped(row, role, draft.log)
    return context


def _nominee(row: rows.Row, log: Log, setting: records.Setting, context: Literal["person", "collective"] | None) -> Nominee:
    kind = row.table.kind
    name = repair(row.typed_name())
    if kind == "mixed":
        said = match_key(row.text("kind"))
        if row.cell("collective") is not None or "tap the" in said:
            is_collective = True
        elif "ca nhan" in said:
            is_collective = False
        else:
            # A person's name with sex or birth is a person, whatever the heading of the group says.
            human = bool(row.filled() & _HUMAN) and rows.names_person(name) and not rows.names_collective(name)
            is_collective = (context == "collective" and not human) or (context is None and rows.names_collective(name))
    elif kind == "person":
        is_collective = context == "collective" or rows.names_collective(name)
        if is_collective and row.filled() & _HUMAN:
            is_collective = False
        if is_collective and context != "collective":
            log.note(
                "collective-among-persons",
                row.place("name"),
                f"«{name}» được đọc là tập thể dù nằm trong danh sách cá nhân.",
                "Chuyển sang danh sách tập thể; nếu là cá nhân, ghi năm sinh và giới tính.",
            )
    else:
        is_collective = True
    return records.collective(row, log, setting) if is_collective else records.person(row, log, setting)


def _context(row: rows.Row) -> Literal["person", "collective"] | None:
    key = match_key(" ".join(text_of(v) for _, v in row.values()))
    if ("tap the" in key) == ("ca nhan" in key):
        return None
    return "collective" if "tap the" in key else "person"


def _say_skipped(row: rows.Row, role: rows.Role, log: Log) -> None:
    values = row.values()
    if role is rows.Role.NAMELESS:
        log.block(
            "name-missing",
            row.place("collective" if row.table.kind == "collective" else "name"),
            "Dòng có nội dung nhưng thiếu họ tên hoặc tên tập thể nên chưa được đọc.",
            "Ghi họ tên (tên tập thể) vào dòng này, hoặc xóa dòng nếu thừa.",
        )
    elif role is rows.Role.ODD:
        text = repair(" ".join(text_of(v) for _, v in values))
        log.note(
            "row-skipped",
            (row.index, values[0][0]),
            f"Dòng «{text[:80]}» không được đọc như một người hay một tập thể.",
            "Nếu là người hoặc tập thể được đề nghị, ghi số thứ tự và đủ các cột.",
        )


def _nil(grids: Sequence[Grid], draft: _Draft) -> str | None:
    """The reason of a nil return, None when the file is none; a nil return beside nominees is a finding."""
    reason = _nil_ticked(grids)
    if reason is None and not draft.persons and not draft.collectives:
        reason = _nil_in_words(grids)
    if reason is None:
        return None
    if draft.persons or draft.collectives:
        draft.log.doubt(
            "nil-with-nominees",
            None,
            f"Tệp đánh dấu «{NIL_SHEET}» nhưng vẫn có danh sách đề nghị.",
            f"Bỏ dấu ở trang «{NIL_SHEET}», hoặc xóa danh sách.",
        )
        return None
    if not reason:
        draft.log.doubt(
            "nil-without-reason", None, "Đơn vị báo không có đề nghị nhưng chưa nêu lý do.", "Bổ sung lý do không có đề nghị."
        )
    return reason


def _nil_ticked(grids: Sequence[Grid]) -> str | None:
    for grid in grids:
        if match_key(grid.sheet) != match_key(NIL_SHEET):
            continue
        ticked, reason = False, ""
        for cells in grid.cells:
            texts = [text_of(c) for c in cells if c is not None]
            if len(texts) > 1 and match_key(texts[0]).startswith("danh dau x"):
                ticked = mark(texts[1]) is True
            elif len(texts) > 1 and match_key(texts[0]).startswith("li do"):
                reason = repair(texts[1])
        return reason if ticked else None
    return None


def _nil_in_words(grids: Sequence[Grid]) -> str | None:
    said = False
    for grid in grids:
        if grid.sheet in {GUIDE_SHEET, identity.META_SHEET, NIL_SHEET}:
            continue
        for cells in grid.cells[:100]:
            for col, cell in enumerate(cells):
                if not isinstance(cell, str):
                    continue
                said = said or _NIL.fullmatch(match_key(cell)) is not None
                if said and _REASON.match(cell):
                    return repair(_REASON.sub("", cell, count=1)) or repair(" ".join(text_of(c) for c in cells[col + 1 :]))
                if said and (inside := re.search(r"(?:lý do|lí do)\s*[:：]\s*(.+)", cell, re.IGNORECASE | re.DOTALL)):
                    return repair(inside[1])
    return "" if said else None


def _say_unread(without: list[Grid], draft: _Draft, *, nil: bool) -> None:
    found = bool(draft.persons or draft.collectives)
    for grid in without:
        draft.log.sheet = grid.sheet
        if found or nil:
            draft.log.note(
                "sheet-unread", None, f"Trang tính «{grid.sheet}» không có bảng danh sách nên không được đọc.", "Có thể bỏ qua."
            )
        else:
            draft.log.block(
                "no-heading",
                None,
                f"Không tìm thấy dòng tiêu đề của danh sách (Họ và tên, Năm sinh, …) trong 30 dòng đầu của trang «{grid.sheet}».",
                "Dùng mẫu của đợt này, hoặc thêm dòng tiêu đề cột phía trên danh sách.",
            )
    draft.log.sheet = ""
    if not found and not nil and not without:
        draft.log.block(
            "no-nominee",
            None,
            "Tệp không có cá nhân, tập thể nào và cũng không báo «Không có đề nghị».",
            "Điền danh sách, hoặc đánh dấu «Không có đề nghị» và nêu lý do.",
        )

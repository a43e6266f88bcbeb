"""What a register would do, row by row: nothing is changed here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from vinhdanh.engines.vietnamese import match_key, short_date
from vinhdanh.platform.organisations.models import RegisterRow
from vinhdanh.platform.organisations.register import groups
from vinhdanh.platform.organisations.register.known import union_key
from vinhdanh.platform.organisations.register.table import PLAIN, heading

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from vinhdanh.platform.organisations.register.known import Knowledge, Known
    from vinhdanh.platform.organisations.register.reading import Problem, ReadRow

Kind = RegisterRow.Kind
Place = tuple[str, int]
"""Where a union stands: ("union", key in the database) or ("row", number in the sheet)."""


@dataclass(slots=True)
class Planned:
    """What one row would do."""

    number: int
    name: str
    row: ReadRow
    known: Known | None = None
    similar: Known | None = None
    parent: Place | None = None
    moves: bool = False
    code: str = ""
    level: int | None = None
    new: dict[str, Any] = field(default_factory=dict)
    """Columns that change, with their new values."""
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    unknown_group: str = ""
    """A group that is not there: it is offered to be formed."""

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with it."""
        return self.row.problems

    @property
    def place(self) -> Place:
        """Where its union stands."""
        return ("union", self.known.pk) if self.known else ("row", self.number)

    @property
    def kind(self) -> Kind:
        """What it does, the weightiest first."""
        if self.problems:
            return Kind.ERROR
        if self.known is None:
            return Kind.NEW
        if self.moves:
            return Kind.MOVED
        return Kind.CHANGED if self.changes else Kind.SAME


def plan(
    knowledge: Knowledge, rows: Sequence[ReadRow], choices: Mapping[int, str] | None = None, agreed: Collection[str] = ()
) -> list[Planned]:
    """Compares the rows of a register with what is known.

    Args:
        knowledge: The branch that the register is for.
        rows: As read.
        choices: By row number what a person said of a new row with a union of like name: "new" or "same".
        agreed: Keys of the names of groups that a person agreed to form.
    """
    work = _Plan(knowledge, [Planned(row.number, str(row.values.get("name", ""))[:300], row) for row in rows], choices or {})
    work.match()
    work.hang()
    work.refuse_twins()
    work.compare()
    groups.compare(knowledge, work.rows, agreed)
    work.refuse_circles()
    work.refuse_below_errors()
    return work.rows


class _Plan:
    def __init__(self, knowledge: Knowledge, rows: list[Planned], choices: Mapping[int, str]) -> None:
        self.k, self.rows, self.choices = knowledge, rows, choices
        self.by_number = {row.number: row for row in rows}
        self.taken: dict[int, int] = {}
        """Union -> number of the row that means it."""
        self.codes: dict[str, Planned] = {}
        self.names: dict[str, list[Planned]] = {}

    # ------------------------------------------------------------------------------------------ which union a row means

    def match(self) -> None:
        """By code; else by the same name; what is left may be like a union beside it."""
        for row in self.rows:
            code = row.row.values.get("code", "")
            if code:
                self._by_code(row, code)
        for row in self.rows:
            if row.known is None and not row.row.values.get("code") and not row.problems:
                self._by_name(row)
            if row.name:
                self.names.setdefault(union_key(row.name), []).append(row)
        for row in self.rows:
            if row.known is None and not row.problems:
                row.code = row.row.values.get("code", "")

    def _by_code(self, row: Planned, code: str) -> None:
        before = self.codes.setdefault(code, row)
        if before is not row:
            row.row.add("code", f"Mã “{code}” đã có ở dòng {before.number}.", "Sửa lại mã ở một trong hai dòng.")
            return
        known = self.k.by_code.get(code)
        if known is not None:
            self._take(row, known)
        elif code in self.k.codes:
            row.row.add("code", f"Mã “{code}” đã được dùng cho đơn vị khác ngoài phạm vi này.", "Chọn mã khác.")

    def _by_name(self, row: Planned) -> None:
        """A union of the same name; one elsewhere in the tree than the row says is only proposed: it may be another of that name."""
        same = self.k.by_name.get(union_key(row.name), ())
        named = bool(row.row.values.get("parent_code") or row.row.values.get("parent_name"))
        above = self._named_parent(row)
        here = [known for known in same if known.parent == above] if named else list(same)
        free = [known for known in here if known.pk not in self.taken]
        if len(free) > 1:
            codes = ", ".join(sorted(known.code for known in free)[:5])
            row.row.add("name", f"Có {len(free)} đơn vị cùng tên này (mã {codes}).", "Ghi mã đơn vị để phân biệt.")
        elif free or here:
            self._take(row, (free or here)[0])
        else:
            row.similar = next((known for known in same if known.pk not in self.taken), None)
            if row.similar is not None and self.choices.get(row.number) == "same":
                self._take(row, row.similar)

    def _named_parent(self, row: Planned) -> int | None:
        code, name = row.row.values.get("parent_code"), row.row.values.get("parent_name")
        if code and code in self.k.by_code:
            return self.k.by_code[code].pk
        found = self.k.by_name.get(union_key(name), ()) if name else ()
        return found[0].pk if len(found) == 1 else None

    def _take(self, row: Planned, known: Known) -> None:
        if not known.living:
            row.row.add("code", f"“{known.values['name']}” đã kết thúc hoạt động.", "Mở lại đơn vị trước, hoặc xóa dòng này.")
        elif known.pk in self.taken:
            row.row.add("name", f"Dòng {self.taken[known.pk]} đã ghi đơn vị này.", "Xóa một trong hai dòng, hoặc ghi mã khác.")
        else:
            self.taken[known.pk] = row.number
            row.known, row.code = known, known.code

    # ------------------------------------------------------------------------------------------ where it stands

    def hang(self) -> None:
        """Finds the union above each row, in the file or in the database."""
        for row in self.rows:
            values = row.row.values
            code, name = values.get("parent_code", ""), values.get("parent_name", "")
            if row.known is not None and row.known.pk == self.k.top:
                row.parent = None  # the register's own union stays where it is
            elif code:
                row.parent = self._above_by_code(row, code)
            elif name:
                row.parent = self._above_by_name(row, name)
            elif row.known is not None and row.known.parent is not None:
                row.parent = ("union", row.known.parent)
            else:
                row.parent = ("union", self.k.top)
            if row.known is not None and row.parent is not None and row.parent != ("union", row.known.parent):
                row.moves = True
            if row.parent == row.place and not row.problems:
                field_ = "parent_code" if code else "parent_name"
                row.row.add(field_, "Đơn vị không thể là cấp trên của chính mình.", "Ghi lại đơn vị cấp trên.")
        self._find_similar()

    def refuse_twins(self) -> None:
        """Two new unions of one name right below one union: most often one that was written twice."""
        first: dict[tuple[str, Place], Planned] = {}
        for row in self.rows:
            if row.problems or row.known is not None or row.parent is None:
                continue
            before = first.setdefault((union_key(row.name), row.parent), row)
            if before is not row:
                row.row.add(
                    "name",
                    f"Dòng {before.number} đã ghi đơn vị cùng tên, cùng cấp trên.",
                    "Xóa một trong hai dòng; nếu là hai đơn vị thì ghi tên cho khác nhau.",
                )

    def _above_by_code(self, row: Planned, code: str) -> Place | None:
        known = self.k.by_code.get(code)
        if known is not None and known.living:
            return ("union", known.pk)
        if code in self.codes and known is None:
            return self.codes[code].place
        row.row.add(
            "parent_code", f"Không có đơn vị cấp trên mang mã “{code}” trong phạm vi này và trong tệp.", "Kiểm tra lại mã."
        )
        return None

    def _above_by_name(self, row: Planned, name: str) -> Place | None:
        key = union_key(name)
        places = {("union", known.pk) for known in self.k.by_name.get(key, ())}
        places |= {other.place for other in self.names.get(key, ()) if other.known is None}
        if len(places) > 1 and row.known is not None and ("union", row.known.parent) in places:
            return ("union", row.known.parent or 0)
        if len(places) == 1:
            return places.pop()
        reason = f"Có {len(places)} đơn vị" if places else "Không có đơn vị nào"
        top = self.k.unions[self.k.top].values["name"]
        remedy = "Ghi mã đơn vị cấp trên."
        if not places:
            remedy = f"Ghi tên như trong cây đơn vị, hoặc ghi mã; để trống nếu đơn vị đứng ngay dưới “{top[:100]}”."
        row.row.add("parent_name", f"{reason} tên “{name[:100]}” để làm cấp trên.", remedy)
        return None

    def _find_similar(self) -> None:
        taken = set(self.taken)
        for row in self.rows:
            if row.known or row.similar or row.problems or row.parent is None or row.parent[0] != "union":
                continue
            similar = self.k.similar(row.name, row.parent[1], taken)
            if similar is None:
                continue
            if self.choices.get(row.number) == "same":
                self._take(row, similar)
                taken.add(similar.pk)
            row.similar = similar

    # ------------------------------------------------------------------------------------------ what changes

    def compare(self) -> None:
        """Notes the differences of known rows and the values of new ones."""
        generated = _Codes(self.k, set(self.codes))
        for row in self.rows:
            if row.problems:
                continue
            self._level(row)
            if row.known is None:
                row.code = row.code or generated.after(self._parent_code(row))
            for name in PLAIN:
                value = row.row.values.get(name)
                before = row.known.values[name] if row.known else None
                if value in (None, "") or value == before:
                    continue
                row.new[name] = value
                if name == "name" and row.known is None:
                    continue  # it stands in the row already
                row.changes.append((heading(name), words(before), words(value)))
            if row.known is not None and row.moves:
                above = self.k.unions.get(row.known.parent or 0)
                row.changes.append((heading("parent_name"), above.values["name"] if above else "", self._parent_name(row)))
            self._responsible(row)

    def _level(self, row: Planned) -> None:
        text = row.row.values.get("level", "")
        level = self.k.level(text) if text else None
        if text and level is None:
            row.row.add("level", f"Không có cấp nào tên “{text[:100]}”.", "Chọn một cấp trong danh sách của mẫu.")
            return
        if row.known is not None:
            if level is not None and level.pk != row.known.level:
                row.new["level"] = level.pk
                row.changes.append((heading("level"), self.k.levels[row.known.level].name, level.name))
            return
        if level is None:
            beside = self.k.level_beside(row.parent[1]) if row.parent and row.parent[0] == "union" else None
            level = self.k.level_of_name(row.name) or beside
        if level is None:
            row.row.add("level", "Chưa biết cấp của đơn vị mới này.", "Ghi cấp, ví dụ “Công đoàn cơ sở”.")
            return
        row.level = level.pk

    def _responsible(self, row: Planned) -> None:
        name, title = row.row.values.get("responsible", ""), row.row.values.get("responsible_title", "")
        before = row.known.responsible if row.known else ""
        if name and match_key(name) != match_key(before):
            row.new["responsible"], row.new["responsible_title"] = name, title
            row.changes.append((heading("responsible"), before, name))

    def _parent_name(self, row: Planned) -> str:
        if row.parent is None:
            return ""
        kind, key = row.parent
        return str(self.k.unions[key].values["name"]) if kind == "union" else self.by_number[key].name

    def _parent_code(self, row: Planned) -> str:
        return self.k.unions[row.parent[1]].code if row.parent and row.parent[0] == "union" else ""

    # ------------------------------------------------------------------------------------------ circles

    def refuse_circles(self) -> None:
        """A row that would put a union below itself is refused. Undoing one move may close another circle: until there is none."""
        while circle := self._circle():
            for row in circle:
                reason = f"Dòng này đặt “{row.name[:100]}” dưới chính đơn vị đó hoặc dưới một đơn vị trực thuộc của nó."
                row.row.add(
                    "parent_code" if row.row.values.get("parent_code") else "parent_name", reason, "Ghi lại đơn vị cấp trên."
                )

    def _circle(self) -> list[Planned]:
        """Rows that move or make unions on a circle, empty when there is none."""
        above: dict[Place, Place | None] = {
            ("union", known.pk): ("union", known.parent) if known.parent is not None else None for known in self.k.unions.values()
        }
        by_place: dict[Place, Planned] = {}
        for row in self.rows:
            if not row.problems and row.parent is not None and (row.moves or row.known is None):
                above[row.place] = row.parent
                by_place[row.place] = row
        safe: set[Place] = set()
        for start in by_place:
            walked: dict[Place, int] = {}
            here: Place | None = start
            while here is not None and here not in safe and here in above and here not in walked:
                walked[here] = len(walked)
                here = above[here]
            if here is not None and here in walked:
                return [by_place[place] for place, turn in walked.items() if turn >= walked[here] and place in by_place]
            safe |= walked.keys()
        return []

    def refuse_below_errors(self) -> None:
        """A row below a new union whose own row has an error cannot be written either."""
        changed = True
        while changed:
            changed = False
            for row in self.rows:
                if row.problems or row.parent is None or row.parent[0] != "row":
                    continue
                above = self.by_number[row.parent[1]]
                if above.problems:
                    row.row.add(
                        "parent_code", f"Đơn vị cấp trên ở dòng {above.number} có lỗi.", f"Sửa dòng {above.number} trước."
                    )
                    changed = True


class _Codes:
    """Codes for new unions that came without one: the code above with a running number."""

    def __init__(self, knowledge: Knowledge, typed: set[str]) -> None:
        self.taken = knowledge.codes | typed
        self.top = knowledge.unions[knowledge.top].code
        self.last: dict[str, int] = {}

    def after(self, above: str) -> str:
        """The next free code."""
        stem = (above or self.top)[:32]
        number = self.last.get(stem, 0)
        while True:
            number += 1
            code = f"{stem}-{number:02d}"
            if code not in self.taken:
                self.taken.add(code)
                self.last[stem] = number
                return code


def words(value: object) -> str:
    """A value as a person reads it."""
    if value is None:
        return ""
    return short_date(value) if isinstance(value, date) else str(value)

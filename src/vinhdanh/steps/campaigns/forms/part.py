"""The form of one part of a campaign: single values and tables, as texts that `codec` reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from django.utils.translation import gettext as _

from vinhdanh.engines.campaign.types import Milestone
from vinhdanh.engines.vietnamese import PartialDate, slug
from vinhdanh.steps.campaigns import codec
from vinhdanh.steps.campaigns.choices import FLAG_VALUES, NAMES, choices_of
from vinhdanh.steps.campaigns.keeping import broken
from vinhdanh.steps.campaigns.parts import Part, Rows, Spot, get, hint, put, row_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vinhdanh.engines.campaign.types import Settings
    from vinhdanh.steps.campaigns.pushing import Item

SPARE = 2
"""Empty rows at the end of a table."""
MOST_ROWS = 400


@dataclass(slots=True)
class Box:
    """One input: name, words, the text in it, its kind and what is wrong with it."""

    name: str
    label: str
    text: str
    kind: Literal["line", "lines", "choice"] = "line"
    help: str = ""
    error: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    source: Item | None = None
    """What the campaign above asks for here."""
    names: bool = False
    """Whether its choices are names of the catalogue or of papers, which are Vietnamese in every language."""
    size: Literal["small", "medium", "wide"] = "wide"
    """How much room what is typed needs: a number, a day or a choice, words."""

    @property
    def described(self) -> str:
        """Ids of the words that explain it, for a screen reader."""
        return " ".join(
            [f"h-{self.name}"] * bool(self.help) + [f"s-{self.name}"] * bool(self.source) + [f"e-{self.name}"] * bool(self.error)
        )


@dataclass(slots=True)
class Table:
    """The rows of a table as boxes."""

    rows: Rows
    boxes: list[list[Box]] = field(default_factory=list)
    filled: int = 0

    """How many of them hold something; the rest are for new ones."""
    error: str = ""
    sources: list[Item] = field(default_factory=list)
    """What the campaign above asks for in this table."""

    @property
    def coded(self) -> bool:
        """Whether a row has a code of its own."""
        return any(box.name.endswith("-id") for line in self.boxes for box in line)


class PartForm:
    """Shows and reads one part.

    Args:
        part: Which.
        settings: The campaign as it stands.
        data: What was posted, None to show.
        bound: What was taken over from the campaign above: shown with its source, and not to be made looser.
    """

    def __init__(self, part: Part, settings: Settings, data: Mapping[str, str] | None = None, bound: Sequence[Item] = ()) -> None:
        self.part = part
        self.settings = settings
        self.data = data
        self.bound = [item for item in bound if item.path]
        self.values: dict[str, Any] = {}
        self.boxes = [self._box(spot) for spot in part.spots]
        self.tables = [self._table(rows) for rows in part.rows]
        for box in self.boxes:
            box.source = next((item for item in self.bound if item.path == box.name), None)
        for table in self.tables:
            table.sources = [item for item in self.bound if item.path == table.rows.path]
        if data is not None and not self.errors:
            self._hold()

    @property
    def valid(self) -> bool:
        """Whether everything posted could be read."""
        return self.data is not None and not self.errors and not any(table.error for table in self.tables)

    @property
    def errors(self) -> list[Box]:
        """The boxes with something wrong, for the summary."""
        return [box for box in self._all() if box.error]

    def changed(self) -> Settings:
        """The settings with what was posted; only when `valid`."""
        return put(self.settings, self.values)

    def groups(self) -> list[tuple[str, list[Box]]]:
        """The single values, parted by body where the part is about bodies."""
        titles = {"host": _("Đơn vị tổ chức"), "parent": _("Công đoàn cấp trên"), "government": _("Chính quyền cùng cấp")}
        if not self.part.bodies:
            return [("", self.boxes)] if self.boxes else []
        return [(titles[body], [box for box in self.boxes if box.name.startswith(f"{body}.")]) for body in self.part.bodies]

    def theirs(self, now: Settings) -> list[tuple[str, str, str]]:
        """Where what was typed differs from what somebody else has saved meanwhile: label, theirs, mine; of a table its rows."""
        rows = []
        for box in self.boxes:
            saved = codec.typed(get(now, box.name))
            if saved.split() != box.text.split():  # a browser ends lines otherwise
                rows.append((box.label, saved, box.text))
        for table in self.tables:
            path = table.rows.path
            theirs, mine = (_lines(table.rows, records) for records in (get(now, path), self.values[path]))
            if theirs != mine:
                rows.append((str(table.rows.label), "\n".join(theirs), "\n".join(mine)))
        return rows

    def _hold(self) -> None:
        """Names what would be looser than what was taken over from above."""
        for item in broken(self.changed(), self.bound):
            words = _("Cấp trên giao: %(what)s (%(how)s).") % {"what": item.text.replace("\n", ", "), "how": item.binding}
            for box in self.boxes:
                if box.name == item.path:
                    box.error = words
            for table in self.tables:
                if table.rows.path == item.path:
                    table.error = f"{item.title}: {words}"

    def _all(self) -> list[Box]:
        return [*self.boxes, *(box for table in self.tables for line in table.boxes for box in line)]

    def _box(self, spot: Spot) -> Box:
        kind = hint(spot.path)
        box = Box(spot.path, str(spot.label), codec.typed(get(self.settings, spot.path)), help=str(spot.help))
        _shape(box, kind)
        if self.data is not None:
            box.text = self.data.get(spot.path, "")
            try:
                self.values[spot.path] = codec.parse(kind, box.text)
            except codec.Unclear as unclear:
                box.error = str(unclear)
        return box

    def _table(self, rows: Rows) -> Table:
        records = get(self.settings, rows.path)
        columns = row_fields(rows)
        if self.data is None:
            lines = [[_shown(name, getattr(record, name)) for name, _kind, _must in columns] for record in records]
        else:
            count = min(_number(self.data.get(f"{rows.path}-rows", "0")), MOST_ROWS)
            lines = [[self.data.get(f"{rows.path}-{i}-{name}", "") for name, _kind, _must in columns] for i in range(count)]
        table = Table(rows)
        read = []
        for line in lines:
            blank = not any(text.strip() for text in line)
            if self.data is not None and blank:
                continue
            boxes = self._line(table, line)
            if self.data is not None:
                read.append(self._record(rows, boxes, records))
            table.boxes.append(boxes)
        table.filled = len(table.boxes)
        table.boxes += [self._line(table, [""] * len(columns), offset) for offset in range(SPARE)]
        if self.data is not None:
            self.values[rows.path] = tuple(record for record in read if record is not None)
        return table

    def _line(self, table: Table, line: list[str], offset: int = 0) -> list[Box]:
        number = len(table.boxes) + offset
        boxes = []
        for (name, kind, _must), text, spot in zip(row_fields(table.rows), line, table.rows.columns, strict=True):
            box = Box(f"{table.rows.path}-{number}-{name}", str(spot.label), text, help=str(spot.help))
            _shape(box, kind)
            if name == "id":
                box.size = "medium"
            known = choices_of(f"{table.rows.path}.{name}", self.settings)
            if known:
                box.kind, box.size, box.choices = "choice", "medium", (("", "—"), *known)
                box.names = f"{table.rows.path}.{name}" in NAMES
                if text and text not in dict(known):
                    box.choices += ((text, text),)
            boxes.append(box)
        return boxes

    def _record(self, rows: Rows, boxes: list[Box], held: tuple[Any, ...]) -> Any:
        values: dict[str, Any] = {}
        typed = {name: box for (name, _kind, _must), box in zip(row_fields(rows), boxes, strict=True)}
        if "id" in typed and not typed["id"].text.strip():  # a code that nobody needs to think of
            typed["id"].text = slug(typed["label"].text, longest=30)
        for (name, kind, must), box in zip(row_fields(rows), boxes, strict=True):
            if name == "values" and not box.text.strip() and typed["attribute"].text in FLAG_VALUES:
                values[name] = ("yes",)
                continue
            if not box.text.strip() and not must:
                continue
            try:
                values[name] = codec.parse(kind, box.text)
            except codec.Unclear as unclear:
                box.error = str(unclear)
                continue
            if must and values[name] in {"", None}:
                box.error = _("Đề nghị điền ô này, hoặc xóa cả dòng.")
        if any(box.error for box in boxes):
            return None
        made = rows.record(**values)
        # A record may have fields that the table does not show: a row that looks the same is the same.
        return next(
            (record for record in held if all(getattr(record, n) == getattr(made, n) for n, _k, _m in row_fields(rows))), made
        )


def _lines(rows: Rows, records: Iterable[Any]) -> list[str]:
    """Each record of a table in one line."""
    texts = ([_shown(name, getattr(record, name)) for name, _kind, _must in row_fields(rows)] for record in records)
    return [" · ".join(text.replace("\n", ", ") for text in line if text) for line in texts]


def _shown(name: str, value: Any) -> str:
    return "" if name == "values" and value == ("yes",) else codec.typed(value)


def _shape(box: Box, kind: Any) -> None:
    bare, optional = codec.bare(kind)
    if get_origin(bare) is Literal or (isinstance(bare, type) and issubclass(bare, StrEnum)):
        known = [str(value) for value in (get_args(bare) if get_origin(bare) is Literal else bare)]
        empty = (("", "—"),) if optional or "-" in box.name else ()
        box.kind, box.choices = "choice", (*empty, *((code, str(codec.WORDS.get(code, code))) for code in known))
        box.size = "medium"
    elif codec.several_lines(bare):
        box.kind = "lines"
    elif bare in {int, Decimal, time}:
        box.size = "small"
    elif bare in {date, Milestone, PartialDate} or bare == tuple[int, int]:
        box.size = "medium"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0

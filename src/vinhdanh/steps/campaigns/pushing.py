"""What a campaign pushes down to the campaigns of its units: what can be, and what a mark means.

Plain data, no database. Whether a campaign below keeps it: `keeping`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from vinhdanh.steps.campaigns import codec
from vinhdanh.steps.campaigns.parts import PARTS, label_of, row_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vinhdanh.engines.campaign.types import Category, Settings, Target
    from vinhdanh.steps.campaigns.parts import Rows, Words


class Rule(StrEnum):
    """How what is pushed down binds the campaign below."""

    LATEST = "latest"
    MOST = "most"
    SAME = "same"
    HOLDS = "holds"
    TARGET = "target"
    CATEGORY = "category"
    TABLE = "table"
    SEATS = "seats"
    MILESTONE = "milestone"
    GUIDANCE = "guidance"
    TASK = "task"


BINDING = frozenset({Rule.LATEST, Rule.MOST, Rule.SAME, Rule.HOLDS, Rule.TARGET, Rule.CATEGORY, Rule.TABLE, Rule.SEATS})
"""Rules about what the campaign below says; the rest are days, documents and tasks to know of."""
RULE_WORDS: dict[str, Words] = {
    Rule.LATEST: _("chậm nhất; được sớm hơn"),
    Rule.MOST: _("nhiều nhất; được ít hơn"),
    Rule.SAME: _("giữ nguyên"),
    Rule.HOLDS: _("phải có; được thêm"),
    Rule.TARGET: _("không được thấp hơn yêu cầu; được chặt hơn"),
    Rule.CATEGORY: _("phải có; được chặt hơn"),
    Rule.TABLE: _("giữ nguyên"),
    Rule.SEATS: _("nhiều nhất; được ít hơn"),
    Rule.MILESTONE: _("để biết"),
    Rule.GUIDANCE: _("để dùng"),
    Rule.TASK: _("việc của từng đơn vị"),
}


@dataclass(frozen=True, slots=True)
class Pushable:
    """A value that can be pushed down.

    Args:
        path: Where it stands in the campaign below.
        rule: How it binds.
        start: Where in the campaign above its first value comes from, "" when it is typed.
    """

    path: str
    rule: Rule
    start: str = ""

    @property
    def label(self) -> str:
        """What the campaign below calls it."""
        return label_of(self.path) if self.path != "rule_set" else str(_("Bộ quy định"))


PUSHABLE = tuple(
    Pushable(path, rule, start)
    for path, rule, start in (
        ("dossier_deadline", Rule.LATEST, "reception.deadline"),
        ("dossier_channel", Rule.SAME, ""),
        ("dossier_items", Rule.HOLDS, ""),
        ("conference.not_after", Rule.LATEST, ""),
        ("reception.deadline", Rule.LATEST, ""),
        ("cap_delegates", Rule.MOST, ""),
        ("exemplars", Rule.MOST, ""),
        ("share_guests", Rule.MOST, "share_guests"),
        ("unit_cap", Rule.MOST, "unit_cap"),
        ("period", Rule.SAME, "period"),
        ("rule_set", Rule.SAME, "rule_set"),
        ("movements", Rule.HOLDS, "movements"),
        ("priorities", Rule.HOLDS, "priorities"),
    )
)
SEATS = _("Số được phân bổ")
TABLES: dict[str, Rows] = {rows.path: rows for part in PARTS.values() for rows in part.rows}


@dataclass(frozen=True, slots=True)
class TaskMark:
    """A task for every unit. `id` stays when its words change."""

    id: str
    title: str
    due: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """What an official has marked to be pushed down.

    Args:
        values: Path of a `PUSHABLE` -> its text.
        targets, categories: Ids of rows of the campaign above.
        merit: Whether the table of points and what settles equal points go down.
        milestones: Keys of milestones of the campaign above.
        guidance: Keys of documents of the library.
        tasks: For every unit.
    """

    values: Mapping[str, str]
    targets: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    merit: bool = False
    milestones: tuple[str, ...] = ()
    guidance: tuple[int, ...] = ()
    tasks: tuple[TaskMark, ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Marks:
        """What `Campaign.pushes` holds."""
        return cls(
            dict(data.get("values", {})),
            tuple(data.get("targets", ())),
            tuple(data.get("categories", ())),
            bool(data.get("merit")),
            tuple(data.get("milestones", ())),
            tuple(data.get("guidance", ())),
            tuple(TaskMark(**row) for row in data.get("tasks", ())),
        )

    def plain(self) -> dict[str, Any]:
        """As `Campaign.pushes` holds it; empty when nothing is marked."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items() if value}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a version pushes down.

    Args:
        key: Stable: "dossier_deadline", "targets/women", "milestone/conference", "guidance/5", "task/a1", "seats".
        rule: How it binds.
        label: What people call it.
        text: What it says, as people read it; of a single value as `codec` reads it back.
        path: Where it stands in the campaign below, "" for none.
        rows: Records of a table, each its columns as texts.
        more: Of a task its words besides; of seats the congress.
    """

    key: str
    rule: str
    label: str
    text: str
    path: str = ""
    rows: tuple[dict[str, str], ...] = ()
    more: str = ""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Item:
        """What a version or an answer holds."""
        return cls(**{**data, "rows": tuple(data["rows"])})

    def plain(self) -> dict[str, Any]:
        """As a version or an answer holds it."""
        return {**asdict(self), "rows": list(self.rows)}

    def says_as(self, other: Item) -> bool:
        """Whether both ask for the same, whatever they are called."""
        return (self.rule, self.text, self.rows, self.more) == (other.rule, other.text, other.rows, other.more)

    @property
    def title(self) -> str:
        """What it is called in the language of the request."""
        pushable = next((row for row in PUSHABLE if row.path == self.key), None)
        return pushable.label if pushable else str(SEATS) if self.rule == Rule.SEATS else self.label

    @property
    def binding(self) -> str:
        """How it binds, in words."""
        return str(RULE_WORDS[self.rule])


def said(settings: Settings, marks: Marks, days: Mapping[str, tuple[str, str]], documents: Mapping[int, str]) -> list[Item]:
    """What the marks of a campaign push down, in the order of the page.

    Args:
        settings: The campaign above.
        marks: What is marked.
        days: Key of a milestone -> label and day as text.
        documents: Key of a document of the library -> its name. Milestones and documents that are gone are left out.
    """
    items = [
        Item(p.path, p.rule, p.label, marks.values[p.path], p.path) for p in PUSHABLE if marks.values.get(p.path, "").strip()
    ]
    items += [
        Item(f"targets/{row.id}", Rule.TARGET, row.label, target_words(row), "targets", (row_out("targets", row),))
        for row in settings.targets
        if row.id in marks.targets
    ]
    items += [
        Item(f"categories/{row.id}", Rule.CATEGORY, row.label, category_words(row), "categories", (row_out("categories", row),))
        for row in settings.categories
        if row.id in marks.categories
    ]
    if marks.merit and settings.merit:
        rows = tuple(row_out("merit", line) for line in settings.merit)
        items.append(Item("merit", Rule.TABLE, label_of("merit"), merit_words(settings), "merit", rows))
    items += [Item(f"milestone/{key}", Rule.MILESTONE, *days[key]) for key in marks.milestones if key in days]
    items += [Item(f"guidance/{pk}", Rule.GUIDANCE, documents[pk], "") for pk in marks.guidance if pk in documents]
    items += [Item(f"task/{task.id}", Rule.TASK, task.title, task.due, more=task.detail) for task in marks.tasks]
    return items


def seats_item(congress: str, seats: int | None) -> list[Item]:
    """The places above that were allotted to one unit; nothing while none are told."""
    if seats is None:
        return []
    return [Item("seats", Rule.SEATS, str(SEATS), str(seats), "upward", more=congress)]


def row_out(path: str, record: Any) -> dict[str, str]:
    """A record of a table as texts."""
    return {name: codec.show(getattr(record, name)) for name, _kind, _must in row_fields(TABLES[path])}


def row_in(path: str, row: Mapping[str, str]) -> Any:
    """The record that `row_out` wrote."""
    table = TABLES[path]
    values = {name: codec.parse(kind, row[name]) for name, kind, must in row_fields(table) if must or row.get(name, "").strip()}
    return table.record(**values)


def merit_words(settings: Settings) -> str:
    """The table of points as people read it."""
    return "\n".join(f"{line.label}: {codec.show(line.points)}" for line in settings.merit)


def target_words(row: Target) -> str:
    """A target as people read it."""
    words = f"{codec.WORDS[row.direction]} {codec.show(row.share)} %"
    slack = f", chênh lệch {codec.show(row.tolerance)}" if row.tolerance else ""
    return f"{words}{slack}, ưu tiên {row.priority}"


def category_words(row: Category) -> str:
    """The floor and cap of a category as people read them."""
    most = f", nhiều nhất {row.at_most}" if row.at_most is not None else ""
    return f"ít nhất {row.at_least}{most}"


def changes(old: Iterable[Item], new: Iterable[Item]) -> list[str]:
    """One sentence for each thing pushed down that is new, gone or says something else."""
    before, after = {item.key: item for item in old}, {item.key: item for item in new}
    told = [f"Giao xuống: thôi giao {_named(item)}" for key, item in before.items() if key not in after]
    for key, item in after.items():
        was = before.get(key)
        if was is None:
            told.append(f"Giao xuống: thêm {_named(item)}")
        elif not item.says_as(was) or item.label != was.label:
            told.append(f"Giao xuống: {_named(was)} → {_named(item)}")
    return told


def _named(item: Item) -> str:
    words = item.text.replace("\n", "; ")
    return f"“{item.label}{': ' if words else ''}{words}”"

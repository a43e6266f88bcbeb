"""The form of what a campaign pushes down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from django.utils.translation import gettext as _

from vinhdanh.platform.design.engine_words import retold
from vinhdanh.platform.design.language import in_vietnamese
from vinhdanh.steps.campaigns import codec
from vinhdanh.steps.campaigns.forms.part import Box
from vinhdanh.steps.campaigns.parts import get, hint
from vinhdanh.steps.campaigns.pushing import PUSHABLE, RULE_WORDS, Marks, TaskMark, category_words, target_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import QueryDict

    from vinhdanh.engines.campaign.types import Settings
    from vinhdanh.steps.campaigns.models import Guidance, Milestone

SPARE = 2
MOST_TASKS = 40
LONGEST_TITLE = 300
LONGEST_DETAIL = 4000


@dataclass(slots=True)
class Tick:
    """A box to tick: its name, its value, words, whether it is ticked."""

    name: str
    value: str
    label: str
    detail: str = ""
    on: bool = False


@dataclass(slots=True)
class ValueRow:
    """A value: a box to tick and what goes down."""

    tick: Tick
    box: Box


@dataclass(slots=True)
class TaskRow:
    """A task for every unit."""

    number: int
    id: str
    boxes: list[Box] = field(default_factory=list)
    new: bool = False


class PushForm:
    """Shows and reads the marks.

    Args:
        settings: What the campaign says.
        marks: What is marked.
        milestones, documents: What can be marked besides.
        data: What was posted, None to show.
    """

    def __init__(
        self,
        settings: Settings,
        marks: Marks,
        milestones: Iterable[Milestone],
        documents: Iterable[Guidance],
        data: QueryDict | None = None,
    ) -> None:
        self.data = data
        self.values = [self._value(settings, marks, n) for n in range(len(PUSHABLE))]
        self.targets = [
            self._tick("target", row.id, row.label, row.id in marks.targets, target_words(row)) for row in settings.targets
        ]
        self.categories = [
            self._tick("category", row.id, row.label, row.id in marks.categories, category_words(row))
            for row in settings.categories
        ]
        self.merit = [self._tick("merit", "1", _("Bảng điểm"), marks.merit)] if settings.merit else []
        self.milestones = [
            self._tick("milestone", row.key, retold(row.label), row.key in marks.milestones, codec.show(row.day))
            for row in milestones
        ]
        self.documents = [
            self._tick("document", str(row.pk), row.title, row.pk in marks.guidance, row.number) for row in documents
        ]
        self.tasks = self._tasks(marks)

    @property
    def errors(self) -> list[Box]:
        """The boxes with something wrong."""
        boxes = [row.box for row in self.values] + [box for row in self.tasks for box in row.boxes]
        return [box for box in boxes if box.error]

    @property
    def valid(self) -> bool:
        """Whether everything posted could be read."""
        return self.data is not None and not self.errors

    def marks(self) -> Marks:
        """What was posted; only when `valid`. Texts are kept in Vietnamese."""
        with in_vietnamese():
            values = {
                pushable.path: codec.show(codec.parse(hint(pushable.path), row.box.text))
                for pushable, row in zip(PUSHABLE, self.values, strict=True)
                if row.tick.on
            }
            tasks = tuple(
                TaskMark(row.id, row.boxes[0].text.strip(), self._day(row.boxes[1].text), row.boxes[2].text.strip())
                for row in self.tasks
                if row.boxes[0].text.strip()
            )
        return Marks(
            values,
            tuple(tick.value for tick in self.targets if tick.on),
            tuple(tick.value for tick in self.categories if tick.on),
            any(tick.on for tick in self.merit),
            tuple(tick.value for tick in self.milestones if tick.on),
            tuple(int(tick.value) for tick in self.documents if tick.on),
            tasks,
        )

    def _tick(self, name: str, value: str, label: str, marked: bool, detail: str = "") -> Tick:
        on = value in self.data.getlist(name) if self.data is not None else marked
        return Tick(name, value, label, detail, on)

    def _value(self, settings: Settings, marks: Marks, number: int) -> ValueRow:
        pushable = PUSHABLE[number]
        start = codec.typed(get(settings, pushable.start)) if pushable.start else ""
        held = marks.values.get(pushable.path, "")
        words = held and codec.typed(codec.parse(hint(pushable.path), held))
        label = pushable.label
        box = Box(f"value-{pushable.path}", label, words or start, help=str(RULE_WORDS[pushable.rule]))
        if codec.several_lines(codec.bare(hint(pushable.path))[0]):
            box.kind = "lines"
        tick = self._tick("on", pushable.path, label, bool(held))
        if self.data is not None:
            box.text = self.data.get(box.name, "")
            box.error = self._wrong(pushable.path, box.text) if tick.on else ""
        return ValueRow(tick, box)

    def _wrong(self, path: str, text: str) -> str:
        if not text.strip():
            return _("Đề nghị ghi giá trị giao xuống, hoặc bỏ chọn.")
        try:
            codec.parse(hint(path), text)
        except codec.Unclear as unclear:
            return str(unclear)
        return ""

    def _tasks(self, marks: Marks) -> list[TaskRow]:
        rows = [self._task(n, task.id, (task.title, task.due, task.detail)) for n, task in enumerate(marks.tasks)]
        if self.data is not None:
            rows = []
            for n in range(MOST_TASKS):
                texts = tuple(self.data.get(f"task-{n}-{name}", "") for name in ("title", "due", "detail"))
                if any(text.strip() for text in texts):
                    rows.append(self._task(len(rows), self.data.get(f"task-{n}-id", ""), texts))
        known: set[str] = set()
        for row in rows:  # an id is the form's own; one that is none, or comes twice, is made anew
            if not (row.id.isalnum() and row.id.isascii() and len(row.id) <= 12) or row.id in known:
                row.id = uuid4().hex[:12]
            known.add(row.id)
        count = len(rows)
        return [*rows, *(self._task(count + n, uuid4().hex[:12], ("", "", ""), new=True) for n in range(SPARE))]

    def _task(self, number: int, key: str, texts: tuple[str, ...], *, new: bool = False) -> TaskRow:
        title, due, detail = texts
        boxes = [
            Box(f"task-{number}-title", _("Việc"), title),
            Box(f"task-{number}-due", _("Hạn"), due, size="medium"),
            Box(f"task-{number}-detail", _("Nói rõ thêm"), detail, kind="lines"),
        ]
        if self.data is not None and not new:
            boxes[0].error = _("Đề nghị ghi việc cần làm.") if not title.strip() else ""
            for box, longest in zip(boxes, (LONGEST_TITLE, 40, LONGEST_DETAIL), strict=True):
                if len(box.text) > longest or "\0" in box.text:
                    box.error = _("Dài quá %(n)s ký tự, hoặc có ký tự không đọc được.") % {"n": longest}
            if not boxes[1].error and due.strip():
                try:
                    codec.parse(date, due)
                except codec.Unclear as unclear:
                    boxes[1].error = str(unclear)
        return TaskRow(number, key, boxes, new)

    def _day(self, text: str) -> str:
        return codec.show(codec.parse(date, text)) if text.strip() else ""

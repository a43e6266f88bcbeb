"""A previewed register is written in one transaction, from the top of the tree downwards."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from vinhdanh.engines.vietnamese import match_key
from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.jobs.services import enqueue
from vinhdanh.platform.journal.services import record
from vinhdanh.platform.organisations import rules
from vinhdanh.platform.organisations.models import Person, Post, RegisterImport, RegisterRow, Role, Union, UnionName
from vinhdanh.platform.organisations.models.people import person_keys
from vinhdanh.platform.organisations.models.unions import KEY, LONGEST_PATH, WIDTH, keys, step
from vinhdanh.platform.organisations.register.table import PLAIN
from vinhdanh.platform.organisations.services import places, states, tree
from vinhdanh.platform.organisations.services.register import grouping
from vinhdanh.platform.organisations.services.register.incoming import BATCH, INLINE_ROWS, State, plain

if TYPE_CHECKING:
    from vinhdanh.platform.accounts.reader import Reader

Kind = RegisterRow.Kind
Place = tuple[str, int]
PLANNED = frozenset({"new", "code", "level", "parent", "moves"})
"""What the preview says of every row; one that says less was made by another version."""


def apply(reader: Reader, register: RegisterImport, *, inline: bool = False) -> RegisterImport:
    """Writes the rows without errors; more than 2,000 as a job, unless `inline`. A second call changes nothing.

    Raises:
        Forbidden: The reader does not keep the register.
        UserError: A union that it means was changed meanwhile: the preview is to be made anew. Nothing was written.
    """
    if not rules.may_keep(reader, register.union):
        raise Forbidden
    with transaction.atomic():
        tree.lock()
        register = RegisterImport.objects.select_for_update().select_related("union").get(pk=register.pk)
        waiting = {State.PREVIEW, State.APPLYING} if inline else {State.PREVIEW}
        if register.state not in waiting:
            return register
        rows = list(register.rows.exclude(kind__in=(Kind.ERROR, Kind.SAME)).order_by("number"))
        if len(rows) > INLINE_ROWS and not inline:
            register.state = State.APPLYING
            register.save(update_fields=["state"])
            acting = reader.acting_for.pk if reader.acting_for is not None else None
            task, title = "organisations.apply_register", _("Ghi danh bạ đơn vị")
            enqueue(reader, task, title, union=register.union, register=register.pk, acting=acting)
            return register
        try:
            with transaction.atomic():
                _Writing(register, rows).write()
        except IntegrityError:
            raise _changed_meanwhile("") from None
        register.state, register.applied_at = State.APPLIED, timezone.now()
        register.save(update_fields=["state", "applied_at"])
        told = {"counts": register.counts, "digest": register.digest, "rows": len(rows)}
        record(reader, "organisations.register_applied", register, union=register.union, data=told)
    return register


class _Writing:
    """The rows of a register while they are written."""

    def __init__(self, register: RegisterImport, rows: list[RegisterRow]) -> None:
        self.rows, self.register, self.top = rows, register, register.union
        self.day = timezone.localdate()
        self.decision = f"Danh bạ {register.filename}"[:300]
        self.unions = {union.pk: union for union in Union.objects.below(register.union)}
        self.made: dict[int, Union] = {}
        self.next: dict[int, int] = {}
        self.written: list[tuple[RegisterRow, Union, dict[str, Any]]] = []

    def write(self) -> None:
        """All of them."""
        self._check()
        for layer in self._layers():
            for row in layer:
                if row.values["moves"]:
                    self._move(row)
            self._create([row for row in layer if row.kind == Kind.NEW])
        for row in self.rows:
            if row.kind != Kind.NEW:
                self._change(row)
        left = states.leave_all(((union, new) for _row, union, new in self.written), self.day)
        for row, union, _new in self.written:
            row.before["state"] = left[union.pk].pk if union.pk in left else None
        self._answering()
        grouping.join(self.top, self.rows, self.day)
        # Writing rows anew takes a tenth of the time of changing so many.
        RegisterRow.objects.filter(register=self.register).exclude(kind__in=(Kind.ERROR, Kind.SAME)).delete()
        RegisterRow.objects.bulk_create(self.rows, batch_size=BATCH)

    def _check(self) -> None:
        """The preview is whole, and every union that a row means stands as the preview saw it."""
        for row in self.rows:
            if not row.values.keys() >= PLANNED:
                raise _changed_meanwhile(row.name)
            union = self.unions.get(row.union_id or 0)
            if row.kind != Kind.NEW and (union is None or union.revision != row.revision):
                raise _changed_meanwhile(row.name)
            kind, key = row.values["parent"] or ("row", 0)
            above = self.unions.get(key)
            if (
                kind == "union"
                and (above is None or above.valid_to is not None)
                and (row.values["moves"] or row.kind == Kind.NEW)
            ):
                raise _changed_meanwhile(row.name)

    def _layers(self) -> list[list[RegisterRow]]:
        """Rows that move or make unions, by their depth in the tree as it will be: a parent stands before its children."""
        shaping = {(_place(row)): row for row in self.rows if row.values["moves"] or row.kind == Kind.NEW}
        depths: dict[Place, int] = {}

        def depth(place: Place) -> int:
            chain = []
            while place not in depths:
                chain.append(place)
                above = self._above(place, shaping)
                if above is None:
                    depths[place] = 0
                    chain.pop()
                    break
                place = above
            for walked in reversed(chain):
                above = self._above(walked, shaping)
                depths[walked] = depths[above] + 1 if above else 0
            return depths[chain[0] if chain else place]

        layers: dict[int, list[RegisterRow]] = defaultdict(list)
        for place, row in shaping.items():
            layers[depth(place)].append(row)
        return [layers[level] for level in sorted(layers)]

    def _above(self, place: Place, shaping: dict[Place, RegisterRow]) -> Place | None:
        row = shaping.get(place)
        if row is not None:
            return tuple(row.values["parent"]) if row.values["parent"] else None
        union = self.unions.get(place[1])
        return ("union", union.parent_id) if union and union.parent_id in self.unions else None

    def _parent(self, row: RegisterRow) -> Union:
        kind, key = row.values["parent"]
        return self.unions[key] if kind == "union" else self.made[key]

    def _move(self, row: RegisterRow) -> None:
        union, parent = tree.fresh([self.unions[row.union_id or 0], self._parent(row)])
        row.before = {**row.before, "parent": union.parent_id, "depth": union.depth}
        left = places.leave(union, union.parent_id, self.day, self.decision)
        row.before["place"] = left.pk if left is not None else None
        tree.move_branch(union, parent)
        self.next.pop(parent.pk, None)

    def _create(self, rows: list[RegisterRow]) -> None:
        if not rows:
            return
        paths = {union.pk: union for union in tree.fresh({self._parent(row).pk: self._parent(row) for row in rows}.values())}
        made = []
        for row in rows:
            parent = paths[self._parent(row).pk]
            number = self.next.get(parent.pk)
            number = tree.next_number(parent) if number is None else number
            self.next[parent.pk] = number + 1
            if len(parent.path) + WIDTH > LONGEST_PATH:
                raise tree.too_deep()
            values = _typed(row.values["new"])
            columns = {name: value for name, value in values.items() if name in PLAIN}
            code, level = row.values["code"], row.values["level"]
            path = parent.path + step(number)
            made.append(Union(path=path, parent=parent, code=code, level_id=level, **columns, **keys(columns["name"])))
        for row, union in zip(rows, Union.objects.bulk_create(made, batch_size=BATCH), strict=True):
            self.made[row.number] = union
            row.union, row.revision = union, union.revision

    def _change(self, row: RegisterRow) -> None:
        union = self.unions[row.union_id or 0]
        new = _typed({n: v for n, v in row.values["new"].items() if n in PLAIN or n == "level"})
        before = {name: getattr(union, "level_id" if name == "level" else name) for name in new}
        row.before = {**row.before, "values": {name: plain(value) for name, value in before.items()}}
        if "name" in new and match_key(new["name"]) != match_key(union.name):
            former = UnionName.objects.create(union=union, name=union.name, until=self.day, decision=self.decision)
            row.before["former"] = former.pk
        written: dict[str, Any] = {("level_id" if name == "level" else name): value for name, value in new.items()}
        if "name" in new:
            written |= keys(new["name"])
        moved = 1 if row.values["moves"] else 0
        self.written.append((row, union, written))
        if written or "responsible" in row.values["new"]:
            Union.objects.filter(pk=union.pk).update(**written, revision=F("revision") + 1)
            moved += 1
        row.revision += moved

    def _answering(self) -> None:
        """People who answer for a union from now on; those of the same name in the union are taken, others are made."""
        rows = [row for row in self.rows if row.values["new"].get("responsible")]
        scope = Union.objects.below(self.top)
        people = Person.objects.filter(union__in=scope, merged_into=None, erased_at=None).order_by("-pk")
        there = {(union, key): pk for union, key, pk in people.values_list("union_id", "search_key", "pk")} if rows else {}
        was: dict[int, list[int]] = defaultdict(list)
        for union, pk in Post.objects.filter(union__in=scope, responsible=True).values_list("union_id", "pk"):
            was[union].append(pk)
        new = {}
        for row in rows:
            name = row.values["new"]["responsible"]
            if (row.union_id, match_key(name)[:KEY]) not in there:
                new[row.number] = Person(union_id=row.union_id or 0, name=name, **person_keys(name))
        Person.objects.bulk_create(new.values(), batch_size=BATCH)
        ended = [pk for row in rows for pk in was[row.union_id or 0]]
        for start in range(0, len(ended), BATCH):
            Post.objects.filter(pk__in=ended[start : start + BATCH]).update(responsible=False)
        posts = []
        for row in rows:
            title = row.values["new"].get("responsible_title") or Role.GRASSROOTS.as_title
            person = (
                new[row.number].pk
                if row.number in new
                else there[row.union_id or 0, match_key(row.values["new"]["responsible"])[:KEY]]
            )
            post = Post(person_id=person, union_id=row.union_id or 0, title=title, role=Role.GRASSROOTS, responsible=True)
            post.valid_from = self.day
            posts.append(post)
            row.before = {**row.before, "was": was[row.union_id or 0], "person": person if row.number in new else None}
        for row, post in zip(rows, Post.objects.bulk_create(posts, batch_size=BATCH), strict=True):
            row.before["post"] = post.pk


def _place(row: RegisterRow) -> Place:
    return ("row", row.number) if row.kind == Kind.NEW else ("union", row.union_id or 0)


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    """Values as columns hold them."""
    return {name: date.fromisoformat(value) if name == "valid_from" else value for name, value in values.items()}


def _changed_meanwhile(name: str) -> UserError:
    where = f" (“{name}”)" if name else ""
    return UserError(
        f"Có đơn vị{where} vừa được thay đổi sau khi xem trước. Chưa ghi gì; đồng chí bấm “Xem trước lại” rồi ghi.",
        f"A union{where} was changed after the preview. Nothing was written; make the preview anew.",
    )

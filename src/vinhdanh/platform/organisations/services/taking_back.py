"""A merger or a split is taken back whole: the tree, posts, groups, figures, campaigns and the record of it return to what they were.

What has been written since stays where it is; where it cannot, nothing is taken back and the reasons are told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.journal.services import record
from vinhdanh.platform.organisations import rules
from vinhdanh.platform.organisations.models import GroupMembership, Reorganisation, Succession, Union, UnionPlace, UnionState
from vinhdanh.platform.organisations.models.unions import DIGITS, WIDTH
from vinhdanh.platform.organisations.services import tree
from vinhdanh.platform.organisations.services.standing_in_the_way import gone_elsewhere, hindrances
from vinhdanh.platform.organisations.services.states import FIGURES
from vinhdanh.platform.registry import traces

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vinhdanh.platform.accounts.reader import Reader

LONGEST_CODE = 40


class Watch:
    """What a merger or a split is about to change, looked at before it happens; `keep` writes it down when it has."""

    def __init__(self, old: Sequence[Union], kept: Union | None = None) -> None:
        """`old`: the unions that merge or are split; `kept`: the one into which they merge."""
        self.old, self.kept = old, kept
        children = Union.objects.filter(parent__in=old).order_by("path")
        self.children = [[child.pk, child.parent_id, child.path[-WIDTH:]] for child in children]
        self.places, self.states = self._places(), self._states()
        self.figures = _figures(kept)
        self.rows = traces.rows_of([union.pk for union in old], [kept.pk] if kept is not None else [])

    def keep(self, kind: str, day: date, decision: str, parts: Sequence[Union] = ()) -> Reorganisation:
        """Writes it down, with the successions that it made."""
        new = [union.pk for union in (*parts, self.kept) if union is not None]
        old = [union.pk for union in self.old]
        ends = not Union.objects.filter(pk__in=old, valid_to=None).exists()
        kept = tree.fresh([self.kept])[0] if self.kept is not None else None
        changes: traces.Changes = {
            **traces.changes(self.rows, [part.pk for part in parts]),
            "ends": ends,
            "children": self.children if ends else [],
            "places": sorted(self._places() - self.places),
            "places_before": sorted(self.places),
            "states": sorted(self._states() - self.states),
            "states_before": sorted(self.states),
            "figures": [self.figures, _figures(kept)],
        }
        row = Reorganisation.objects.create(
            kind=kind, union=self.kept or self.old[0], old=old, new=new, day=day, decision=decision, changes=changes
        )
        made = Succession.objects.filter(predecessor__in=old, successor__in=new, kind=kind, reorganisation=None, day=day)
        made.update(reorganisation=row)
        return row

    def _places(self) -> set[int]:
        """Keys of what is kept of where the children stood before."""
        return set(UnionPlace.objects.filter(union__in=[key for key, *_ in self.children]).values_list("pk", flat=True))

    def _states(self) -> set[int]:
        return set(UnionState.objects.filter(union=self.kept).values_list("pk", flat=True)) if self.kept else set()


def _figures(union: Union | None) -> list[int | None]:
    return [getattr(union, name) for name in FIGURES] if union is not None else []


def take_back(reader: Reader, held: Reorganisation, *, reason: str) -> Reorganisation:
    """Takes a merger or a split back. A second call changes nothing.

    Raises:
        Forbidden: The reader does not keep what stands above the unions that merged or were split, or what came of them.
        UserError: The reason is missing, or something that has happened since stands in the way; nothing was taken back.
    """
    if not reason.strip():
        raise UserError("Hoàn lại việc này cần ghi lý do.", "Taking this back needs a reason.")
    with transaction.atomic():
        tree.lock()
        held = Reorganisation.objects.select_for_update().get(pk=held.pk)
        old, new = sides(held)
        if not rules.may_take_back(reader, old, new):
            raise Forbidden
        if held.undone_at is not None:
            return held
        found = hindrances(held, old, new)
        if found:
            raise found[0]
        try:
            with transaction.atomic():
                _take_back(held, new)
        except IntegrityError:
            raise gone_elsewhere() from None
        _told(reader, held, old, new, reason)
        held.undone_at, held.changes = timezone.now(), {}
        held.save(update_fields=["undone_at", "changes"])
    return held


def sides(held: Reorganisation) -> tuple[list[Union], list[Union]]:
    """The unions that merged or were split, and those that came of them, as they stand now."""
    rows = {union.pk: union for union in tree.fresh([Union(pk=key) for key in (*held.old, *held.new)])}
    return [rows[key] for key in held.old], [rows[key] for key in held.new]


def _take_back(held: Reorganisation, new: list[Union]) -> None:
    changes = held.changes
    Succession.objects.filter(reorganisation=held).delete()
    UnionPlace.objects.filter(pk__in=changes["places"]).delete()
    if changes["ends"]:
        Union.objects.filter(pk__in=held.old).update(valid_to=None)
    for key, parent, step in changes["children"]:
        child, above = tree.fresh([Union(pk=key), Union(pk=parent)])
        tree.move_branch(child, above, int(step, len(DIGITS)))
    if held.kind == Succession.Kind.MERGED:
        _figures_back(new[0], changes)
    traces.put_back(changes)
    if held.kind == Succession.Kind.SPLIT:
        for part in new:
            _never_was(part, held.day)
    Union.objects.filter(pk__in=[*held.old, *held.new]).update(revision=F("revision") + 1)


def _figures_back(kept: Union, changes: dict[str, Any]) -> None:
    """The figures of before, and no sign of others on any day; figures that somebody has changed since stay with what is kept of them."""
    before, after = changes["figures"]
    known = {*changes["states"], *changes["states_before"]}
    since = set(UnionState.objects.filter(union=kept).values_list("pk", flat=True)) - known
    if _figures(kept) != after or since:
        return
    UnionState.objects.filter(pk__in=changes["states"]).delete()
    Union.objects.filter(pk=kept.pk).update(**dict(zip(FIGURES, before, strict=True)))


def _never_was(part: Union, day: date) -> None:
    """A part of a split that is taken back was there on no day; its code is free for another. The journal names it, so it stays as a record."""
    lasting = GroupMembership.objects.filter(Q(valid_to=None) | Q(valid_to__gt=day), union=part)
    lasting.filter(valid_from__gt=day).update(valid_to=F("valid_from"))
    lasting.filter(Q(valid_from=None) | Q(valid_from__lte=day)).update(valid_to=day)
    mark = f".HL{part.pk}"
    code = f"{part.code[: LONGEST_CODE - len(mark)]}{mark}"
    Union.objects.filter(pk=part.pk).update(valid_from=day, valid_to=day, code=code)


def _told(reader: Reader, held: Reorganisation, old: list[Union], new: list[Union], reason: str) -> None:
    merged = held.kind == Succession.Kind.MERGED
    verb = "organisations.merger_taken_back" if merged else "organisations.split_taken_back"
    told = {"old": held.old, "new": held.new, "day": held.day.isoformat(), "decision": held.decision, "reason": reason}
    for union in (*old, *new):
        record(reader, verb, union, union=union, data=told)

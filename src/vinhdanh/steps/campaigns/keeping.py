"""Whether a campaign keeps what the campaign above has pushed down, and what it says when it takes it over.

A pushed value may be made stricter below (an earlier day, a smaller cap, a higher share), never looser. Plain data, no database.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from vinhdanh.engines.campaign.schedule import last_day
from vinhdanh.engines.campaign.types import Upward
from vinhdanh.engines.vietnamese import match_key
from vinhdanh.steps.campaigns import codec
from vinhdanh.steps.campaigns.parts import get, hint, put
from vinhdanh.steps.campaigns.pushing import BINDING, Rule, category_words, merit_words, row_in, target_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vinhdanh.engines.campaign.types import Category, MeritRow, Settings, Target
    from vinhdanh.steps.campaigns.pushing import Item


class Verdict(StrEnum):
    """How a campaign stands to one thing that was pushed down to it."""

    MISSING = "missing"
    SAME = "same"
    STRICTER = "stricter"
    LOOSER = "looser"


KEPT = frozenset({Verdict.SAME, Verdict.STRICTER})


def verdict(item: Item, settings: Settings) -> Verdict:
    """How `settings` stand to what was pushed down; what binds nothing is always kept."""
    judge = _JUDGES.get(item.rule)
    return judge(item, settings) if judge else Verdict.SAME


def own_words(item: Item, settings: Settings) -> str:
    """What `settings` say themselves of what was pushed down; "" for nothing."""
    if item.rule == Rule.TARGET:
        target = _own_target(item, settings)
        return target_words(target) if target else ""
    if item.rule == Rule.CATEGORY:
        kind = _own_category(item, settings)
        return category_words(kind) if kind else ""
    if item.rule == Rule.TABLE:
        return merit_words(settings)
    if item.rule == Rule.SEATS:
        seats = _own_seats(item, settings)
        return codec.show(seats.seats) if seats else ""
    return codec.show(get(settings, item.path)) if item.rule in BINDING else ""


def taken_over(settings: Settings, items: Iterable[Item]) -> Settings:
    """The settings with what was pushed down, where they do not keep it already: what is stricter stays."""
    for item in items:
        if item.rule in BINDING and verdict(item, settings) not in KEPT:
            settings = _with(settings, item)
    return settings


def broken(settings: Settings, items: Iterable[Item]) -> list[Item]:
    """What of `items` the settings do not keep."""
    return [item for item in items if item.rule in BINDING and verdict(item, settings) not in KEPT]


def _latest(item: Item, settings: Settings) -> Verdict:
    own, wanted = get(settings, item.path), codec.parse(hint(item.path), item.text)
    return _order(last_day(own).toordinal() if own else None, last_day(wanted).toordinal())


def _most(item: Item, settings: Settings) -> Verdict:
    return _order(get(settings, item.path), codec.parse(hint(item.path), item.text))


def _same(item: Item, settings: Settings) -> Verdict:
    own = get(settings, item.path)
    if own is None or own == "":
        return Verdict.MISSING
    return Verdict.SAME if own == codec.parse(hint(item.path), item.text) else Verdict.LOOSER


def _order(own: Any, most: Any) -> Verdict:
    if own is None:
        return Verdict.MISSING
    return Verdict.SAME if own == most else Verdict.STRICTER if own < most else Verdict.LOOSER


def _holds(item: Item, settings: Settings) -> Verdict:
    own = {match_key(line) for line in get(settings, item.path)}
    wanted = {match_key(line) for line in codec.parse(hint(item.path), item.text)}
    if wanted <= own:
        return Verdict.SAME if wanted == own else Verdict.STRICTER
    return Verdict.LOOSER if wanted & own else Verdict.MISSING


def _own_target(item: Item, settings: Settings) -> Target | None:
    wanted = row_in("targets", item.rows[0])
    same = [row for row in settings.targets if (row.attribute, set(row.values)) == (wanted.attribute, set(wanted.values))]
    return next((row for row in same if row.id == wanted.id), same[0] if same else None)


def _target(item: Item, settings: Settings) -> Verdict:
    wanted: Target = row_in("targets", item.rows[0])
    own = _own_target(item, settings)
    if own is None:
        return Verdict.MISSING
    sign = {"at_least": 1, "at_most": -1, "about": 0}[wanted.direction]
    far = (own.share - wanted.share) * sign if sign else -abs(own.share - wanted.share)
    if far < 0 or own.direction != wanted.direction or own.tolerance > wanted.tolerance or own.priority > wanted.priority:
        return Verdict.LOOSER
    alike = (own.share, own.tolerance, own.priority) == (wanted.share, wanted.tolerance, wanted.priority)
    return Verdict.SAME if alike else Verdict.STRICTER


def _own_category(item: Item, settings: Settings) -> Category | None:
    wanted = row_in("categories", item.rows[0])
    named = [row for row in settings.categories if match_key(row.label) == match_key(wanted.label)]
    return next((row for row in settings.categories if row.id == wanted.id), named[0] if named else None)


def _category(item: Item, settings: Settings) -> Verdict:
    wanted: Category = row_in("categories", item.rows[0])
    own = _own_category(item, settings)
    if own is None:
        return Verdict.MISSING
    over = wanted.at_most is not None and (own.at_most is None or own.at_most > wanted.at_most)
    if own.at_least < wanted.at_least or over:
        return Verdict.LOOSER
    return Verdict.SAME if (own.at_least, own.at_most) == (wanted.at_least, wanted.at_most) else Verdict.STRICTER


def _table(item: Item, settings: Settings) -> Verdict:
    wanted: tuple[MeritRow, ...] = tuple(row_in(item.path, row) for row in item.rows)
    if settings.merit == wanted:
        return Verdict.SAME
    return Verdict.LOOSER if settings.merit else Verdict.MISSING


def _own_seats(item: Item, settings: Settings) -> Upward | None:
    return next((row for row in settings.upward if match_key(row.congress) == match_key(item.more)), None)


def _seats(item: Item, settings: Settings) -> Verdict:
    own = _own_seats(item, settings)
    return _order(own.seats if own else None, int(item.text))


_JUDGES: dict[str, Callable[[Item, Settings], Verdict]] = {
    Rule.LATEST: _latest,
    Rule.MOST: _most,
    Rule.SAME: _same,
    Rule.HOLDS: _holds,
    Rule.TARGET: _target,
    Rule.CATEGORY: _category,
    Rule.TABLE: _table,
    Rule.SEATS: _seats,
}


def _with(settings: Settings, item: Item) -> Settings:
    if item.rule == Rule.TARGET:
        wanted = row_in("targets", item.rows[0])
        return replace(settings, targets=_put_row(settings.targets, _own_target(item, settings), wanted))
    if item.rule == Rule.CATEGORY:
        kind = row_in("categories", item.rows[0])
        return replace(settings, categories=_put_row(settings.categories, _own_category(item, settings), kind))
    if item.rule == Rule.TABLE:
        return replace(settings, merit=tuple(row_in(item.path, row) for row in item.rows))
    if item.rule == Rule.SEATS:
        own = _own_seats(item, settings)
        row = replace(own, seats=int(item.text)) if own else Upward(item.more, int(item.text))
        return replace(settings, upward=_put_row(settings.upward, own, row))
    wanted = codec.parse(hint(item.path), item.text)
    if item.rule == Rule.HOLDS:
        held = get(settings, item.path)
        known = {match_key(line) for line in held}
        wanted = (*held, *(line for line in wanted if match_key(line) not in known))
    return put(settings, {item.path: wanted})


def _put_row(rows: tuple[Any, ...], own: Any, new: Any) -> tuple[Any, ...]:
    """The rows with `new` in the place of `own`, at the end where there is none; an id that another row has is made another."""
    if own is not None:
        kept = replace(new, id=own.id) if hasattr(new, "id") else new
        return tuple(kept if row is own else row for row in rows)
    taken = {row.id for row in rows} if hasattr(new, "id") else set()
    base, number = getattr(new, "id", ""), 1
    while taken and new.id in taken:
        number += 1
        new = replace(new, id=f"{base}-{number}")
    return (*rows, new)

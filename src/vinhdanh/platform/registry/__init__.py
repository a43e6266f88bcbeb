"""What an app offers to pages that gather from all of them: panels, rail state, what is found, what waits, merging, personal data.

A step registers in the `ready` of its `apps.py`; the platform and the pages ask here. No signals, no import upwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet
    from django.utils.functional import _StrPromise

    from vinhdanh.errors import UserError
    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Person, Union


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a union's page: a template and what it needs."""

    title: str
    template: str
    context: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RailStep:
    """A step in the left rail of a campaign. `state`: done, open, late, wait."""

    key: str
    name: str
    state: str
    note: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day in somebody's calendar. `done`: nothing is left to do about it."""

    day: date
    label: str
    union: str
    link: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a search found: its name, where it belongs, its page."""

    title: str
    detail: str
    link: str


@dataclass(frozen=True, slots=True)
class Finder:
    """A group of the search.

    Args:
        key: Its name in the address.
        title: Its name on the page.
        rows: What the reader may see and the words mean, in order; read by slices, nothing for words without a letter. One query a slice.
        show: A row as the page shows it; no query.
    """

    key: str
    title: _StrPromise
    rows: Callable[[Reader, str], QuerySet[Any] | list[Any]]
    show: Callable[[Any], Found]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for the reader.

    Args:
        kind: Key of what it is: task, decide, confirm, rule, receive, above, changed, milestone, notice, remind, work.
        title: What is to be done.
        detail: Where it comes from: union, campaign, who.
        verb: What the button says.
        link: Where it is done.
        due: Last day; None: no day is set.
        today: The day on which it is looked at, where it is not the calendar's (an example of a past year).
        done_on: When it was done; None: it waits.
    """

    kind: str
    title: str
    detail: str
    verb: str
    link: str
    due: date | None = None
    today: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class TakingBack:
    """What an app tells of taking a merger or a split of unions back (`registry.traces`). Rows that point at a union need no word.

    Args:
        further: Rows besides that the app's handlers change: of the unions that merge or are split, and of those into which they merge (keys).
        names: "app.Model" -> columns that name people: never kept, `mended` fills them in again.
        own: "app.Model" of rows that `mended` brings back itself.
        hindered: Why what has happened since stands in the way: the changes, the unions of which nothing shall be left. Locks what it looks at.
        mended: Called when everything is back, with the changes.
    """

    further: Callable[[list[int], list[int]], Iterable[QuerySet[Any]]] | None = None
    names: dict[str, frozenset[str]] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    hindered: Callable[[dict[str, Any], list[int]], list[UserError]] | None = None
    mended: Callable[[dict[str, Any]], None] | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What one app offers. Everything is optional.

    Args:
        step: Key of the step, in river order by `order`.
        union_panels: Parts of a union's page, as the reader may see them.
        rail_state: State of the step for a campaign (given as the model instance).
        deadlines: Days between two dates in the reader's scope.
        finders: Groups of the search.
        waiting: What waits for the reader, and what was done of late; a constant number of queries, at most a few hundred rows.
        on_merge_person, on_merge_union: Models with a foreign key to Person or Union -> what becomes of their rows; called in the
            merge's transaction with (kept, gone).
        personal_data: Everything that the app holds of a person, for the export.
        erase: Removes or empties what the app holds of a person; returns how many records.
        on_union_parted: A union was split into these, or ended with none; called at the end of that transaction.
        taking_back: How a merger or a split of unions is taken back.
    """

    step: str
    order: int = 0
    union_panels: Callable[[Reader, Union], Iterable[Panel]] | None = None
    rail_state: Callable[[Reader, Any], RailStep] | None = None
    deadlines: Callable[[Reader, date, date], Iterable[Deadline]] | None = None
    finders: tuple[Finder, ...] = ()
    waiting: Callable[[Reader], Iterable[Waiting]] | None = None
    on_merge_person: dict[str, Callable[[Person, Person], None]] = field(default_factory=dict)
    on_merge_union: dict[str, Callable[[Union, Union], None]] = field(default_factory=dict)
    personal_data: Callable[[Person], dict[str, Any]] | None = None
    erase: Callable[[Person], int] | None = None
    on_union_parted: Callable[[Union, list[Union]], None] | None = None
    taking_back: TakingBack = field(default_factory=TakingBack)


_offers: dict[str, Offer] = {}


def register(offer: Offer) -> None:
    """Adds an offer; a second registration of the same step replaces the first."""
    _offers[offer.step] = offer


def offers() -> list[Offer]:
    """All offers in the order of the river."""
    return sorted(_offers.values(), key=lambda offer: (offer.order, offer.step))


def label(model: type[Model]) -> str:
    """The name under which `on_merge_*` lists a model: `app.Model`."""
    return model._meta.label


__all__ = ["Deadline", "Finder", "Found", "Offer", "Panel", "RailStep", "TakingBack", "Waiting", "label", "offers", "register"]

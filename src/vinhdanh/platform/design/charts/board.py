"""The units of a campaign by what they have done: those who need a hand first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

SHOWN = 240
"""Units drawn at once. Of more, these are the first of those who need a hand; the chips and the table count them all."""


@dataclass(frozen=True, slots=True)
class State:
    """A state that units can be in. `key` is the `data-state` (sent, late, open, silent, nil …); `settled`: nothing is left to do."""

    key: str
    name: str
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: short name, state, where its page is, and its whole name if the short one is not enough."""

    name: str
    state: str
    link: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Units that belong together (khối, cụm)."""

    name: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A state with the number of its units; `chosen`: only these are shown."""

    key: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A group in the table: a number for each state, and their sum."""

    name: str
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Part:
    """Groups that are shown together: those who need a hand, or those who are done."""

    settled: bool
    count: int
    groups: tuple[tuple[str, tuple[tuple[Unit, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A map of units.

    Args:
        states: In the order of the chips.
        groups: With their units in Vietnamese order.
        chosen: Key of the state to which the board is narrowed; empty for all.
        parameter: Name under which a chip's state stands in the address.
    """

    states: tuple[State, ...]
    groups: tuple[Group, ...]
    chosen: str = ""
    parameter: str = "tinh-trang"

    @property
    def total(self) -> int:
        """Number of units."""
        return sum(len(group.units) for group in self.groups)

    @property
    def chips(self) -> list[Chip]:
        """The states that occur, with their numbers."""
        counts = Counter(unit.state for group in self.groups for unit in group.units)
        return [
            Chip(state.key, state.name, counts[state.key], state.key == self.chosen) for state in self.states if counts[state.key]
        ]

    @property
    def parts(self) -> list[Part]:
        """Those who need a hand first, then those who are done; each by groups."""
        names = {state.key: state.name for state in self.states}
        settled = {state.key for state in self.states if state.settled}
        parts, room = [], SHOWN
        for done in (False, True):
            groups, count = [], 0
            for group in self.groups:
                units = [unit for unit in group.units if (unit.state in settled) is done and self.chosen in {"", unit.state}]
                shown = units[:room]
                count += len(units)
                room -= len(shown)
                if shown:
                    groups.append((group.name, tuple((unit, names.get(unit.state, "")) for unit in shown)))
            if count:
                parts.append(Part(done, count, tuple(groups)))
        return parts

    @property
    def shown(self) -> int:
        """Most units drawn."""
        return SHOWN

    @property
    def hidden(self) -> int:
        """Units that are counted and not drawn."""
        fitting = self.total if not self.chosen else sum(chip.count for chip in self.chips if chip.chosen)
        return max(0, fitting - SHOWN)

    @property
    def rows(self) -> list[Row]:
        """The table by groups."""
        rows = []
        for group in self.groups:
            counts = Counter(unit.state for unit in group.units)
            rows.append(Row(group.name, tuple(counts[state.key] for state in self.states), len(group.units)))
        return rows

    @property
    def sums(self) -> tuple[int, ...]:
        """The last row of the table: a number for each state."""
        return tuple(sum(row.counts[column] for row in self.rows) for column in range(len(self.states)))

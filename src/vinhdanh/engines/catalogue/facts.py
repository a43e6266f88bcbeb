"""A fact of the field with where it comes from and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003  # `loading.build` reads the annotations at run time
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

CERTAINTIES = ("F", "F?", "M+", "M", "M-")
"""Found in a source; found in a weak source; general knowledge of high, medium and low confidence."""

DOUBTFUL = frozenset({"M", "M-"})
"""Certainties that a campaign must confirm before a paper may rest on them."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """One value of the catalogue.

    Args:
        value: The value.
        key: Stable name, `catalogue.<table>.<code>.<field>`; a campaign lists it under `confirmed` to settle a doubt.
        source: Key of the table of sources.
        certainty: One of `CERTAINTIES`.
        valid_from: First day, None: always.
        valid_to: Last day, None: until further notice.
    """

    value: T
    key: str
    source: str
    certainty: str
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def doubtful(self) -> bool:
        """Whether a person must confirm the value before it is printed."""
        return self.certainty in DOUBTFUL

    def settled(self, confirmed: Collection[str] = ()) -> bool:
        """Whether the value may be used: not doubtful, or confirmed by its key or by the key of its whole row."""
        return not self.doubtful or self.key in confirmed or self.key.rsplit(".", 1)[0] in confirmed


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every row of the catalogue has.

    Args:
        code: Stable code, unique in its table at any one day.
        name: As papers print it.
        valid_from: First day, None: always.
        valid_to: Last day, None: until further notice.
        source: Key of the table of sources.
        certainty: One of `CERTAINTIES`.
        note: What a maintainer should know.
        table: Name of the table.
    """

    code: str
    name: str
    source: str
    certainty: str
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""
    table: str = ""

    @property
    def doubtful(self) -> bool:
        """Whether a person must confirm the row before it is printed."""
        return self.certainty in DOUBTFUL

    @property
    def key(self) -> str:
        """Stable key of the row, to be listed under `confirmed`."""
        return f"catalogue.{self.table}.{self.code}"

    def fact_key(self, field: str) -> str:
        """Stable key of one field of the row."""
        return f"{self.key}.{field}"

    def settled(self, confirmed: Collection[str] = ()) -> bool:
        """Whether the row may be used: not doubtful, or confirmed."""
        return not self.doubtful or self.key in confirmed or self.fact_key("name") in confirmed

    def in_force(self, on: date) -> bool:
        """Whether the row holds on this day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


R = TypeVar("R", bound=Row)


def in_force(rows: Iterable[R], on: date | None) -> tuple[R, ...]:
    """The rows that hold on this day, in their order; all of them when no day is given."""
    return tuple(r for r in rows if on is None or r.in_force(on))

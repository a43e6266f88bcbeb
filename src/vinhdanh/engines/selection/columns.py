"""A table of any size as columns: cells that repeat are codes, scores are whole numbers, ids and names compact text; no row is an object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from vinhdanh.engines.selection.table_file import (
    DIGITS,
    KNOWN,
    Table,
    bad_cell,
    day,
    decimal,
    find,
    fine,
    small,
)
from vinhdanh.engines.selection.types import SCORE_LIMIT
from vinhdanh.engines.vietnamese import repair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import polars as pl
    from numpy.typing import NDArray

    from vinhdanh.engines.selection.blocks import Block
    from vinhdanh.errors import UserError

    Ints = NDArray[np.int64]

REMEMBERED = 1 << 16
"""Different raw texts of a column that are kept beside their codes."""
WRONG = -(1 << 62)
"""Stands for a score that is none."""
NO_KEY = -(1 << 61)
"""Stands for a tie-break value that is not there."""


class Coder(dict[str, int]):
    """Raw cell -> code of its repaired text."""

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, int] = {}

    def __missing__(self, raw: str) -> int:
        code = self.known.setdefault(repair(raw), len(self.known))
        if len(self) < REMEMBERED:
            self[raw] = code
        return code

    @property
    def texts(self) -> list[str]:
        """The text of each code."""
        return list(self.known)


class Scores(dict[str, int]):
    """Raw cell -> millionths of a point, `WRONG` when it is no number that can be used."""

    def __init__(self) -> None:
        super().__init__()
        self.decimals = 2

    def __missing__(self, raw: str) -> int:
        value = decimal(repair(raw))
        if value is None or fine(value) > DIGITS or abs(value) * 100 > SCORE_LIMIT:
            return WRONG
        self.decimals = max(self.decimals, fine(value))
        found = int(value.scaleb(DIGITS))
        if len(self) < REMEMBERED:
            self[raw] = found
        return found


@dataclass(frozen=True, slots=True)
class Coded:
    """A column as codes; `texts[code]` is the cell."""

    codes: NDArray[np.int32]
    texts: list[str]


@dataclass(frozen=True, slots=True)
class Columns:
    """The candidates as columns, sorted by id.

    Args:
        ids, names: Text; no names: the ids.
        score: 10^-decimals of a point.
        unit: Codes of the unions.
        counted: Heading -> codes, for targets, categories and families.
        keys: Heading -> numbers of tie-breaks, `NO_KEY` where there is none.
    """

    headings: tuple[str, ...]
    ids: pl.Series
    names: pl.Series
    score: Ints
    decimals: int
    unit: Coded
    counted: Mapping[str, Coded]
    keys: Mapping[str, Ints]

    @property
    def n(self) -> int:
        """Number of candidates."""
        return len(self.score)


class Reader:
    """Takes blocks of a table in and gives columns out."""

    def __init__(
        self,
        head: Table,
        names: Mapping[str, str],
        counted: Iterable[str],
        keys: Iterable[str],
        bad: list[UserError] | None,
    ) -> None:
        """Finds the columns; raises UserError as `candidates`."""
        self.head, self.bad = head, bad
        self.at = {ours: find(head, ours, names) for ours in KNOWN}
        self.counted = {h: Coder() for h in dict.fromkeys(counted) if h in head.columns}
        self.keys = {h: Coder() for h in dict.fromkeys(keys) if h in head.columns}
        self.unit, self.scores = Coder(), Scores()
        self.parts: list[dict[str, Any]] = []

    def take(self, block: Block) -> None:
        """Reads one block."""
        import polars as pl  # noqa: PLC0415  # half a second that small tables do not have to wait for

        if not block.rows:
            return
        cells: Sequence[Sequence[str]] = list(zip(*block.rows, strict=True))
        where = {h: k for k, h in enumerate(self.head.columns)}
        raw = cells[self.at["score"]]
        part: dict[str, Any] = {
            "id": pl.Series([repair(c) for c in cells[self.at["id"]]], dtype=pl.String),
            "score": np.fromiter(map(self.scores.__getitem__, raw), np.int64, len(raw)),
            "line": np.array(block.lines, dtype=np.int32),
        }
        if self.at["name"] >= 0:
            part["name"] = pl.Series([repair(c) for c in cells[self.at["name"]]], dtype=pl.String)
        if self.at["unit"] >= 0:
            part["unit"] = _codes(self.unit, cells[self.at["unit"]])
        part |= {f"c {h}": _codes(coder, cells[where[h]]) for h, coder in self.counted.items()}
        part |= {f"k {h}": _codes(coder, cells[where[h]]) for h, coder in self.keys.items()}
        for k in np.flatnonzero(part["score"] == WRONG):
            self._refuse(
                self.at["score"],
                block.lines[int(k)],
                f"“{repair(raw[int(k)])}” không phải là số dùng được",
                f"“{repair(raw[int(k)])}” is not a number that can be used",
            )
        for k in np.flatnonzero((part["id"] == "").to_numpy()):
            if part["score"][k] != WRONG:
                self._refuse(
                    self.at["id"],
                    block.lines[int(k)],
                    "còn trống, mỗi người phải có một mã",
                    "is empty; every candidate needs an id",
                )
        self.parts.append(part)

    def _refuse(self, column: int, line: int, vi: str, en: str) -> None:
        error = bad_cell(self.head, column, line, vi, en)
        if self.bad is None:
            raise error
        self.bad.append(error)

    def columns(self) -> Columns:
        """Everyone who was read, sorted by id.

        Raises:
            UserError: somebody stands twice, or a tie-break cannot be read, and bad rows are not left out.
        """
        import polars as pl  # noqa: PLC0415  # as above

        def whole(key: str) -> Any:
            pieces = [p.pop(key) for p in self.parts]
            return pl.concat(pieces, rechunk=True) if isinstance(pieces[0], pl.Series) else np.concatenate(pieces)

        ids, score, line = whole("id"), whole("score"), whole("line")
        numbers = {h: self._numbers(h, whole(f"k {h}")) for h in self.keys}
        good = (score != WRONG) & (ids != "").to_numpy()
        for h, (values, texts, codes) in numbers.items():
            for k in np.flatnonzero(good & (values == WRONG)):
                text = texts[codes[k]]
                self._refuse(
                    self.head.columns.index(h),
                    int(line[k]),
                    f"“{text}” không phải là số hoặc ngày",
                    f"“{text}” is neither a number nor a date",
                )
            good &= values != WRONG
        kept = np.flatnonzero(good)
        kept = kept[ids.gather(kept).arg_sort().to_numpy()] if len(kept) else kept
        kept = self._once(ids, line, kept)
        ordered = ids.gather(kept)
        decimals = self.scores.decimals
        points = score[kept] // 10 ** (DIGITS - decimals)
        large = np.flatnonzero(np.abs(points) > SCORE_LIMIT)
        if len(large):
            raise bad_cell(self.head, self.at["score"], int(line[kept[large[0]]]), "vượt quá giới hạn điểm", "is too large")
        unit = whole("unit")[kept] if self.at["unit"] >= 0 else np.zeros(len(kept), dtype=np.int32)
        return Columns(
            self.head.columns,
            ordered,
            whole("name").gather(kept) if self.at["name"] >= 0 else ordered,
            points,
            decimals,
            Coded(unit, self.unit.texts or [""]),
            {h: Coded(whole(f"c {h}")[kept], coder.texts) for h, coder in self.counted.items()},
            {h: values[kept] for h, (values, _, _) in numbers.items()},
        )

    def _numbers(self, heading: str, codes: NDArray[np.int32]) -> tuple[Ints, list[str], NDArray[np.int32]]:
        """A tie-break column as numbers or dates; one date in it makes all of them dates."""
        texts = self.keys[heading].texts
        read: Callable[[str], int | None] = day if any("-" in t[1:] for t in texts) else small
        table = np.array([NO_KEY if not t else WRONG if (v := read(t)) is None else v for t in texts], dtype=np.int64)
        return table[codes], texts, codes

    def _once(self, ids: pl.Series, line: NDArray[np.int32], kept: Ints) -> Ints:
        """Without those who stand a second time."""
        ordered = ids.gather(kept)
        same = np.zeros(len(kept), dtype=bool)
        same[1:] = (ordered[1:] == ordered[:-1]).to_numpy() if len(kept) > 1 else False
        if not same.any():
            return kept
        again: list[tuple[int, int]] = []
        first = np.maximum.accumulate(np.where(same, 0, np.arange(len(kept))))
        for start in np.unique(first[same]):
            own = np.sort(kept[first == start])
            again += [(int(k), int(own[0])) for k in own[1:]]
        for k, before in sorted(again):
            text, where = ids[k], int(line[before])
            self._refuse(
                self.at["id"], int(line[k]), f"“{text}” đã có ở dòng {where}", f"“{text}” already stands in line {where}"
            )
        twice = {k for k, _ in again}
        return np.array([k for k in kept.tolist() if k not in twice], dtype=np.int64)


def _codes(coder: Coder, cells: Sequence[str]) -> NDArray[np.int32]:
    return np.fromiter(map(coder.__getitem__, cells), np.int32, len(cells))

"""Equal merit: tie-breaks in order, then who is really tied, then the lot.

Everything happens at fixed optimum: each stage adds the equality that the stage before found, and looks only at the candidates who can be on
either side. Two candidates are tied when neither merit nor the tie-breaks say which of them stands in the list.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from vinhdanh.engines.selection.merit import core_program

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from vinhdanh.engines.selection.dual import Quotas
    from vinhdanh.engines.selection.merit import Best
    from vinhdanh.engines.selection.model import Model

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

LOT_BITS = 20
BLOCK = 20
BLOCKS = 10


@dataclass(slots=True)
class Face:
    """The optimal lists: those that differ from `chosen` only inside `open` and keep every equality."""

    model: Model
    rows: Quotas
    chosen: Bools
    open: Ints
    equalities: list[Ints] = field(default_factory=list)

    def maximise(self, weights: Ints) -> Bools:
        """The optimal list with the greatest weight; the present one is always among them."""
        if len(self.open) == 0:
            return self.chosen
        fixed = self.chosen.copy()
        fixed[self.open] = False
        p = core_program(self.model, self.rows, self.open, fixed, self.model.must)
        now = self.chosen[self.open].astype(np.int64)
        columns = np.arange(len(self.open), dtype=np.int64)
        for values in self.equalities:
            # the number chosen is fixed, so a constant may be taken off: small numbers keep the solver exact
            row = values[self.open] - values[self.open].min()
            row //= math.gcd(*(int(v) for v in row)) or 1
            p.row(columns, row, float(row @ now), float(row @ now))
        y = p.maximise(np.concatenate([weights[self.open], np.zeros(len(p.lower) - len(self.open), dtype=np.int64)]))
        if y is None:
            return self.chosen
        found = fixed
        found[self.open] = y[: len(self.open)] > 0
        exact = all(int(v[found].sum()) == int(v[self.chosen].sum()) for v in self.equalities)
        return found if exact and int(weights[found].sum()) > int(weights[self.chosen].sum()) else self.chosen

    def narrow(self) -> None:
        """Leaves in `open` exactly those who are on different sides in two optimal lists."""
        unknown = np.zeros(self.model.n, dtype=bool)
        unknown[self.open] = True
        moved = np.zeros(self.model.n, dtype=bool)
        while unknown.any():
            weights = np.where(unknown, np.where(self.chosen, -1, 1), 0).astype(np.int64)
            other = self.maximise(weights)
            differ = (other != self.chosen) & unknown
            if not differ.any():
                break
            moved |= other != self.chosen
            unknown &= ~moved
        self.open = np.flatnonzero(moved)


@dataclass(frozen=True, slots=True)
class Settled:
    """The list after the ties.

    Args:
        chosen: The list.
        lost: For each candidate the stage that left it out: 0 merit, k the k-th tie-break, stages + 1 the board, the re-vote or the lot.
        tied: Those whom merit and tie-breaks leave open.
        drawn: True when the lot decided among them.
    """

    chosen: Bools
    lost: Ints
    tied: Bools
    drawn: bool


def optimal_face(model: Model, rows: Quotas, best: Best, shift: int) -> Face:
    """All lists of the greatest merit: only those whose flip costs no more than the gap may differ."""
    open_ = np.flatnonzero(best.dual.flip <= best.dual.value - (best.merit << shift))
    face = Face(model, rows, best.chosen, open_, [model.scores])
    face.narrow()
    return face


def settle(face: Face, keys: list[Ints], *, lottery: bool, seed: str) -> Settled:
    """Applies the tie-breaks (each to be maximised), finds the tied, draws the lot or orders them provisionally by id."""
    n = face.model.n
    lost = np.zeros(n, dtype=np.int64)
    for stage, weights in enumerate(keys, 1):
        if len(face.open) == 0:
            break
        before = face.open
        face.chosen = face.maximise(weights)
        face.equalities.append(weights)
        face.narrow()
        lost[np.setdiff1d(before, face.open)] = stage
    tied = np.zeros(n, dtype=bool)
    tied[face.open] = True
    lost[tied] = len(keys) + 1
    drawn = lottery and bool(seed) and bool(tied.any())
    if drawn:
        lots = lot_values(face.model.ids, seed)
        face.chosen = face.maximise(lots)
        face.equalities.append(lots)
        face.narrow()
    _by_id(face)
    return Settled(face.chosen, lost, tied, drawn)


def lot_values(ids: tuple[str, ...], seed: str) -> Ints:
    """20 bits of SHA-256(seed ‖ id) per id: the first 20 bits of the digest of the UTF-8 bytes."""
    digests = (hashlib.sha256((seed + i).encode()).digest() for i in ids)
    return np.array([int.from_bytes(d[:3], "big") >> (24 - LOT_BITS) for d in digests], dtype=np.int64)


def _by_id(face: Face) -> None:
    """Picks one of the tied lists without meaning but always the same: the first ids, compared in blocks."""
    ranked = np.sort(face.open)
    for k in range(min(BLOCKS, math.ceil(len(ranked) / BLOCK))):
        last = k == BLOCKS - 1
        part = ranked[k * BLOCK :] if last else ranked[k * BLOCK : (k + 1) * BLOCK]
        weights = np.zeros(face.model.n, dtype=np.int64)
        weights[part] = np.arange(len(part), 0, -1) if len(part) > BLOCK else 1 << np.arange(len(part), 0, -1)
        face.chosen = face.maximise(weights)
        face.equalities.append(weights)


def key_arrays(ids: tuple[str, ...], values: list[Mapping[str, int]], order: list[tuple[str, bool]]) -> list[Ints]:
    """One array per tie-break, the larger the better; who has no value stands behind all who have one."""
    arrays = []
    for column, descending in order:
        known = [v[column] for v in values if column in v]
        sign = 1 if descending else -1
        worst = min((sign * v for v in known), default=0) - 1
        arrays.append(np.array([sign * v[column] if column in v else worst for v in values], dtype=np.int64).reshape(len(ids)))
    return arrays

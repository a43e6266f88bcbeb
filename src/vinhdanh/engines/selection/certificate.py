"""The certificate of a selection: what anyone needs to check that no better list exists (docs/selection-large.md; checked by `checker.py`)."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from vinhdanh.engines.selection.blocks import open_table
from vinhdanh.engines.selection.commitment import METHOD
from vinhdanh.engines.selection.large.bridge import from_model
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from vinhdanh.engines.selection.large.solve import Solution
    from vinhdanh.engines.selection.model import Model
    from vinhdanh.engines.selection.types import Target

FORMAT = 1


def canonical(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as canonical csv: NFC, single spaces, commas, LF; empty lines left out. Its SHA-256 names the table, parquet or csv."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for line in (columns, *rows):
        cells = [" ".join(unicodedata.normalize("NFC", c).split()) for c in line]
        if any(cells):
            writer.writerow(cells)
    return out.getvalue().encode()


def canonical_sha(table: Path) -> str:
    """SHA-256 of a table of any size as canonical csv.

    Raises:
        UserError: the table cannot be read.
    """
    columns, blocks = open_table(table)
    sum_ = hashlib.sha256(canonical(columns, ()))
    for block in blocks:
        if block.rows:
            sum_.update(canonical(block.rows[0], block.rows[1:]))
    return sum_.hexdigest()


def make(model: Model, targets: tuple[Target, ...], chosen: NDArray[np.bool_], *, table: bytes, rules: bytes) -> dict[str, Any]:
    """The certificate of a list that the engine has chosen.

    Args:
        model: Everyone who may be chosen, sorted by id.
        targets: As in the rules.
        chosen: The list.
        table: Canonical csv.
        rules: Bytes of the rules file.

    Raises:
        UserError: the list had to break a bound: there is nothing to prove then.
    """
    solution = from_model(model, targets).solve()
    listed = np.flatnonzero(chosen)
    if int(model.scores[listed].sum()) != solution.merit:
        raise UserError(
            "Chưa lập được chứng thư cho danh sách này vì chương trình chưa chứng minh được danh sách là tốt nhất.",
            "No certificate: the search could not prove the list.",
        )
    ids = "\n".join(model.ids[i] for i in listed)
    return written(solution, listed, ids=ids, table=hashlib.sha256(table).hexdigest(), rules=rules)


def written(solution: Solution, listed: NDArray[np.int64], *, ids: str, table: str, rules: bytes) -> dict[str, Any]:
    """The certificate as plain data, sealed; merit and bound in units of the scores' greatest common divisor."""
    body: dict[str, Any] = {
        "format": FORMAT,
        "method": METHOD,
        "rules": hashlib.sha256(rules).hexdigest(),
        "table": table,
        "shift": solution.shift,
        "multipliers": solution.multipliers.tolist(),
        "bound": solution.bound,
        "merit": solution.merit,
        "proof": solution.proof,
        "levels": [
            {"miss": level.best, "multipliers": level.multipliers.tolist() if level.best else []} for level in solution.levels
        ],
        "undecided": steps(solution.undecided.tolist()),
        "chosen": steps(listed.tolist()),
        "chosen_sha256": hashlib.sha256(ids.encode()).hexdigest(),
    }
    return {**body, "seal": hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()}


def steps(places: Sequence[int]) -> list[int]:
    """Ascending places as differences; the first counts from −1, so that every step is positive."""
    return [b - a for a, b in pairwise([-1, *places])]

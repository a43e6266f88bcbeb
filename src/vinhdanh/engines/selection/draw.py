"""A public draw in three steps (commit, seed, result), its verification, and the fair lottery from files (docs/lottery.md)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from vinhdanh.engines.selection.certificate import canonical_sha
from vinhdanh.engines.selection.commitment import METHOD, commitment
from vinhdanh.engines.selection.files import choose_files
from vinhdanh.engines.selection.lottery import FINE, Fair, Pool, draw, fair, least_chance
from vinhdanh.engines.selection.model import band, check
from vinhdanh.engines.selection.rules_file import counted_columns, read_rules
from vinhdanh.engines.selection.table_file import candidates, read_table
from vinhdanh.engines.selection.ties import lot_values
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from vinhdanh.engines.selection.types import Candidate, Category, Rules, Target

FORMAT = 1
FAIR = "fair-2"
"""Version of the fair lottery."""
SAME = 2e-6
"""Least chances that differ by less are the same: what the search and the rounding leave open."""


def commit_files(table: Path, rules: Path) -> dict[str, Any]:
    """What is published before the seed is drawn: the commitment, and the hashes of both files.

    Raises:
        UserError: a file cannot be used, or the rules name a seed already or leave ties to somebody else.
    """
    read = read_rules(rules).rules
    _by_lot(read)
    if read.seed:
        raise UserError(
            "Quy tắc đã ghi sẵn chuỗi bốc thăm (ties.seed); cam kết phải có trước khi rút chuỗi. Đề nghị xoá “seed” rồi chạy lại.",
            "The rules hold a seed already; a commitment comes before the seed.",
        )
    head = choose_files(table, rules).head
    return {
        "format": FORMAT,
        "kind": "commitment",
        "method": METHOD,
        "commitment": head["commitment"],
        "rules": hashlib.sha256(rules.read_bytes()).hexdigest(),
        "table": canonical_sha(table),
        "places": head["choices"][0]["places"],
        "tied": head["choices"][0]["tied"],
    }


def draw_files(promise: dict[str, Any], table: Path, rules: Path, seed: str) -> dict[str, Any]:
    """The result of a draw and every lot in it.

    Raises:
        UserError: rules, table or method are not those that were committed to; or the seed is empty.
    """
    if not seed.strip():
        raise UserError("Chuỗi bốc thăm đang trống. Đề nghị ghi đúng chuỗi đã rút công khai.", "The seed is empty.")
    _by_lot(read_rules(rules).rules)
    head = choose_files(table, rules, seed=seed).head
    if promise.get("commitment") != head["commitment"] or promise.get("method") != METHOD:
        raise UserError(
            "Bảng, quy tắc hoặc phiên bản phương pháp khác với bản đã cam kết, nên không bốc thăm. Đề nghị dùng đúng các tệp đã cam kết.",
            "Table, rules or method are not those that were committed to: nothing is drawn.",
        )
    choice = head["choices"][0]
    chosen = set(choice["chosen"])
    lots = zip(choice["tied"], lot_values(tuple(choice["tied"]), seed).tolist(), strict=True)
    return {
        "format": FORMAT,
        "kind": "draw",
        "method": METHOD,
        "commitment": head["commitment"],
        "seed": seed,
        "lots": [{"id": i, "lot": lot, "chosen": i in chosen} for i, lot in lots],
        "chosen": choice["chosen"],
    }


def verify_draw(result: dict[str, Any], table: Path, rules: Path) -> tuple[str, ...]:
    """What is wrong with a published draw, in Vietnamese; nothing: the same files and seed give the same list.

    Raises:
        UserError: a file cannot be used.
    """
    seed = str(result.get("seed") or "")
    faults = []
    try:
        again = draw_files(result, table, rules, seed)
    except UserError as error:
        return (error.vi,)
    if again["lots"] != result.get("lots"):
        faults.append("Các lá thăm tính lại khác với bản đã công bố.")
    if again["chosen"] != result.get("chosen"):
        faults.append("Danh sách tính lại khác với danh sách đã công bố.")
    return tuple(faults)


def _by_lot(rules: Rules) -> None:
    if rules.then != "lottery":
        raise UserError(
            'Quy tắc không giao trường hợp ngang nhau cho bốc thăm. Đề nghị ghi then = "lottery" trong mục [ties].',
            'The rules do not leave ties to a lottery: set then = "lottery" under [ties].',
        )


# ------------------------------------------------------------------------------------------------ the fair lottery


def fair_files(table: Path, rules: Path, seed: str = "") -> dict[str, Any]:
    """The fair lottery over the volunteers of a table; scores do not count.

    Every bound of the rules holds in every list: places, unions, categories, decisions, and the targets as if they were bounds.

    Args:
        table: The volunteers.
        rules: The rules.
        seed: Draws a list when given.

    Raises:
        UserError: a file cannot be used, the rules couple people, or no list keeps every bound.
    """
    pool, wanted, hash_ = _volunteers(table, rules)
    found = fair(_pool(pool, wanted), wanted.size)
    drawn = {
        "types": [[pool[i].id for i in members] for members in found.members],
        "lists": found.lists.tolist(),
        "chances": found.chances.tolist(),
    }
    body: dict[str, Any] = {
        "format": FORMAT,
        "kind": "fair",
        "method": FAIR,
        "commitment": hash_,
        "lottery": _sha(drawn),
        "fine": FINE,
        "least": round(float(found.least), 6),
        "least_exact": f"{found.least.numerator}/{found.least.denominator}",
        "bound": round(max(float(found.least), found.bound), 6),
        **drawn,
        "seed": seed,
    }
    return {**body, "chosen": [pool[i].id for i in draw(found, seed)]} if seed else body


def draw_fair(published: dict[str, Any], table: Path, rules: Path, seed: str) -> dict[str, Any]:
    """The list that a seed draws from a published fair lottery: whole numbers only, the same on every machine.

    Raises:
        UserError: the lottery is not one of this table and these rules, or the seed is empty.
    """
    if not seed.strip():
        raise UserError("Chuỗi bốc thăm đang trống. Đề nghị ghi đúng chuỗi đã rút công khai.", "The seed is empty.")
    pool, found, faults = _published(published, table, rules)
    if faults or found is None:
        raise UserError(
            f"Phương án bốc thăm đã công bố không dùng được: {' '.join(faults)} Đề nghị dùng đúng các tệp đã công bố.",
            "The published lottery is not one of this table and these rules: nothing is drawn.",
        )
    return {**published, "seed": seed, "chosen": [pool[i].id for i in draw(found, seed)]}


def verify_fair(published: dict[str, Any], table: Path, rules: Path) -> tuple[str, ...]:
    """What is wrong with a published fair lottery or its draw, in Vietnamese.

    Everything is counted again in whole numbers; only that no lottery is fairer is asked of the solver, whose answer is the same on every
    machine up to the last digits that `least` prints.
    """
    pool, found, faults = _published(published, table, rules)
    if faults or found is None:
        return faults
    best = fair(_pool(pool, _volunteers(table, rules)[1]), sum(found.lists[0].tolist()))
    if float(found.least) < float(best.least) - SAME:
        faults = (*faults, "Có cách bốc thăm khác cho cơ hội nhỏ nhất lớn hơn.")
    seed = str(published.get("seed") or "")
    if seed and published.get("chosen") != [pool[i].id for i in draw(found, seed)]:
        faults = (*faults, "Danh sách tính lại khác với danh sách đã công bố.")
    return faults


def _published(published: dict[str, Any], table: Path, rules: Path) -> tuple[Sequence[Candidate], Fair | None, tuple[str, ...]]:
    """The volunteers, a published lottery over them, and what is wrong with it."""
    pool, wanted, hash_ = _volunteers(table, rules)
    if published.get("commitment") != hash_ or published.get("method") != FAIR:
        return pool, None, ("Bảng, quy tắc hoặc phiên bản phương pháp khác với bản đã công bố.",)
    asked = _pool(pool, wanted)
    drawn = {k: published.get(k) for k in ("types", "lists", "chances")}
    types = sorted(set(asked.codes))
    members = tuple(tuple(i for i, codes in enumerate(asked.codes) if codes == t) for t in types)
    if drawn["types"] != [[pool[i].id for i in own] for own in members] or not _whole(drawn, len(types)):
        return pool, None, ("Nhóm hoặc phương án danh sách không đúng dạng đã công bố.",)
    lists, chances = np.array(drawn["lists"], dtype=np.int64), np.array(drawn["chances"], dtype=np.int64)
    many = np.array([len(own) for own in members], dtype=np.int64)
    least = least_chance(lists, chances, many)
    faults = []
    if published.get("lottery") != _sha(drawn):
        faults.append("Mã của phương án bốc thăm không khớp.")
    if published.get("fine") != FINE or int(chances.sum()) != FINE:
        faults.append("Tổng các cơ hội không bằng 1.")
    if published.get("least_exact") != f"{least.numerator}/{least.denominator}":
        faults.append("Cơ hội nhỏ nhất không đúng với các phương án danh sách.")
    kept = (lists <= many).all() and (lists.sum(axis=1) == wanted.size).all()
    for (a, v), (low, high) in asked.bounds.items():
        count = lists[:, [t[a] == v for t in types]].sum(axis=1)
        kept = kept and bool(((count >= low) & (count <= high)).all())
    if not kept:
        faults.append("Có phương án danh sách không giữ các giới hạn.")
    return pool, Fair(tuple(types), members, lists, chances, least, float(least)), tuple(faults)


def _whole(drawn: dict[str, Any], types: int) -> bool:
    """Whether lists and chances are whole numbers of the right number, none negative."""
    lists, chances = drawn["lists"], drawn["chances"]
    if not (isinstance(lists, list) and isinstance(chances, list) and lists and len(lists) == len(chances)):
        return False
    rows = all(isinstance(row, list) and len(row) == types for row in lists)
    return rows and all(type(v) is int and 0 <= v <= FINE for row in (*lists, chances) for v in row)


def _sha(drawn: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(drawn, sort_keys=True).encode()).hexdigest()


def _volunteers(table: Path, rules: Path) -> tuple[Sequence[Candidate], Rules, str]:
    """Who may be drawn, sorted by id; the rules without what a lottery does not use; the commitment."""
    read = read_rules(rules)
    wanted = replace(read.rules, seed="", tie_breaks=())
    if wanted.families:
        raise UserError(
            "Bốc thăm công bằng chưa hỗ trợ mục “families”. Đề nghị bỏ mục này.", "The fair lottery knows no “families”."
        )
    people, decimals = candidates(read_table(table), read.columns, counted_columns(wanted), ())
    wanted = replace(wanted, decimals=decimals)
    check(people, wanted)
    pool = sorted((c for c in people if c.id not in wanted.must_exclude), key=lambda c: c.id)
    return pool, wanted, commitment(people, wanted)


def _pool(pool: Sequence[Candidate], rules: Rules) -> Pool:
    """Each bound as an attribute of two codes; the unions one attribute of many."""
    units = {code: k for k, code in enumerate(sorted({c.unit for c in pool} | set(rules.units)))}
    columns: list[list[int]] = []
    bounds: dict[tuple[int, int], tuple[int, int]] = {}
    free = all(rules.units.get(u, rules.unit_default) == type(rules.unit_default)() for u in units)
    if not free:
        columns.append([units[c.unit] for c in pool])
        for code, k in units.items():
            own = rules.units.get(code, rules.unit_default)
            bounds[0, k] = (own.at_least, rules.size if own.at_most is None else own.at_most)
    rows = [(r, r.at_least, rules.size if r.at_most is None else r.at_most) for r in rules.categories]
    wanted: list[tuple[Category | Target, int, int]] = [*rows]
    wanted += [(t, b.lo, min(b.hi, rules.size)) for t, b in ((t, band(t, rules.size)) for t in rules.targets)]
    for row, low, high in wanted:
        bounds[len(columns), 1] = (low, high)
        columns.append([int(not set(row.values).isdisjoint(c.attributes.get(row.column, ()))) for c in pool])
    if rules.must_include:
        bounds[len(columns), 1] = (len(rules.must_include), len(rules.must_include))
        columns.append([int(c.id in rules.must_include) for c in pool])
    return Pool(tuple(zip(*columns, strict=True)) if columns else ((),) * len(pool), bounds)

"""How true the reading of lists is: the example's 60 unions against what their lists truly hold, field by field.

A field is right when it says what the list's author meant; of a field that the author wrote so that nobody can read it (a birth "31/02/1985")
it is right to read nothing and to say so. A silent error is a wrong value without any finding at its nominee's row or cell.
`python benchmarks/truth.py` prints the table per field.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vinhdanh.engines.campaign import load
from vinhdanh.engines.pipeline.inbox import incoming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vinhdanh.engines.campaign.types import Finding, Nominee

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ("phu-rieng-2020", "2026-xa")
UNREADABLE = {"birth": {"birth"}, "ethnicity": {"ethnicity"}, "both_sexes": {"sex"}}
"""What is planted in a row, and the fields of which that leaves nothing, or another thing, to read."""


def person(n: Nominee) -> dict[str, Any]:
    """A person as the truth file writes it."""
    return {
        "name": n.name,
        "sex": n.sex,
        "birth": n.birth.iso() if n.birth else None,
        "ethnicity": n.ethnicity,
        "post": n.post,
        "labour_group": n.labour_group,
        "manager": bool(n.manager),
        "commend": n.commend,
        "attend": n.attend,
        "upward": n.upward,
        "achievements": sorted((a.honour, a.year) for a in n.achievements),
        "initiatives": [i.title.split(",")[0] for i in n.initiatives],
    }


def collective(n: Nominee) -> dict[str, Any]:
    """A collective as the truth file writes it."""
    r = n.representative
    return {
        "name": n.name,
        "type": n.collective_type,
        "members": n.members,
        "commend": n.commend,
        "attend": n.attend,
        "upward": n.upward,
        "achievements": sorted((a.honour, a.year) for a in n.achievements),
        "rep.name": r.name if r else None,
        "rep.sex": r.sex if r else None,
        "rep.birth": r.birth.iso() if r and r.birth else None,
        "rep.ethnicity": r.ethnicity if r else None,
    }


def wanted(told: dict[str, Any], keys: set[str]) -> dict[str, Any]:
    """A record of the truth file in the same terms."""
    flat = {**told, "achievements": sorted((a["honour"], a["year"]) for a in told["achievements"])}
    if "representative" in told:
        who = told["representative"] or {}
        flat |= {f"rep.{key}": who.get(key) for key in ("name", "sex", "birth", "ethnicity")}
    return {key: flat[key] for key in keys if key in flat}


def compared() -> Iterator[tuple[str, bool, bool, str]]:
    """Each field of each nominee: name of the field, whether it is right, whether it is wrong without a finding, and where."""
    for example in EXAMPLES:
        campaign, _ = load(ROOT / "examples" / example)
        truth = json.loads((ROOT / "examples" / example / "truth.json").read_text(encoding="utf-8"))
        heap = {one.reading.file: one for one in incoming(campaign)}
        for told in truth["files"]:
            one = heap[told["file"]]
            whose = one.verdict.settled == told["union"]
            yield "file.union", whose, bool(one.verdict.settled) and not whose, told["file"]
            for kind, read in (("persons", one.reading.persons), ("collectives", one.reading.collectives)):
                yield from _listed(kind, told, list(read), one.reading.findings)


def _listed(
    kind: str, told: dict[str, Any], read: list[Nominee], findings: tuple[Finding, ...]
) -> Iterator[tuple[str, bool, bool, str]]:
    for i, record in enumerate(told[kind]):
        where = f"{told['file']}: {record['name']}"
        if i >= len(read):
            yield f"{kind}.row", False, not findings, where
            continue
        n = read[i]
        found = person(n) if kind == "persons" else collective(n)
        marred = set().union(*(UNREADABLE.get(key, set()) for key in record.get("typed", {})))
        said = _said(n, findings)
        for key, value in wanted(record, set(found)).items():
            if key == "type" and told["layout"] == "both_kinds":
                continue  # this hand has no such column
            if key == "commend" and key in record.get("typed", {}):
                right = n.typed_commend == record["typed"][key]  # asked for in error, but clearly: the appraisal says so
            else:
                right = said if key in marred else _alike(key, found[key], value)
            yield f"{kind}.{key}", right, not right and not said, f"{where}: {found[key]!r}, should be {value!r}"
    for n in read[len(told[kind]) :]:
        yield f"{kind}.row", False, True, f"{told['file']}: {n.name} is nobody"


def _alike(key: str, found: object, value: object) -> bool:
    return found == value or (key in {"type", "post"} and not found and not value)


def _said(n: Nominee, findings: tuple[Finding, ...]) -> bool:
    """Whether anything is said at the nominee's row."""
    if n.place is None:
        return False
    row = str(n.place.row)
    return any(f.sheet == n.place.sheet and re.sub("^[A-Z]+", "", f.cell) == row for f in findings)


def rows() -> list[dict[str, Any]]:
    """`sheets.truth` and `sheets.silent`."""
    fields = list(compared())
    right = sum(ok for _, ok, _, _ in fields)
    return [
        {
            "id": "sheets.truth",
            "name": f"fields of the examples' lists that are read right ({right} of {len(fields)})",
            "value": round(100 * right / len(fields), 3),
            "unit": "%",
        },
        {
            "id": "sheets.silent",
            "name": "wrong values without a finding at their row",
            "value": sum(silent for _, _, silent, _ in fields),
            "unit": "values",
        },
    ]


def main() -> None:
    """Prints the table per field, and each error."""
    fields = list(compared())
    count, right = Counter(f for f, _, _, _ in fields), Counter(f for f, ok, _, _ in fields if ok)
    silent = Counter(f for f, _, quiet, _ in fields if quiet)
    print(f"{'field':28} {'fields':>7} {'right':>7} {'%':>7} {'silent':>7}")
    for name in sorted(count):
        print(f"{name:28} {count[name]:7} {right[name]:7} {100 * right[name] / count[name]:7.2f} {silent[name]:7}")
    print(f"{'all':28} {count.total():7} {right.total():7} {100 * right.total() / count.total():7.2f} {silent.total():7}")
    for _, ok, quiet, where in fields:
        if not ok:
            print(("SILENT " if quiet else "said   ") + where, file=sys.stderr)


if __name__ == "__main__":
    main()

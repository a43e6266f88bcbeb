"""What if: one change of a district's rules or of one person, the list drawn again; in a process of its own, in seconds of the processor.

The first row is the delegates of the example campaign as its run chooses them, the second a tight seeded district (420 in 60 unions, 5 targets).
The time runs from the changed rules to who comes and who goes; the list before is known, as it is when somebody plays with a figure.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from selection import instance
from vinhdanh.engines.pipeline import choose
from vinhdanh.engines.selection import Bounds, Candidate, Rules
from vinhdanh.engines.selection.whatif import Session

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "phu-rieng-2020"


def changes(people: list[Candidate], rules: Rules, chosen: list[str]) -> list[tuple[Rules, list[Candidate] | None]]:
    """A cap, a target, the number of places, somebody out, somebody with more points."""
    first = [replace(rules.targets[0], share=Fraction(55), count=None)] if rules.targets else []
    outside = next(p for p in people if p.id not in chosen and p.id not in rules.must_exclude)
    return [
        (replace(rules, unit_default=Bounds(rules.unit_default.at_least, (rules.unit_default.at_most or 3) + 1)), None),
        (replace(rules, targets=(*first, *rules.targets[1:])), None),
        (replace(rules, size=rules.size + 5), None),
        (replace(rules, must_exclude={**rules.must_exclude, chosen[3]: "thử"}), None),
        (rules, [replace(p, score=p.score + 500) if p is outside else p for p in people]),
    ]


def example() -> tuple[list[Candidate], Rules]:
    """The largest choice of the example campaign, as its run asks the engine."""
    return max(examples(), key=lambda a: len(a[0]))


def examples() -> list[tuple[list[Candidate], Rules]]:
    """Every choice of the example campaign."""
    asked: list[tuple[list[Candidate], Rules]] = []
    real = choose.select

    def spy(people: Any, rules: Rules, **options: Any) -> Any:
        asked.append((list(people), rules))
        return real(people, rules, **options)

    choose.select = spy
    try:
        import tempfile  # noqa: PLC0415

        from vinhdanh.cli.main import main  # noqa: PLC0415

        with tempfile.TemporaryDirectory() as folder:
            sys.stdout, out = sys.stderr, sys.stdout
            main(["run", str(EXAMPLE), "--out", str(Path(folder) / "out")])
            sys.stdout = out
    finally:
        choose.select = real
    return asked


def measure(what: str) -> dict[str, float]:
    """The slowest and the middle of five changes, seconds, and how many candidates there are."""
    people, rules = example() if what == "example" else instance(420, 60, 175, 3, int(what))
    session = Session(people, rules)
    seconds = []
    for other, others in changes(people, rules, sorted(session.before)):
        start = time.process_time()
        session.change(other, others)
        seconds.append(time.process_time() - start)
    return {"slowest": max(seconds), "middle": statistics.median(seconds), "people": len(people)}


def rows() -> list[dict[str, Any]]:
    """`whatif.district`: the slowest change of the example, and of three tight districts."""
    found = []
    for what in ("example", "1", "2", "3"):
        run = subprocess.run([sys.executable, __file__, what], capture_output=True, text=True, check=True)
        found.append(json.loads(run.stdout))
    districts = max(r["slowest"] for r in found[1:])
    return [
        {
            "id": "whatif.district",
            "name": f"one change, redrawn: the example ({found[0]['people']}), slowest of five; middle {found[0]['middle']:.3f} s",
            "value": round(found[0]["slowest"], 3),
            "unit": "s",
            "processor": True,
            "ok": True,
        },
        {
            "id": "whatif.tight",
            "name": "the same in three tight districts of 420",
            "value": round(districts, 3),
            "unit": "s",
            "processor": True,
            "ok": True,
        },
    ]


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))

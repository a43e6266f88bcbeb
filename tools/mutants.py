"""Changes the modules that decide about rights, amounts and choices, one place at a time, and sees whether their tests notice.

make mutants                         the modules of tools/mutants.toml, half an hour at most
make mutants ONLY=accounts/rules     those whose path holds this; SECONDS=120, MOST=80 (changes a module), SEED=2

Each change is put into a forked process that has the tests loaded (tools/mutation.py); it runs those that pass through the changed lines, the
quickest first, and ends at the first failure. The working tree is not touched. A module must reach 80 %; changes that change nothing that
anyone could see are listed in tools/mutants.toml with the reason and do not count.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LISTED = ROOT / "tools" / "mutants.toml"
REPORT = ROOT / "build" / "mutants.json"
LEAST = 80
"""Percent of the changes that the tests of a module must notice."""


class Session:
    """As a plugin of pytest: in the place of one run of the tests, one run to see what passes where, then one for each change."""

    def __init__(self, path: str, told: argparse.Namespace) -> None:
        self.path, self.told = path, told
        self.rows: list[dict[str, Any]] = []
        self.all = self.tests = 0

    def pytest_sessionstart(self) -> None:
        """The same examples each time, and none remembered from another change."""
        from hypothesis import settings  # noqa: PLC0415 - pytest loads its plugins itself

        settings.register_profile("mutants", max_examples=25, deadline=None, derandomize=True, database=None)
        settings.load_profile("mutants")

    def pytest_runtestloop(self, session: Any) -> bool:
        """Called by pytest when the tests are loaded."""
        from mutation import Alive, Changes  # noqa: PLC0415 - beside this file

        full = ROOT / self.path
        name = ".".join(Path(self.path).relative_to("src").with_suffix("").parts)
        __import__(name)
        items = list(session.items)
        self.open_database(items)
        seen = self.first_run(items, full)
        changes = Changes(full.read_text(encoding="utf-8"))
        alive = Alive(str(full), name)
        ends = time.monotonic() + self.told.seconds
        picked = list(range(len(changes.found)))
        self.all, self.tests = len(picked), len(seen)
        random.Random(f"{self.told.seed} {self.path}").shuffle(picked)
        lines = full.read_text(encoding="utf-8").splitlines()
        for index in picked[: self.told.most]:
            if time.monotonic() > ends:
                break
            change = changes.found[index]
            lives = _lines(change)
            through = [test for test in seen if not lives or test["lines"] & lives]
            row = {"line": change.line, "code": lines[change.line - 1].strip(), "change": change.text, "tests": len(through)}
            with change:
                self.rows.append({**row, "end": self.fate(items, through, lambda c=change: alive.put(changes.tree, c))})
        return True

    def open_database(self, items: list[Any]) -> None:
        """The database of the tests is made once, before the processes part; no test runs here, so that none is remembered."""
        asking = [item for item in items if {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))]
        if asking:
            import pytest  # noqa: PLC0415 - there already
            from django.db import connections  # noqa: PLC0415 - only where the tests are Django's

            nothing = pytest.Function.from_parent(asking[0].parent, name="database", callobj=lambda django_db_setup: None)  # noqa: ARG005 - asked for by its name
            _run(nothing, items[0])
            connections.close_all()

    def first_run(self, items: list[Any], full: Path) -> list[dict[str, Any]]:
        """Which tests pass by themselves, how long they take and through which lines they go; in a process of its own."""
        import coverage  # noqa: PLC0415 - needed here alone

        with tempfile.TemporaryDirectory() as folder:
            told = Path(folder) / "told.json"
            child = os.fork()
            if child == 0:
                _silent()
                counter = coverage.Coverage(data_file=None, config_file=False, include=[str(full)])
                counter.start()
                rows = []
                for at, item in enumerate(items):
                    counter.switch_context(str(at))
                    begun = time.process_time()
                    good = _run(item, items[at + 1] if at + 1 < len(items) else item)
                    rows.append([at, good, time.process_time() - begun])
                counter.stop()
                lines = counter.get_data().contexts_by_lineno(str(full))
                told.write_text(json.dumps({"rows": rows, "lines": lines}), encoding="utf-8")
                os._exit(0)
            _, status = os.waitpid(child, 0)
            if status:
                raise SystemExit(f"{self.path}: the tests ended with {status}")
            found = json.loads(told.read_text(encoding="utf-8"))
        of: dict[int, set[int]] = {}
        for line, contexts in found["lines"].items():
            for context in contexts:
                if context:
                    of.setdefault(int(context), set()).add(int(line))
        bad = [items[at].nodeid for at, good, _ in found["rows"] if not good]
        if bad:
            print(f"{self.path}: left out, they fail without any change: {', '.join(bad)}", file=sys.stderr)
        seen = [{"at": at, "seconds": spent, "lines": of[at]} for at, good, spent in found["rows"] if good and at in of]
        return sorted(seen, key=lambda test: (test["seconds"], test["at"]))

    def fate(self, items: list[Any], through: list[dict[str, Any]], put: Any) -> str:
        """What becomes of one change: "killed", "survived", "late" (the tests do not end), "same" (nothing that lives is changed)."""
        if not through:
            return "survived"
        usual = sum(test["seconds"] for test in through)
        child = os.fork()
        if child == 0:
            _silent()
            most = int(3 * usual) + 5
            resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))
            try:
                changed = put()
            except Exception:  # noqa: BLE001 - a module whose constant cannot be made is noticed by everyone
                os._exit(1)
            if not changed:
                os._exit(9)
            for at, test in enumerate(through):
                following = items[through[at + 1]["at"]] if at + 1 < len(through) else items[test["at"]]
                if not _run(items[test["at"]], following):
                    os._exit(1)
            os._exit(0)
        status = _wait(child, 60 + 20 * usual)
        return {0: "survived", 1: "killed", 9: "same"}.get(os.waitstatus_to_exitcode(status), "late")


def _lines(change: Any) -> set[int]:
    """Through which lines a test must go to meet a change: its own, or those of the function whose default it is; none: any."""
    if change.place == "module":
        return set()
    if change.place == "default":
        return set(range(change.owner.body[0].lineno, change.owner.end_lineno + 1))
    return set(range(change.line, change.last + 1))


def _wait(child: int, most: float) -> int:
    """The end of a process, killed when it takes too long by the clock: a lock that nobody opens uses no processor."""
    ends = time.monotonic() + most
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status
        if time.monotonic() > ends:
            os.kill(child, signal.SIGKILL)
            return os.waitpid(child, 0)[1]
        time.sleep(0.005)


def _run(item: Any, following: Any) -> bool:
    from _pytest.runner import runtestprotocol  # noqa: PLC0415 - the only way to run one test by hand

    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))


def _silent() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def one(told: argparse.Namespace) -> int:
    """Changes one module in this process; writes what became of it."""
    import pytest  # noqa: PLC0415 - only in the process that runs tests

    entry = next(entry for entry in tomllib.loads(LISTED.read_text(encoding="utf-8"))["module"] if entry["path"] == told.module)
    session = Session(told.module, told)
    asked = [*entry["tests"], *(("-k", entry["only"]) if "only" in entry else ())]
    with tempfile.TemporaryDirectory() as folder:
        code = pytest.main([*asked, "-q", "-p", "no:cacheprovider", f"--basetemp={folder}/tests"], plugins=[session])
    told.out.write_text(json.dumps({"rows": session.rows, "all": session.all, "tests": session.tests}), encoding="utf-8")
    return 0 if code in {0, 5} else 1


def judged(entry: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """The figures of a module: changes that are the same to everyone are set aside."""
    excused = {(row["code"], row["change"]) for row in entry.get("same", ())}
    rows = [row for row in found["rows"] if row["end"] != "same"]
    left = [row for row in rows if row["end"] == "survived"]
    equal = [row for row in left if (row["code"], row["change"]) in excused]
    survivors = sorted((row for row in left if row not in equal), key=lambda row: row["line"])
    tried = len(rows) - len(equal)
    return {
        "path": entry["path"],
        "changes": found["all"],
        "tried": tried,
        "killed": tried - len(survivors),
        "same": len(equal),
        "tests": found["tests"],
        "percent": round(100 * (tried - len(survivors)) / tried, 1) if tried else 0.0,
        "survivors": survivors,
    }


def every(told: argparse.Namespace) -> int:
    """Each module in a process of its own, with an equal part of the time that is left."""
    entries = [e for e in tomllib.loads(LISTED.read_text(encoding="utf-8"))["module"] if told.only in e["path"]]
    if not entries:
        raise SystemExit(f"no module of {LISTED.relative_to(ROOT)} holds “{told.only}”")
    ends = time.monotonic() + told.seconds
    results = []
    for at, entry in enumerate(entries):
        part = max(5.0, (ends - time.monotonic()) / (len(entries) - at))
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "found.json"
            command = [sys.executable, __file__, "--module", entry["path"], "--out", str(out)]
            command += ["--seconds", str(part), "--most", str(told.most), "--seed", told.seed]
            surroundings = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "HYPOTHESIS_STORAGE_DIRECTORY": folder}
            run = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)  # noqa: S603 - this file itself
            if run.returncode or not out.exists():
                raise SystemExit(f"{entry['path']}: {run.stdout[-3000:]}{run.stderr[-3000:]}")
            sys.stderr.write(run.stderr)
            result = judged(entry, json.loads(out.read_text(encoding="utf-8")))
        results.append(result)
        told_of = f"{result['killed']} of {result['tried']} noticed"
        print(
            f"{result['percent']:5.1f} %  {entry['path']}  {told_of} ({result['changes']} possible, {result['same']} the same to all)"
        )
        for row in result["survivors"]:
            print(f"         {row['line']}: {row['change']}" + ("" if row["tests"] else "   (no test passes here)"))
        sys.stdout.flush()
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(results, ensure_ascii=False, indent=1), encoding="utf-8")
    weak = [result["path"] for result in results if result["percent"] < LEAST]
    for path in weak:
        print(f"below {LEAST} %: {path}")
    return 1 if weak else 0


def main() -> int:
    """Entry of the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="")
    parser.add_argument("--seconds", type=float, default=1800)
    parser.add_argument("--most", type=int, default=150)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--module", help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    told = parser.parse_args()
    return one(told) if told.module else every(told)


if __name__ == "__main__":
    raise SystemExit(main())

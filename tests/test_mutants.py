"""`make mutants`: changes are found, put into what lives, and taken back; its list forgets no rules."""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
LISTED = tomllib.loads((ROOT / "tools" / "mutants.toml").read_text(encoding="utf-8"))["module"]
SOURCE = """
from functools import cache
LIMIT = 3
class Scale:
    @property
    def top(self):
        return self.least + 1
    least = 4
@cache
def let_in(age, *, least=LIMIT, words=("x",)):
    'Says who.'
    if age >= least and words:
        return [w for w in words if w != "no"]
    raise ValueError("too young")
"""


def loaded(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def mutation(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(sys, "modules", dict(sys.modules))
    return loaded(ROOT / "tools" / "mutation.py", "mutation")


def test_changes_are_told_in_the_order_of_lines_and_leave_words_alone(mutation: ModuleType) -> None:
    told = [(change.line, change.text) for change in mutation.Changes(SOURCE).found]
    assert told == sorted(told, key=lambda row: row[0])
    lines: dict[int, list[str]] = {}
    for line, text in told:
        lines.setdefault(line, []).append(text)
    assert lines[3] == ["3 → 4"]
    assert "self.least + 1 → self.least - 1" in lines[7]
    assert 8 not in lines, "fields of classes"
    assert lines[10] == ["'x' → 'x?'"]
    assert {
        "age >= least → age > least",
        "age >= least and words → age >= least or words",
        "age >= least and words → words",
    } <= set(lines[12])
    assert {"w != 'no' → w == 'no'", "w != 'no' → not", "'no' → 'no?'"} <= set(lines[13])
    assert not {11, 14} & set(lines), "docstrings and the words of refusals"


def test_a_change_works_in_what_lives_and_is_taken_back(mutation: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "sample.py"
    path.write_text(SOURCE, encoding="utf-8")
    module = loaded(path, "sample_of_changes")
    let_in, scale = module.let_in, module.Scale()
    assert (let_in(3), scale.top) == (["x"], 5)
    changes = mutation.Changes(SOURCE)
    alive = mutation.Alive(str(path), "sample_of_changes")

    def put(text: str) -> None:
        change = next(change for change in changes.found if change.text == text)
        with change:
            assert alive.put(changes.tree, change) is True

    put("self.least + 1 → self.least - 1")
    assert scale.top == 3
    put("age >= least → age > least")
    assert scale.top == 5, "one change at a time"
    with pytest.raises(ValueError, match="young"):
        let_in(3)
    put("'x' → 'x?'")
    assert let_in(4) == ["x?"]
    put("3 → 4")
    assert module.LIMIT == 4


def test_every_module_of_rules_is_listed_and_every_test_is_there() -> None:
    paths = [entry["path"] for entry in LISTED]
    rules = {str(path.relative_to(ROOT)) for path in (ROOT / "src").rglob("rules.py")}
    assert rules <= set(paths)
    assert len(set(paths)) == len(paths)
    for entry in LISTED:
        source = (ROOT / entry["path"]).read_text(encoding="utf-8")
        assert all((ROOT / test).exists() for test in entry["tests"])
        lines = {line.strip() for line in source.splitlines()}
        assert all(row["code"] in lines and row["why"] for row in entry.get("same", ())), entry["path"]

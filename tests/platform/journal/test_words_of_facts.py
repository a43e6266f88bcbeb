"""What stands beside an entry of the journal is named in words: every name that the code records has some."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import vinhdanh
from vinhdanh.platform.journal.views import _short
from vinhdanh.platform.journal.words import FACTS

SOURCE = Path(vinhdanh.__file__).parent


def recorded(function: ast.FunctionDef) -> Iterator[str]:
    """Names in the dictionaries that a function gives to `record` as its data, straight away or by a name."""
    named: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, []).append(node.value)
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "record":
            for data in (keyword.value for keyword in node.keywords if keyword.arg == "data"):
                for value in [data, *(named.get(data.id, []) if isinstance(data, ast.Name) else [])]:
                    for inner in ast.walk(value):
                        if isinstance(inner, ast.Dict):
                            yield from (key.value for key in inner.keys if isinstance(key, ast.Constant))


def test_every_name_has_words() -> None:
    found = {
        name: path.name
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        for name in recorded(node)
    }
    assert len(found) > 30
    assert {name: path for name, path in found.items() if name not in FACTS} == {}


def test_names_within_a_value_are_said_too() -> None:
    assert _short({"members": 40, "women": None}) == "đoàn viên: 40; nữ: "

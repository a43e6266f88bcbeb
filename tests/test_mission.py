"""Everything that docs/mission.md names as proof is there: tests, commands, pages, targets of make, documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

from vinhdanh.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
ROW = re.compile(r"^\| ([RX]\d+)(?:–[RX]\d+)? \| (.*) \| (done|part|later) \| ?(.*?) ?\|$", re.MULTILINE)
ROWS = ROW.findall((ROOT / "docs" / "mission.md").read_text(encoding="utf-8"))
TESTS = {path.stem for path in (ROOT / "tests").rglob("test_*.py")}
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
PAGE = re.compile(r"(?<![\w`/.])(/[a-z-]+/(?:[a-z…-]+/)*)")


def is_there(name: str) -> bool:
    """Whether what a row names in backticks is there; names of fields, files of a run and findings are told by their own documents."""
    first, *rest = name.split()
    if first.startswith("test_"):
        return first in TESTS
    if first == "vinhdanh":
        return rest[0] in COMMANDS
    if first == "make":
        return rest[0] in TARGETS
    if first.startswith(("docs/", "tests/")):
        return (ROOT / first).exists()
    return True


def is_page(address: str) -> bool:
    """Whether some address of the application looks so."""
    try:
        resolve(address.replace("…", "1"))
    except Resolver404:
        return False
    return True


@pytest.mark.parametrize(("row", "state", "shown"), [(row, state, shown) for row, _what, state, shown in ROWS])
def test_what_a_row_names_is_there(row: str, state: str, shown: str) -> None:
    named, pages = re.findall("`([^`]+)`", shown), PAGE.findall(re.sub("`[^`]+`", "", shown))
    assert [name for name in named if not is_there(name)] == []
    assert [page for page in pages if not is_page(page)] == []
    assert state == "later" or any(name.startswith(("test_", "vinhdanh ")) for name in named), (
        f"{row} names no test and no command"
    )


def test_the_check_sees_what_is_not_there() -> None:
    assert not is_there("test_nothing_of_the_kind")
    assert not is_there("vinhdanh fly")
    assert not is_there("make coffee")
    assert not is_page("/dot/…/khong-co/")
    assert PAGE.findall("x: /dot/…/don-vi/…/, /viec/ (papers/33)") == ["/dot/…/don-vi/…/", "/viec/"]

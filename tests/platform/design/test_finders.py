"""The one stylesheet is offered to the collector and found by servers of tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from vinhdanh.look import stylesheet
from vinhdanh.platform.design.finders import StylesheetFinder


@pytest.fixture
def finder(tmp_path: Path, settings: object) -> StylesheetFinder:
    settings.STATIC_ROOT = str(tmp_path / "static")
    return StylesheetFinder()


def test_the_stylesheet_is_found(finder: StylesheetFinder) -> None:
    text = Path(finder.find("vinhdanh.css")).read_text(encoding="utf-8")
    assert text == stylesheet()
    assert finder.find("other.css") == []
    assert finder.find("vinhdanh.css", find_all=True) == [str(finder.folder / "vinhdanh.css")]
    assert finder.check() == []


def test_the_collector_gets_it_once_and_an_old_one_is_replaced(finder: StylesheetFinder) -> None:
    finder.folder.mkdir(parents=True)
    (finder.folder / "vinhdanh.css").write_text("old")
    [(name, storage)] = list(finder.list([]))
    with storage.open(name) as file:
        assert file.read().decode() == stylesheet()


def test_the_framework_finds_all_static_files() -> None:
    for name in ("vinhdanh.css", "vinhdanh.js", "icons.svg", "favicon.svg"):
        assert finders.find(name), name

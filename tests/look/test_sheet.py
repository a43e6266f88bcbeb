"""The stylesheet is joined from its parts in order; a page's own rules come last."""

from __future__ import annotations

from vinhdanh.engines.pipeline.report import page
from vinhdanh.look import PARTS, stylesheet
from vinhdanh.look.sheet import STYLES


def opening(part: str) -> str:
    return (STYLES / f"{part}.css").read_text(encoding="utf-8").partition("*/")[0]


def test_all_parts_are_joined_in_order() -> None:
    text = stylesheet()
    places = [text.index(opening(part)) for part in PARTS]
    assert places == sorted(places)
    assert (PARTS[0], PARTS[-1]) == ("10-tokens", "90-print")


def test_some_parts_and_own_rules_last() -> None:
    text = stylesheet(("20-base", "90-print"), ".own { color: red; }")
    assert text.startswith(opening("20-base"))
    assert opening("31-river") not in text
    assert text.endswith(".own { color: red; }")


def test_the_report_takes_parts_in_their_order() -> None:
    assert [part for part in PARTS if part in page.PARTS] == list(page.PARTS)

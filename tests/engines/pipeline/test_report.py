"""The report's figures and words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from outcome_factory import make_outcome

from vinhdanh.engines.campaign.outcome import Placed, Reason, ReasonKind, Standing, TargetResult
from vinhdanh.engines.campaign.types import Conference, Finding, Milestone, Reception, Sense, Severity
from vinhdanh.engines.pipeline.report import render, view
from vinhdanh.engines.pipeline.report.timeline import timeline
from vinhdanh.engines.vietnamese import PartialDate

SOURCE = Path(view.__file__).parents[3]
CODES = re.compile(r'"(?:(?:appraisal|campaign|guests|honours|pipeline|selection|sheets)\.)([a-z]+(?:-[a-z]+)+)"')


def test_every_full_code_in_the_engines_has_a_title() -> None:
    found = {
        m.group().strip('"')
        for path in (SOURCE / "engines").rglob("*.py")
        for m in CODES.finditer(path.read_text(encoding="utf-8"))
    }
    assert {code for code in found if not code.endswith("-") and not view.title_of(code)} == set()
    assert len(found) > 30


def test_a_code_without_a_title_says_so() -> None:
    assert view.title_of("none.at-all") == ""


@pytest.mark.parametrize(
    ("part", "whole", "drawn"),
    [(1, 4, "25"), (1, 3, "33.33"), (5, 4, "100"), (-1, 4, "0"), (1, 0, "0"), (Fraction(1, 2), 100, "0.5")],
)
def test_positions(part: int, whole: int, drawn: str) -> None:
    assert view.position(part, whole) == drawn


def test_a_missed_target_is_told_with_its_gap_and_its_reach() -> None:
    missed = TargetResult(
        "w", "Nữ", Decimal(50), 9, 20, "đại biểu điển hình", "at_least", met=False, shortfall=1, reachable=(4, 14)
    )
    gauge = view.target_gauge(missed)
    assert gauge.state == "short"
    assert (gauge.fill, gauge.goal, gauge.missing_from, gauge.missing_width) == ("45", "50", "45", "5.00")
    assert (gauge.reach_low, gauge.reach_high) == ("20", "70")
    assert (
        gauge.note
        == "Mục tiêu từ 50,0\u00a0% trên 20 đại biểu điển hình: chưa đạt, lệch 1 người. Có thể đạt 4–14 (20,0\u00a0% đến 70,0\u00a0%)."
    )


def test_a_target_without_anyone_has_no_share() -> None:
    empty = TargetResult("w", "Nữ", Decimal(50), 0, 0, "đại biểu", "about", met=False, shortfall=0)
    assert view.target_gauge(empty).value == "0 · –"


def test_over_the_cap_is_shown_as_a_wall_passed() -> None:
    outcome = make_outcome()
    settings = replace(outcome.campaign.settings, cap_delegates=30)
    over = replace(outcome, campaign=replace(outcome.campaign, settings=settings))
    first = view.gauges(over)[0]
    assert first.state == "short"
    assert first.note.startswith("Vượt 4 đại biểu")


@pytest.mark.parametrize("standing", [Standing.CHOSEN, Standing.OUT])
def test_a_sentence_that_tells_ethnicity_is_replaced(standing: Standing) -> None:
    reason = Reason(ReasonKind.TARGET, "Nếu chọn đồng chí A thì chỉ tiêu “Dân tộc thiểu số” hụt thêm 1 người.")
    told = Placed(
        "a", standing, 1, Decimal(1), reason=reason if standing is Standing.OUT else None, why="Giữ chỉ tiêu dân tộc thiểu số."
    )
    assert "thiểu số" not in view.sentence(told, ["Dân tộc thiểu số"])
    assert view.sentence(told, ["Nữ"]) == (reason.sentence if standing is Standing.OUT else told.why)


def test_matters_are_counted_by_code_and_repeat_no_message() -> None:
    findings = (
        Finding("appraisal.unit-late", Severity.WARNING, "CĐCS A gửi muộn.", "Ghi nhận.", union="A"),
        Finding("appraisal.unit-late", Severity.WARNING, "CĐCS B gửi muộn.", "Ghi nhận.", union="B"),
        Finding("appraisal.no-representative", Severity.BLOCKING, "Tập thể X.", "Ghi họ tên.", union="A"),
        Finding("none.such-code", Severity.NOTE, "Bà Y, dân tộc Z.", "Xem lại."),
    )
    outcome = replace(make_outcome(), findings=findings)
    assert [(m.title, m.number, m.units) for m in view.matters(outcome)] == [
        ("Tập thể chưa có người đại diện", 1, 1),
        ("Gửi danh sách muộn", 2, 2),
        ("", 1, 0),
    ]
    page = render(outcome, [], [])
    assert "Bà Y" not in page
    assert "Còn 1 nội dung chặn" in page


def test_names_are_data_in_the_page() -> None:
    outcome = make_outcome()
    hostile = "<script>alert(1)</script> & “x”"
    nominees = tuple(replace(n, name=hostile) for n in outcome.nominees)
    page = render(replace(outcome, nominees=nominees), [], [])
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_the_timeline_needs_two_dates() -> None:
    outcome = make_outcome()
    settings = replace(
        outcome.campaign.settings, papers=(), reception=Reception(), conference=Conference(), dossier_deadline=None, today=None
    )
    bare = replace(outcome, campaign=replace(outcome.campaign, settings=settings))
    assert timeline(bare) is None
    assert "Các mốc thời gian" not in render(bare, [], [])


def test_the_timeline_names_a_month_as_a_month() -> None:
    outcome = make_outcome()
    settings = replace(
        outcome.campaign.settings,
        papers=(),
        today=None,
        reception=Reception(deadline=Milestone(PartialDate(2020, 3, 3), Sense.BEFORE)),
        conference=Conference(tentative=PartialDate(2020, 5)),
        dossier_deadline=None,
    )
    drawn = timeline(replace(outcome, campaign=replace(outcome.campaign, settings=settings)))
    assert drawn is not None
    assert [(m.words, m.text, m.day) for m in drawn.marks] == [
        ("trước 03/3/2020", "Cơ sở gửi danh sách", date(2020, 3, 3)),
        ("trong 5/2020", "Hội nghị (dự kiến)", date(2020, 5, 31)),
    ]
    assert drawn.today == ""

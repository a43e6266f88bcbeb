from __future__ import annotations

import pytest
from nominees import person

from vinhdanh.engines.appraisal import eligible
from vinhdanh.engines.appraisal.reception import CLOSED
from vinhdanh.engines.campaign.types import Finding, Override, Severity

AN, BE = person(), person("B-P01", "Lê Thị Bé")


def finding(code: str = "appraisal.too-young", severity: Severity = Severity.BLOCKING, **more: str) -> Finding:
    return Finding(code, severity, f"Sai: {code}.", "Sửa.", **more)


def accept(nominee: str, code: str = "", reason: str = "Đã xác minh", action: str = "accept") -> Override:
    return Override(nominee, "nominee", action, reason, finding=code)  # type: ignore[arg-type]  # the action varies


def test_only_blocking_findings_keep_back_and_they_are_the_reason() -> None:
    findings = (
        finding(nominee="A-P01"),
        finding("sheets.birth-unreadable", nominee="A-P01"),
        finding(nominee="A-P01"),
        finding(severity=Severity.WARNING, nominee="B-P01"),
        finding("sheets.unreadable", union="B"),
    )
    assert eligible((AN, BE), findings, ()) == {
        "A-P01": "Sai: appraisal.too-young. Sai: sheets.birth-unreadable.",
        "B-P01": None,
    }


@pytest.mark.parametrize(
    ("override", "free"),
    [
        (accept("A-P01", "appraisal.too-young"), True),
        (accept("A-P01"), True),
        (accept("A/NGUYEN VAN AN", "appraisal.too-young"), True),
        (accept("A-P01", "appraisal.very-old"), False),
        (accept("B/Nguyễn Văn An"), False),
        (accept("Nguyễn Văn An"), False),
        (accept("A-P01", reason="  "), False),
        (accept("A-P01", action="include"), False),
    ],
)
def test_a_person_accepts_a_finding_with_a_reason(override: Override, free: bool) -> None:
    assert (eligible((AN,), (finding(nominee="A-P01"),), (override,))["A-P01"] is None) is free


def test_a_list_after_the_closing_keeps_back_all_of_it_until_accepted_one_by_one() -> None:
    closed = finding(CLOSED, union="A")
    second = person("A-P02", "Trần Văn Bình")
    result = eligible((AN, second, BE), (closed,), (accept("A-P02", CLOSED),))
    assert result == {"A-P01": f"Sai: {CLOSED}.", "A-P02": None, "B-P01": None}

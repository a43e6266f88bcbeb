"""What is not certain prints "cần xác nhận", blocks, and is settled by its key under `confirmed`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from outcome_factory import make_outcome, settings
from paper_words import said

from vinhdanh.engines.campaign.outcome import Outcome
from vinhdanh.engines.campaign.types import Severity
from vinhdanh.engines.papers import KINDS, doubts, office


def outcome(*confirmed: str) -> Outcome:
    """Of the newest rules, whose circular is doubtful."""
    made = make_outcome(campaign_settings=settings(rule_set="2025-7", today=date(2026, 3, 2), confirmed=confirmed))
    return replace(made, campaign=replace(made.campaign, settings=replace(made.campaign.settings, papers=())))


def request(made: Outcome) -> str:
    return " ".join(said(paper) for paper in KINDS["request"].build(made)).partition("Phụ lục")[0]


def test_a_doubtful_ground_is_marked_and_blocks_until_its_key_is_confirmed() -> None:
    made = outcome()
    found = [f for f in doubts.findings(made) if "catalogue.documents." in f.message]
    assert found
    assert {f.severity for f in found} == {Severity.BLOCKING}
    assert f"({office.CHECK})" in request(made)
    keys = [f.message.rpartition("khóa ")[2].rstrip(").") for f in found]
    settled = outcome(*keys)
    assert not [f for f in doubts.findings(settled) if "catalogue.documents." in f.message]
    grounds = [line for line in request(settled).splitlines() if line.startswith("Căn cứ")]
    assert not any(office.CHECK in line for line in grounds)


def test_what_is_certain_is_not_asked_for() -> None:
    assert [f for f in doubts.findings(make_outcome()) if "documents" in f.message] == []


def test_a_doubtful_time_of_posting_is_marked_and_blocks() -> None:
    plain = make_outcome()
    first, *rest = plain.commend
    state = replace(first, awards=tuple(replace(a, honour="HCLD3") for a in first.awards))
    made = replace(plain, commend=(state, *rest))
    (finding,) = (f for f in doubts.findings(made) if "niêm yết" in f.message)
    assert finding.severity is Severity.BLOCKING
    words = said(KINDS["posting"].build(made)[0])
    assert f"10 ngày làm việc ({office.CHECK})." in words
    key = finding.message.rpartition("khóa ")[2].rstrip(").")
    s = replace(made.campaign.settings, confirmed=(key,))
    sure = replace(made, campaign=replace(made.campaign, settings=s))
    assert "10 ngày làm việc." in said(KINDS["posting"].build(sure)[0])
    assert not [f for f in doubts.findings(sure) if "niêm yết" in f.message]

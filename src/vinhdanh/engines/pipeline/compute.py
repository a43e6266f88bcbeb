"""From a campaign to its outcome: a pure function, the same for the command line and for the web."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vinhdanh.engines import honours, statistics
from vinhdanh.engines.appraisal import appraise, eligible, merit, reception_findings, unit_statuses, vote_shares
from vinhdanh.engines.campaign.outcome import Outcome, UpwardRound
from vinhdanh.engines.campaign.types import Campaign, Finding, Severity
from vinhdanh.engines.papers import KINDS, doubts, photos
from vinhdanh.engines.papers.template import findings as template_findings
from vinhdanh.engines.pipeline import choose
from vinhdanh.engines.pipeline.guests import seated
from vinhdanh.engines.pipeline.progress import Progress, silent
from vinhdanh.engines.pipeline.read import Readings, read_nominations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.outcome import UnitStatus


_ONCE = {"appraisal.vote-no-base": "ballot-no-base"}
"""What appraisal says of each vote, `campaign.check` has said once of the ballot."""


def compute(
    campaign: Campaign,
    found: Sequence[Finding] = (),
    *,
    seed: str = "",
    progress: Progress = silent,
    steps: int = 4,
    known: Sequence[tuple[str, str]] = (),
) -> Outcome:
    """Everything that can be known about a campaign.

    Args:
        campaign: As `campaign.load` gives it.
        found: Findings of the loading, which go first.
        seed: Public seed of a lottery; it decides only among proved ties.
        progress: Told each of the four steps.
        steps: Number of steps that the caller announces in all.
        known: People of earlier campaigns, as `read_nominations` takes them.
    """
    progress(1, steps, f"Đọc {len(campaign.nominations)} danh sách của cơ sở")
    readings = read_nominations(campaign, known)
    progress(2, steps, f"Thẩm định {len(readings.nominees)} đề nghị")
    units = unit_statuses(readings.campaign, readings.counts)
    findings = _judged(readings, units, found)
    progress(3, steps, "Lựa chọn: dự Hội nghị, khen thưởng, đi dự cấp trên")
    pool = _pool(readings, findings, seed)
    guests_in, guests_out, of_guests = seated(readings.campaign.settings, readings.campaign.guests)
    proposals = honours.proposals(readings.campaign, readings.nominees, pool.ineligible, findings)
    rounds = tuple(
        honours.award_round(readings.campaign, p.commendation, choose.commend(pool, p), readings.nominees) for p in proposals
    )
    outcome = Outcome(
        campaign=readings.campaign,
        nominees=readings.nominees,
        findings=(*findings, *of_guests),
        units=units,
        attend=choose.attend(pool, len(guests_in)),
        commend=honours.highest_only(rounds),
        upward=tuple(UpwardRound(u, choose.upward(pool, i, u)) for i, u in enumerate(readings.campaign.settings.upward, 1)),
        guests_in=guests_in,
        guests_out=guests_out,
        seed=seed,
    )
    outcome = replace(
        outcome, findings=(*outcome.findings, *_of_choices(outcome), *doubts.findings(outcome), *photos.findings(outcome))
    )
    progress(4, steps, "Tính số liệu thống kê")
    outcome = replace(outcome, figures=statistics.figures(outcome))
    return replace(outcome, tables=statistics.tables(outcome))


def _judged(readings: Readings, units: tuple[UnitStatus, ...], found: Sequence[Finding]) -> tuple[Finding, ...]:
    """All findings before anybody is chosen; what the loading has said already is not said twice."""
    said = {(f.code.partition(".")[2], f.file) for f in found}
    return (
        *found,
        *readings.findings,
        *reception_findings(readings.campaign, units),
        *(f for f in appraise(readings.campaign, readings.nominees) if (_ONCE.get(f.code), f.file) not in said),
        *honours.prize_findings(readings.campaign),
        *open_questions(readings.campaign),
        *template_findings(readings.campaign.templates, KINDS),
    )


def _pool(readings: Readings, findings: tuple[Finding, ...], seed: str) -> choose.Pool:
    campaign, nominees = readings.campaign, readings.nominees
    return choose.Pool(
        campaign=campaign,
        nominees=nominees,
        merit=merit(campaign, nominees),
        ineligible=eligible(nominees, findings, campaign.overrides),
        votes=vote_shares(campaign, nominees),
        seed=seed,
    )


def open_questions(campaign: Campaign) -> tuple[Finding, ...]:
    """What hinders the papers although the folder is sound: time and place of the conference (`campaign.check` says the rest)."""
    conference = campaign.settings.conference
    if conference.day is not None and conference.place:
        return ()
    return (
        Finding(
            code="campaign.conference-open",
            severity=Severity.NOTE,
            message="Thời gian, địa điểm Hội nghị chưa được xác nhận; giấy mời chỉ là bản nháp, để trống chỗ này.",
            remedy="Khi đã chốt, ghi ngày, giờ, địa điểm vào mục [conference] trong campaign.toml rồi chạy lại.",
            file="campaign.toml",
        ),
    )


def _of_choices(outcome: Outcome) -> tuple[Finding, ...]:
    """A selection whose bounds could not all hold needs a person's decision before anything is signed."""
    choices = [outcome.attend, *(r.choice for r in outcome.commend), *(r.choice for r in outcome.upward)]
    return tuple(
        Finding(
            code="selection.relaxed",
            severity=Severity.BLOCKING,
            message=f"{c.title}: các điều kiện cứng không thể cùng thỏa mãn. " + " ".join(c.notes),
            remedy="Xem lại chỉ tiêu của đơn vị, của loại đối tượng và các quyết định giữ lại trong campaign.toml, unions.xlsx, decisions.toml.",
        )
        for c in choices
        if c.status == "relaxed"
    )

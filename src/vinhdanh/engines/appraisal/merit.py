"""Points of merit, line by line: votes, honours, initiatives, priority groups, by the campaign's own table (`[[merit]]`).

Rounding: the points of a line are the exact fraction `points × votes ÷ base` rounded once to hundredths, halves away from zero
(half up); all other lines are exact products. Totals add the rounded lines, so that a reader can add them up on paper.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from vinhdanh.engines.appraisal.period import year_of
from vinhdanh.engines.campaign.flags import FLAGS, YES, flag, reference_year
from vinhdanh.engines.campaign.outcome import MeritLine
from vinhdanh.engines.campaign.types import Ballot, BallotLevel, Finding, MeritRow, Nominee, Severity, Vote
from vinhdanh.engines.vietnamese import accent_key, match_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vinhdanh.engines.campaign.types import Campaign, Settings

BASES: Final = {
    "total_members": "trên tổng số thành viên",
    "present": "trên số có mặt",
    "collected": "trên số phiếu thu về",
    "valid": "trên số phiếu hợp lệ",
}


def hundredths(value: Fraction) -> Decimal:
    """The exact fraction rounded to two decimals, halves up (away from zero for negative points)."""
    sign = -1 if value < 0 else 1
    return Decimal(sign * ((abs(value) * 200 + 1) // 2)).scaleb(-2)


def total(lines: Iterable[MeritLine]) -> Decimal:
    """Sum of the lines' points, two decimals."""
    return sum((line.points for line in lines), Decimal("0.00"))


def base_of(ballot: Ballot) -> int | None:
    """The stated base of a ballot's shares, None when the count was not given."""
    return {
        "total_members": ballot.total_members,
        "present": ballot.present,
        "collected": ballot.collected,
        "valid": ballot.valid,
    }[ballot.base]


# ------------------------------------------------------------------------------------------ whose votes these are


class _Names:
    """Nominees by id and by union and name, with and without accents; union "" stands for all unions."""

    def __init__(self, nominees: Sequence[Nominee]) -> None:
        self.ids = {n.id: n for n in nominees}
        self.exact: dict[tuple[str, str], list[Nominee]] = defaultdict(list)
        self.loose: dict[tuple[str, str], list[Nominee]] = defaultdict(list)
        for nominee in nominees:
            for union in ("", nominee.union):
                self.exact[union, accent_key(nominee.name)].append(nominee)
                self.loose[union, match_key(nominee.name)].append(nominee)

    def find(self, vote: Vote) -> list[Nominee]:
        """Everyone the vote may mean: by id, else by the name with its accents, else without."""
        for id_ in (vote.nominee, vote.name.strip()):
            if id_ in self.ids:
                return [self.ids[id_]]
        return self.exact.get((vote.union, accent_key(vote.name))) or self.loose.get((vote.union, match_key(vote.name))) or []


def _vote_finding(vote: Vote, code: str, severity: Severity, message: str, remedy: str) -> Finding:
    place = vote.place
    return Finding(
        f"appraisal.{code}",
        severity,
        message,
        remedy,
        file=place.file if place else "votes.xlsx",
        sheet=place.sheet if place else "",
        cell=f"A{place.row}" if place else "",
        union=vote.union,
        nominee=vote.nominee,
    )


def _unmatched(vote: Vote, found: Sequence[Nominee]) -> Finding:
    of = f" (đơn vị {vote.union})" if vote.union else ""
    if found:
        message = f"Phiếu của “{vote.name}”{of} có thể thuộc {len(found)} trường hợp trùng tên: {', '.join(n.id for n in found)}; chưa tính cho ai."
        return _vote_finding(vote, "vote-ambiguous", Severity.WARNING, message, "Ghi mã của người được bầu thay cho họ tên.")
    message = f"Phiếu của “{vote.name}”{of} không khớp với cá nhân, tập thể nào được đề nghị; chưa tính cho ai."
    return _vote_finding(
        vote, "vote-unmatched", Severity.WARNING, message, "Sửa họ tên, mã đơn vị trong votes.xlsx cho khớp với danh sách."
    )


def match_votes(campaign: Campaign, nominees: Sequence[Nominee]) -> tuple[tuple[Vote, ...], tuple[Finding, ...]]:
    """Give each vote its nominee, by union and name; what cannot be given for certain is found, never guessed.

    Returns:
        The votes that count, with `nominee` filled, in file order; and the findings: unmatched, ambiguous, twice on one ballot, unknown
        ballot, more votes than the base.
    """
    names, ballots = _Names(nominees), {ballot.id: ballot for ballot in campaign.ballots}
    kept: dict[tuple[str, str], Vote] = {}
    findings: list[Finding] = []
    for vote in campaign.votes:
        found = names.find(vote)
        if len(found) != 1:
            findings.append(_unmatched(vote, found))
            continue
        matched = replace(vote, nominee=found[0].id)
        problem = _vote_problem(matched, ballots.get(vote.ballot), kept.get((vote.ballot, matched.nominee)))
        if problem is None:
            kept[vote.ballot, matched.nominee] = matched
        else:
            findings.append(problem)
    return tuple(kept.values()), tuple(findings)


def _vote_problem(vote: Vote, ballot: Ballot | None, before: Vote | None) -> Finding | None:
    """Why a matched vote cannot count. The finding names the nominee in words only: a clerk's slip must not hold a person back."""
    free = replace(vote, nominee="")
    if ballot is None:
        message = f"Phiếu của đồng chí {vote.name} ghi cho cuộc bỏ phiếu “{vote.ballot}”, không có trong tệp; chưa tính."
        return _vote_finding(free, "vote-unknown-ballot", Severity.WARNING, message, "Sửa mã cuộc bỏ phiếu trong votes.xlsx.")
    if before is not None:
        message = f"“{vote.name}” có hai dòng kết quả trong cuộc bỏ phiếu “{ballot.id}” ({before.votes} và {vote.votes} phiếu); tính dòng đầu."
        return _vote_finding(free, "vote-twice", Severity.WARNING, message, "Đối chiếu biên bản kiểm phiếu, xóa dòng sai.")
    base = base_of(ballot)
    if not base:
        message = f"Cuộc bỏ phiếu “{ballot.id}” chưa ghi số phiếu làm gốc để tính tỷ lệ ({BASES[ballot.base]}); phiếu của “{vote.name}” chưa tính."
        return _vote_finding(
            free, "vote-no-base", Severity.WARNING, message, "Ghi đủ các con số của cuộc bỏ phiếu theo biên bản kiểm phiếu."
        )
    if not 0 <= vote.votes <= base:
        message = f"“{vote.name}” có {vote.votes} phiếu, ngoài khoảng 0–{base} của cuộc bỏ phiếu “{ballot.id}”; chưa tính."
        return _vote_finding(free, "vote-out-of-range", Severity.WARNING, message, "Đối chiếu biên bản kiểm phiếu, sửa số phiếu.")
    return None


# ------------------------------------------------------------------------------------------ the lines of points


def _limited(count: int, limit: int | None) -> int:
    return count if limit is None else min(count, limit)


def _inside(year: int | None, period: tuple[int, int] | None, *, untold: bool) -> bool:
    if period is None:
        return True
    return untold if year is None else period[0] <= year <= period[1]


def _counted(
    match: str, nominee: str, ballots: Sequence[Ballot], votes: Mapping[tuple[str, str], Vote]
) -> tuple[Ballot, Vote] | None:
    """The vote on the ballot named by id, or on the latest one of that level on which the nominee stood."""
    named = [b for b in ballots if b.id == match] or [b for b in ballots if b.level == match]
    stood = [(b, votes[b.id, nominee]) for b in named if (b.id, nominee) in votes]
    if not stood:
        return None
    return max(enumerate(stood), key=lambda item: (item[1][0].day.toordinal() if item[1][0].day else 0, item[0]))[1]


def vote_shares(campaign: Campaign, nominees: Sequence[Nominee]) -> dict[str, dict[str, Fraction]]:
    """For tie-breaks: nominee id -> level of the ballot (`union`, `council`, `hall`) -> votes as an exact share of the stated base."""
    votes = {(vote.ballot, vote.nominee): vote for vote in match_votes(campaign, nominees)[0]}
    shares: dict[str, dict[str, Fraction]] = {}
    for nominee in nominees:
        found = {str(level): _counted(level, nominee.id, campaign.ballots, votes) for level in BallotLevel}
        shares[nominee.id] = {level: Fraction(of[1].votes, base_of(of[0]) or 1) for level, of in found.items() if of is not None}
    return shares


def _votes_line(row: MeritRow, nominee: Nominee, ballots: Sequence[Ballot], votes: Mapping[tuple[str, str], Vote]) -> MeritLine:
    """Points for the share of votes."""
    counted = _counted(row.match, nominee.id, ballots, votes)
    if counted is None:
        return MeritLine(row.label, "chưa có kết quả bỏ phiếu", Decimal("0.00"))
    ballot, vote = counted
    base = base_of(ballot) or 1
    return MeritLine(
        row.label, f"{vote.votes}/{base} phiếu, tính {BASES[ballot.base]}", hundredths(Fraction(row.points) * vote.votes / base)
    )


def _honour_line(row: MeritRow, nominee: Nominee, settings: Settings) -> MeritLine | None:
    """Distinct honours of the code in the period: the same year and decision typed twice is one."""
    held = {
        (year_of(a), match_key(a.decision))
        for a in nominee.achievements
        if a.honour == row.match and _inside(year_of(a), settings.period, untold=False)
    }
    if not held:
        return None
    years = ", ".join(str(year) for year in sorted(y for y, _ in held if y is not None)) or "không ghi năm"
    counted = _limited(len(held), row.limit)
    ceiling = f", tính {counted} lần" if counted < len(held) else ""
    return MeritLine(row.label, f"{len(held)} lần ({years}){ceiling}", hundredths(Fraction(row.points) * counted))


def _initiative_line(row: MeritRow, nominee: Nominee, settings: Settings) -> MeritLine | None:
    titles = {
        match_key(i.title)
        for i in nominee.initiatives
        if (not row.match or i.scope == row.match) and _inside(i.year, settings.period, untold=True)
    }
    if not titles:
        return None
    counted = _limited(len(titles), row.limit)
    ceiling = f", tính {counted}" if counted < len(titles) else ""
    return MeritLine(row.label, f"{len(titles)} sáng kiến{ceiling}", hundredths(Fraction(row.points) * counted))


def _flag_line(row: MeritRow, nominee: Nominee, settings: Settings) -> MeritLine | None:
    if row.match not in FLAGS or flag(nominee, row.match, year=reference_year(settings)) != YES:
        return None
    return MeritLine(row.label, "đúng đối tượng", hundredths(Fraction(row.points)))


def _line(row: MeritRow, nominee: Nominee, campaign: Campaign, votes: Mapping[tuple[str, str], Vote]) -> MeritLine | None:
    if row.kind == "votes":
        return _votes_line(row, nominee, campaign.ballots, votes)
    if row.kind == "honour":
        return _honour_line(row, nominee, campaign.settings)
    if row.kind == "initiative":
        return _initiative_line(row, nominee, campaign.settings)
    return _flag_line(row, nominee, campaign.settings)


def merit(campaign: Campaign, nominees: Sequence[Nominee]) -> dict[str, tuple[MeritLine, ...]]:
    """The points of every nominee, line by line, in the order of the campaign's table.

    A line of votes always stands there (also with nothing counted); other lines stand only where they give points. Honours without a
    year inside the period do not count, initiatives only when their year is known to lie outside.

    Returns:
        Nominee id -> lines; points in hundredths.
    """
    votes = {(vote.ballot, vote.nominee): vote for vote in match_votes(campaign, nominees)[0]}
    result = {}
    for nominee in nominees:
        lines = (_line(row, nominee, campaign, votes) for row in campaign.settings.merit)
        result[nominee.id] = tuple(line for line in lines if line is not None)
    return result


def merit_findings(campaign: Campaign, nominees: Sequence[Nominee]) -> tuple[Finding, ...]:
    """What is wrong with the votes and with the table of points itself (a ballot, a flag that nobody knows)."""
    findings = list(match_votes(campaign, nominees)[1])
    known = {b.id for b in campaign.ballots} | {level.value for level in BallotLevel}
    for row in campaign.settings.merit:
        wrong = (row.kind == "votes" and row.match not in known) or (row.kind == "flag" and row.match not in FLAGS)
        if wrong:
            message = f"Dòng điểm “{row.label}” nhắc đến “{row.match}”, không có trong đợt này; không ai được tính điểm dòng này."
            remedy = "Sửa mục match của dòng điểm trong campaign.toml."
            findings.append(Finding("appraisal.merit-unknown", Severity.WARNING, message, remedy, file="campaign.toml"))
    return tuple(findings)

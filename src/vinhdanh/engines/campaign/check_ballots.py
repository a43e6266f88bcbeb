"""The arithmetic of counted ballots (domain.md §3.2): what a counting committee's minutes must satisfy."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.places import Places, placed
from vinhdanh.engines.campaign.types import Ballot, BallotLevel, Campaign, Finding, Severity, Vote

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = "votes.xlsx"
BASES = {
    "total_members": "tổng số thành viên",
    "present": "số có mặt",
    "collected": "số phiếu thu về",
    "valid": "số phiếu hợp lệ",
}

_REMEDY = "Đối chiếu biên bản kiểm phiếu và sửa số liệu."


def ballot_findings(campaign: Campaign, places: Places) -> Iterator[Finding]:
    """What is wrong with ballots and votes, ballot by ballot."""
    codes = {u.code for u in campaign.unions}
    by_ballot: dict[str, list[tuple[int, Vote]]] = defaultdict(list)
    for n, vote in enumerate(campaign.votes):
        by_ballot[vote.ballot].append((n, vote))
    seen: set[str] = set()
    for n, ballot in enumerate(campaign.ballots):
        if ballot.id in seen:
            yield placed(
                _found("ballot-twice", f"Cuộc bỏ phiếu “{ballot.id}” được ghi hai lần.", "Đặt cho mỗi cuộc một mã riêng."),
                places,
                "ballots",
                n,
                "id",
            )
            continue
        seen.add(ballot.id)
        for field, finding in _ballot(ballot, codes):
            yield placed(finding, places, "ballots", n, field)
        yield from _votes(ballot, by_ballot[ballot.id], places)
    for n, vote in enumerate(campaign.votes):
        if vote.ballot not in seen:
            yield placed(
                _found(
                    "vote-without-ballot",
                    f"Dòng phiếu của “{vote.name}” ghi cuộc “{vote.ballot}” không có trong trang Cuộc bỏ phiếu.",
                    "Sửa mã cuộc, hoặc thêm cuộc bỏ phiếu.",
                ),
                places,
                "votes",
                n,
                "ballot",
            )
        if vote.union and vote.union not in codes:
            yield placed(
                _found(
                    "union-unknown",
                    f"Dòng phiếu của “{vote.name}” ghi mã đơn vị “{vote.union}” không có trong unions.xlsx.",
                    "Sửa mã đơn vị.",
                    Severity.WARNING,
                ),
                places,
                "votes",
                n,
                "union",
            )


def _found(code: str, message: str, remedy: str = _REMEDY, severity: Severity = Severity.BLOCKING, union: str = "") -> Finding:
    return Finding(f"campaign.{code}", severity, message, remedy, file=FILE, union=union)


def _ballot(b: Ballot, codes: set[str]) -> Iterator[tuple[str, Finding]]:
    """The ballot's own counts, with the field to look at."""
    name = f"Cuộc bỏ phiếu “{b.id}”"
    if b.level is BallotLevel.UNION and b.union not in codes:
        what = f"ghi mã đơn vị “{b.union}” không có trong unions.xlsx" if b.union else "là của đơn vị nhưng chưa ghi mã đơn vị"
        yield "union", _found("union-unknown", f"{name} {what}.", "Sửa mã đơn vị.")
    steps = (
        ("present", b.present, "số có mặt", b.total_members, "tổng số thành viên"),
        ("issued", b.issued, "số phiếu phát ra", b.present, "số có mặt"),
        ("collected", b.collected, "số phiếu thu về", b.issued, "số phiếu phát ra"),
    )
    for field, count, what, limit, of in steps:
        if count is not None and limit is not None and count > limit:
            yield field, _found(f"ballot-{field}", f"{name}: {what} {count} nhiều hơn {of} {limit}.", union=b.union)
    if None not in (b.valid, b.invalid, b.collected) and (b.valid or 0) + (b.invalid or 0) != b.collected:
        yield (
            "valid",
            _found(
                "ballot-sum",
                f"{name}: hợp lệ {b.valid} cộng không hợp lệ {b.invalid} không bằng số phiếu thu về {b.collected}.",
                union=b.union,
            ),
        )
    elif b.valid is not None and b.collected is not None and b.valid > b.collected:
        yield (
            "valid",
            _found("ballot-sum", f"{name}: số phiếu hợp lệ {b.valid} nhiều hơn số phiếu thu về {b.collected}.", union=b.union),
        )
    if not getattr(b, b.base):
        yield (
            b.base,
            _found(
                "ballot-no-base",
                f"{name} chưa ghi {BASES[b.base]}, là số dùng để tính tỷ lệ.",
                "Ghi đủ số liệu theo biên bản kiểm phiếu.",
                Severity.WARNING,
                b.union,
            ),
        )


def _votes(b: Ballot, votes: list[tuple[int, Vote]], places: Places) -> Iterator[Finding]:
    """Each candidate's votes ≤ valid; their sum ≤ valid × seats."""
    limit = b.valid if b.valid is not None else b.present if b.method == "open" else b.collected
    if limit is None:
        return
    what = "số phiếu hợp lệ" if b.valid is not None else "số có mặt" if b.method == "open" else "số phiếu thu về"
    for n, vote in votes:
        if vote.votes > limit:
            message = f"“{vote.name}” được {vote.votes} phiếu, nhiều hơn {what} {limit} của cuộc “{b.id}”."
            yield placed(_found("votes-above-valid", message, union=vote.union), places, "votes", n, "votes")
    total = sum(v.votes for _, v in votes)
    if b.seats is not None and votes and total > limit * b.seats:
        message = f"Cuộc bỏ phiếu “{b.id}”: tổng số phiếu {total} nhiều hơn {what} {limit} nhân số được chọn tối đa {b.seats}."
        yield placed(_found("votes-above-seats", message, union=b.union), places, "votes", votes[0][0], "votes")

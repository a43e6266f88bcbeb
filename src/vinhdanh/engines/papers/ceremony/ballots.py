"""What a counted ballot says: its sums checked, its votes with shares of the stated base, in the order of votes (domain.md §3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from vinhdanh.engines.vietnamese import match_key, name_sort_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.engines.campaign.types import Ballot, Nominee, Vote

BASES = {
    "total_members": "tổng số thành viên được quyền bỏ phiếu",
    "present": "số người có mặt",
    "collected": "số phiếu thu về",
    "valid": "số phiếu hợp lệ",
}
"""What a share is taken of, in words."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One name of a ballot: votes, their exact share of the base (None: the base is not told), and the nominee when known."""

    name: str
    union: str
    votes: int
    share: Fraction | None
    nominee: Nominee | None


def base(ballot: Ballot) -> int | None:
    """The number that shares are taken of, None when it is not told."""
    told: int | None = getattr(ballot, ballot.base)
    return told


def checks(ballot: Ballot, votes: tuple[Vote, ...]) -> tuple[str, ...]:
    """What does not add up, one sentence each; empty when every sum that can be checked holds.

    Issued ≤ present ≤ members; collected ≤ issued; valid + invalid = collected; each candidate's votes ≤ valid (present, for a show of
    hands); the sum of votes ≤ valid × seats.
    """
    b = ballot
    found = []
    chain = (
        ("số người có mặt", b.present, "tổng số người được quyền bỏ phiếu", b.total_members),
        ("số phiếu phát ra", b.issued, "số người có mặt", b.present),
        ("số phiếu thu về", b.collected, "số phiếu phát ra", b.issued),
    )
    for less, low, more, high in chain:
        if low is not None and high is not None and low > high:
            found.append(f"{less} ({low}) nhiều hơn {more} ({high})")
    if b.valid is not None and b.invalid is not None and b.collected is not None and b.valid + b.invalid != b.collected:
        found.append(f"số phiếu hợp lệ ({b.valid}) cộng không hợp lệ ({b.invalid}) không bằng số phiếu thu về ({b.collected})")
    limit = b.valid if b.valid is not None else b.collected if b.collected is not None else b.present
    if limit is not None:
        over = [v.name for v in votes if v.votes > limit]
        if over:
            found.append(f"số phiếu đồng ý của {', '.join(over)} nhiều hơn số phiếu được tính ({limit})")
        total = sum(v.votes for v in votes)
        if b.seats is not None and total > limit * b.seats:
            found.append(f"tổng số phiếu đồng ý ({total}) nhiều hơn {limit} phiếu nhân {b.seats} người được chọn mỗi phiếu")
    return tuple(found)


def counted(ballot: Ballot, votes: tuple[Vote, ...], known: Mapping[tuple[str, str], Nominee]) -> tuple[Counted, ...]:
    """The names of a ballot from most votes to fewest; equal votes in the order of names. `known` is `by_name(outcome)`."""
    of = base(ballot)
    by_id = {n.id: n for n in known.values()}
    made = [
        Counted(
            v.name,
            v.union or ballot.union,
            v.votes,
            Fraction(v.votes, of) if of else None,
            by_id.get(v.nominee) or known.get((v.union or ballot.union, match_key(v.name))),
        )
        for v in votes
    ]
    return tuple(sorted(made, key=lambda c: (-c.votes, name_sort_key(c.name))))


def by_name(outcome: Outcome) -> dict[tuple[str, str], Nominee]:
    """Nominees by union and name, for votes that name them."""
    return {(n.union, match_key(n.name)): n for n in outcome.nominees}


def by_ballot(outcome: Outcome) -> dict[str, tuple[Vote, ...]]:
    """Votes by the id of their ballot."""
    out: dict[str, list[Vote]] = {}
    for vote in outcome.campaign.votes:
        out.setdefault(vote.ballot, []).append(vote)
    return {key: tuple(votes) for key, votes in out.items()}

"""From the outcome to its ballots: of the hall for those who go up, of the council for each honour, of a union for its own list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.outcome import Standing
from vinhdanh.engines.papers import cells, office
from vinhdanh.engines.papers.ballots.batch import BallotBatch, Candidate, Form, Style
from vinhdanh.engines.papers.kinds import awards
from vinhdanh.engines.papers.measures import clean, joined
from vinhdanh.engines.vietnamese import match_key, name_sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vinhdanh.engines.campaign.outcome import Choice, CommendRound, Outcome
    from vinhdanh.engines.campaign.types import Nominee, Settings

KEY = "ballots"
HALL_SEAL, UNIT_SEAL = "(Dấu treo)", "(Dấu treo của công đoàn cơ sở)"


def ballots(outcome: Outcome, *, style: Style = "tick") -> BallotBatch:
    """The host's ballots: one for each congress above with seats (those proposed and their reserves), one for each honour.

    On the ballot of an honour stands everyone who may get it: it is printed before the council votes, so nobody is left out for points.
    """
    s = outcome.campaign.settings
    forms = [
        _form(
            outcome,
            f"Đại biểu dự {r.upward.congress}",
            _named(outcome, r.choice, {Standing.CHOSEN, Standing.RESERVE}),
            r.upward.seats,
            style,
        )
        for r in outcome.upward
        if r.upward.seats is not None
    ]
    eligible = {Standing.CHOSEN, Standing.RESERVE, Standing.OUT}
    forms += [
        _form(outcome, _honour(r, s), _named(outcome, r.choice, eligible), None, style) for r in outcome.commend if r.awards
    ]
    return _batch(s, [form for form in forms if form.candidates])


def unit_ballot(outcome: Outcome, union: str, *, style: Style = "tick") -> BallotBatch:
    """The ballot of a union (its code) for the persons and collectives on its own list; at most as many as its allocation."""
    s = outcome.campaign.settings
    own = outcome.union(union)
    nominees = [n for n in outcome.nominees if n.union == union]
    allotted = own.at_most if own.at_most is not None else s.unit_cap
    most = allotted if allotted is not None and allotted < len(nominees) else None
    form = Form(
        parent=" ".join(office.body_lines(s.host)).upper(),
        issuer=(clean(own.name).upper(),),
        seal=UNIT_SEAL,
        place_date=joined(office.dated(None, s, own.place or office.BLANK)),
        subject=joined(f"Tập thể, cá nhân điển hình tiên tiến {office.period(s.period)}".strip()),
        style=style,
        most=most,
        candidates=_candidates(nominees, {}),
    )
    return _batch(s, [form] if form.candidates else [])


def _batch(s: Settings, forms: list[Form]) -> BallotBatch:
    title = joined(f"Phiếu bình chọn – {office.event(s)}")
    return BallotBatch(title, clean(s.host.name), office.day_of(s, KEY) or s.today or s.conference.day, tuple(forms))


def _form(outcome: Outcome, subject: str, nominees: list[Nominee], most: int | None, style: Style) -> Form:
    s = outcome.campaign.settings
    day = office.day_of(s, KEY)
    return Form(
        parent=" ".join(office.body_lines(s.parent)).upper() if s.parent else "",
        issuer=tuple(line.upper() for line in office.body_lines(s.host)),
        seal=HALL_SEAL,
        place_date=joined(office.dated(day, s, s.place or office.BLANK)),
        subject=joined(subject),
        style=style,
        most=most if most is not None and most < len(nominees) else None,
        candidates=_candidates(nominees, cells.unit_names(outcome)),
    )


def _honour(made: CommendRound, s: Settings) -> str:
    authority = made.commendation.authority
    who = f"{authority} tặng" if authority else f"{s.host.name} tặng"
    return f"Xét {'đề nghị ' if authority else ''}{who} {awards.honour_names(made.awards, s)}"


def _named(outcome: Outcome, choice: Choice, standings: set[Standing]) -> list[Nominee]:
    by_id = {n.id: n for n in outcome.nominees}
    return [by_id[p.nominee] for p in choice.placed if p.standing in standings]


def _candidates(nominees: Iterable[Nominee], units: dict[str, str]) -> tuple[Candidate, ...]:
    """Collectives, then persons, each in the order of names: nothing on a ballot tells who stands higher."""
    ordered = sorted(nominees, key=lambda n: (n.kind != "collective", name_sort_key(n.name, n.sort_given)))
    return tuple(Candidate(clean(n.name), clean(_post(n, units.get(n.union, "")))) for n in ordered)


def _post(nominee: Nominee, unit: str) -> str:
    """Post and unit of a person; the unit of a collective and who stands for it."""
    if nominee.kind == "person":
        return cells.post(nominee, unit)
    head = f"đại diện: {nominee.representative.name}" if nominee.representative else ""
    return office.upper_first(", ".join(t for t in ("" if match_key(unit) == match_key(nominee.name) else unit, head) if t))

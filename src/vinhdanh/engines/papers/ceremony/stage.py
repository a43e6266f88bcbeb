"""From an outcome to its award waves: recipients by the rank of their honours, presenters among the leaders who confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.outcome import Standing
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.papers import cells, counts, office
from vinhdanh.engines.papers.ceremony.waves import Presenter, Recipient, Stage, Wave, plan_waves
from vinhdanh.engines.papers.kinds import phrases
from vinhdanh.engines.vietnamese import match_key
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.engines.campaign.types import Guest, Nominee, Settings

HOST = "host"
"""Id of the host's signer among the presenters."""
OUTSIDE = "Ngoài danh sách đại biểu"
UNNAMED = "Chưa có người đại diện"
_HEADS = ("chu tich", "pho chu tich", "bi thu", "pho bi thu", "giam doc", "truong ban", "pho truong ban")
"""Posts, as `match_key` has them, that present honours: heads and deputies, in the order of rank."""
_HIGH = ("cap_tren", "dang", "hdnd_ubnd", "mttq")
"""Protocol groups whose leaders present honours that are not their own."""


def award_waves(outcome: Outcome, *, stage: Stage | None = None, absent: AbstractSet[str] = frozenset()) -> tuple[Wave, ...]:
    """The waves in which the awards of an outcome are presented.

    Args:
        outcome: With its commendations and the guests who come.
        stage: How many stand on stage; None: 8 to 15.
        absent: Ids of nominees and guests who are not there.
    """
    guests = by_protocol(g for g in outcome.guests_in if g.confirmed)
    presenters = _presenters(outcome.campaign.settings, guests)
    return plan_waves(recipients(outcome, guests), presenters, stage=stage, absent=absent)


def by_protocol(guests: Iterable[Guest]) -> tuple[Guest, ...]:
    """Guests in the order of introduction: protocol groups, within a group as listed."""
    order = {group.code: i for i, group in enumerate(catalogue().protocol_groups)}
    return tuple(sorted(guests, key=lambda g: order.get(g.group, len(order))))


def recipients(outcome: Outcome, guests: Sequence[Guest]) -> tuple[Recipient, ...]:
    """Everyone with an award, in the order of the lists; the rank is that of the honour in the catalogue."""
    s = outcome.campaign.settings
    delegates = {p.nominee for p in outcome.attend.by(Standing.CHOSEN)}
    units = cells.unit_names(outcome)
    out = []
    for made in outcome.commend:
        authority = made.commendation.authority
        suitable = _suitable(authority, guests, s)
        for award, nominee in counts.awarded(outcome, made.awards):
            out.append(
                Recipient(
                    id=nominee.id,
                    name=nominee.name,
                    unit=_unit(nominee, units.get(nominee.union, "")),
                    kind=nominee.kind,
                    honour=phrases.given_by(award, authority, s),
                    rank=_rank(award.honour, s),
                    authority=authority or s.host.name,
                    receiver=_receiver(nominee),
                    note="; ".join(_notes(nominee, delegates)),
                    presenters=suitable,
                )
            )
    return tuple(out)


def _unit(nominee: Nominee, unit: str) -> str:
    return cells.post(nominee, unit) if nominee.kind == "person" else unit


def _receiver(nominee: Nominee) -> str:
    """Who comes on stage: the person, or the head of the collective as far as known."""
    if nominee.kind == "person":
        return nominee.name
    return nominee.representative.name if nominee.representative else ""


def _notes(nominee: Nominee, delegates: AbstractSet[str]) -> list[str]:
    out = [] if nominee.id in delegates else [OUTSIDE]
    return out if _receiver(nominee) else [*out, UNNAMED]


def _rank(honour: str, s: Settings) -> int:
    """Place of an honour from the highest; one that the catalogue does not know comes last."""
    try:
        return catalogue().honour(honour, s.rule_set).order
    except UserError:
        return 1_000


def _post_rank(guest: Guest) -> int | None:
    key = match_key(guest.post)
    return next((i for i, post in enumerate(_HEADS) if key == post or key.startswith(f"{post} ")), None)


def _suitable(authority: str, guests: Sequence[Guest], s: Settings) -> tuple[str, ...]:
    """Who may present an honour: leaders of the body that gives it, then (for the host's own: first) the leaders above it by protocol."""
    leaders = [(g, rank) for g in guests if (rank := _post_rank(g)) is not None]
    own = match_key(authority)
    giving = [(g, rank) for g, rank in leaders if authority and g.organisation and match_key(g.organisation) in own]
    giving.sort(key=lambda pair: pair[1])
    high = [g.id for g, rank in leaders if g.group in _HIGH and rank < 4 and g.id not in {p.id for p, _ in giving}]
    host = (HOST,) if s.host.signer.name else ()
    if authority and not giving:
        return (*high, *host)
    if authority:
        return tuple(g.id for g, _ in giving)
    above = [g.id for g, rank in leaders if g.group == _HIGH[0] and rank < 4]
    return (*above, *host) or tuple(high)


def _presenters(s: Settings, guests: Sequence[Guest]) -> tuple[Presenter, ...]:
    made = [Presenter(g.id, f"{g.honorific} {g.name}".strip(), f"{g.post} {g.organisation}".strip()) for g in guests]
    signer = s.host.signer
    if signer.name:
        post = office.upper_first(signer.posts[-1].lower()) if signer.posts else ""
        made.append(Presenter(HOST, f"đồng chí {signer.name}", f"{post} {s.host.name}".strip()))
    return tuple(made)

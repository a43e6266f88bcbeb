"""From the outcome to badges and name plates. A badge carries the code of its holder's invitation: one code a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.outcome import Standing
from vinhdanh.engines.papers import office
from vinhdanh.engines.papers.badges.batch import DELEGATE, GUEST, PRESS, STAFF, Badge, BadgeBatch, Plate, PlateBatch
from vinhdanh.engines.papers.ceremony.stage import by_protocol
from vinhdanh.engines.papers.certificates import invitations
from vinhdanh.engines.papers.certificates.words import full_unit, same
from vinhdanh.engines.papers.measures import NBSP, clean, joined
from vinhdanh.engines.vietnamese import roman

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.engines.campaign.types import Guest, Nominee, Settings

BADGES, PLATES = "badges", "plates"
"""Keys of `[[papers]]` under which the office may enter their day."""
PRESS_GROUP = "bao_chi"
SEATED = ("cap_tren", "dang", "hdnd_ubnd", "mttq")
"""Protocol groups that sit in the first rows and have name plates (domain.md §6.5)."""
BLANKS = 4
"""Blank badges of the organisers: one sheet, names by hand."""


def badges(outcome: Outcome, *, seats: Mapping[str, str] | None = None, blanks: int = BLANKS) -> BadgeBatch:
    """Badges of exemplars in printed order, of guests who have not declined, and blank ones of the organisers.

    Args:
        outcome: With the choice of those who attend.
        seats: Seat by id of nominee or guest, as far as given out.
        blanks: Number of blank badges of the organisers; none while nobody is invited.
    """
    s = outcome.campaign.settings
    invited = invitations(outcome)
    if not invited.items:
        blanks = 0
    codes = {item.key: (item.code, item.check) for item in invited.items}
    at = seats or {}
    made: list[Badge] = []
    for n, placed in enumerate(outcome.attend.by(Standing.CHOSEN), 1):
        name, post, unit = _exemplar(outcome, outcome.nominee(placed.nominee))
        made.append(
            Badge(
                placed.nominee,
                DELEGATE,
                name,
                post,
                unit,
                f"{DELEGATE.prefix}-{n:03d}",
                *codes[placed.nominee],
                at.get(placed.nominee, ""),
            )
        )
    coming = [g for g in outcome.guests_in if g.confirmed is not False]
    for kind, of in (
        (GUEST, [g for g in coming if g.group != PRESS_GROUP]),
        (PRESS, [g for g in coming if g.group == PRESS_GROUP]),
    ):
        for n, guest in enumerate(by_protocol(of), 1):
            name, post, unit = _guest(guest)
            made.append(Badge(guest.id, kind, name, post, unit, f"{kind.prefix}-{n:03d}", *codes[guest.id], at.get(guest.id, "")))
    made += [Badge("", STAFF, "", "", clean(s.host.name), f"{STAFF.prefix}-{n:02d}") for n in range(1, blanks + 1)]
    return BadgeBatch(
        title=joined(f"Thẻ đại biểu – {office.event(s)}"),
        author=clean(s.host.name),
        issuer=" ".join(office.body_lines(s.host)).upper(),
        motto=_motto(s, invited.motto),
        day=office.day_of(s, BADGES) or s.today or s.conference.day,
        items=tuple(made),
    )


def plates(outcome: Outcome) -> PlateBatch:
    """Name plates of the guests in the first rows, in the order of introduction, then of who signs for the host."""
    s = outcome.campaign.settings
    guests = by_protocol(g for g in outcome.guests_in if g.confirmed is not False and g.group in SEATED and g.name)
    made = [Plate(g.id, joined(f"{g.honorific} {g.name}".strip()), joined(_listed(g.post, g.organisation))) for g in guests]
    signer = s.host.signer
    if signer.name:
        post = office.upper_first(signer.posts[-1].lower()) if signer.posts else ""
        made.append(Plate("host", joined(f"Đồng chí {signer.name}"), joined(_listed(post, s.host.name))))
    return PlateBatch(
        title=joined(f"Biển tên – {office.event(s)}"),
        author=clean(s.host.name),
        event=joined(office.event(s)),
        day=office.day_of(s, PLATES) or s.today or s.conference.day,
        items=tuple(made),
    )


def _exemplar(outcome: Outcome, nominee: Nominee) -> tuple[str, str, str]:
    """Name, post, unit; the representative of a collective with the collective."""
    union = outcome.union(nominee.union).name
    if nominee.kind == "person":
        return joined(nominee.name), joined(nominee.post), joined(full_unit(union))
    head = nominee.representative
    collective = nominee.name if same(nominee.name, union) else f"{nominee.name}, {union}"
    name = head.name if head else ""
    post = _listed(head.post if head else "", "đại diện tập thể")
    return joined(name), joined(office.upper_first(post)), joined(collective)


def _guest(guest: Guest) -> tuple[str, str, str]:
    if guest.name:
        return joined(guest.name), joined(guest.post), joined(guest.organisation)
    return "", joined(guest.post), joined(guest.organisation)


def _listed(*parts: str) -> str:
    return ", ".join(clean(part) for part in parts if part)


def _motto(s: Settings, name: str) -> str:
    """The conference in capitals on few lines, with its ordinal and year: "… LẦN THỨ I - 2020"."""
    rest = [f"LẦN THỨ{NBSP}{roman(s.ordinal)}"] if s.ordinal else []
    rest += [str(s.year)] if s.year else []
    return f"{clean(name)} {f'{NBSP}-{NBSP}'.join(rest)}".strip()

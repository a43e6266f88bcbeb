"""Which guests have a place: protocol order and must/wish, never points (design.md §4)."""

from __future__ import annotations

from decimal import Decimal
from math import ceil

from vinhdanh.engines.campaign.types import Finding, Guest, Settings, Severity
from vinhdanh.engines.catalogue import catalogue


def _protocol(guest: Guest) -> int:
    """Place of the guest's group in the order of introduction; an unknown group stands last."""
    codes = [group.code for group in catalogue().protocol_groups]
    return codes.index(guest.group) if guest.group in codes else len(codes)


def places(settings: Settings) -> int | None:
    """Seats that guests may take: what the cap leaves beside the least share of exemplars that the tolerance allows; None: no cap."""
    if settings.cap_delegates is None:
        return None
    if settings.exemplars is not None:
        return max(0, settings.cap_delegates - settings.exemplars)
    if settings.share_exemplars is None:
        return settings.cap_delegates
    least = max(Decimal(0), settings.share_exemplars - settings.share_tolerance)
    return settings.cap_delegates - ceil(settings.cap_delegates * least / 100)


def seated(settings: Settings, guests: tuple[Guest, ...]) -> tuple[tuple[Guest, ...], tuple[Guest, ...], tuple[Finding, ...]]:
    """Guests with a place, guests named to be dropped, and what to settle.

    A place goes to whoever has confirmed, and is kept for one who must come and has not answered yet. Where more are coming than
    there are places, those wished for go first, the last in protocol first; one who must come is never dropped.
    """
    order = sorted(range(len(guests)), key=lambda i: (_protocol(guests[i]), i))
    coming = [guests[i] for i in order if guests[i].confirmed or (guests[i].must and guests[i].confirmed is None)]
    room = places(settings)
    if room is None or len(coming) <= room:
        return tuple(coming), (), ()
    surplus = len(coming) - room
    wished = [g for g in coming if not g.must]
    dropped = wished[max(0, len(wished) - surplus) :]
    out = {g.id for g in dropped}
    staying = tuple(g for g in coming if g.id not in out)
    findings = [
        Finding(
            code="guests.over-cap",
            severity=Severity.WARNING,
            message=f"Có {len(coming)} khách mời dự, nhiều hơn {room} chỗ dành cho khách; hệ thống đề xuất thôi mời {len(dropped)} khách: "
            + "; ".join(g.name for g in dropped)
            + ".",
            remedy="Xem lại danh sách khách mời trong guests.xlsx, hoặc điều chỉnh tỷ lệ, số lượng trong campaign.toml.",
            file="guests.xlsx",
        )
    ]
    if len(staying) > room:
        findings.append(
            Finding(
                code="guests.must-over-cap",
                severity=Severity.BLOCKING,
                message=f"Riêng khách nhất thiết phải mời đã là {len(staying)}, vượt {len(staying) - room} so với số chỗ dành cho khách ({room}).",
                remedy="Giảm số khách “phải mời”, hoặc sửa Kế hoạch về số lượng đại biểu, tỷ lệ khách mời.",
                file="guests.xlsx",
            )
        )
    return staying, tuple(dropped), tuple(findings)

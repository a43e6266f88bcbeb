"""The register of unions, and whom they put forward."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from vinhdanh.engines.campaign.types.findings import Place
from vinhdanh.engines.vietnamese import PartialDate


@dataclass(frozen=True, slots=True)
class Union:
    """A grassroots union of the register, as it stands when the campaign is issued.

    Args:
        code: Short unique code, e.g. "GD-07".
        name: As papers write it, e.g. "CĐCS Trường Tiểu học Long Hà A".
        group: Khối / cụm thi đua, e.g. "Trường học".
        place: Commune or ward.
        members, women, minority, workers: Workforce counts for comparison, None: not told.
        responsible, responsible_post, phone: Who answers for the list (R60).
        at_most: Allocation of places for those who attend; None: the campaign's `unit_cap`.
        at_least: Floor of the unit; None: the campaign's `unit_floor`.
        received: When the list arrived; None: not yet (or as the file's own form says).
        nil_reason: Reason of an explicit nil return, "" if none.
        reminders: Days on which the unit was reminded, as evidence.
    """

    code: str
    name: str
    group: str = ""
    place: str = ""
    members: int | None = None
    women: int | None = None
    minority: int | None = None
    workers: int | None = None
    responsible: str = ""
    responsible_post: str = ""
    phone: str = ""
    at_least: int | None = None
    at_most: int | None = None
    received: datetime | None = None
    nil_reason: str = ""
    reminders: tuple[date, ...] = ()
    note: str = ""


# ---------------------------------------------------------------------------------------------- nominations/*


@dataclass(frozen=True, slots=True)
class Achievement:
    """A title or commendation already held. `honour` is the catalogue code, "" when not recognised; `typed` is what was written."""

    typed: str
    honour: str = ""
    year: int | None = None
    decision: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Initiative:
    """A recognised initiative: title as typed, scope `base`, `province`, `nation` or "", year, decision, value in đồng."""

    title: str
    scope: str = ""
    year: int | None = None
    decision: str = ""
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Representative:
    """Who stands for a collective as delegate and is counted for it."""

    name: str
    post: str = ""
    sex: Literal["nam", "nữ"] | None = None
    birth: PartialDate | None = None
    ethnicity: str = ""
    labour_group: str = ""
    manager: bool | None = None


@dataclass(frozen=True, slots=True)
class Nominee:
    """A person or a collective put forward by a union, with two separate requests: attend, and be commended.

    Args:
        id: Stable within the campaign: union code, `P` or `C`, running number in the union's list: "GD-07-P03".
        name: Repaired (NFC, single spaces, proper case); `typed_name` as it came.
        sort_given: Override of the given name for sorting (Xtiêng, Ê-đê, foreign names), "" if none.
        ethnicity: First spelling of the catalogue ("Xtiêng"), "" when unknown; `typed_ethnicity` as it came.
        labour_group: Catalogue code, e.g. `cn_truc_tiep`.
        manager: True when holding a leading or managing post, None when not told.
        achievements: Titles and commendations held, newest last.
        commend: Catalogue code of the honour asked for, "" if none; `typed_commend` as it came.
        movement: Catalogue code or typed name of the movement the nominee comes from.
        categories: Ids of categories.
        members, women_members, minority_members: For collectives.
    """

    id: str
    kind: Literal["person", "collective"]
    union: str
    name: str
    typed_name: str = ""
    sort_given: str = ""
    sex: Literal["nam", "nữ"] | None = None
    birth: PartialDate | None = None
    ethnicity: str = ""
    typed_ethnicity: str = ""
    religion: str = ""
    party: str = ""
    home: str = ""
    schooling: str = ""
    education: str = ""
    theory: str = ""
    post: str = ""
    labour_group: str = ""
    manager: bool | None = None
    achievements: tuple[Achievement, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    summary: str = ""
    movement: str = ""
    categories: tuple[str, ...] = ()
    attend: bool = True
    commend: str = ""
    typed_commend: str = ""
    upward: bool = False
    note: str = ""
    collective_type: str = ""
    members: int | None = None
    women_members: int | None = None
    minority_members: int | None = None
    representative: Representative | None = None
    place: Place | None = None

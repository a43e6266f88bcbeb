"""Votes, guests, people's decisions, and the whole folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from vinhdanh.engines.campaign.types.findings import Place
from vinhdanh.engines.campaign.types.people import Union
from vinhdanh.engines.campaign.types.settings import Settings

FORMAT = 1
"""The version of the folder format that this program writes (docs/folder.md)."""


class BallotLevel(StrEnum):
    """Who voted: the union's own meeting, the council of the host, the hall of the conference."""

    UNION = "union"
    COUNCIL = "council"
    HALL = "hall"


@dataclass(frozen=True, slots=True)
class Ballot:
    """One counted ballot (domain.md §3.2), on paper or by show of hands.

    `total_members`, `present`, `issued`, `collected`, `valid`, `invalid` are counts; `seats` the largest number of choices, None: no limit;
    `base` names what the share is taken of.
    """

    id: str
    level: BallotLevel
    union: str = ""
    day: date | None = None
    method: Literal["secret", "open"] = "secret"
    total_members: int | None = None
    present: int | None = None
    issued: int | None = None
    collected: int | None = None
    valid: int | None = None
    invalid: int | None = None
    seats: int | None = None
    base: Literal["total_members", "present", "collected", "valid"] = "total_members"


@dataclass(frozen=True, slots=True)
class Vote:
    """Votes for one nominee on one ballot. The nominee is named by union and name as typed; `nominee` is the id once matched."""

    ballot: str
    union: str
    name: str
    votes: int
    nominee: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Guest:
    """A guest: never scored, never optimised.

    Args:
        group: Code of the protocol group in the catalogue, in order of introduction.
        must: True: must come; False: wished for.
        confirmed: True yes, False no, None not answered.
    """

    id: str
    name: str
    honorific: str = ""
    post: str = ""
    organisation: str = ""
    group: str = ""
    must: bool = False
    confirmed: bool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """A human's decision about one nominee, with its reason.

    Args:
        nominee: Id of the nominee, or "union code/name".
        choice: `attend`, `commend` or `upward` – or `nominee` for all three.
        action: `include`, `exclude`, or `accept` (a blocking finding, named in `finding`, is settled).
        reason: Never empty.
        by: Who decided.
        day: When.
    """

    nominee: str
    choice: Literal["attend", "commend", "upward", "nominee"]
    action: Literal["include", "exclude", "accept"]
    reason: str
    by: str = ""
    day: date | None = None
    finding: str = ""


@dataclass(frozen=True, slots=True)
class InboxDecision:
    """A file of nominations/ whose sender is not clear by itself, and what a human says of it (inbox.xlsx).

    Args:
        file: Its name under nominations/.
        guess: The likeliest union as shown to the human, "code – name"; "" when there is none. Told, not read back.
        certainty, why: How sure the guess is, and the reasons, in words. Told, not read back.
        decision: What the human says: a union ("GD-07", its name, or "GD-07 – name"), "Không dùng", or "" while it waits.
    """

    file: str
    guess: str = ""
    certainty: str = ""
    why: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Campaign:
    """The whole folder as data; the lists of the unions stay files (`nominations`) until `engines.sheets` reads them."""

    settings: Settings
    unions: tuple[Union, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    votes: tuple[Vote, ...] = ()
    guests: tuple[Guest, ...] = ()
    overrides: tuple[Override, ...] = ()
    nominations: Mapping[str, bytes] = field(default_factory=dict)
    """File name under nominations/ -> its bytes, as they came."""
    plan_paper: tuple[str, bytes] | None = None
    """Name and bytes of the plan paper (`plan.*`), if the folder holds it."""
    inbox: tuple[InboxDecision, ...] = ()
    """Files whose sender is not clear by itself, with the human decisions about them."""
    templates: Mapping[str, bytes] = field(default_factory=dict)
    """File name under templates/ ("request.docx") -> its bytes: the office's own look of a paper."""
    photos: Mapping[str, bytes] = field(default_factory=dict)
    """Path under photos/ ("GD-07/Nguyễn Thị Ví Dụ.jpg", "GD-07-P03.jpg") -> its bytes, as they came."""

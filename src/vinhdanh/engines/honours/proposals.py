"""Who may be proposed for which honour: asked for it, passed appraisal, of the right kind."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from vinhdanh.engines.campaign.decisions import settled
from vinhdanh.engines.campaign.requests import asked, offered
from vinhdanh.engines.vietnamese import match_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vinhdanh.engines.campaign.types import Campaign, Commendation, Finding, Nominee, Settings

HOLDS_BACK: Final = "appraisal.commend-"
"""Findings whose code begins so hold back the commendation, whatever their severity; the nominee may still attend."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One line of `[[commendations]]` with those who may be proposed.

    Args:
        number: 1-based place of the line in the campaign.
        commendation: The line.
        title: What the choice is called: the honour's name and who decides.
        candidates: Ids of nominees, in the order of the lists.
        refused: Id -> why a nominee who asked cannot be proposed, one or more Vietnamese sentences.
    """

    number: int
    commendation: Commendation
    title: str
    candidates: tuple[str, ...]
    refused: Mapping[str, str] = field(default_factory=dict)


def authority(commendation: Commendation, settings: Settings) -> str:
    """Who decides, full name: the authority named, else the host itself."""
    return commendation.authority or settings.host.name


def title(name: str, decider: str) -> str:
    """What a line is called: the honour with who decides in place of the catalogue's general words.

    "Giấy khen của …" becomes "Giấy khen của <decider>"; an honour whose name tells no decider keeps it and gets one in brackets.
    """
    form, of, _ = name.partition(" của ")
    return f"{form} của {decider}" if of else f"{name} ({decider})"


def _line(nominee: Nominee, code: str, settings: Settings) -> int | None:
    """The index of the campaign's line for this request: among several of one honour the one whose authority the words name."""
    lines = [i for i, c in enumerate(settings.commendations) if c.honour == code]
    typed = match_key(nominee.typed_commend)
    named = [i for i in lines if (key := match_key(authority(settings.commendations[i], settings))) and key in typed]
    return next(iter([*named, *lines]), None)


def _problem(nominee: Nominee, reason: str | None, held: Sequence[Finding], campaign: Campaign) -> str:
    """Why the nominee cannot be proposed, "" when nothing stands against it."""
    open_ = [f.message for f in held if not settled(f, nominee, campaign.overrides)]
    return " ".join(dict.fromkeys([*([reason] if reason else []), *open_]))


def proposals(
    campaign: Campaign, nominees: Sequence[Nominee], eligible: Mapping[str, str | None], findings: Sequence[Finding]
) -> tuple[Proposal, ...]:
    """Per line of `[[commendations]]`, who may be proposed and who not, with the reason.

    Args:
        campaign: Settings and decisions (`accept` settles a finding).
        nominees: In the order of the lists.
        eligible: As `engines.appraisal.eligible` gives it: id -> None, or the reason.
        findings: All findings; those of `HOLDS_BACK` count here.

    Returns:
        One proposal per line, in the campaign's order. A nominee stands in at most one.
    """
    settings = campaign.settings
    honours = offered(settings)
    held: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.code.startswith(HOLDS_BACK):
            held[finding.nominee].append(finding)
    candidates: dict[int, list[str]] = defaultdict(list)
    refused: dict[int, dict[str, str]] = defaultdict(dict)
    for nominee in nominees:
        line = _line(nominee, asked(nominee, settings), settings)
        if line is None:
            continue
        problem = _problem(nominee, eligible.get(nominee.id), held[nominee.id], campaign)
        if problem:
            refused[line][nominee.id] = problem
        else:
            candidates[line].append(nominee.id)
    result = []
    for i, commendation in enumerate(settings.commendations):
        name = honours[commendation.honour].name if commendation.honour in honours else commendation.honour
        called = title(name, authority(commendation, settings))
        result.append(Proposal(i + 1, commendation, called, tuple(candidates[i]), refused[i]))
    return tuple(result)

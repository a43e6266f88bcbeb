"""From the files under nominations/ to nominees: each file read, given to its union, numbered; nothing is dropped without a word."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.types import Campaign, Finding, Severity
from vinhdanh.engines.pipeline.inbox import incoming
from vinhdanh.engines.sheets import nominees as numbered
from vinhdanh.engines.sheets.log import Log
from vinhdanh.engines.sheets.senders import UNSETTLED, say
from vinhdanh.engines.sheets.versions import submission

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vinhdanh.engines.campaign.types import Nominee
    from vinhdanh.engines.sheets import FormReading
    from vinhdanh.engines.sheets.inbox import Incoming

FOLDER = "nominations"
"""Where the unions' files stand in the folder."""

_SAYS_WHOSE = frozenset({"sheets.other-campaign", "sheets.union-not-registered"})
"""Codes of the reading that say already why the file is nobody's."""


@dataclass(frozen=True, slots=True)
class Readings:
    """What the unions sent, read.

    Args:
        campaign: With the nil returns that the forms told and the register did not.
        nominees: In the order of the register, then of the files' names, then of the rows.
        counts: Union code -> (files, persons, collectives), as `appraisal.unit_statuses` takes it.
        findings: Of the readings.
    """

    campaign: Campaign
    nominees: tuple[Nominee, ...]
    counts: Mapping[str, tuple[tuple[str, ...], int, int]]
    findings: tuple[Finding, ...]


def read_nominations(campaign: Campaign, known: Sequence[tuple[str, str]] = ()) -> Readings:
    """Reads every file; one that cannot be read, or whose union is not known, becomes a blocking finding and the rest goes on.

    Args:
        campaign: As `campaign.load` gives it.
        known: (code of a union, name) of people known from earlier campaigns: they help to tell whose a file is.
    """
    by_union: dict[str, list[FormReading]] = defaultdict(list)
    findings: list[Finding] = []
    for one in incoming(campaign, known):
        findings += _findings_of(one, campaign)
        sender = one.verdict.settled
        # A file that waits stays where it is, with its blocking finding, and nobody in it is judged.
        if sender and one.used and (one.reading.readable or one.reading.union_code):
            by_union[sender].append(_given(one.reading, sender))
    nominees: list[Nominee] = []
    counts: dict[str, tuple[tuple[str, ...], int, int]] = {}
    nil: dict[str, str] = {}
    for union in campaign.unions:
        readings = by_union.pop(union.code, [])
        if not readings:
            continue
        mine, found = _one_submission(readings, union.code)
        nominees.extend(mine)
        findings += found
        persons = sum(n.kind == "person" for n in mine)
        # A form that only says "no nomination" is a nil return, not a list without names.
        files = tuple(f"{FOLDER}/{r.file}" for r in readings if r.persons or r.collectives or not r.nil_reason)
        counts[union.code] = (files, persons, len(mine) - persons)
        nil[union.code] = next((r.nil_reason for r in readings if r.nil_reason), "")
    for code, readings in by_union.items():
        findings.extend(_unknown_union(code, r.file) for r in readings)
    unions = tuple(replace(u, nil_reason=u.nil_reason or nil.get(u.code, "")) for u in campaign.unions)
    return Readings(replace(campaign, unions=unions), tuple(nominees), counts, tuple(findings))


def _findings_of(one: Incoming, campaign: Campaign) -> list[Finding]:
    """The findings of a file as they stand once its sender is settled or not."""
    file, union = f"{FOLDER}/{one.reading.file}", one.verdict.settled
    if not one.used:
        return [_not_used(one)]
    settled = UNSETTLED | ({"sheets.other-campaign", "sheets.union-not-registered"} if union else set())
    found = [replace(f, file=file, union=union or f.union) for f in one.reading.findings if f.code not in settled]
    if union or not one.reading.readable or any(f.code in _SAYS_WHOSE for f in found):
        return found
    log = Log(file)
    say(log, one.verdict, campaign.unions)
    return [*log.findings, *found]


def _given(reading: FormReading, union: str) -> FormReading:
    """The reading as the union's."""
    return replace(
        reading,
        union_code=union,
        persons=tuple(replace(n, union=union) for n in reading.persons),
        collectives=tuple(replace(n, union=union) for n in reading.collectives),
    )


def _one_submission(readings: list[FormReading], union: str) -> tuple[tuple[Nominee, ...], list[Finding]]:
    """Several files of one union make one list, nobody in it twice; the running numbers go on from file to file."""
    one = submission(readings)
    persons = tuple(n for n in one.nominees if n.kind == "person")
    collectives = tuple(n for n in one.nominees if n.kind == "collective")
    merged = replace(readings[0], persons=persons, collectives=collectives)
    # Everyone's place names the file as it stands in the campaign's folder.
    mine = [
        n if n.place is None else replace(n, place=replace(n.place, file=f"{FOLDER}/{n.place.file}"))
        for n in numbered(merged, union)
    ]
    return tuple(mine), [replace(f, file=f"{FOLDER}/{f.file}") for f in one.findings]


def _not_used(one: Incoming) -> Finding:
    return Finding(
        code="sheets.file-not-used",
        severity=Severity.NOTE,
        message=f"Tệp “{one.reading.file}” không được dùng, theo quyết định trong inbox.xlsx.",
        remedy="Nếu cần dùng lại, sửa cột Quyết định của tệp này trong inbox.xlsx.",
        file=f"{FOLDER}/{one.reading.file}",
    )


def _unknown_union(code: str, file: str) -> Finding:
    return Finding(
        code="pipeline.unknown-union",
        severity=Severity.BLOCKING,
        message=f"Tệp “{file}” ghi mã đơn vị “{code}”, không có trong unions.xlsx; danh sách chưa được xét.",
        remedy="Bổ sung đơn vị vào unions.xlsx, hoặc sửa mã đơn vị trong tệp.",
        file=f"{FOLDER}/{file}",
    )

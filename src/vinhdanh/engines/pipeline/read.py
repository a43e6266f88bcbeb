"""From the files under nominations/ to nominees: each file read, given to its union, numbered; nothing is dropped without a word."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.types import Campaign, Finding, Severity
from vinhdanh.engines.sheets import nominees as numbered
from vinhdanh.engines.sheets import read_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vinhdanh.engines.campaign.types import Nominee
    from vinhdanh.engines.sheets import FormReading

FOLDER = "nominations"
"""Where the unions' files stand in the folder."""


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


def read_nominations(campaign: Campaign) -> Readings:
    """Reads every file; one that cannot be read, or whose union is not known, becomes a blocking finding and the rest goes on."""
    by_union: dict[str, list[FormReading]] = defaultdict(list)
    findings: list[Finding] = []
    for name in sorted(campaign.nominations):
        reading = read_form(campaign.nominations[name], name, settings=campaign.settings, unions=campaign.unions)
        findings.extend(replace(f, file=f"{FOLDER}/{name}", union=f.union or reading.union_code) for f in reading.findings)
        # A form of another campaign stays where it is, with its blocking finding, and nobody in it is judged here.
        if reading.union_code and reading.campaign_id in {"", campaign.settings.id}:
            by_union[reading.union_code].append(reading)
    nominees: list[Nominee] = []
    counts: dict[str, tuple[tuple[str, ...], int, int]] = {}
    nil: dict[str, str] = {}
    for union in campaign.unions:
        readings = by_union.pop(union.code, [])
        if not readings:
            continue
        mine = _one_submission(readings, union.code)
        nominees.extend(mine)
        persons = sum(n.kind == "person" for n in mine)
        # A form that only says "no nomination" is a nil return, not a list without names.
        files = tuple(f"{FOLDER}/{r.file}" for r in readings if r.persons or r.collectives or not r.nil_reason)
        counts[union.code] = (files, persons, len(mine) - persons)
        nil[union.code] = next((r.nil_reason for r in readings if r.nil_reason), "")
    for code, readings in by_union.items():
        findings.extend(_unknown_union(code, r.file) for r in readings)
    unions = tuple(replace(u, nil_reason=u.nil_reason or nil.get(u.code, "")) for u in campaign.unions)
    return Readings(replace(campaign, unions=unions), tuple(nominees), counts, tuple(findings))


def _one_submission(readings: list[FormReading], union: str) -> tuple[Nominee, ...]:
    """Several files of one union make one list; the running numbers go on from file to file."""
    mine: list[Nominee] = []
    for reading in readings:
        persons = sum(n.kind == "person" for n in mine)
        mine.extend(numbered(reading, union, after=(persons, len(mine) - persons)))
    # Everyone's place names the file as it stands in the campaign's folder.
    return tuple(n if n.place is None else replace(n, place=replace(n.place, file=f"{FOLDER}/{n.place.file}")) for n in mine)


def _unknown_union(code: str, file: str) -> Finding:
    return Finding(
        code="pipeline.unknown-union",
        severity=Severity.BLOCKING,
        message=f"Tệp “{file}” ghi mã đơn vị “{code}”, không có trong unions.xlsx; danh sách chưa được xét.",
        remedy="Bổ sung đơn vị vào unions.xlsx, hoặc sửa mã đơn vị trong tệp.",
        file=f"{FOLDER}/{file}",
    )

"""Today's nominees beside those of earlier campaigns: who may be the same person. Matching proposes; a human merges."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vinhdanh.engines import campaign as folders
from vinhdanh.engines.appraisal.matching import THRESHOLD, Match, Person, against, matches
from vinhdanh.engines.pipeline.read import read_nominations
from vinhdanh.engines.vietnamese import match_key
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from vinhdanh.engines.campaign.types import Campaign, Nominee

SETTINGS = "campaign.toml"
"""What makes a folder a campaign's folder."""


@dataclass(frozen=True, slots=True)
class Year:
    """A campaign of the folder of years.

    Args:
        folder: Its name under the folder of years.
        name: The campaign's name.
        year: None when its settings tell none.
        people: How many persons and representatives its lists hold.
    """

    folder: str
    name: str
    year: int | None
    people: int


Held = tuple[Year, list[Person], "Mapping[str, str]"]
"""An earlier campaign, its people, and where each was typed."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two records that may be one person.

    Args:
        match: `first` stands in today's campaign.
        first, second: Where each was typed: file and row, or the record's id.
        year: The campaign of `second`; None: today's own.
    """

    match: Match
    first: str
    second: str
    year: Year | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared and what was found.

    Args:
        campaign: Id of today's campaign.
        people: Its persons and representatives.
        years: The earlier campaigns, in the order of their years, then of their folders.
        skipped: Folders without a readable campaign, with the reason in Vietnamese.
        inside: Doubles within today's campaign, surest first.
        earlier: People of today who may stand in an earlier campaign, surest first.
    """

    campaign: str
    people: int
    years: tuple[Year, ...]
    skipped: tuple[tuple[str, str], ...]
    inside: tuple[Proposal, ...]
    earlier: tuple[Proposal, ...]


def compare(folder: Path, years: Path | None = None, *, threshold: float = THRESHOLD) -> Comparison:
    """Matches the people of a campaign with each other, and with those of earlier campaigns.

    Args:
        folder: Today's campaign.
        years: A folder that holds a campaign's folder for each earlier campaign; today's own, if it is among them, is passed over.
        threshold: Least score, 0 to 1.

    Raises:
        UserError: `folder` is no campaign's folder, or `years` holds none.
    """
    campaign, _ = folders.load(folder)
    held, skipped = _years(years, folder) if years else ([], [])
    today, places = _people(campaign, _of_unions(campaign, held))
    ident = campaign.settings.id
    found = [Proposal(m, places[m.first.id], places[m.second.id], None) for m in matches(today, threshold=threshold)]
    if years is None:
        return Comparison(ident, len(today), (), (), tuple(found), ())
    earlier: list[Person] = []
    where: dict[str, tuple[Year, str]] = {}
    for year, people, of_year in held:
        # Ids are unique inside a campaign only.
        for person in people:
            there = replace(person, id=f"{year.folder}/{person.id}")
            where[there.id] = year, of_year[person.id]
            earlier.append(there)
    across = [
        Proposal(m, places[m.first.id], where[m.second.id][1], where[m.second.id][0])
        for m in against(today, earlier, threshold=threshold)
    ]
    return Comparison(ident, len(today), tuple(year for year, _, _ in held), tuple(skipped), tuple(found), tuple(across))


def known_people(campaign: Campaign, years: Path, today: Path) -> tuple[tuple[str, str], ...]:
    """The people of earlier campaigns, each as (code of the union in today's register, name).

    A union is the same when its name is; people of unions that are not in the register now are left out.

    Args:
        campaign: Today's.
        years: A folder that holds a campaign's folder for each earlier campaign.
        today: Folder of today's campaign, passed over when it is among them.

    Raises:
        UserError: `years` holds no campaign.
    """
    return _of_unions(campaign, _years(years, today)[0])


def _of_unions(campaign: Campaign, held: Sequence[Held]) -> tuple[tuple[str, str], ...]:
    codes = {match_key(union.name): union.code for union in campaign.unions}
    found = ((codes.get(match_key(p.union), ""), p.name) for _, people, _ in held for p in people)
    return tuple(dict.fromkeys((code, name) for code, name in found if code))


def _years(years: Path, today: Path) -> tuple[list[Held], list[tuple[str, str]]]:
    if not years.is_dir():
        raise UserError(
            f"Không tìm thấy thư mục “{years}” chứa các đợt trước. Đề nghị kiểm tra lại đường dẫn sau --years.",
            f"There is no folder “{years}” of earlier campaigns. Check the path after --years.",
        )
    held, skipped = [], []
    for path in sorted(p for p in years.iterdir() if p.is_dir() and not p.name.startswith(".")):
        if path.resolve() == today.resolve():
            continue
        if not (path / SETTINGS).is_file():
            skipped.append((path.name, f"không có tệp {SETTINGS}"))
            continue
        try:
            campaign, _ = folders.load(path)
        except UserError as error:
            skipped.append((path.name, error.vi))
            continue
        people, places = _people(campaign)
        settings = campaign.settings
        held.append((Year(path.name, settings.name or settings.id, settings.year, len(people)), people, places))
    if not held:
        raise UserError(
            f"Thư mục “{years}” không có đợt nào trước đây đọc được: mỗi đợt là một thư mục con có tệp {SETTINGS}. Đề nghị kiểm tra lại.",
            f"The folder “{years}” holds no readable earlier campaign: each is a subfolder with a {SETTINGS}.",
        )
    return sorted(held, key=lambda row: (row[0].year or 0, row[0].folder)), skipped


def _people(campaign: Campaign, known: Sequence[tuple[str, str]] = ()) -> tuple[list[Person], dict[str, str]]:
    """The persons of a campaign's lists and those who represent its collectives, and where each was typed."""
    readings = read_nominations(campaign, known)
    unions = {union.code: union.name for union in readings.campaign.unions}
    people: list[Person] = []
    places: dict[str, str] = {}
    for nominee in readings.nominees:
        union = unions.get(nominee.union, nominee.union)
        other = nominee.representative
        if nominee.kind == "person":
            people.append(Person(nominee.id, nominee.name, nominee.birth, nominee.sex, union))
        elif other is not None and other.name:
            people.append(Person(nominee.id, other.name, other.birth, other.sex, union))
        places[nominee.id] = _place(nominee)
    return people, places


def _place(nominee: Nominee) -> str:
    place = nominee.place
    return f"{place.file}, dòng {place.row}" if place else nominee.id

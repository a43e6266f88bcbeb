"""`vinhdanh match FOLDER [--years DIR]`: who may be the same person, in this campaign and in earlier ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vinhdanh.engines.appraisal.matching import THRESHOLD
from vinhdanh.engines.pipeline.earlier import compare
from vinhdanh.engines.vietnamese import percent, short_date
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    import argparse

    from vinhdanh.engines.appraisal.matching import Person
    from vinhdanh.engines.pipeline.earlier import Comparison, Proposal, Year

LEAST = round(100 * THRESHOLD)
"""Percent from which pairs are shown unless told otherwise."""


def add(subparsers: Any) -> None:
    """Adds the command to the parser."""
    command = subparsers.add_parser(
        "match", help="tìm người có thể trùng nhau, trong đợt và với các đợt trước / find records that may be one person"
    )
    command.add_argument("folder", type=Path, metavar="FOLDER", help="thư mục của đợt / the campaign's folder")
    command.add_argument(
        "--years",
        type=Path,
        metavar="DIR",
        help="thư mục chứa các đợt trước, mỗi đợt một thư mục con / folder of earlier campaigns",
    )
    command.add_argument(
        "--least",
        type=int,
        default=LEAST,
        metavar="PERCENT",
        help=f"mức độ phù hợp thấp nhất, 1 đến 100 (mặc định {LEAST}) / least score in percent",
    )
    command.add_argument("--json", action="store_true", help="in kết quả dạng JSON / print JSON")
    command.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the proposals, the surest first. Exit code 0: a proposal holds nothing back."""
    if not 1 <= arguments.least <= 100:
        raise UserError(
            f"Mức độ phù hợp {arguments.least} không hợp lệ. Đề nghị ghi một số từ 1 đến 100 sau --least.",
            f"{arguments.least} is no percent. Give a number from 1 to 100 after --least.",
        )
    found = compare(arguments.folder, arguments.years, threshold=arguments.least / 100)
    if arguments.json:
        print(json.dumps(_record(found), ensure_ascii=False, indent=2))
    else:
        _say(found)
    return 0


def _record(found: Comparison) -> dict[str, object]:
    return {
        "campaign": found.campaign,
        "people": found.people,
        "years": [_year(year) for year in found.years],
        "skipped": [{"folder": folder, "reason": reason} for folder, reason in found.skipped],
        "inside": [_proposal(proposal) for proposal in found.inside],
        "earlier": [_proposal(proposal) for proposal in found.earlier],
    }


def _year(year: Year) -> dict[str, object]:
    return {"folder": year.folder, "name": year.name, "year": year.year, "people": year.people}


def _proposal(proposal: Proposal) -> dict[str, object]:
    match, year = proposal.match, proposal.year
    return {
        "score": match.score,
        "reasons": list(match.reasons),
        "first": _person(match.first, proposal.first, ""),
        "second": _person(match.second, proposal.second, year.folder if year else ""),
    }


def _person(person: Person, place: str, folder: str) -> dict[str, object]:
    return {
        "folder": folder,
        "id": person.id.removeprefix(f"{folder}/") if folder else person.id,
        "name": person.name,
        "birth": person.birth.iso() if person.birth else None,
        "sex": person.sex,
        "union": person.union,
        "place": place,
    }


def _say(found: Comparison) -> None:
    print(f"Đã đối chiếu {found.people} người của đợt này.")
    _table("Có thể trùng trong đợt", found.inside)
    for year in found.years:
        when = f" ({year.year})" if year.year else ""
        print(f"\nĐợt trước: {year.name}{when}, {year.people} người [{year.folder}]")
        of_year = tuple(p for p in found.earlier if p.year == year)
        _table("Người có thể đã được đề nghị trong đợt đó", of_year)
    for folder, reason in found.skipped:
        print(f"\nBỏ qua “{folder}”: {reason}")
    if found.inside or found.earlier:
        print("\nĐây là đề xuất để đồng chí xác minh; không có dữ liệu nào bị gộp hoặc thay đổi.")


def _table(title: str, proposals: tuple[Proposal, ...]) -> None:
    print(f"{title}: {len(proposals) or 'không có'}")
    for proposal in proposals:
        match = proposal.match
        print(f"  {percent(round(match.score * 100), 0):>6}  {_line(match.first, proposal.first)}")
        print(f"          {_line(match.second, proposal.second)}")
        print(f"          → {'; '.join(match.reasons)}")


def _line(person: Person, place: str) -> str:
    born = f", sinh {short_date(person.birth)}" if person.birth else ""
    union = f", {person.union}" if person.union else ""
    return f"{person.name}{born}{union} [{place}]"

"""A campaign as the folder of docs/folder.md: in and out, file for file."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from vinhdanh.engines import campaign as engine
from vinhdanh.engines.campaign.grid import read_workbook
from vinhdanh.engines.campaign.store import contents_of, write_folder
from vinhdanh.engines.campaign.tables import tables
from vinhdanh.engines.campaign.tables_in import read_table
from vinhdanh.engines.campaign.tables_out import workbook
from vinhdanh.engines.campaign.types import Finding, Severity
from vinhdanh.engines.campaign.types import Union as UnionRecord
from vinhdanh.engines.vietnamese import match_key, sort_key
from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.design.engine_words import in_english
from vinhdanh.platform.files.selectors import read_file
from vinhdanh.platform.files.services import store
from vinhdanh.platform.journal.services import record
from vinhdanh.platform.organisations.models import Level, Union
from vinhdanh.platform.organisations.models.unions import keys
from vinhdanh.platform.organisations.services.tree import lock, place
from vinhdanh.steps.campaigns import rules
from vinhdanh.steps.campaigns.models import Campaign, FolderFile, PlanPaper, Status, Unit
from vinhdanh.steps.campaigns.selectors.records import COLUMNS, record_of
from vinhdanh.steps.campaigns.services.content import write
from vinhdanh.steps.campaigns.services.milestones import recount

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.types import Campaign as Record
    from vinhdanh.platform.accounts.reader import Reader

MADE = ("campaign.toml", "unions.xlsx")
"""Files that a dump makes from rows; every other file is kept as it came."""


def units_workbook(campaign: Campaign) -> bytes:
    """The units as an Excel file that may come back changed: unions.xlsx."""
    return workbook([(tables()["unions"], [_row(unit) for unit in record_of(campaign).unions])])


def read_units(campaign: Campaign, name: str, data: bytes) -> tuple[dict[int, tuple[int | None, int | None]], list[Finding]]:
    """What an Excel file of units would change in the places: unit id -> least and most; and what does not fit, by cell."""
    findings: list[Finding] = []
    rows = read_table(tables()["unions"], read_workbook(data, name), findings)
    by_code = {match_key(unit.code): unit for unit in campaign.units.all()}
    changes: dict[int, tuple[int | None, int | None]] = {}
    for row in rows:
        unit = by_code.get(match_key(str(row.values.get("code", ""))))
        if unit is None:
            message = f"Mã “{row.values.get('code', '')}” không phải là đơn vị của đợt này."
            findings.append(
                Finding(
                    "campaigns.unit-unknown",
                    Severity.BLOCKING,
                    message,
                    "Sửa mã theo danh sách đã tải về.",
                    name,
                    row.sheet,
                    row.cell("code"),
                )
            )
            continue
        wanted = (row.values.get("at_least"), row.values.get("at_most"))
        if wanted != (unit.at_least, unit.at_most):
            changes[unit.pk] = wanted
    return changes, findings


def units_in_workbook(campaign: Campaign, name: str, data: bytes) -> dict[int, tuple[int | None, int | None]]:
    """What an Excel file of units would change.

    Raises:
        UserError: It cannot be read, or a cell does not fit; with the first cells.
    """
    changes, findings = read_units(campaign, name, data)
    bad = [f for f in findings if f.severity is Severity.BLOCKING]
    if bad:
        words = " ".join(_in_cell(f) for f in bad[:5])
        english = " ".join(f"Cell {f.cell}: {in_english(f.message)}" for f in bad[:5])
        raise UserError(
            f"Tệp còn {len(bad)} chỗ phải sửa, chưa ghi gì. {words}",
            f"Cells to correct in the file: {len(bad)}; nothing was changed. {english}",
        )
    return changes


def _in_cell(finding: Finding) -> str:
    """A finding of an Excel file that somebody sent: its cell once, without the name that the file has in a folder."""
    place, found, rest = finding.message.partition(f"ô {finding.cell}")
    return f"Ô {finding.cell}{rest}" if found and place.startswith("unions.xlsx") else f"Ô {finding.cell}: {finding.message}"


def load(folder: Path, *, host_code: str = "", reader: Reader | None = None) -> Campaign:
    """Brings a campaign's folder into the database; its host and units are found in the register by code or name, or added to it.

    Args:
        folder: As docs/folder.md says.
        host_code: Code of the union that holds the campaign; "" to go by its name.
        reader: Who; None for the command line.

    Raises:
        UserError: The folder cannot be read, or this campaign is there already.
        Forbidden: The reader does not start campaigns of the host.
    """
    read, _findings = engine.load(folder)
    settings = read.settings
    with transaction.atomic():
        lock()
        host = _host(read, host_code)
        if reader is not None and not rules.may_start(reader, host):
            raise Forbidden
        if Campaign.objects.filter(union=host, slug=settings.id).exists():
            raise UserError(f"Đợt “{settings.id}” đã có trong dữ liệu.", f"The campaign “{settings.id}” is there already.")
        plan = next((p for p in settings.papers if p.kind == "plan"), None)
        issued = plan is not None and plan.day is not None
        campaign = Campaign(
            union=host, slug=settings.id, status=Status.ISSUED if issued else Status.DRAFT,
            number=plan.number if plan else "", issued_on=plan.day if plan else None, signer=settings.host.signer.name,
        )  # fmt: skip
        write(campaign, settings)
        campaign.save()
        _units(campaign, host, read)
        _files(reader, campaign, folder, read)
        recount(campaign, settings)
        record(reader, "campaigns.loaded", campaign, union=host, data={"units": len(read.unions)})
    return campaign


def dump(campaign: Campaign, folder: Path) -> None:
    """Writes a campaign as a folder; dumping, loading and dumping again gives the same bytes.

    Raises:
        UserError: The folder holds something already, or cannot be written.
    """
    write_folder(folder, contents(campaign))


def contents(campaign: Campaign) -> dict[str, bytes]:
    """The files of a campaign's folder: path -> bytes."""
    made = contents_of(record_of(campaign))
    for kept in campaign.folder_files.select_related("file"):
        made[kept.name] = read_file(kept.file)
    paper = PlanPaper.objects.select_related("file").filter(campaign=campaign).first()
    if paper is not None and not any(name.startswith("plan.") for name in made):
        made[f"plan{Path(paper.file.name).suffix.lower()}"] = read_file(paper.file)
    return made


def whole_record(campaign: Campaign) -> tuple[Record, tuple[Finding, ...]]:
    """The campaign as the engine's record with its lists, votes and guests: what the folder run computes with."""
    with tempfile.TemporaryDirectory(prefix="vinhdanh-") as place:
        folder = Path(place) / "campaign"
        dump(campaign, folder)
        return engine.load(folder)


def _host(read: Record, code: str) -> Union:
    name = read.settings.host.name
    found = (
        Union.objects.filter(code=code).first()
        if code
        else Union.objects.filter(search_key=match_key(name)).order_by("path").first()
    )
    if found is not None:
        return found
    if code:
        raise UserError(f"Không có đơn vị mang mã “{code}” trong danh bạ.", f"No union has the code “{code}”.")
    above = read.settings.parent
    parent = Union.objects.filter(search_key=match_key(above.name)).order_by("path").first() if above else None
    short = read.settings.host
    return add_union(
        parent,
        _level_of(name),
        read.settings.id.upper()[:40],
        name,
        short=short.short,
        symbol=short.symbol,
        place=read.settings.place,
    )


def add_union(parent: Union | None, level: Level, code: str, name: str, **values: Any) -> Union:
    """A union of the register that a folder names and the register does not hold yet, as the last child of its parent."""
    return Union.objects.create(path=place(parent), parent=parent, level=level, code=code, name=name, **keys(name), **values)


def _level_of(name: str) -> Level:
    """The level whose name, up to its first comma, begins the union's name; else the one next above the base."""
    key = match_key(name)
    levels = list(Level.objects.order_by("rank", "code"))
    found = [level for level in levels if key.startswith(match_key(level.name.split(",")[0]))]
    above = [level for level in levels if not level.grassroots and level.rank < _base_level().rank]
    return max(found, key=lambda level: len(level.name.split(",")[0])) if found else above[-1]


def _base_level() -> Level:
    level = Level.objects.filter(grassroots=True).order_by("rank").first()
    if level is None:
        raise UserError("Danh mục chưa có cấp cơ sở.", "The catalogue holds no base level.")
    return level


def _units(campaign: Campaign, host: Union, read: Record) -> None:
    held = {match_key(union.code): union for union in Union.objects.below(host, itself=False)}
    level = _base_level()
    rows = []
    frozen = timezone.now() if campaign.status == Status.ISSUED else None
    for position, union in enumerate(read.unions):
        known = held.get(match_key(union.code))
        if known is None:
            code = union.code if not Union.objects.filter(code=union.code).exists() else f"{host.code}/{union.code}"[:40]
            known = add_union(
                host, level, code, union.name, place=union.place, members=union.members, women=union.women,
                minority=union.minority, workers=union.workers, phone=union.phone,
            )  # fmt: skip
            held[match_key(union.code)] = known
        values = {name: getattr(union, name) for name in COLUMNS}
        if union.received is not None and union.received.tzinfo is None:
            values["received"] = timezone.make_aware(union.received)
        rows.append(
            Unit(
                campaign=campaign, union=known, position=position, sort_key=sort_key(union.name), frozen_at=frozen, parent_name=host.name,
                level_name=level.name, reminders=[day.isoformat() for day in union.reminders], **values,
            )
        )  # fmt: skip
    Unit.objects.bulk_create(rows, batch_size=500)


def _files(reader: Reader | None, campaign: Campaign, folder: Path, read: Record) -> None:
    names = [name for name in contents_of(read) if name not in MADE and (folder / name).is_file()]
    if read.inbox and (folder / "inbox.xlsx").is_file() and "inbox.xlsx" not in names:
        names.append("inbox.xlsx")
    for name in names:
        file = store(reader, campaign.union, Path(name).name, (folder / name).read_bytes())
        FolderFile.objects.create(campaign=campaign, name=name, file=file)


def _row(unit: UnionRecord) -> dict[str, Any]:
    return {**{name: getattr(unit, name) for name in COLUMNS}, "reminders": unit.reminders}

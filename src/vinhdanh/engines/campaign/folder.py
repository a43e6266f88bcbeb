"""The campaign's folder: reads it, writes it, makes a new one (docs/folder.md)."""

from __future__ import annotations

import difflib
import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from vinhdanh.engines.campaign.check import check
from vinhdanh.engines.campaign.grid import read_workbook
from vinhdanh.engines.campaign.tables import Table, tables
from vinhdanh.engines.campaign.tables_in import Row, read_table
from vinhdanh.engines.campaign.toml_in import Misfit, TomlReader
from vinhdanh.engines.campaign.types import (
    FORMAT,
    Ballot,
    BallotLevel,
    Body,
    Campaign,
    Finding,
    Guest,
    InboxDecision,
    Override,
    Place,
    Settings,
    Severity,
    Union,
    Vote,
)
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from vinhdanh.engines.campaign.places import Places

R = TypeVar("R")

SETTINGS, DECISIONS, NOMINATIONS, INBOX = "campaign.toml", "decisions.toml", "nominations", "inbox.xlsx"
TEMPLATES = "templates"
PHOTOS = "photos"
PHOTO_ENDINGS = (".jpg", ".jpeg", ".png")
LARGEST_PHOTO = 8 * 2**20
"""A photograph of more bytes is not read; it is named in a finding."""
README = "ĐỌC TRƯỚC.txt"
"""A guide for people, not read."""

PLAN_ENDINGS = (".docx", ".odt", ".pdf", ".txt", ".md")
LARGEST_FILE = 64 * 2**20
"""A list or a plan paper of more bytes is not read; it is named in a finding."""


# ---------------------------------------------------------------------------------------------- load


def load(folder: Path) -> tuple[Campaign, tuple[Finding, ...]]:
    """Reads a campaign's folder.

    Returns:
        The campaign as far as it can be read, and what is missing or wrong: first what the files hold, then `check`.

    Raises:
        UserError: There is no such folder, no campaign.toml in it, it is no TOML, or of a newer format.
    """
    if not folder.is_dir():
        raise UserError(f"Không tìm thấy thư mục {folder}.", f"There is no folder {folder}.")
    findings: list[Finding] = []
    places: Places = {}
    settings = _settings(folder, findings)
    unions = tuple(Union(**r.values) for r in _rows(folder, "unions", findings, places))
    ballots = tuple(
        Ballot(**{**r.values, "level": BallotLevel(r.values["level"])}) for r in _rows(folder, "ballots", findings, places)
    )
    votes = tuple(
        Vote(**{"union": "", **r.values}, place=Place("votes.xlsx", r.sheet, r.row + 1))
        for r in _rows(folder, "votes", findings, places)
    )
    guests = tuple(
        Guest(**{"id": f"K-{n:03d}", **r.values}) for n, r in enumerate(_rows(folder, "guests", findings, places), start=1)
    )
    _near_names(folder, findings)
    campaign = Campaign(
        settings=settings,
        unions=unions,
        ballots=ballots,
        votes=votes,
        guests=guests,
        overrides=_overrides(folder, findings),
        nominations=_nominations(folder, findings),
        plan_paper=_plan_paper(folder, findings),
        inbox=tuple(InboxDecision(**r.values) for r in _rows(folder, "inbox", findings, places)),
        templates=_templates(folder, findings),
        photos=_photos(folder, findings),
    )
    return campaign, (*findings, *check(campaign, places))


def _toml(folder: Path, name: str) -> dict[str, Any]:
    """A TOML file of the folder, numbers exact. Raises UserError with the line when it is not TOML or of a newer format."""
    try:
        raw = tomllib.loads(_read(folder / name).decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError as e:
        raise UserError(
            f"Tệp {name} không phải là văn bản UTF-8. Xin lưu lại với bảng mã UTF-8.",
            f"{name} is not UTF-8 text. Save it as UTF-8.",
        ) from e
    except tomllib.TOMLDecodeError as e:
        raise UserError(
            f"Tệp {name} viết sai cách ghi TOML ({e}). Xin xem lại dấu ngoặc kép, dấu bằng ở chỗ đã nêu.",
            f"{name} is not valid TOML: {e}. Check quotes and equal signs there.",
        ) from e
    version = raw.pop("format", FORMAT)
    if not isinstance(version, int) or version > FORMAT or version < 1:
        raise UserError(
            f"Tệp {name} ghi theo phiên bản {version}, chương trình này đọc được đến phiên bản {FORMAT}. Xin cập nhật chương trình.",
            f"{name} has format {version}; this program reads up to {FORMAT}. Update the program.",
        )
    return raw


def _settings(folder: Path, findings: list[Finding]) -> Settings:
    if not (folder / SETTINGS).is_file():
        raise UserError(
            f"Thư mục {folder} không có tệp {SETTINGS} nên không phải là thư mục của một đợt. Tạo mới bằng lệnh: vinhdanh new",
            f"{folder} holds no {SETTINGS}: it is not the folder of a campaign. Make one with: vinhdanh new",
        )
    reader = TomlReader(SETTINGS)
    settings = reader.record(Settings, _toml(folder, SETTINGS))
    findings += reader.findings
    # Settings has empty stand-ins for all that it requires.
    return settings if settings is not None else Settings("", "", "", Body(""))


def _overrides(folder: Path, findings: list[Finding]) -> tuple[Override, ...]:
    if not (folder / DECISIONS).is_file():
        return ()
    raw = _toml(folder, DECISIONS)
    reader = TomlReader(DECISIONS)
    decisions: tuple[Override, ...] = ()
    reader.unknown(raw, {"decisions"}, "")
    try:
        decisions = reader.records(Override, raw.get("decisions", []), "decisions")
    except Misfit as misfit:
        reader.findings.append(
            Finding(
                "campaign.bad-value",
                Severity.BLOCKING,
                f"Khóa decisions trong {DECISIONS} không phù hợp: cần {misfit.wanted}.",
                "Ghi mỗi quyết định thành một bảng [[decisions]].",
                file=DECISIONS,
            )
        )
    findings += reader.findings
    return decisions


def _rows(folder: Path, key: str, findings: list[Finding], places: Places) -> tuple[Row, ...]:
    """Rows of one table, empty when its workbook is not there; where each stands goes into `places`."""
    table = tables()[key]
    path = folder / table.file
    if not path.is_file():
        _absent(table, findings)
        return ()
    try:
        rows = read_table(table, read_workbook(_read(path), table.file), findings)
    except UserError as e:
        # The workbooks of votes are two tables in one file: said once.
        finding = Finding(
            "campaign.file-unreadable", Severity.BLOCKING, e.vi, f"Mở tệp {table.file} kiểm tra và lưu lại.", file=table.file
        )
        if finding not in findings:
            findings.append(finding)
        return ()
    for n, row in enumerate(rows):
        places[key, n] = (table.file, row)
    return rows


def _absent(table: Table, findings: list[Finding]) -> None:
    if table.key in {"votes", "inbox"}:  # votes: said with the ballots, one file; inbox: only there when a file waits
        return
    needed = table.key == "unions"
    findings.append(
        Finding(
            "campaign.file-missing",
            Severity.BLOCKING if needed else Severity.NOTE,
            f"Thư mục chưa có tệp {table.file}.",
            f"Lập tệp {table.file} theo mẫu của lệnh vinhdanh new" + ("." if needed else ", nếu đợt này cần."),
            file=table.file,
        )
    )


def _nominations(folder: Path, findings: list[Finding]) -> dict[str, bytes]:
    """The lists, byte for byte, by their path under nominations/; hidden files, links and locks of open files are no lists."""
    root = folder / NOMINATIONS
    found: dict[str, bytes] = {}
    if not root.is_dir():
        return found
    for path in sorted(root.rglob("*"), key=lambda p: p.relative_to(root).as_posix()):
        name = path.relative_to(root).as_posix()
        if (
            path.is_symlink()
            or not path.is_file()
            or any(part.startswith((".", "~$")) for part in name.split("/"))
            or name == README
        ):
            continue
        if path.stat().st_size > LARGEST_FILE:
            _too_large(f"{NOMINATIONS}/{name}", findings)
            continue
        found[name] = _read(path)
    return found


def _templates(folder: Path, findings: list[Finding]) -> dict[str, bytes]:
    """The office's own templates, byte for byte, by their name in templates/; only Word files that stand there themselves."""
    root = folder / TEMPLATES
    found: dict[str, bytes] = {}
    if root.is_symlink() or not root.is_dir():
        return found
    for path in sorted(root.iterdir()):
        if path.suffix.lower() != ".docx" or path.name.startswith((".", "~$")) or path.is_symlink() or not path.is_file():
            continue
        if path.stat().st_size > LARGEST_FILE:
            _too_large(f"{TEMPLATES}/{path.name}", findings)
            continue
        found[path.name] = _read(path)
    return found


def _photos(folder: Path, findings: list[Finding]) -> dict[str, bytes]:
    """The photographs, byte for byte, by their path under photos/; what they are is told by their content, later."""
    root = folder / PHOTOS
    found: dict[str, bytes] = {}
    if root.is_symlink() or not root.is_dir():
        return found
    for path in sorted(root.rglob("*"), key=lambda p: p.relative_to(root).as_posix()):
        name = path.relative_to(root).as_posix()
        hidden = any(part.startswith((".", "~$")) for part in name.split("/"))
        if path.suffix.lower() not in PHOTO_ENDINGS or hidden or path.is_symlink() or not path.is_file():
            continue
        if path.stat().st_size > LARGEST_PHOTO:
            findings.append(
                Finding(
                    "campaign.photo-too-large",
                    Severity.WARNING,
                    f"Ảnh {PHOTOS}/{name} lớn hơn {LARGEST_PHOTO // 2**20} MB nên không được dùng.",
                    "Thu nhỏ ảnh (khoảng 600 × 800 điểm ảnh là đủ cho ảnh 3 × 4 cm) rồi chép lại.",
                    file=f"{PHOTOS}/{name}",
                )
            )
            continue
        found[name] = _read(path)
    return found


def _plan_paper(folder: Path, findings: list[Finding]) -> tuple[str, bytes] | None:
    papers = sorted(p for p in folder.iterdir() if p.stem == "plan" and p.suffix.lower() in PLAN_ENDINGS and p.is_file())
    if len(papers) > 1:
        listed = ", ".join(p.name for p in papers)
        findings.append(
            Finding(
                "campaign.plans-several",
                Severity.WARNING,
                f"Thư mục có nhiều tệp kế hoạch: {listed}. Tệp được dùng là {papers[0].name}.",
                "Chỉ giữ lại một tệp kế hoạch.",
                file=papers[0].name,
            )
        )
    if not papers:
        return None
    if papers[0].stat().st_size > LARGEST_FILE:
        _too_large(papers[0].name, findings)
        return None
    return papers[0].name, _read(papers[0])


def _too_large(name: str, findings: list[Finding]) -> None:
    findings.append(
        Finding(
            "campaign.file-too-large",
            Severity.BLOCKING,
            f"Tệp {name} lớn hơn {LARGEST_FILE // 2**20} MB nên không được đọc.",
            "Xóa ảnh và các trang thừa trong tệp rồi lưu lại.",
            file=name,
        )
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as e:
        raise UserError(f"Không đọc được tệp {path}: {e.strerror}.", f"Cannot read {path}: {e.strerror}.") from e


def _near_names(folder: Path, findings: list[Finding]) -> None:
    """Names files that are probably meant for the campaign but are not read, because their name is not right."""
    known = {SETTINGS, DECISIONS, NOMINATIONS, TEMPLATES, PHOTOS, *(t.file for t in tables().values())}
    for path in sorted(folder.iterdir()):
        near = difflib.get_close_matches(path.name.lower(), sorted(known), n=1, cutoff=0.8)
        if path.name not in known and near:
            message = f"“{path.name}” không phải là tên tệp, thư mục của đợt nên không được đọc."
            findings.append(
                Finding(
                    "campaign.file-name",
                    Severity.WARNING,
                    message,
                    f"Đổi tên thành “{near[0]}” nếu đó là ý của đồng chí.",
                    file=path.name,
                )
            )

"""Writes the campaign's folder: whole or not at all, the same bytes for the same campaign (docs/folder.md)."""

from __future__ import annotations

import dataclasses
import shutil
import tempfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from vinhdanh.engines.campaign import inbox
from vinhdanh.engines.campaign.check import ID
from vinhdanh.engines.campaign.folder import DECISIONS, INBOX, NOMINATIONS, PHOTOS, README, SETTINGS, TEMPLATES
from vinhdanh.engines.campaign.tables import tables
from vinhdanh.engines.campaign.tables_out import workbook
from vinhdanh.engines.campaign.toml_out import decisions_text, settings_text
from vinhdanh.engines.campaign.types import Body, Campaign, Settings
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_README_TEXT = """\
Thư mục của một đợt tuyên dương, khen thưởng.

campaign.toml    thông tin của đợt; mở bằng trình soạn thảo văn bản, có lời giải thích cho từng khóa
plan.docx        kế hoạch (hoặc plan.pdf, plan.odt, plan.txt, plan.md)
unions.xlsx      danh bạ các công đoàn cơ sở
nominations      danh sách đề nghị của các đơn vị, nguyên như đơn vị gửi (.xlsx, .xls, .ods, .csv);
                 tên tệp nên bắt đầu bằng mã đơn vị trong unions.xlsx, ví dụ: GD-01.xlsx
votes.xlsx       kết quả kiểm phiếu
guests.xlsx      khách mời
decisions.toml   quyết định của tập thể về từng trường hợp, kèm lý do
templates        mẫu Word của cơ quan, nếu muốn thay mẫu có sẵn (lệnh: vinhdanh papers template)
inbox.xlsx       tệp chưa rõ của đơn vị nào, chờ đồng chí quyết định (lệnh: vinhdanh inbox)

Chương trình chỉ đọc các tệp này, không sửa.
Mẫu danh sách trống cho từng đơn vị: vinhdanh forms blank. Kiểm tra thư mục: vinhdanh check.
"""


def dump(campaign: Campaign, folder: Path) -> None:
    """Writes a campaign as a folder, whole or not at all; the same campaign gives the same bytes.

    Raises:
        UserError: The folder holds something already, a file name leads out of it, or it cannot be written.
    """
    contents = contents_of(campaign)
    write_folder(folder, contents)


def contents_of(campaign: Campaign) -> dict[str, bytes]:
    """The files of a campaign's folder: path -> bytes. Raises UserError for a file name that leads out of the folder."""
    files = {
        SETTINGS: settings_text(campaign.settings).encode(),
        "unions.xlsx": workbook([(tables()["unions"], _dicts(campaign.unions))]),
        "votes.xlsx": workbook([(tables()["ballots"], _dicts(campaign.ballots)), (tables()["votes"], _dicts(campaign.votes))]),
        "guests.xlsx": workbook([(tables()["guests"], _dicts(campaign.guests))]),
        DECISIONS: decisions_text(campaign.overrides).encode(),
        README: _README_TEXT.encode(),
    }
    if campaign.inbox:
        files[INBOX] = inbox_workbook(campaign)
    for name, data in campaign.nominations.items():
        files[f"{NOMINATIONS}/{_safe(name)}"] = data
    for name, data in campaign.templates.items():
        files[f"{TEMPLATES}/{_safe(name)}"] = data
    for name, data in campaign.photos.items():
        files[f"{PHOTOS}/{_safe(name)}"] = data
    if campaign.plan_paper is not None:
        files[_safe(campaign.plan_paper[0])] = campaign.plan_paper[1]
    return files


def inbox_workbook(campaign: Campaign) -> bytes:
    """inbox.xlsx: the files whose sender is not clear, with a drop-down of the unions for the human's word."""
    return workbook([(tables()["inbox"], _dicts(campaign.inbox))], inbox.choices(campaign.unions))


def new(folder: Path, *, id: str = "", rule_set: str = "") -> None:  # noqa: A002 - the key's own name
    """Makes an empty campaign: an explained campaign.toml, blank workbooks with example rows, nominations/ with a guide.

    Args:
        folder: Where; must not exist or be empty.
        id: Id of the campaign; "" to be filled in.
        rule_set: Code of the rule set; "" to be filled in.

    Raises:
        UserError: The folder holds something already or cannot be written, or the id will not do.
    """
    if id and not ID.fullmatch(id):
        raise UserError(
            f"Mã “{id}” không dùng được: xin chỉ dùng chữ thường không dấu, số và dấu gạch nối.",
            f"The id {id!r} will not do: use lower-case ASCII letters, digits and hyphens only.",
        )
    settings = Settings(id=id, name="", rule_set=rule_set, host=Body(name=""))
    write_folder(folder, contents_of(Campaign(settings=settings)))


def _dicts(records: Sequence[Any]) -> list[Mapping[str, Any]]:
    return [{f.name: getattr(r, f.name) for f in dataclasses.fields(r)} for r in records]


def _safe(name: str) -> str:
    path = PurePosixPath(name)
    if not name or path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name:
        raise UserError(f"Tên tệp “{name}” không hợp lệ.", f"The file name {name!r} is not allowed.")
    return path.as_posix()


def write_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Writes into a new folder beside the place, then renames it: an interruption leaves nothing half-written."""
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(
            f"{folder} đã có nội dung; để không mất dữ liệu, xin chọn một thư mục mới hoặc trống.",
            f"{folder} is not empty; choose a new or empty folder so that nothing is lost.",
        )
    temp: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        temp = Path(tempfile.mkdtemp(prefix=".vinhdanh-", dir=folder.parent))
        (temp / NOMINATIONS).mkdir()
        for name, data in contents.items():
            path = temp / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        temp.chmod(0o755)
        _put(temp, folder)
    except OSError as e:
        raise UserError(
            f"Không ghi được thư mục {folder}: {e.strerror}. Chưa có gì bị thay đổi.",
            f"Cannot write {folder}: {e.strerror}. Nothing was changed.",
        ) from e
    finally:
        if temp is not None and temp.exists():
            shutil.rmtree(temp, ignore_errors=True)


def _put(made: Path, folder: Path) -> None:
    """Brings the finished folder to its place. An empty folder that is there stays the same one: someone may be working in it."""
    if not folder.exists():
        made.rename(folder)
        return
    try:
        # campaign.toml last: without it a folder is no campaign.
        for path in sorted(made.iterdir(), key=lambda p: (p.name == SETTINGS, p.name)):
            path.rename(folder / path.name)
    except OSError:
        for path in list(folder.iterdir()):  # it was empty: all of this is ours
            path.rename(made / path.name)
        raise

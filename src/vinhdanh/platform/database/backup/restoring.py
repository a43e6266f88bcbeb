"""Bringing a backup back: into an empty place, checked there, and only then put where the data are expected."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldError, ValidationError
from django.db import DataError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from vinhdanh import __version__
from vinhdanh.errors import UserError
from vinhdanh.platform.database.backup import container, rows
from vinhdanh.platform.files.models import StoredFile
from vinhdanh.platform.files.selectors import orphans
from vinhdanh.platform.journal import selectors as journal
from vinhdanh.platform.personal import ledger
from vinhdanh.platform.personal.services import erase_again

if TYPE_CHECKING:
    from pathlib import Path

MEMBERS = frozenset({"manifest.json", "secret.key", ledger.NAME})
LARGEST_RATIO = 200
"""So many times its size a backup may hold: lines of JSON pack ten to twenty times smaller, a bomb a thousand times."""
SMALLEST_LIMIT = 256 * 2**20
KEPT_FREE = 200 * 2**20
"""Bytes of the disk that a restore leaves free."""
OLD = "before_restore_"
"""Start of the name under which PostgreSQL keeps the former tables, as a schema."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, and what was proved."""

    rows: int
    files: int
    missing: int
    seals: int
    unsealed: int
    kept: str = ""
    erased: int = 0
    """People whom the backup still held and who were erased again."""


def unpack(path: Path, place: Path, key: bytes) -> dict[str, Any]:
    """Lays the whole backup out in an empty folder; only then is anything believed. Returns the manifest.

    Raises:
        UserError: it is damaged, larger inside than a backup can be, or the disk is too small for it.
    """
    room = min(LARGEST_RATIO * path.stat().st_size + SMALLEST_LIMIT, shutil.disk_usage(place.parent).free - KEPT_FREE)
    with container.reading(path, key) as archive:
        for member in archive:
            name = member.name
            source = archive.extractfile(member)
            safe = name in MEMBERS or name.startswith(("tables/", "files/"))
            if source is None or not member.isfile() or not safe or ".." in name or "\\" in name:
                raise container.damaged(path)
            room -= member.size
            if room < 0:
                raise _too_large(path)
            container.copy(source, place / name)  # type: ignore[arg-type]  # a member is read like a file
    try:
        manifest: dict[str, Any] = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
        for part, kind in {"migrations": list, "counts": dict, "columns": dict, "files": int}.items():
            if not isinstance(manifest[part], kind):
                raise container.damaged(path)
        if manifest.get("head", container.head_digest(path)) != container.head_digest(path):
            raise container.damaged(path)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise container.damaged(path) from error
    return manifest


def known(manifest: dict[str, Any]) -> list[tuple[str, str]]:
    """The state of the tables in the backup.

    Raises:
        UserError: it is of a newer version.
    """
    applied = [(str(app), str(name)) for app, name in manifest["migrations"]]
    strange = set(applied) - set(MigrationExecutor(connection).loader.disk_migrations)
    if strange:
        raise UserError(
            f"Bản sao lưu do phiên bản mới hơn tạo ra; phiên bản đang chạy là {__version__}. Đề nghị cài phiên bản mới rồi phục hồi. Chưa có gì bị thay đổi.",
            f"The backup was made by a newer version; this one is {__version__}. Install the newer one first. Nothing was changed.",
        )
    return applied


def in_use() -> bool:
    """Whether the database holds tables already."""
    return bool(connection.introspection.table_names())


def fill(place: Path, manifest: dict[str, Any], *, set_aside: str = "", erased: ledger.Marks | None = None) -> Restored:
    """Makes the tables as they were, fills them, brings them to this version, and proves that nothing is missing.

    All or nothing on PostgreSQL; on SQLite the folder is not in use yet.

    Args:
        place: The folder where the backup is laid out; its files are already where the program looks for them.
        manifest: What it says of itself.
        set_aside: PostgreSQL: name of the schema that keeps the former tables; empty: there are none.
        erased: Who was erased since: they are erased again, and the journal says so.

    Raises:
        UserError: of a newer version, or counts and journal do not fit.
    """
    marks = {**ledger.read(place / ledger.NAME), **(erased or {})}
    applied = known(manifest)
    if connection.vendor == "postgresql":
        with transaction.atomic():
            if set_aside:
                with connection.cursor() as cursor:
                    cursor.execute(f"ALTER SCHEMA public RENAME TO {connection.ops.quote_name(set_aside)}")
                    cursor.execute("CREATE SCHEMA public")
            return _fill_and_prove(place, manifest, applied, marks, set_aside)
    return _fill_and_prove(place, manifest, applied, marks, set_aside)


def _fill_and_prove(
    place: Path, manifest: dict[str, Any], applied: list[tuple[str, str]], marks: ledger.Marks, kept: str
) -> Restored:
    try:
        _fill(place, manifest, applied)
    except (OSError, ValueError, LookupError, TypeError, FieldError, ValidationError, DataError, IntegrityError) as error:
        raise _unfit() from error
    return replace(_prove(manifest, kept), erased=erase_again(marks))


def _fill(place: Path, manifest: dict[str, Any], applied: list[tuple[str, str]]) -> None:
    executor = MigrationExecutor(connection)
    leaves, then = executor.loader.graph.leaf_nodes(), set(applied)
    whole = executor.migration_plan(leaves, clean_start=True)
    state = executor.migrate(leaves, plan=[(step, back) for step, back in whole if (step.app_label, step.name) in then])
    found = rows.tables(state.apps)
    with transaction.atomic():
        rows.empty(found, "default")
        for model in found:
            table = model._meta.db_table
            with (place / "tables" / f"{table}.jsonl").open("rb") as lines:
                if rows.load(model, manifest["columns"][table], lines, "default") != manifest["counts"][table]:
                    raise _incomplete(table)
        rows.settle(found, "default")
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def _prove(manifest: dict[str, Any], kept: str) -> Restored:
    if StoredFile.objects.values("digest").distinct().count() != manifest["files"]:
        raise _incomplete("files_storedfile")
    faults, seals, unsealed = journal.verify()
    if faults:
        raise UserError(
            f"Nhật ký trong bản sao lưu không nguyên vẹn: {faults[0].vi} Chưa có gì bị thay đổi; đề nghị dùng bản sao lưu khác.",
            f"The journal in the backup is not whole: {faults[0].en} Nothing was changed; use another backup.",
        )
    return Restored(sum(manifest["counts"].values()), manifest["files"], len(orphans().missing), seals, unsealed, kept)


def _unfit() -> UserError:
    """The stream is whole and the tables in it are not what they should be: no program of ours wrote it so."""
    return UserError(
        "Nội dung bản sao lưu không đúng cấu trúc nên không phục hồi được. Chưa có gì bị thay đổi; đề nghị dùng bản khác.",
        "The content of the backup does not fit its tables. Nothing was changed; use another.",
    )


def _too_large(path: Path) -> UserError:
    return UserError(
        f"Bản sao lưu “{path}” khi mở ra lớn quá mức hợp lý, hoặc đĩa không còn đủ chỗ. Chưa có gì bị thay đổi; đề nghị kiểm tra dung lượng đĩa, hoặc dùng bản khác.",
        f"The backup “{path}” is larger inside than is reasonable, or the disk has no room for it. Nothing was changed; check the disk, or use another.",
    )


def _incomplete(table: str) -> UserError:
    return UserError(
        f"Bản sao lưu thiếu dữ liệu ({table}). Chưa có gì bị thay đổi; đề nghị dùng bản khác.",
        f"The backup lacks data ({table}). Nothing was changed; use another.",
    )

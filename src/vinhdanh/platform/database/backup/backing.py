"""Making a backup while the program runs: a snapshot of every table, then the files that it names."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import sqlite3
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from vinhdanh import __version__
from vinhdanh.errors import UserError
from vinhdanh.platform.database.backup import container, rows
from vinhdanh.platform.files import vault
from vinhdanh.platform.personal import keys, ledger

if TYPE_CHECKING:
    import tarfile
    from collections.abc import Iterator

SNAPSHOT = "snapshot"
MARKER = "backup.json"
"""In the data folder: when the last backup was made."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a backup holds."""

    path: Path
    rows: int
    files: int
    missing: int
    size: int
    digest: str


def back_up(path: Path, data: Path, *, force: bool = False) -> Made:
    """Writes everything into one encrypted file; nobody waits for it.

    Args:
        path: The file; it appears when it is whole.
        data: The data folder.
        force: Whether a file of that name may be replaced.

    Raises:
        UserError: the file is there already, or cannot be written.
    """
    path = path.resolve()
    if path.exists() and not force:
        raise UserError(
            f"Đã có tệp “{path}”; đề nghị chọn tên khác, hoặc thêm --force để ghi đè.",
            f"“{path}” is there already; choose another name, or add --force.",
        )
    key = keys.data_key()
    salt = data / keys.SALT
    now = timezone.now()
    told = container.Head(
        __version__, now.isoformat(), keys.fingerprint(key), salt.read_text(encoding="ascii") if salt.exists() else ""
    )
    try:
        marks = ledger.keep(data)
        with container.writing(path, told, keys.derive(key, "backup")) as archive:
            number, digests = _tables(archive, data, container.line(told))
            files, missing = _files(archive, digests)
            _secret(archive, data)
            container.add(archive, ledger.NAME, ledger.text(marks).encode())
    except OSError as error:
        raise UserError(
            f"Không ghi được bản sao lưu “{path}” ({error.strerror}). Dữ liệu còn nguyên; đề nghị kiểm tra quyền ghi và dung lượng đĩa.",
            f"The backup “{path}” cannot be written ({error.strerror}). The data are untouched; check permissions and the disk.",
        ) from error
    made = Made(path, number, files, missing, path.stat().st_size, container.digest(path))
    marker = {"at": now.isoformat(), "size": made.size, "digest": made.digest}
    with contextlib.suppress(OSError):
        (data / MARKER).write_text(json.dumps(marker), encoding="utf-8")
    return made


def _tables(archive: tarfile.TarFile, data: Path, head: bytes) -> tuple[int, list[str]]:
    """All tables of one moment; returns the number of rows and the digests of the files that they name."""
    with snapshot() as using:
        executor = MigrationExecutor(connections[using])
        applied = sorted(executor.loader.applied_migrations)
        found = rows.tables(executor.loader.project_state(applied).apps)
        manifest: dict[str, object] = {"migrations": [list(name) for name in applied], "vendor": connection.vendor}
        counts: dict[str, int] = {}
        columns: dict[str, list[str]] = {}
        for model in found:
            table = model._meta.db_table
            columns[table] = rows.columns(model)
            with tempfile.TemporaryFile(dir=data) as lines:
                counts[table] = sum(bool(lines.write(line)) for line in rows.dump(model, using))
                _member(archive, f"tables/{table}.jsonl", lines)
        stored = next(model for model in found if model._meta.label == "files.StoredFile")
        digests = sorted(set(stored._base_manager.using(using).values_list("digest", flat=True)))
        manifest["head"] = hashlib.sha256(head).hexdigest()  # what may be read without the key is held by it, too
        manifest |= {"counts": counts, "columns": columns, "files": len(digests)}
        container.add(archive, "manifest.json", json.dumps(manifest, ensure_ascii=False).encode())
    return sum(counts.values()), digests


def _member(archive: tarfile.TarFile, name: str, lines: object) -> None:
    info = archive.tarinfo(name)
    info.size = lines.tell()  # type: ignore[attr-defined]  # a temporary file has no type of its own
    lines.seek(0)  # type: ignore[attr-defined]  # as above
    archive.addfile(info, lines)  # type: ignore[arg-type]  # as above


def _files(archive: tarfile.TarFile, digests: list[str]) -> tuple[int, int]:
    """The stored files, encrypted as they lie; returns how many, and how many are missing on the disk."""
    number = missing = 0
    for digest in digests:
        path = vault.path_of(digest)
        try:
            with path.open("rb") as source:
                info = archive.gettarinfo(arcname=f"files/{path.parent.name}/{path.name}", fileobj=source)
                archive.addfile(info, source)
                number += 1
        except FileNotFoundError:
            missing += 1
    return number, missing


def _secret(archive: tarfile.TarFile, data: Path) -> None:
    """The key that signs sessions, so that who is signed in stays so."""
    path = data / "secret.key"
    if path.exists():
        container.add(archive, "secret.key", path.read_bytes())


@contextmanager
def snapshot() -> Iterator[str]:
    """The name of a connection under which every table stands still, while others write."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield "default"
        return
    name = str(connection.settings_dict["NAME"])
    copy = Path(name).with_name(f"snapshot-{os.getpid()}-{secrets.token_hex(4)}.sqlite3")
    with contextlib.closing(sqlite3.connect(name, timeout=30)) as source, contextlib.closing(sqlite3.connect(copy)) as target:
        copy.chmod(0o600)
        source.backup(target)
    connections.databases[SNAPSHOT] = {**connections.databases["default"], "NAME": str(copy)}
    try:
        yield SNAPSHOT
    finally:
        connections[SNAPSHOT].close()
        del connections[SNAPSHOT], connections.databases[SNAPSHOT]
        for left in copy.parent.glob(f"{copy.name}*"):
            left.unlink()

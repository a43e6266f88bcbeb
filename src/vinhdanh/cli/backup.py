"""`vinhdanh backup FILE`, `restore FILE`: everything in one encrypted file, and back."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from vinhdanh.cli import data
from vinhdanh.errors import UserError
from vinhdanh.platform.personal import ledger
from vinhdanh.web import folder

if TYPE_CHECKING:
    import argparse

    from vinhdanh.platform.database.backup.restoring import Restored

KEY_FILE = "data.key"
EXPECTED = {KEY_FILE, "data-key.check", "data-key.salt", "lost+found", folder.RUNNING}
"""What may lie in a folder that is still empty."""


def add(subparsers: Any) -> None:
    """Adds the two commands to the parser."""
    backup = subparsers.add_parser(
        "backup", help="sao lưu toàn bộ dữ liệu, kể cả khi đang chạy / back everything up, while it runs"
    )
    backup.add_argument("file", type=Path, metavar="FILE", help="tệp sao lưu / the backup file")
    backup.add_argument("--force", action="store_true", help="ghi đè tệp đã có / replace a file that is there")
    backup.set_defaults(func=run_backup)
    restore = subparsers.add_parser("restore", help="phục hồi từ bản sao lưu / restore from a backup")
    restore.add_argument("file", type=Path, metavar="FILE", help="tệp sao lưu / the backup file")
    restore.add_argument(
        "--force",
        action="store_true",
        help="thay dữ liệu đang có; dữ liệu cũ được giữ bên cạnh / replace what is there, kept beside",
    )
    restore.add_argument(
        "--key", type=Path, metavar="TỆP", help="tệp khoá dữ liệu lúc sao lưu (data.key) / the data key of that time"
    )
    restore.add_argument(
        "--erased",
        type=Path,
        metavar="TỆP",
        help="sổ xóa dữ liệu của nơi khác (erased.jsonl), để xóa lại người đã xóa / the ledger of erasures of another place",
    )
    restore.set_defaults(func=run_restore)
    for command in (backup, restore):
        data.options(command)


def run_backup(arguments: argparse.Namespace) -> int:
    """Writes the file and says what it holds."""
    place = data.load(arguments, there=True)
    from vinhdanh.platform.database.backup import restoring  # noqa: PLC0415  # models need Django, loaded just now
    from vinhdanh.platform.database.backup.backing import back_up  # noqa: PLC0415  # as above
    from vinhdanh.platform.personal import keys  # noqa: PLC0415  # as above
    from vinhdanh.web.prepare import reach  # noqa: PLC0415  # as above

    reach()
    if not restoring.in_use():
        raise data.nothing_there("DATABASE_URL")
    warning = keys.check(place)
    made = back_up(arguments.file, place, force=arguments.force)
    print(
        f"Đã sao lưu vào {made.path}: {made.rows} bản ghi, {made.files} tệp, {made.size} byte. / Backed up: {made.rows} records, {made.files} files.\n"
        f"SHA-256: {made.digest}"
    )
    if made.missing:
        print(
            f"CẢNH BÁO: {made.missing} tệp đã lưu không còn trên đĩa. / WARNING: {made.missing} stored files are missing on the disk."
        )
    if warning:
        print(
            f"Bản sao lưu chỉ mở được bằng khoá dữ liệu; hãy cất {place / KEY_FILE} ở nơi khác. / The backup opens only with the data key: keep {place / KEY_FILE} "
            "elsewhere."
        )
    return 0


def run_restore(arguments: argparse.Namespace) -> int:
    """Restores into a place beside, proves it whole, then puts it where the data are expected."""
    from vinhdanh.platform.database.backup import container  # noqa: PLC0415  # loads the cipher only when it is asked for

    told = container.head(arguments.file)
    target = (arguments.data or Path(os.environ.get(data.DATA) or "vinhdanh-data")).expanduser().resolve()
    inside = {path.name for path in target.iterdir()} if target.is_dir() else set()
    if inside - EXPECTED and not arguments.force:
        raise UserError(
            f"Thư mục “{target}” đang có dữ liệu. Thêm --force để thay; dữ liệu cũ được giữ bên cạnh.",
            f"“{target}” holds data. Add --force to replace them; the old ones are kept beside.",
        )
    if folder.occupied(target):
        raise UserError(
            f"Phần mềm đang chạy trên thư mục “{target}”. Đề nghị dừng (Ctrl-C) rồi phục hồi. Chưa có gì bị thay đổi.",
            f"The program is running on “{target}”. Stop it (Ctrl-C), then restore. Nothing was changed.",
        )
    folder.judge(target.parent, sqlite=folder.on_sqlite())
    erased = _erased(arguments, target)
    staging = target.with_name(f"{target.name}.restoring-{secrets.token_hex(4)}")
    staging.mkdir(mode=0o700)
    try:
        key = _key(arguments, told, target, staging)
        result = _fill(arguments, staging, key, erased)
        kept = _swap(target, staging) if inside else ""
        if not inside:
            if target.is_dir():
                target.rmdir()
            staging.rename(target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    _say(target, result, kept)
    return 0


def _key(arguments: argparse.Namespace, told: Any, target: Path, staging: Path) -> bytes:
    """The backup's data key; what makes it (a salt, a key file) is laid into the new folder as it was in the old one."""
    from vinhdanh.platform.database.backup import container  # noqa: PLC0415  # as above
    from vinhdanh.platform.personal import keys  # noqa: PLC0415  # as above

    os.environ[data.DATA] = str(staging)
    if told.salt:
        (staging / keys.SALT).write_text(told.salt, encoding="ascii")
    if arguments.passphrase:
        os.environ[data.KEY] = keys.from_passphrase(data.ask(staging), staging)
    found = arguments.key or (target / KEY_FILE if (target / KEY_FILE).exists() else None)
    if found is not None and not os.environ.get(data.KEY):
        try:
            text = found.read_text(encoding="ascii", errors="replace").strip()
        except OSError as error:
            raise UserError(f"Không đọc được tệp khoá “{found}”.", f"The key file “{found}” cannot be read.") from error
        container.key_for(told, text)
        (staging / KEY_FILE).touch(mode=0o600)
        (staging / KEY_FILE).write_text(text, encoding="ascii")
    elif not os.environ.get(data.KEY):
        raise UserError(
            "Cần khoá dữ liệu lúc sao lưu: đặt VINHDANH_DATA_KEY, dùng --passphrase hoặc --key TỆP.",
            "The data key of that time is needed: set VINHDANH_DATA_KEY, or use --passphrase or --key FILE.",
        )
    return container.key_for(told)


def _erased(arguments: argparse.Namespace, target: Path) -> ledger.Marks:
    """Who was erased in what is there now, or in the place whose ledger was named. The database in place is asked as well, as far as it opens."""
    if arguments.erased is not None and not arguments.erased.is_file():
        raise UserError(f"Không có tệp “{arguments.erased}”.", f"There is no file “{arguments.erased}”.")
    marks = {**ledger.read(target / ledger.NAME), **(ledger.read(arguments.erased) if arguments.erased else {})}
    there = target / "vinhdanh.sqlite3"
    if there.exists() and folder.on_sqlite():
        with contextlib.suppress(sqlite3.Error, ValueError), contextlib.closing(sqlite3.connect(there)) as old:
            rows = old.execute("SELECT mark, date(erased_at) FROM organisations_person WHERE erased_at IS NOT NULL").fetchall()
            marks = {**{UUID(mark): date.fromisoformat(day) for mark, day in rows}, **marks}
    return marks


def _fill(arguments: argparse.Namespace, staging: Path, key: bytes, erased: ledger.Marks) -> Restored:
    from vinhdanh.platform.personal import keys  # noqa: PLC0415  # as above

    arguments.data, arguments.passphrase = staging, False
    data.load(arguments)
    from django.db import connections  # noqa: PLC0415  # loaded just now

    from vinhdanh.platform.database.backup import restoring  # noqa: PLC0415  # as above
    from vinhdanh.platform.database.scrub import scrub  # noqa: PLC0415  # as above
    from vinhdanh.web.prepare import reach  # noqa: PLC0415  # as above

    reach()
    used = restoring.in_use()
    if used:
        erased = {**ledger.of_database(), **erased}
    if used and not arguments.force:
        raise UserError(
            "Cơ sở dữ liệu đang có dữ liệu. Thêm --force để thay; dữ liệu cũ được giữ bên cạnh.",
            "The database holds data. Add --force to replace them; the old ones are kept beside.",
        )
    laid = staging / "laid-out"
    manifest = restoring.unpack(arguments.file, laid, keys.derive(key, "backup"))
    for name in ("files", "secret.key"):
        if (laid / name).exists():
            shutil.rmtree(staging / name, ignore_errors=True)
            (laid / name).replace(staging / name)
    aside = f"{restoring.OLD}{datetime.now(UTC):%Y%m%d%H%M%S}" if used else ""
    result = restoring.fill(laid, manifest, set_aside=aside, erased=erased)
    ledger.write(staging / ledger.NAME, {**ledger.read(laid / ledger.NAME), **erased, **ledger.of_database()})
    scrub()
    keys.check(staging)
    connections.close_all()
    shutil.rmtree(laid)
    return result


def _swap(target: Path, staging: Path) -> str:
    kept = target.with_name(f"{target.name}.before-restore-{datetime.now(UTC):%Y%m%d%H%M%S}")
    target.rename(kept)
    staging.rename(target)
    return str(kept)


def _say(target: Path, result: Restored, kept: str) -> None:
    print(
        f"Đã phục hồi vào {target}: {result.rows} bản ghi, {result.files} tệp; nhật ký nguyên vẹn ({result.seals} dấu niêm, {result.unsealed} dòng chưa niêm). / "
        f"Restored: {result.rows} records, {result.files} files; the journal is whole ({result.seals} seals)."
    )
    if result.missing:
        print(
            f"CẢNH BÁO: {result.missing} tệp đã thiếu từ trước khi sao lưu. / WARNING: {result.missing} files were missing before the backup."
        )
    if result.erased:
        print(
            f"Bản sao lưu cũ còn giữ {result.erased} người đã được xóa dữ liệu; đã xóa lại và ghi vào nhật ký. / "
            f"The backup still held {result.erased} people who had been erased; they were erased again, and the journal says so."
        )
    for old in filter(None, (kept, result.kept)):
        print(f"Dữ liệu cũ được giữ ở / the old data are kept in: {old}")

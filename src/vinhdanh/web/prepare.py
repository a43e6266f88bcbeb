"""Makes the data folder ready for this version: tables, static files. Run by one process at a time."""

from __future__ import annotations

import contextlib
import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error as DatabaseError
from filelock import FileLock

from vinhdanh import __version__
from vinhdanh.errors import UserError
from vinhdanh.platform.personal import keys

if TYPE_CHECKING:
    from collections.abc import Iterator

STAMP = "digest.txt"
LOCK_KEY = 7_306_081_952
"""Number of PostgreSQL's advisory lock under which one server at a time changes the tables."""


def prepare(data: Path, *, static: bool = True) -> None:
    """Brings tables and static files to this version.

    Args:
        data: The data folder.
        static: Whether pages will be served from here.

    Raises:
        UserError: the key is not this folder's, the database cannot be reached, or was made by a newer version.
    """
    keys.check(data)  # before anything is written under another key
    with FileLock(data / "prepare.lock"), ThreadPoolExecutor(1) as beside:  # compressing waits for nobody's tables
        collected = beside.submit(collect, Path(settings.STATIC_ROOT)) if static else None
        try:
            reach()
            with _alone():
                migrate()
        finally:
            connections.close_all()
        if collected is not None:
            collected.result()


def reach() -> None:
    """Opens the database.

    Raises:
        UserError: it is not there, or refuses.
    """
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        if connection.vendor == "sqlite":
            raise UserError(
                f"Không mở được cơ sở dữ liệu trong “{settings.DATA}” ({error}). Tệp có thể đã hỏng hoặc không đủ quyền; đề nghị kiểm tra, hoặc phục hồi từ bản sao "
                "lưu (vinhdanh restore). Chưa có gì bị thay đổi.",
                f"The database in “{settings.DATA}” cannot be opened ({error}). It may be damaged or not readable; check it, or restore a backup "
                "(vinhdanh restore). Nothing was changed.",
            ) from error
        place = f"{connection.settings_dict['HOST'] or 'localhost'}:{connection.settings_dict['PORT'] or 5432}/{connection.settings_dict['NAME']}"
        raise UserError(
            f"Không kết nối được PostgreSQL tại {place}. Đề nghị kiểm tra DATABASE_URL, tên, mật khẩu, và máy chủ đã chạy chưa.",
            f"PostgreSQL at {place} cannot be reached. Check DATABASE_URL, user, password, and that the server runs.",
        ) from error


def migrate() -> None:
    """Brings the tables to this version; nothing when they are.

    Raises:
        UserError: the tables are of a newer version.
    """
    executor = MigrationExecutor(connection)
    applied = set(executor.loader.applied_migrations)
    strange = sorted(app for app, _name in applied - set(executor.loader.disk_migrations) if app in executor.loader.migrated_apps)
    if strange:
        raise UserError(
            f"Dữ liệu do phiên bản mới hơn tạo ra ({', '.join(dict.fromkeys(strange))}); phiên bản đang chạy là {__version__}. Đề nghị cài phiên bản mới rồi chạy "
            "lại. Chưa có gì bị thay đổi.",
            f"The data were made by a newer version ({', '.join(dict.fromkeys(strange))}); this one is {__version__}. Install the newer one. Nothing was "
            "changed.",
        )
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def collect(root: Path) -> None:
    """Copies static files beside the data, compressed and named by content, when they or the version changed."""
    wanted = digest()
    stamp = root / STAMP
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    root.mkdir(parents=True, exist_ok=True)
    with contextlib.redirect_stdout(io.StringIO()):
        call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(wanted, encoding="ascii")


def digest() -> str:
    """Digest of the version and of every static file that this program brings."""
    whole = hashlib.sha256(__version__.encode())
    for finder in finders.get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            with storage.open(name) as file:
                whole.update(f"\n{name}\n".encode() + hashlib.sha256(file.read()).digest())
    return whole.hexdigest()


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """On PostgreSQL, where many servers may start together, one changes the tables and the others wait."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK_KEY])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK_KEY])

"""What the environment says: data folder, secrets, database, mail, logs."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from vinhdanh.errors import UserError

DATA_VARIABLE = "VINHDANH_DATA"


def data_folder() -> Path:
    """The data folder, made when it is not there: `VINHDANH_DATA`, else `vinhdanh-data` in the working folder."""
    folder = Path(os.environ.get(DATA_VARIABLE) or "vinhdanh-data").resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret(folder: Path) -> str:
    """The key that signs sessions: `VINHDANH_SECRET`, else a generated file of mode 600."""
    return os.environ.get("VINHDANH_SECRET") or generated(folder / "secret.key").decode()


def generated(path: Path, size: int = 48) -> bytes:
    """Content of a secret file, made once with mode 600; of two processes that start together one makes it, both read it."""
    try:
        handle = os.open(path.with_suffix(f".{os.getpid()}"), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    made = path.with_suffix(f".{os.getpid()}")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_urlsafe(size).encode())
        with contextlib.suppress(FileExistsError):
            os.link(made, path)
    finally:
        made.unlink()
    return path.read_bytes()


def hosts() -> list[str]:
    """Names under which the server answers: those of this machine, and `VINHDANH_HOSTS`."""
    named = [host.strip() for host in os.environ.get("VINHDANH_HOSTS", "").split(",") if host.strip()]
    return ["localhost", "127.0.0.1", "[::1]", *named]


def database(folder: Path) -> dict[str, Any]:
    """`DATABASE_URL` (postgresql://user:password@host:port/name), else SQLite in the data folder.

    PostgreSQL plans a query that a connection asks for the third time once and keeps the plan; behind a pooler that does not hand prepared statements on
    (PgBouncer before 1.21 by transaction), `?prepare=no` leaves that out.

    Raises:
        UserError: when the address is not one of PostgreSQL.
    """
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return {
            "ENGINE": "vinhdanh.platform.database.sqlite3",
            "NAME": str(folder / "vinhdanh.sqlite3"),
            "OPTIONS": {
                "timeout": 10,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                "PRAGMA cache_size=-20000; PRAGMA mmap_size=134217728; PRAGMA secure_delete=ON;",
            },
            "CONN_MAX_AGE": None,
            "TEST": {"NAME": None},
        }
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:  # letters, or above 65535
        port = 0
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/") or port == 0:
        raise UserError(
            "DATABASE_URL không phải là địa chỉ PostgreSQL (postgresql://tên:mật-khẩu@máy:cổng/cơ-sở-dữ-liệu).",
            "DATABASE_URL is no address of PostgreSQL (postgresql://user:password@host:port/database).",
        )
    options: dict[str, Any] = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    if options.pop("prepare", "yes") != "no":
        options |= {"server_side_binding": True, "prepare_threshold": 3}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(str(options.pop("host", ""))) or parts.hostname or "",
        "PORT": str(port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def static_root(folder: Path) -> str:
    """Where collected static files lie: beside the data, made anew at each start of a new version."""
    return str(folder / "static")


def mail() -> tuple[str, str, int, str, str, bool, str]:
    """Backend, host, port, user, password, TLS, sender for notices by mail, from `VINHDANH_MAIL`; without it mail is printed to the console."""
    address = os.environ.get("VINHDANH_MAIL", "console")
    if address == "console":
        return "django.core.mail.backends.console.EmailBackend", "localhost", 25, "", "", False, "vinhdanh@localhost"
    parts = urlsplit(address)
    sender = unquote(parts.username or "") or "vinhdanh@localhost"
    backend = "django.core.mail.backends.smtp.EmailBackend"
    host, user, password = parts.hostname or "localhost", unquote(parts.username or ""), unquote(parts.password or "")
    return backend, host, parts.port or 587, user, password, parts.scheme != "smtp+plain", sender


def days(variable: str, otherwise: int) -> int:
    """A number of days from the environment, 1 to 3,650.

    Raises:
        UserError: it is none.
    """
    text = os.environ.get(variable, "").strip() or str(otherwise)
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text) <= 3650:
        raise UserError(f"{variable} cần là số ngày từ 1 đến 3650.", f"{variable} must be a number of days from 1 to 3650.")
    return int(text)


def logging() -> dict[str, Any]:
    """Structured logs on standard error: a line of JSON each, without personal data."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "vinhdanh.web.logs.JsonFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": os.environ.get("VINHDANH_LOG", "WARNING")},
    }

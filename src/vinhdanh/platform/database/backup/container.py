"""The backup file: a line that says what it is, then one encrypted stream (a compressed tar). Needs no Django.

First line: "VINHDANH BACKUP " and JSON: format, version, time, the fingerprint of the data key, the passphrase's salt if there is one. Nothing else of it can be read
without the data key, and a file that was cut or changed does not open.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import zlib
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from vinhdanh.errors import UserError
from vinhdanh.platform.files import vault
from vinhdanh.platform.personal import keys

if TYPE_CHECKING:
    from collections.abc import Iterator

MAGIC: Final = b"VINHDANH BACKUP "
FORMAT: Final = 1
HEAD: Final = 4096


@dataclass(frozen=True)
class Head:
    """What may be read without the key."""

    version: str
    at: str
    key: str
    salt: str = ""
    format: int = field(default=FORMAT)


def line(head: Head) -> bytes:
    """The first line of a backup file."""
    return MAGIC + json.dumps(asdict(head), sort_keys=True).encode() + b"\n"


@contextmanager
def writing(path: Path, head: Head, key: bytes) -> Iterator[tarfile.TarFile]:
    """A tar into a new backup file, which appears under its name only when it is whole and on the disk."""
    trial = path.with_name(f"{path.name}.new-{os.getpid()}")
    handle = os.open(trial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(line(head))
            stream = vault.Encrypting(file, key)
            with tarfile.open(fileobj=cast("BinaryIO", stream), mode="w|gz", format=tarfile.PAX_FORMAT) as archive:
                yield archive
            stream.finish()
            file.flush()
            os.fsync(file.fileno())
        trial.replace(path)
        vault.sync(path.parent)
    finally:
        trial.unlink(missing_ok=True)


def head(path: Path) -> Head:
    """What a backup file says of itself.

    Raises:
        UserError: it is no backup, or of a newer form.
    """
    try:
        with path.open("rb") as file:
            first = file.readline(HEAD)
    except OSError as error:
        raise UserError(
            f"Không đọc được bản sao lưu “{path}” ({error.strerror}).", f"The backup “{path}” cannot be read ({error.strerror})."
        ) from error
    if not first.startswith(MAGIC) or not first.endswith(b"\n"):
        raise damaged(path)
    try:
        told = json.loads(first[len(MAGIC) :])
        found = Head(str(told["version"]), str(told["at"]), str(told["key"]), str(told.get("salt", "")), int(told["format"]))
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(path) from error
    if found.format > FORMAT:
        raise UserError(
            f"Bản sao lưu “{path}” do phiên bản mới hơn tạo ra ({found.version}); đề nghị cài phiên bản đó rồi phục hồi.",
            f"The backup “{path}” was made by a newer version ({found.version}); install that one first.",
        )
    return found


@contextmanager
def reading(path: Path, key: bytes) -> Iterator[tarfile.TarFile]:
    """The tar of a backup file, read in order.

    Raises:
        UserError: it is damaged.
    """
    try:
        with path.open("rb") as file:
            file.readline(HEAD)
            stream = io.BufferedReader(_Plain(vault.decrypt(file, key)), 1 << 20)
            with tarfile.open(fileobj=stream, mode="r|gz") as archive:
                yield archive
            while stream.read(1 << 20):  # what stands behind the last member is proved as well
                pass
    except (vault.DamagedError, tarfile.TarError, zlib.error, EOFError, OSError, ValueError, KeyError) as error:
        raise damaged(path) from error


def add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    """Adds one member."""
    info = tarfile.TarInfo(name)
    info.size = len(content)
    archive.addfile(info, io.BytesIO(content))


def damaged(path: Path) -> UserError:
    """What is said of a file that does not open."""
    return UserError(
        f"Bản sao lưu “{path}” bị hỏng, không trọn vẹn, hoặc không phải bản sao lưu của phần mềm. Chưa có gì bị thay đổi; đề nghị dùng bản khác.",
        f"The backup “{path}” is damaged, incomplete or none of this program. Nothing was changed; use another.",
    )


def head_digest(path: Path) -> str:
    """SHA-256 of the first line."""
    with path.open("rb") as file:
        return hashlib.sha256(file.readline(HEAD)).hexdigest()


def digest(path: Path) -> str:
    """SHA-256 of the file, to compare after it was carried elsewhere."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Plain(io.RawIOBase):
    """A generator of bytes as a file."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left:
            following = next(self._chunks, None)
            if following is None:
                return 0
            self._left = following
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size


def copy(source: BinaryIO, target: Path) -> None:
    """Writes a member's bytes to the disk."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with target.open("wb") as file:
        while chunk := source.read(1 << 20):
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    target.chmod(0o600)


def key_for(told: Head, given: str = "") -> bytes:
    """The data key of a backup: the one given, else that of this process.

    Raises:
        UserError: it is another one.
    """
    key = keys.parse(given) if given else keys.data_key()
    if keys.fingerprint(key) != told.key:
        raise UserError(
            "Khoá dữ liệu không phải của bản sao lưu này. Đề nghị đặt VINHDANH_DATA_KEY, dùng --passphrase hoặc --key TỆP với khoá lúc sao lưu. Chưa có gì bị thay đổi.",
            "The data key is not the one of this backup. Set VINHDANH_DATA_KEY, or use --passphrase or --key FILE with the key of that time. Nothing was changed.",
        )
    return key

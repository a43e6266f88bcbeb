"""Encrypted files on disk: found by the digest of their plain bytes, written whole or not at all.

Form of a file: "VDF1", 16 bytes of salt, then chunks of at most 1 MiB plain bytes, each with its tag (AES-256-GCM). The key of a file is derived from the data key and
the salt; the nonce is the chunk's number and whether it is the last, so that a file cut, reordered or put together from two does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import time
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vinhdanh.platform.personal import keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAGIC: Final = b"VDF1"
SALT: Final = 16
CHUNK: Final = 1 << 20
STALE: Final = 24 * 3600
"""Seconds after which a half-written file is nobody's."""


class DamagedError(Exception):
    """A stored file is missing or does not open: damaged, or not of this key."""


def folder() -> Path:
    """Where the files lie."""
    return Path(os.environ.get("VINHDANH_DATA") or "vinhdanh-data") / "files"


def path_of(digest: str, root: Path | None = None) -> Path:
    """Where the file with that digest lies; its name tells nothing to whoever has no key."""
    name = hmac.new(keys.derived("file names"), digest.encode(), hashlib.sha256).hexdigest()
    return (root or folder()) / name[:2] / name


class Encrypting:
    """A file to write into, which writes encrypted chunks to `target`; `finish` closes the stream (not the target)."""

    def __init__(self, target: BinaryIO, key: bytes) -> None:
        salt = secrets.token_bytes(SALT)
        self._target, self._cipher = target, AESGCM(_file_key(key, salt))
        self._left, self._number = bytearray(), 0
        target.write(MAGIC + salt)

    def write(self, data: bytes) -> int:
        """Takes bytes; a chunk is written once something follows it."""
        self._left += data
        while len(self._left) > CHUNK:
            self._put(bytes(self._left[:CHUNK]), last=False)
            del self._left[:CHUNK]
        return len(data)

    def finish(self) -> None:
        """Writes what is left as the last chunk."""
        self._put(bytes(self._left), last=True)

    def _put(self, chunk: bytes, *, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._number, last=last), chunk, None))
        self._number += 1


def encrypt(source: BinaryIO, target: BinaryIO, key: bytes) -> tuple[str, int]:
    """Writes `source` encrypted; returns the digest (SHA-256) and the size of the plain bytes."""
    stream, whole, size = Encrypting(target, key), hashlib.sha256(), 0
    while chunk := source.read(CHUNK):
        whole.update(chunk)
        size += stream.write(chunk)
    stream.finish()
    return whole.hexdigest(), size


def decrypt(source: BinaryIO, key: bytes) -> Iterator[bytes]:
    """The plain bytes, chunk by chunk.

    Raises:
        DamagedError: the file does not open.
    """
    head = source.read(len(MAGIC) + SALT)
    if len(head) != len(MAGIC) + SALT or not head.startswith(MAGIC):
        raise DamagedError
    cipher = AESGCM(_file_key(key, head[len(MAGIC) :]))
    number, chunk = 0, source.read(CHUNK + keys.TAG)
    while True:
        following = source.read(CHUNK + keys.TAG) if chunk else b""
        try:
            yield cipher.decrypt(_nonce(number, last=not following), chunk, None)
        except InvalidTag as error:
            raise DamagedError from error
        if not following:
            return
        number, chunk = number + 1, following


def put(source: BinaryIO) -> tuple[str, int]:
    """Stores the bytes of `source`; they are on the disk when this returns. Returns digest and size."""
    root = folder()
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    trial = root / f"new-{secrets.token_hex(12)}"
    handle = os.open(trial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as target:
            digest, size = encrypt(source, target, keys.derived("files"))
            target.flush()
            os.fsync(target.fileno())
        path = path_of(digest, root)
        if not path.exists():
            path.parent.mkdir(mode=0o700, exist_ok=True)
            trial.replace(path)
            for made in (path.parent, root):
                sync(made)
    finally:
        trial.unlink(missing_ok=True)
    return digest, size


def chunks(digest: str) -> Iterator[bytes]:
    """The plain bytes of a stored file; what was swapped for another shows at the end.

    Raises:
        DamagedError: it is missing or does not open.
    """
    whole = hashlib.sha256()
    try:
        with path_of(digest).open("rb") as source:
            for chunk in decrypt(source, keys.derived("files")):
                whole.update(chunk)
                yield chunk
    except OSError as error:
        raise DamagedError from error
    if whole.hexdigest() != digest:
        raise DamagedError


def remove(digest: str, wanted: Callable[[], bool]) -> bool:
    """Takes a file off the disk unless somebody wants it after all; whether it went.

    It is set aside first and looked at then: whoever stores the same bytes meanwhile finds none there and writes them anew, or is seen here and gets them back.

    Args:
        digest: Of the plain bytes.
        wanted: Whether a record names the digest, asked when the file is out of the way.
    """
    path = path_of(digest)
    aside = path.parent.parent / f"new-{secrets.token_hex(12)}"
    try:
        path.replace(aside)
    except FileNotFoundError:
        return False
    if wanted():
        aside.replace(path)
        return False
    with aside.open("r+b") as file:
        file.truncate()  # whoever still has it open reads no more of it
    aside.unlink()
    sync(path.parent)
    return True


def sweep(now: float | None = None) -> int:
    """Removes half-written files that a killed process left; returns how many."""
    swept = 0
    for trial in folder().glob("new-*"):
        if (now or time.time()) - trial.stat().st_mtime > STALE:
            trial.unlink(missing_ok=True)
            swept += 1
    return swept


def sync(directory: Path) -> None:
    """Makes the names in a folder last (where the system lets folders be synced)."""
    if os.name != "posix":
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _file_key(key: bytes, salt: bytes) -> bytes:
    return HKDF(SHA256(), keys.SIZE, salt=salt, info=b"vinhdanh file").derive(key)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])

"""Reading files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import Http404

from vinhdanh.errors import UserError
from vinhdanh.platform.files import rules, vault
from vinhdanh.platform.files.models import StoredFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vinhdanh.platform.accounts.reader import Reader


def files(reader: Reader) -> QuerySet[StoredFile]:
    """Files of the unions that the reader sees, without guarded ones."""
    return StoredFile.objects.filter(union__in=reader.unions(), guarded=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that the reader may have: its record and its bytes, chunk by chunk."""

    stored: StoredFile
    chunks: Iterator[bytes]


def open_file(reader: Reader, pk: int) -> Opened:
    """A file by its id.

    Raises:
        Http404: there is none that the reader may have.
        UserError: it is damaged on the disk.
    """
    stored = StoredFile.objects.select_related("union").filter(pk=pk).first() if pk < 2**63 else None
    asked = stored or StoredFile(pk=0, guarded=True)  # the rules are asked either way: time does not tell that a file is there
    if not rules.may_open(reader, asked) or stored is None:
        raise Http404
    return Opened(stored, content(stored))


def content(stored: StoredFile) -> Iterator[bytes]:
    """The bytes of a file, for a caller that has checked its own rule; the first chunk is opened at once.

    Raises:
        UserError: it is missing or damaged on the disk.
    """
    chunks = vault.chunks(stored.digest)
    try:
        first = next(chunks, b"")
    except vault.DamagedError as error:
        raise _damaged(stored) from error
    return _rest(first, chunks)


def read_file(stored: StoredFile) -> bytes:
    """The whole content, checked against its digest, for a caller that has checked its own rule.

    Raises:
        UserError: it is missing or damaged on the disk.
    """
    try:
        return b"".join(vault.chunks(stored.digest))
    except vault.DamagedError as error:
        raise _damaged(stored) from error


def _rest(first: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from chunks


def _damaged(stored: StoredFile) -> UserError:
    return UserError(
        f"Tệp “{stored.name}” bị hỏng hoặc thiếu trên đĩa. Đề nghị báo quản trị hệ thống để lấy lại từ bản sao lưu.",
        f"The file “{stored.name}” is damaged or missing on the disk. Ask the administrator to bring it back from a backup.",
    )


@dataclass(frozen=True, slots=True)
class Orphans:
    """Records whose file is missing on the disk (ids), and files on the disk without a record (paths from the folder)."""

    missing: tuple[int, ...]
    unknown: tuple[str, ...]


def orphans() -> Orphans:
    """Compares records and disk. A file without a record is no loss: a process was killed between the two."""
    root = vault.folder()
    wanted = {
        vault.path_of(digest, root)
        for digest in StoredFile.objects.order_by().values_list("digest", flat=True).distinct().iterator()
    }
    there = {path for path in root.glob("??/*") if path.is_file()}
    lost = wanted - there
    rows = StoredFile.objects.order_by("pk").values_list("pk", "digest").iterator() if lost else ()
    missing = tuple(pk for pk, digest in rows if vault.path_of(digest, root) in lost)
    return Orphans(missing, tuple(sorted(str(path.relative_to(root)) for path in there - wanted)))

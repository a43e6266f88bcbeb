"""Storing files."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from django.db import transaction

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.files import kinds, rules, vault
from vinhdanh.platform.files.models import StoredFile
from vinhdanh.platform.journal import services as journal

if TYPE_CHECKING:
    from collections.abc import Collection

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Union

LIMIT = 30 * 1024 * 1024
"""Largest file in bytes, when the caller names no other limit."""
NAME = 255


def store(
    reader: Reader | None,
    union: Union,
    name: str,
    data: bytes | BinaryIO,
    *,
    limit: int = LIMIT,
    allowed: Collection[str] | None = None,
    empty: bool = False,
    guarded: bool = False,
) -> StoredFile:
    """Keeps a file byte for byte. The bytes are on the disk before the record is; the same file of the same union under the same name is one record.

    Args:
        reader: Who brings it; None: the program itself made it.
        union: Whose it is.
        name: As the sender called it; folders in it are dropped.
        data: The bytes, or an open file that is read to its end.
        limit: Most bytes.
        allowed: Media types let in (`kinds.OFFICE`, `kinds.PICTURES`); None: any.
        empty: Whether a file without a byte is let in.
        guarded: Whether it opens by a step's own rule alone; an open and a guarded record of the same bytes are two.

    Raises:
        Forbidden: the reader may not store for that union.
        UserError: empty, too large, or of a kind that is not let in.
    """
    if reader is not None and not rules.may_store(reader, union):
        raise Forbidden
    name = clean_name(name)
    content = data if isinstance(data, bytes) else data.read(limit + 1)
    if content or not empty:
        _check(name, content, limit)
    kind = kinds.media_type(content)
    if allowed is not None and kind not in allowed:
        raise UserError(
            f"Tệp “{name}” không thuộc loại được nhận ở đây. Chưa có gì bị thay đổi; đề nghị chọn tệp khác.",
            f"The file “{name}” is of a kind that is not accepted here. Nothing was changed; choose another.",
        )
    digest, size = vault.put(io.BytesIO(content))
    noted = _noted(reader, StoredFile(union=union, digest=digest, size=size, name=name, media_type=kind, guarded=guarded))
    if not vault.path_of(digest).exists():  # the same bytes were just being removed elsewhere (`vault.remove`)
        vault.put(io.BytesIO(content))
    return noted


def remove(stored: StoredFile) -> None:
    """Forgets a file: the record now, the bytes when the transaction holds, unless another record names them. Inside a transaction, after a step's own rule was asked.

    Raises:
        ProtectedError: something still points at the record.
    """
    digest = stored.digest
    told = {"digest": digest, "size": stored.size}
    journal.record(None, "files.removed", stored, union=stored.union, data=told)
    stored.delete()
    transaction.on_commit(lambda: vault.remove(digest, lambda: StoredFile.objects.filter(digest=digest).exists()))


def _noted(reader: Reader | None, stored: StoredFile) -> StoredFile:
    """The record of bytes that are on the disk: the one that is there, or this new one."""
    with transaction.atomic():
        same = StoredFile.objects.filter(
            union=stored.union, digest=stored.digest, name=stored.name, guarded=stored.guarded
        ).first()
        if same is not None:
            return same
        stored.stored_by = reader.user if reader else None
        stored.save()
        told = {"digest": stored.digest, "size": stored.size, "kind": stored.media_type}
        journal.record(reader, "files.stored", stored, union=stored.union, data=told)
    return stored


def _check(name: str, content: bytes, limit: int) -> None:
    if not content:
        raise UserError(f"Tệp “{name}” trống; đề nghị kiểm tra lại.", f"The file “{name}” is empty.")
    if len(content) > limit:
        most = limit // (1024 * 1024) or 1
        raise UserError(
            f"Tệp “{name}” lớn hơn {most} MB. Chưa có gì bị thay đổi; đề nghị giảm dung lượng (ví dụ nén ảnh) rồi gửi lại.",
            f"The file “{name}” is larger than {most} MB. Nothing was changed; make it smaller and try again.",
        )


def clean_name(name: str) -> str:
    """A file's name as it can be shown and saved anywhere: no folder, no control or direction mark, at most 255 characters with its ending kept."""
    text = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    text = "".join(letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
    text = re.sub(r'[<>:"|?*]', "_", text).strip(" .") or "tep"
    if len(text) > NAME:
        ending = PurePath(text).suffix[:20]
        text = text[: NAME - len(ending)] + ending
    return text

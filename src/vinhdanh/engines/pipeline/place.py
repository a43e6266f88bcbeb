"""Puts a run's files in place: all at once or not at all, and never over what a person edited.

The new folder is built beside the old one and the two change places in one step. A file whose bytes differ from the sum in the last
`manifest.json` was edited by a person: it stays, and the new version stands beside it as `… (mới).docx`. Files that no run made stay too.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

MANIFEST = "manifest.json"
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_HERE = -100  # AT_FDCWD


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that a person edited, and the name under which the new version stands beside it."""

    edited: str
    new: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the folder already holds: sums of the last run, and the bytes of files that are a person's (edited or added)."""

    sums: Mapping[str, str]
    own: Mapping[str, Path]


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def standing(out: Path) -> Standing:
    """Looks at the folder that a run will replace.

    Raises:
        UserError: The folder holds files but no manifest of ours, or is no folder.
    """
    _recover(out)
    if not out.exists():
        return Standing({}, {})
    if not out.is_dir():
        raise UserError(
            f"“{out}” là một tệp, không phải thư mục; đề nghị chọn thư mục kết quả khác.", f"“{out}” is a file, not a folder."
        )
    manifest = out / MANIFEST
    if not manifest.exists():
        if any(out.iterdir()):
            raise UserError(
                f"Thư mục “{out}” đã có tệp khác mà không phải kết quả của Vinh Danh; đề nghị chọn thư mục mới hoặc thư mục trống.",
                f"The folder “{out}” holds other files and is not a result of Vinh Danh; choose a new or empty one.",
            )
        return Standing({}, {})
    try:
        files = json.loads(manifest.read_text(encoding="utf-8"))["files"]
        sums = {str(name): str(row["sha256"]) for name, row in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            f"Tệp “{manifest}” bị hỏng nên không biết được tệp nào đồng chí đã sửa; đề nghị chọn thư mục kết quả mới, thư mục cũ giữ nguyên.",
            f"“{manifest}” is damaged, so that edited files cannot be told; choose a new folder. The old one is untouched.",
        ) from error
    own: dict[str, Path] = {}
    for path in sorted(p for p in out.rglob("*") if p.is_file() and p != manifest):
        name = path.relative_to(out).as_posix()
        if sums.get(name) != digest(path.read_bytes()):
            own[name] = path
    return Standing(sums, own)


def campaign_of(out: Path) -> str:
    """Id of the campaign whose results `out` holds, "" when it holds none."""
    manifest = out / MANIFEST
    return str(json.loads(manifest.read_text(encoding="utf-8")).get("campaign", "")) if manifest.exists() else ""


def arrange(files: Mapping[str, bytes], held: Standing) -> tuple[dict[str, bytes], tuple[Kept, ...]]:
    """Gives each new file its name: its own, or `… (mới)` where a person's file of that name stays."""
    placed: dict[str, bytes] = {}
    kept: list[Kept] = []
    for name, data in files.items():
        own = held.own.get(name)
        if own is None or own.read_bytes() == data:
            placed[name] = data
            continue
        beside = _beside(name, held)
        placed[beside] = data
        kept.append(Kept(edited=name, new=beside))
    return placed, tuple(kept)


def _beside(name: str, held: Standing) -> str:
    path = PurePosixPath(name)
    number = 1
    while True:
        word = "mới" if number == 1 else f"mới {number}"
        candidate = str(path.with_name(f"{path.stem} ({word}){path.suffix}"))
        if candidate not in held.own:
            return candidate
        number += 1


def put(out: Path, files: Mapping[str, bytes], held: Standing) -> None:
    """Writes `files` and the person's own files into a new folder and lets it take the place of `out`.

    Raises:
        UserError: No permission, or no room on the disk; `out` is then as it was.
    """
    parent = out.absolute().parent
    work: Path | None = None
    try:
        parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".dang-ghi", dir=parent))
        for name, path in held.own.items():
            if name not in files:
                _write(work / name, path.read_bytes())
        for name, data in files.items():
            _write(work / name, data)
        work.chmod(0o755)
        _swap(work, out.absolute())
    except OSError as error:
        reason = "hết dung lượng đĩa" if error.errno == errno.ENOSPC else str(error.strerror)
        raise UserError(
            f"Không ghi được kết quả vào “{out}”: {reason}. Kết quả cũ (nếu có) còn nguyên; đề nghị kiểm tra quyền ghi và dung lượng đĩa.",
            f"Cannot write the results to “{out}”: {error.strerror}. Earlier results are untouched; check permission and disk space.",
        ) from error
    finally:
        if work is not None:
            shutil.rmtree(work, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _aside(out: Path) -> Path:
    return out.with_name(f".{out.name}.ban-cu")


def _recover(out: Path) -> None:
    """A machine that stopped between the two renames of the fallback left the old folder aside: bring it back."""
    aside = _aside(out.absolute())
    if aside.exists() and not out.exists():
        aside.rename(out)


def _swap(work: Path, out: Path) -> None:
    if not out.exists():
        work.rename(out)
        return
    if _exchange(work, out):
        return  # `work` now holds the old results; the caller removes it
    aside = _aside(out)
    out.rename(aside)
    work.rename(out)
    shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Lets two folders change places in one step where the system can (Linux ≥ 3.15)."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    return bool(call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)

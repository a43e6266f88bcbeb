"""Where the data may lie. Nothing here needs Django: the folder is judged before it is loaded."""

from __future__ import annotations

import atexit
import os
import sys
import tempfile
from pathlib import Path

from vinhdanh.errors import UserError

NETWORK = frozenset(
    [
        "9p",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "davfs2",
        "fuse.ceph",
        "fuse.davfs",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "prl_fs",
        "smb2",
        "smb3",
        "smbfs",
        "vboxsf",
        "vmhgfs",
        "fuse.vmhgfs-fuse",
    ]
)
"""File systems on which SQLite's write-ahead log is not safe: its shared memory and its locks do not reach the other machine."""

SYNCHRONISED = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "my drive",
    "icloud drive",
    "mobile documents",
    "nextcloud",
    "owncloud",
)
MARKS = (".dropbox", ".dropbox.cache", ".stfolder", ".sync", ".owncloudsync.log", ".nextcloudsync.log")
DRIVE_REMOTE = 4
RUNNING = "running"
"""Folder in which every server and worker leaves its number while it lives."""


def judge(folder: Path, *, sqlite: bool = True, mounts: str | None = None) -> Path:
    """Makes the data folder and says no when data would be lost or leak there.

    Args:
        folder: The data folder wanted.
        sqlite: Whether the database lies in it; stored files alone may lie on a network drive.
        mounts: Text in the form of /proc/self/mounts, for tests.

    Returns:
        The folder, absolute.

    Raises:
        UserError: no folder, not writable, on a network drive, in a synchronised folder.
    """
    folder = folder.expanduser().resolve()
    if sqlite:
        _refuse_synchronised(folder)
        kind = network_kind(folder, mounts)
        if kind:
            raise UserError(
                f"Thư mục dữ liệu “{folder}” nằm trên ổ mạng ({kind}). Cơ sở dữ liệu ghi qua ổ mạng có thể hỏng và mất dữ liệu. Đề nghị chọn thư mục trên "
                "đĩa của máy này (--data), hoặc dùng PostgreSQL (DATABASE_URL).",
                f"The data folder “{folder}” is on a network drive ({kind}): its database could break. Choose a folder on this machine's disk (--data), "
                "or use PostgreSQL (DATABASE_URL).",
            )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(b"x")
    except OSError as error:
        raise UserError(
            f"Không ghi được vào thư mục dữ liệu “{folder}” ({error.strerror}). Đề nghị kiểm tra quyền ghi, dung lượng đĩa hoặc chọn thư mục khác (--data).",
            f"The data folder “{folder}” cannot be written ({error.strerror}). Check its permissions and the disk, or choose another (--data).",
        ) from error
    return folder


def _refuse_synchronised(folder: Path) -> None:
    for part in (folder, *folder.parents):
        name = part.name.casefold()
        named = any(name == word or name.startswith((f"{word} -", f"{word}-")) for word in SYNCHRONISED)
        if named or any((part / mark).exists() for mark in MARKS):
            raise UserError(
                f"Thư mục dữ liệu “{folder}” nằm trong thư mục được đồng bộ lên mạng (“{part.name}”). Phần mềm đồng bộ chép tệp khi đang ghi, làm hỏng dữ liệu "
                "và đưa thông tin cá nhân ra ngoài. Đề nghị chọn thư mục khác (--data).",
                f"The data folder “{folder}” is inside a synchronised folder (“{part.name}”): its program copies files while they are written, breaks the data "
                "and carries personal data away. Choose another folder (--data).",
            )


def network_kind(folder: Path, mounts: str | None = None) -> str:
    """The kind of the network drive that `folder` lies on; empty: a disk of this machine, or unknown."""
    if sys.platform == "win32":  # pragma: no cover  # the server is for Linux; this is the fallback
        import ctypes  # noqa: PLC0415  # only there

        drive = folder.drive
        remote = drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == DRIVE_REMOTE
        return drive if remote else ""
    if mounts is None:
        try:
            mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        inside = str(folder) == point or str(folder).startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind if kind in NETWORK else ""


def on_sqlite() -> bool:
    """Whether the environment names no PostgreSQL server."""
    return not os.environ.get("DATABASE_URL")


def occupy(data: Path) -> None:
    """Notes that this process works on the folder, until it ends."""
    place = data / RUNNING
    place.mkdir(mode=0o700, exist_ok=True)
    note = place / str(os.getpid())
    note.touch(mode=0o600)
    mine = os.getpid()
    atexit.register(lambda: note.unlink(missing_ok=True) if os.getpid() == mine else None)


def occupied(data: Path) -> bool:
    """Whether a process that lives works on the folder."""
    notes = [note for note in (data / RUNNING).glob("*") if note.name.isdigit()]
    return any(_alive(int(note.name)) for note in notes)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True

"""Old Word files become .docx by LibreOffice, where it is there."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from vinhdanh.engines.campaign import guard

SECONDS = 60.0
"""A file that takes longer is given up; the first start of the program alone takes several seconds."""

_NAMES = ("soffice", "libreoffice")


def to_docx(data: bytes, filename: str) -> bytes:
    """The file as .docx.

    Args:
        data: A file of Word 97 (.doc), OpenDocument text (.odt) or rich text (.rtf).
        filename: Its name, for messages.

    Raises:
        UnreadableFile: There is no LibreOffice here, or it cannot read the file in time.
    """
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        raise guard.word(filename)
    with tempfile.TemporaryDirectory(prefix="vinhdanh-") as folder:
        source = Path(folder) / f"list{_ending(data)}"
        source.write_bytes(data)
        # A profile of its own: macros of the user's do not run, and a window that is open does not matter.
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        order = [program, profile, "--headless", "--norestore", "--convert-to", "docx", "--outdir", folder, str(source)]
        try:
            _run(order)
            return (Path(folder) / "list.docx").read_bytes()
        except (OSError, subprocess.SubprocessError) as e:
            raise guard.word(filename) from e


def _run(order: list[str]) -> None:
    """Runs LibreOffice and ends it, with the processes that it has started, when time is up."""
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(order, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)  # noqa: S603 - found on the path by its own name
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
        raise


def _ending(data: bytes) -> str:
    if data.startswith(b"PK"):
        return ".odt"
    return ".rtf" if data.startswith(b"{") else ".doc"

"""Makes the pictures of README.md from the results of `make example`: a page of a paper, and the report (with Chromium, where it is).

Run it after `make example`: .venv/bin/python tools/pictures.py
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "build" / "phu-rieng-2020"
PICTURES = ROOT / "docs" / "pictures"
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--hide-scrollbars")  # fmt: skip


def paper() -> None:
    """The first page of the request."""
    with pypdfium2.PdfDocument(RESULTS / "papers" / "05-to-trinh-khen-thuong.pdf") as document:
        picture = document[0].render(scale=1.25).to_pil()
    picture.convert("P", palette=1, colors=32).save(PICTURES / "to-trinh.png", optimize=True)


def report() -> None:
    """The upper part of the report, 1280 px wide."""
    chromium = shutil.which("chromium")
    if not chromium:
        print("chromium is missing: docs/pictures/report.png stays as it is", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(  # noqa: S603 - fixed arguments
            [chromium, *QUIET, f"--user-data-dir={profile}", "--window-size=1280,1600", f"--screenshot={PICTURES / 'report.png'}",
             (RESULTS / "report.html").as_uri()],
            check=True, capture_output=True,
        )  # fmt: skip


PICTURES.mkdir(parents=True, exist_ok=True)
paper()
report()

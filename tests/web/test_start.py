"""A web process starts without the engines' heavy libraries: they are loaded when a page first needs them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HEAVY = {
    "docx", "highspy", "jinja2", "lxml", "numpy", "openpyxl", "ortools", "polars", "pypdfium2", "python_calamine", "rapidfuzz", "segno", "typst",
    "xlsxwriter",
}  # fmt: skip
START = "import sys\nimport vinhdanh.web.wsgi\nprint(' '.join(sorted({name.partition('.')[0] for name in sys.modules})))\n"


def test_heavy_libraries_are_not_loaded_at_start(tmp_path: Path) -> None:
    told = {**os.environ, "VINHDANH_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "vinhdanh.web.settings"}
    told.pop("DATABASE_URL", None)
    (tmp_path / "static").mkdir()
    done = subprocess.run([sys.executable, "-c", START], env=told, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert {"django", "vinhdanh"} <= loaded
    assert loaded & HEAVY == set()

"""Where the chapters and their pictures lie; read by the settings, so nothing of the framework is asked here."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent
PICTURES = "huong-dan"
"""Folder of the pictures among the static files."""
FILES = {
    "trinh-duyet": "trinh-duyet.md",
    "thu-muc": "README.md",
    "gui-danh-sach": "gui-danh-sach.md",
    "lua-chon": "lua-chon.md",
    "giay-to": "giay-to.md",
}
"""Name of a chapter in the address -> its file; in the order of the contents."""
TITLES = {("thu-muc", "vi"): "Làm trên thư mục, một người"}
"""Chapter and language -> what it is called here, where its file stands for the whole guide."""


def folder() -> Path:
    """Where the chapters lie: beside this module where the program was installed, in docs/ of a checkout."""
    packed = HERE / "huong-dan"
    return packed if packed.is_dir() else HERE.parents[3] / "docs" / "huong-dan"


def pictures() -> Path:
    """Where their pictures lie."""
    return folder() / "anh"

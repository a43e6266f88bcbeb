"""The one stylesheet, joined from the files of `styles/` in the order of their names: many to write in, one to send."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

from vinhdanh.platform.design.containers import with_fallbacks

STYLES = Path(__file__).resolve().parent / "styles"
STYLESHEET = "vinhdanh.css"


def joined() -> str:
    """The whole stylesheet, with what browsers without container queries need."""
    return with_fallbacks("\n".join(part.read_text(encoding="utf-8") for part in sorted(STYLES.glob("*.css"))))


class StylesheetFinder(BaseFinder):
    """Offers the joined stylesheet to `collectstatic` and to the servers of tests; it is written beside the collected files."""

    def __init__(self) -> None:
        self.folder = Path(f"{settings.STATIC_ROOT}-made")

    def made(self) -> Path:
        """The written stylesheet; two processes that write at once write the same."""
        self.folder.mkdir(parents=True, exist_ok=True)
        target = self.folder / STYLESHEET
        text = joined()
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            draft = target.with_suffix(f".{os.getpid()}")
            draft.write_text(text, encoding="utf-8")
            draft.replace(target)
        return target

    def check(self, **kwargs: Any) -> list[Any]:  # noqa: ARG002  # the framework's signature
        """Nothing can be set wrongly."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:  # noqa: ARG002  # as above
        """Where the stylesheet lies."""
        if path != STYLESHEET:
            return []
        return [str(self.made())] if find_all else str(self.made())

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[Any]:  # noqa: ARG002  # as above
        """The stylesheet as the one file of its storage."""
        self.made()
        yield STYLESHEET, FileSystemStorage(location=self.folder)

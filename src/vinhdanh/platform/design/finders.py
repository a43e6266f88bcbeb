"""The one stylesheet (vinhdanh.look) for the framework's collector of static files: many parts to write in, one file to send."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

from vinhdanh.look import stylesheet

STYLESHEET = "vinhdanh.css"


class StylesheetFinder(BaseFinder):
    """Offers the joined stylesheet to `collectstatic` and to the servers of tests; it is written beside the collected files."""

    def __init__(self) -> None:
        self.folder = Path(f"{settings.STATIC_ROOT}-made")

    def made(self) -> Path:
        """The written stylesheet; two processes that write at once write the same."""
        self.folder.mkdir(parents=True, exist_ok=True)
        target = self.folder / STYLESHEET
        text = stylesheet()
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

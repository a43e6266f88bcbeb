"""Collects findings of one file, each with its sheet and cell."""

from __future__ import annotations

from typing import NamedTuple

from vinhdanh.engines.campaign.grid import a1
from vinhdanh.engines.campaign.types import Finding, Severity


class Issue(NamedTuple):
    """What is to be said of a cell, whoever stands in its row: made once for all cells with the same content."""

    code: str
    severity: Severity
    text: str
    remedy: str


class Log:
    """The findings of a file in the order in which they are met."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.sheet = ""
        self.union = ""
        self.findings: list[Finding] = []

    def add(self, code: str, severity: Severity, place: tuple[int, int] | None, message: str, remedy: str) -> None:
        """Notes a finding.

        Args:
            code: Without the engine's name: `birth-unreadable`.
            severity: How much it weighs.
            place: 0-based row and column, None when it concerns the whole sheet or file.
            message: What is wrong, in Vietnamese.
            remedy: What to do, in Vietnamese.
        """
        cell = a1(*place) if place else ""
        self.findings.append(Finding(f"sheets.{code}", severity, message, remedy, self.file, self.sheet, cell, self.union))

    def say(self, issue: Issue, place: tuple[int, int], who: str = "") -> None:
        """Notes an issue of a cell; `who` stands before its text."""
        self.add(issue.code, issue.severity, place, f"{who}: {issue.text}" if who else issue.text, issue.remedy)

    def block(self, code: str, place: tuple[int, int] | None, message: str, remedy: str) -> None:
        """Notes what keeps a nominee or a list back."""
        self.add(code, Severity.BLOCKING, place, message, remedy)

    def doubt(self, code: str, place: tuple[int, int] | None, message: str, remedy: str) -> None:
        """Notes what somebody should mend."""
        self.add(code, Severity.WARNING, place, message, remedy)

    def note(self, code: str, place: tuple[int, int] | None, message: str, remedy: str) -> None:
        """Notes how something was understood."""
        self.add(code, Severity.NOTE, place, message, remedy)

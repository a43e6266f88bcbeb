"""What is printed on ballots, as words. A ballot has no number, no code, nothing that tells it from the next (domain.md §4.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from vinhdanh.engines.papers.model import Run, bold

if TYPE_CHECKING:
    from datetime import date

Style = Literal["tick", "cross"]
"""`tick`: a mark in a box for or against; `cross`: names of whom one does not trust are crossed out."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name on the ballot with what the person is."""

    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Form:
    """One ballot, to be copied.

    Args:
        parent, issuer: Lines of the head, upper case.
        seal: What stands under the issuer in place of a number, in brackets.
        subject: What is chosen.
        most: So many may be chosen, None: no limit.
    """

    parent: str
    issuer: tuple[str, ...]
    seal: str
    place_date: str
    subject: str
    style: Style
    most: int | None
    candidates: tuple[Candidate, ...]

    @property
    def rules(self) -> tuple[str | Run, ...]:
        """How to vote."""
        total = f"{len(self.candidates):02d}"
        limit: tuple[str | Run, ...] = (
            ("",) if self.most is None else (" cho nhiều nhất ", bold(f"{self.most:02d}"), f" trong {total} trường hợp")
        )
        if self.style == "tick":
            return (
                "Đánh dấu ",
                bold("X"),
                " vào ",
                bold("một"),
                " ô của mỗi dòng; chọn ",
                bold("Đồng ý"),
                *limit,
                ". Không chọn ai cũng là phiếu hợp lệ. Xếp theo vần tên.",
            )
        kept: tuple[str | Run, ...] = (
            ("",) if self.most is None else ("; để lại nhiều nhất ", bold(f"{self.most:02d}"), f" trong {total} trường hợp")
        )
        return (
            "Gạch ngang tên trường hợp ",
            bold("không đồng ý"),
            *kept,
            ". Phiếu phải để lại ít nhất một tên. Xếp theo vần tên.",
        )

    @property
    def invalid(self) -> str:
        """Which ballots do not count."""
        over = ""
        if self.most is not None:
            over = f"{'chọn' if self.style == 'tick' else 'để lại'} quá {self.most:02d} trường hợp, "
        crossed = "" if self.style == "tick" else "gạch hết, gạch không rõ, "
        return f"Phiếu không hợp lệ: {over}{crossed}ghi thêm tên, có dấu hiệu riêng, không do Ban kiểm phiếu phát ra."


@dataclass(frozen=True, slots=True)
class BallotBatch:
    """Ballots of a campaign: short ones two a sheet, long ones over whole sheets."""

    title: str
    author: str
    day: date | None = None
    items: tuple[Form, ...] = ()

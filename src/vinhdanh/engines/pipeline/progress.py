"""Progress of long work: a function that is told each step; silent by default."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Called with (step, number of steps, what is being done in Vietnamese)."""


def silent(_step: int, _steps: int, _words: str) -> None:
    """Says nothing."""

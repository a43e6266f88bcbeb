"""The stylesheet, joined from the files of `styles/` in the order of their names."""

from __future__ import annotations

from pathlib import Path

from vinhdanh.look.containers import with_fallbacks

STYLES = Path(__file__).resolve().parent / "styles"
PARTS = tuple(part.stem for part in sorted(STYLES.glob("*.css")))
"""The parts, in the order in which they are joined: a later one wins."""


def stylesheet(parts: tuple[str, ...] = PARTS, own: str = "") -> str:
    """The stylesheet, with what browsers without container queries need.

    Args:
        parts: Which of `PARTS`, in their order.
        own: Rules of one page alone; they come last.
    """
    return with_fallbacks("\n".join([*((STYLES / f"{part}.css").read_text(encoding="utf-8") for part in parts), own]))

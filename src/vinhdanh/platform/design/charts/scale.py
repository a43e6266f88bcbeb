"""Places on a drawing: x in per cent of its width, so that lines stretch and letters never shrink."""

from __future__ import annotations

from fractions import Fraction


def place(value: Fraction | int, top: Fraction | int) -> str:
    """Where `value` lies between 0 and `top`: "42.1%", held within the drawing."""
    if top <= 0:
        return "0%"
    share = min(max(Fraction(value) / Fraction(top), Fraction(0)), Fraction(1))
    return f"{float(share * 100):.4g}%"

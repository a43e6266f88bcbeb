"""Golden pictures: the first page of a paper, small and grey, and how far two of them are apart."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from outcome_factory import make_outcome
from outcome_settings import settings
from PIL import Image

from vinhdanh.engines.campaign.outcome import Outcome
from vinhdanh.engines.papers import KINDS, render_pdf
from vinhdanh.engines.pipeline.cards import CARDS as CARD_KINDS
from vinhdanh.engines.pipeline.on_demand import ON_DEMAND

FOLDER = Path(__file__).resolve().parent.parent / "engines" / "papers" / "golden"
DPI = 40
SHADES = 4
"""Shades of grey that a kept picture has: a page of text then takes 4 to 8 kB."""
CARDS = (*CARD_KINDS, *ON_DEMAND)

Picture = NDArray[np.uint8]


@cache
def outcome() -> Outcome:
    """The invented outcome that all pictures show: the example campaign may change without them."""
    return make_outcome(campaign_settings=settings())


def keys() -> tuple[str, ...]:
    """Every kind that has a paper in this outcome, then the cards."""
    return (*(key for key, kind in KINDS.items() if kind.build(outcome())), *CARDS)


def pdf(key: str) -> bytes:
    """The paper of a kind; of several the first."""
    if key in CARDS:
        return next((CARD_KINDS | ON_DEMAND)[key].build(outcome())).pdf()
    return render_pdf(KINDS[key].build(outcome())[0])


def picture(made: bytes) -> Picture:
    """The first page of a PDF: 331 x 468 grey pixels upright, as a golden picture is kept."""
    with pypdfium2.PdfDocument(made) as document:
        shown = document[0].render(scale=DPI / 72, grayscale=True).to_numpy()
    grey = shown.reshape(shown.shape[0], shown.shape[1]).astype(np.uint16)
    return (((grey * (SHADES - 1) + 127) // 255) * 255 // (SHADES - 1)).astype(np.uint8)


def read(path: Path) -> Picture:
    """A golden picture."""
    with Image.open(path) as image:
        return np.asarray(image.convert("L"))


def write(path: Path, shown: Picture) -> None:
    """Keeps a picture as PNG of few shades."""
    step = 255 // (SHADES - 1)
    image = Image.fromarray((shown // step).astype(np.uint8), "P")
    image.putpalette([min(255, i * 255 // (SHADES - 1)) for i in range(SHADES) for _ in range(3)])
    image.save(path, optimize=True, bits=2)


def apart(one: Picture, other: Picture) -> float:
    """How much ink differs, as a share of the ink of both: 0 for the same page, 1 for pages that share nothing.

    Both are blurred over 5 pixels (3 mm) first, so that another rasteriser's edges do not count; a line that moves by its own height does.
    """
    if one.shape != other.shape:
        return 1.0
    first, second = (_blurred(255.0 - shown) for shown in (one, other))
    return float(np.abs(first - second).sum() / max((first + second).sum(), 1.0))


def _blurred(ink: NDArray[np.float64]) -> NDArray[np.float64]:
    for axis in (0, 1):
        ink = sum(np.roll(ink, shift, axis) for shift in (-2, -1, 0, 1, 2)) / 5
    return ink

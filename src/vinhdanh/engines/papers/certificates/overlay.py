"""The variable words of certificates for forms that are printed already: each at its place in mm, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.types import Preprinted
from vinhdanh.engines.papers.certificates.fit import LINE, Face, Step, fit
from vinhdanh.engines.papers.measures import MM
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from vinhdanh.engines.campaign.types import PrintPlace
    from vinhdanh.engines.papers.certificates.batch import Certificate, CertificateBatch

FIELDS = ("name", "unit", "citation", "decision", "number", "place_date", "signer")
"""Keys of the places in `[preprinted]`, from the top of a usual form to its foot."""
FACES: Mapping[str, Face] = {"name": "display", "citation": "i", "place_date": "i", "signer": "b"}
LEADS = {"display": 1.36 - LINE}
LEAD = 0.16
SMALLEST = 0.3
"""No words are set smaller than this part of the size that the form asks for."""
SIZES, LINES, SHEETS = (4.0, 120.0), (1, 12), (50.0, 1000.0)
"""What a place and a form may ask for: pt, lines, mm."""
GIVEN = "Quyết định số "
"""Stands on the form; the batch says it for our own design."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Words at their place, broken into lines.

    Args:
        key: Which place of the form.
        x, width: The room of the words from the left edge, mm; the shift is in it.
        y: Feet of the letters of the first line from the upper edge, mm; the shift is in it.
        size: pt.
        pitch: From the feet of one line to those of the next, mm.
    """

    key: str
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    size: float
    face: Face
    align: str
    pitch: float


@dataclass(frozen=True, slots=True)
class Overlay:
    """Certificates for a printed form, laid out: one page of spots for each."""

    title: str
    author: str
    page: tuple[float, float]
    day: date | None = None
    items: tuple[tuple[Spot, ...], ...] = ()


def overlay(batch: CertificateBatch, form: Preprinted | None = None) -> Overlay:
    """The variable words of a batch at their places on a printed form; `render_pdf` and `render_docx` write it.

    Args:
        batch: What `certificates` made.
        form: The form of the campaign (`settings.preprinted`); None: the default places on A4 landscape.

    Raises:
        UserError: The form or a place on it cannot be: off the sheet, no such size of type.
    """
    form = form or Preprinted()
    checked(form)
    page = (float(form.page_width), float(form.page_height))
    return Overlay(batch.title, batch.author, page, batch.day, tuple(_page(batch, item, form) for item in batch.items))


def _page(batch: CertificateBatch, item: Certificate, form: Preprinted) -> tuple[Spot, ...]:
    said = {
        "name": f"{item.honorific} {item.name}".strip(),
        "unit": item.unit,
        "citation": batch.citation,
        "decision": f"{batch.decision.removeprefix(GIVEN)} {batch.decision_day}",
        "number": item.number,
        "place_date": batch.place_date,
        "signer": batch.signer.name,
    }
    return tuple(spot(key, getattr(form, key), said[key], form) for key in FIELDS if said[key] and getattr(form, key).width)


def spot(key: str, place: PrintPlace, words: str, form: Preprinted) -> Spot:
    """Words laid out at their place: as large as asked, or smaller until they keep to its lines."""
    face, size, width = FACES.get(key, ""), float(place.size), float(place.width)
    steps = [Step(1, size, size * (0.8 if place.lines > 1 else SMALLEST))]
    if place.lines > 1:
        steps += [Step(place.lines, size, size * 0.6), Step(place.lines, size * 0.6, size * SMALLEST)]
    made = fit(place.before + words, width, face, tuple(steps))
    pitch = (LINE + LEADS.get(face, LEAD)) * made.size * MM
    x, y = float(place.x) + float(form.offset_x_mm), float(place.y) + float(form.offset_y_mm)
    return Spot(key, made.lines, x, y, width, made.size, face, place.align, pitch)


def checked(form: Preprinted) -> None:
    """Raises UserError when the form or a place on it cannot be, with the key that is wrong."""
    sides = (("page_width", float(form.page_width)), ("page_height", float(form.page_height)))
    for key, side in sides:
        if not SHEETS[0] <= side <= SHEETS[1]:
            raise _wrong(key, f"cần từ {SHEETS[0]:g} đến {SHEETS[1]:g} mm", f"{SHEETS[0]:g} to {SHEETS[1]:g} mm")
    for key in FIELDS:
        place = getattr(form, key)
        if not place.width:
            continue
        if float(place.x + place.width) > sides[0][1] or float(place.y) > sides[1][1]:
            raise _wrong(key, "chỗ in nằm ngoài phôi", "the place lies off the form")
        if not SIZES[0] <= float(place.size) <= SIZES[1]:
            raise _wrong(f"{key}.size", f"cần từ {SIZES[0]:g} đến {SIZES[1]:g}", f"{SIZES[0]:g} to {SIZES[1]:g} pt")
        if not LINES[0] <= place.lines <= LINES[1]:
            raise _wrong(f"{key}.lines", f"cần từ {LINES[0]} đến {LINES[1]}", f"{LINES[0]} to {LINES[1]}")


def _wrong(key: str, vi: str, en: str) -> UserError:
    return UserError(
        f"Mục [preprinted] trong campaign.toml, khóa {key}: {vi}. Đề nghị đo lại trên phôi và sửa.",
        f"[preprinted] in campaign.toml, key {key}: {en}.",
    )

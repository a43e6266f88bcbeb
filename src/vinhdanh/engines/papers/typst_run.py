"""Typst, kept warm: one compiler for all papers; text reaches it as data only."""

from __future__ import annotations

import calendar
import ctypes
import json
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import typst

from vinhdanh.engines.papers.measures import FACES, codes

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parent
UNDATED = date(2020, 1, 1)
"""Stamped into files whose paper has no date yet: never the clock, so that two runs give the same bytes."""
BOX = "□"
LARGE = 200_000
"""Bytes of a PDF above which the compiler's memory of it is dropped at once."""
_REMEMBERED = 10
_LOCK = Lock()
_SHEET = (
    b"#set page(width: float(sys.inputs.w) * 1mm, height: float(sys.inputs.h) * 1mm, margin: 0mm, fill: white)\n"
    b'#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%)'
)


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(root=str(ROOT), font_paths=[str(ROOT / "fonts")], ignore_system_fonts=True)


@cache
def _letters() -> frozenset[int]:
    """Code points that all faces of the text hold; PDF/A allows no other, and none for private use."""
    faces = [codes(face) for face in FACES]
    return frozenset(c for c in frozenset.intersection(*faces) if unicodedata.category(chr(c)) != "Co")


def _drawn(text: str) -> str:
    """The text with a box for each letter that the fonts lack: one pasted symbol must not cost the office its paper."""
    odd = {ord(c) for c in set(text)} - _letters()
    marks = {"Z": " ", "M": "", "C": ""}
    return text.translate({c: marks.get(unicodedata.category(chr(c))[0], BOX) for c in odd if c > ord("~")})


def compile_pdf(template_name: str, data: Mapping[str, Any], *, day: date | None = None) -> bytes:
    """Typeset a template of this package with `data` into PDF/A-2a with PDF/UA-1.

    The template reads its data with `json(bytes(sys.inputs.data))`: strings stay strings, nothing in them is markup. It must set the
    document's title and the language itself (`templates/nd30.typ` has both).

    Args:
        template_name: Path below `engines/papers`, e.g. "templates/paper.typ" or "certificates/merit.typ".
        data: Whatever JSON can say. Images: SVG as text, drawn by `image(bytes(svg))`.
        day: The date of the paper; None: a fixed one.

    Returns:
        The PDF, byte for byte the same for the same input.
    """
    stamp = calendar.timegm((day or UNDATED).timetuple())
    text = _drawn(json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
    with _LOCK:  # one compiler serves one page at a time
        made = _compiler().compile(
            input=str(ROOT / template_name),
            format="pdf",
            sys_inputs={"data": text},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=stamp,
        )
        if not isinstance(made, bytes):  # several documents come only from other formats
            raise TypeError(template_name)
        if len(made) > LARGE:
            _forget()
    return made


def compile_png(svg: str, breadth: float, height: float, ppi: int) -> bytes:
    """Draws an SVG, `breadth` x `height` mm on white, as PNG of `ppi` dots an inch; the same drawing gives the same bytes."""
    with _LOCK:
        made = _compiler().compile(
            input=_SHEET, format="png", ppi=ppi, sys_inputs={"svg": svg, "w": str(breadth), "h": str(height)}
        )
    if not isinstance(made, bytes):  # only a drawing of several pages makes a list
        raise TypeError(svg[:80])
    return made


def _forget() -> None:
    """Lets the compiler drop what it remembers of a large paper: it keeps results for ten compilations, some 20 to 80 MB each."""
    for _ in range(_REMEMBERED + 1):
        _compiler().compile(input=str(ROOT / "templates/blank.typ"), format="pdf")
    give_back()


def give_back() -> None:
    """Asks the C library to hand freed memory back to the system, where it can (glibc)."""
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (AttributeError, OSError, TypeError):
        return  # another C library: the memory is used again all the same

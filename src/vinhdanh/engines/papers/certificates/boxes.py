"""TrimBox and BleedBox of pages for a print shop: the shop's programs cut by these, people by the marks.

The compiler has no call for them. Its pages are plain objects and its table of places (ISO 32000-1, 7.5.4) a plain one, so the boxes are
written behind each MediaBox, and every place after them moves by their length.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import Final

from vinhdanh.engines.papers.measures import MM

_PAGE: Final = re.compile(rb"/Type/Page/[^\n]*?/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]")
_PLACE: Final = re.compile(rb"(\d{10}) (\d{5}) n")
_END: Final = re.compile(rb"startxref\n(\d+)\n%%EOF\s*$")


def boxed(pdf: bytes, slug: float, bleed: float) -> bytes:
    """The same file with TrimBox and BleedBox on each page.

    Args:
        pdf: As the compiler writes it.
        slug: mm from the edge of the page to the cut.
        bleed: mm of the bleed around the cut.

    Raises:
        ValueError: The file is not written as the compiler writes it.
    """
    end = _END.search(pdf)
    pages = list(_PAGE.finditer(pdf))
    if end is None or not pages:
        raise ValueError("not a plain PDF")
    table = int(end[1])
    places = [match.end() for match in pages]
    added = [_boxes(float(match[1]), float(match[2]), slug, bleed) for match in pages]
    moved = [0]
    for box in added:
        moved.append(moved[-1] + len(box))
    cuts = [0, *places, table]
    body = b"".join(pdf[a:b] + extra for (a, b), extra in zip(pairwise(cuts), [*added, b""], strict=True))

    def shifted(match: re.Match[bytes]) -> bytes:
        place = int(match[1])
        return b"%010d %s n" % (place + moved[bisect_left(places, place + 1)], match[2])

    rest = _PLACE.sub(shifted, pdf[table : end.start()])
    return body + rest + b"startxref\n%d\n%%%%EOF" % (table + moved[-1])


def _boxes(wide: float, tall: float, slug: float, bleed: float) -> bytes:
    def box(inset: float) -> bytes:
        edge = inset / MM
        return f"[{edge:.4f} {edge:.4f} {wide - edge:.4f} {tall - edge:.4f}]".encode()

    return b"/TrimBox" + box(slug) + b"/BleedBox" + box(slug - bleed)

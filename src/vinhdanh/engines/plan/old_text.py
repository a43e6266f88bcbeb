"""Plan papers typed before Unicode (TCVN3, VNI): brought to Unicode line by line when most of the paper is written so."""

from __future__ import annotations

import re
from collections import Counter

from vinhdanh.engines.vietnamese import Encoding, modernise_cells

ENCODING_WORDS: dict[Encoding, str] = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}
"""How the encodings are called before users."""

_MOST = 0.5
"""Share of the lines with letters beyond ASCII that must be in the old encoding: a Unicode paper is never touched."""


def in_unicode(text: str) -> tuple[str, Encoding]:
    """The text in Unicode, and the encoding it was in.

    Args:
        text: As the file gives it. In Unicode it comes back as it is, whatever its normalisation and line ends.
    """
    parts = re.split(r"([\t\r\n]+)", text)
    cells = parts[::2]
    found = modernise_cells(cells)
    beyond = [m for c, m in zip(cells, found, strict=True) if not c.isascii()]
    encoding, count = next(iter(Counter(m.encoding for m in beyond if not m.doubtful).most_common(1)), ("unicode", 0))
    if encoding not in ENCODING_WORDS or count < _MOST * len(beyond):
        return text, "unicode"
    parts[::2] = [m.text if m.encoding == encoding and not m.doubtful else c for c, m in zip(cells, found, strict=True)]
    return "".join(parts), encoding

"""The small codes on certificates and invitations: what they say, and how they are drawn.

A code carries no personal data: a number, a year and a short hash over what the paper shows. The hash is a check (a wrong or altered
number does not match), not a signature: only the office's own register proves a paper.
"""

from __future__ import annotations

import base64
import hashlib
import struct
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING

import segno

if TYPE_CHECKING:
    from collections.abc import Iterable

VERSION, ERROR, MASK = 2, "M", 4
"""25 modules a side, 15 % may be lost, always the same mask: equal text gives equal pictures, and no time goes into trying eight masks."""
PLAIN = str.maketrans("IO", "89")
"""Base32 has no 8 and 9: they stand for the letters that are taken for 1 and 0."""
ROOM = 38
"""Characters of the alphanumeric mode that version 2-M holds (ISO/IEC 18004, table 7)."""


def short_hash(*parts: str, length: int = 8) -> str:
    """The first `length` signs of a SHA-256 over `parts`: capitals without I and O, digits 2 to 9 (five bits a sign)."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return base64.b32encode(digest).decode().translate(PLAIN)[:length]


def check_text(kind: str, number: str, year: int | None, code: str) -> str:
    """What a telephone shows when it reads the code: "GK 087/2020 7Q4MX3RC"."""
    return f"{kind} {number}{f'/{year}' if year else ''} {code}"


def distinct_codes(keys: Iterable[tuple[str, ...]], length: int = 6) -> tuple[str, ...]:
    """One code a key, none twice. A code depends on its own key alone unless it meets an equal one."""
    seen: set[str] = set()
    out = []
    for key in keys:
        turn, code = 0, short_hash(*key, length=length)
        while code in seen:
            turn += 1
            code = short_hash(*key, str(turn), length=length)
        seen.add(code)
        out.append(code)
    return tuple(out)


@lru_cache(maxsize=4096)
def _code(text: str) -> segno.QRCode:
    # A number that outgrows the usual side gets the next larger one; the picture keeps its size on paper.
    version = VERSION if len(text) <= ROOM else None
    return segno.make(text, version=version, error=ERROR, mask=MASK, boost_error=False, micro=False)


def svg(text: str) -> str:
    """The code as one SVG path of horizontal strokes, without a quiet zone (the paper around it is white)."""
    rows = _code(text).matrix
    side = len(rows)
    strokes = []
    for y, row in enumerate(rows):
        x = 0
        while x < side:
            run = x
            while run < side and row[run]:
                run += 1
            if run > x:
                strokes.append(f"M{x} {y}h{run - x}v1h{x - run}z")
            x = run + 1
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{"".join(strokes)}"/></svg>'


@lru_cache(maxsize=4096)
def png(text: str) -> bytes:
    """The code as a PNG of one bit a pixel, for Word, which shows no SVG without one. A module is 8 pixels: just one byte of a row."""
    rows = _code(text).matrix
    pixels = b"".join((b"\x00" + bytes(0 if dark else 255 for dark in row)) * 8 for row in rows)
    side = len(rows) * 8
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(pixels)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

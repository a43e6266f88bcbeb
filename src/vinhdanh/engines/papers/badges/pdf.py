"""Badges and plates as PDF/A-2a with PDF/UA-1: words, lines and sizes go to Typst as data."""

from __future__ import annotations

from typing import Any

from vinhdanh.engines.papers.badges import art, layout
from vinhdanh.engines.papers.badges.batch import KINDS, Badge, BadgeBatch, Batch, Plate, PlateBatch
from vinhdanh.engines.papers.certificates import qr
from vinhdanh.engines.papers.certificates.fit import Fitted, fit
from vinhdanh.engines.papers.certificates.words import EMPTY
from vinhdanh.engines.papers.typst_run import compile_pdf


def render_pdf(batch: Batch) -> bytes:
    """The batch as one PDF: four badges a sheet with bleed and crop marks, or a plate a sheet. The same batch gives the same bytes.

    A batch without items gives one page that says so.
    """
    return _plates(batch) if isinstance(batch, PlateBatch) else _badges(batch)


def _badges(batch: BadgeBatch) -> bytes:
    shared = layout.shared(batch)
    data = {
        **_common(batch),
        "motifs": {"strip": art.strip(), "crop": art.crop_marks()},
        "issuer": _lines(shared.issuer),
        "motto": _lines(shared.motto),
        "kinds": {kind.key: {"word": kind.word, "colour": kind.colour, "bars": kind.bars} for kind in KINDS},
        "items": [_badge(item) for item in batch.items],
    }
    return compile_pdf("badges/badges.typ", data, day=batch.day)


def _badge(item: Badge) -> dict[str, Any]:
    made = layout.card(item)
    return {
        "kind": item.kind.key,
        "name": _lines(made.name),
        "blank": not item.name,
        "post": _lines(made.post),
        "unit": _lines(made.unit),
        "qr": qr.svg(item.check) if item.check else "",
        "alt": f"Mã QR điểm danh: {item.check}",
        "number": " · ".join(t for t in (item.number, item.code) if t),
        "seat": item.seat,
    }


def _plates(batch: PlateBatch) -> bytes:
    data = {
        **_common(batch),
        "motifs": {"strip": art.strip()},
        "event": _lines(fit(batch.event, layout.PLATE_ROOM, "i", layout.PLATE_EVENT)),
        "items": [_plate(item) for item in batch.items],
    }
    return compile_pdf("badges/plates.typ", data, day=batch.day)


def _plate(item: Plate) -> dict[str, Any]:
    name, post = layout.plate(item)
    return {"name": _lines(name), "post": _lines(post)}


def _common(batch: Batch) -> dict[str, Any]:
    return {"title": batch.title, "author": batch.author, "empty": EMPTY, "count": len(batch.items)}


def _lines(fitted: Fitted) -> dict[str, Any]:
    return {"size": fitted.size, "lines": list(fitted.lines)}

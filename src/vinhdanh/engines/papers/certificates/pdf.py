"""The batch as PDF/A-2a with PDF/UA-1: words, lines and sizes go to Typst as data."""

from __future__ import annotations

from dataclasses import asdict
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from vinhdanh.engines.papers.certificates import boxes, layout, motifs, qr
from vinhdanh.engines.papers.certificates.batch import Batch, CertificateBatch, InvitationBatch
from vinhdanh.engines.papers.certificates.fit import Fitted, width
from vinhdanh.engines.papers.certificates.overlay import Overlay
from vinhdanh.engines.papers.certificates.words import EMPTY
from vinhdanh.engines.papers.measures import CREED, MM, MOTTO
from vinhdanh.engines.papers.typst_run import compile_pdf

if TYPE_CHECKING:
    from datetime import date

SLUG, BLEED = 10, 3
"""mm around the sheet for a print shop: 3 of bleed, the rest for the marks."""


def render_pdf(batch: Batch, *, press: bool = False) -> bytes:
    """The batch as one PDF: a page for each certificate, two pages (outside, inside) for each invitation.

    A batch without items gives one page that says so. The same batch gives the same bytes.

    Args:
        batch: What is printed.
        press: For a print shop: each sheet stands in the middle of a page that is 10 mm larger on each side, with 3 mm of bleed and crop
            marks (and fold marks for invitations). Words for printed forms have no such variant.
    """
    return _render(batch, SLUG if press else 0)


@singledispatch
def _render(batch: Batch, slug: int) -> bytes:  # noqa: ARG001  # the writers below take it
    raise TypeError(batch)


@_render.register
def _certificates(batch: CertificateBatch, slug: int) -> bytes:
    return _compiled("certificates/merit.typ", sheets(batch), slug, batch.day)


def _compiled(template: str, data: dict[str, Any], slug: int, day: date | None) -> bytes:
    """The batch for the office's printer, or with `slug` for a print shop: its tones, marks and boxes."""
    if not slug:
        return compile_pdf(template, {**data, "press": 0}, day=day)
    tones = {name: motifs.for_press(svg) for name, svg in data["motifs"].items()}
    made = compile_pdf(template, {**data, "press": slug, "motifs": tones}, day=day)
    return boxes.boxed(made, slug, BLEED)


def sheets(batch: CertificateBatch) -> dict[str, Any]:
    """What the template of certificates is given: words, lines, sizes in pt and mm, motifs and codes as SVG."""
    return {
        **_common(batch),
        "motifs": {"ground": motifs.ground(), "lotus": motifs.lotus()},
        "verb": batch.verb,
        "word": batch.word,
        "decision": (f"{batch.decision}", batch.decision_day),
        "place_date": batch.place_date,
        "items": [_sheet(batch, item) for item in batch.items],
    }


def _sheet(batch: CertificateBatch, item: Any) -> dict[str, Any]:
    made = layout.sheet(batch, item)
    return {
        "number": item.number,
        "honorific": item.honorific,
        "qr": qr.svg(item.check),
        "alt": f"Mã QR tra cứu: {item.check}",
        "lotus": made.lotus,
        "verb": made.verb,
        "word": made.word,
        "gaps": {key: share * made.gap for key, share in layout.GAPS.items()},
        "beside": made.beside,
        "issuer": _lines(made.issuer),
        "name": _lines(made.name),
        "unit": _lines(made.unit),
        "citation": _lines(made.citation),
    }


@_render.register
def _invitations(batch: InvitationBatch, slug: int) -> bytes:
    shared = layout.leaves(batch)
    data = {
        **_common(batch),
        "folds": (layout.LEAF,),
        "motifs": {"strip": motifs.strip(), "emblem": motifs.emblem(), "lotus": motifs.lotus()},
        "parent": _lines(shared.parent),
        "head": _lines(shared.head),
        "parent_inside": _lines(shared.parent_inside),
        "head_inside": _lines(shared.head_inside),
        "head_rule": shared.head_rule,
        "motto": _lines(shared.motto),
        "rest": _lines(shared.rest),
        "issuer": _lines(shared.issuer),
        "cover_date": batch.cover_date,
        "number": batch.number,
        "place_date": batch.place_date,
        "facts": batch.facts,
        "facts_size": shared.facts,
        "closing": batch.closing,
        "reply": _lines(shared.reply) if batch.reply else "",
        "programme": [
            (line.time, words)
            for line, words in zip(batch.programme, layout.programme_lines(batch, shared.programme), strict=True)
        ],
        "timed": any(line.time for line in batch.programme),
        "programme_size": shared.programme,
        "programme_columns": layout.programme_columns(batch, shared.programme),
        "draft": batch.draft,
        "items": [_card(item) for item in batch.items],
    }
    return _compiled("certificates/invitation.typ", data, slug, batch.day)


def _card(item: Any) -> dict[str, Any]:
    made = layout.card(item)
    return {
        "number": item.number,
        "honorific": item.honorific,
        "code": item.code,
        "qr": qr.svg(item.check),
        "alt": f"Mã QR điểm danh: {item.check}",
        "beside": made.beside,
        "name": _lines(made.name),
        "post": _lines(made.post),
    }


@_render.register
def _overlay(batch: Overlay, slug: int) -> bytes:  # noqa: ARG001  # the form has its size
    data = {
        "title": batch.title,
        "author": batch.author,
        "empty": EMPTY,
        "count": len(batch.items),
        "motifs": {},
        "page": batch.page,
        "items": [[asdict(spot) for spot in spots] for spots in batch.items],
    }
    return compile_pdf("certificates/overlay.typ", data, day=batch.day)


def _common(batch: CertificateBatch | InvitationBatch) -> dict[str, Any]:
    return {
        "title": batch.title,
        "author": batch.author,
        "empty": EMPTY,
        "count": len(batch.items),
        "lines": {"motto": MOTTO, "creed": CREED, "creed_em": width(CREED, 1 / MM, "b")},
        "signer": {"posts": list(batch.signer.posts), "name": batch.signer.name},
    }


def _lines(fitted: Fitted) -> dict[str, Any]:
    return {"size": fitted.size, "lines": list(fitted.lines)}

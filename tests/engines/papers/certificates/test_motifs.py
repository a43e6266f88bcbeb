from __future__ import annotations

import struct

import pytest
from lxml import etree

from vinhdanh.engines.papers.certificates import motifs


@pytest.mark.parametrize(
    "drawing", [motifs.drum("#000000"), motifs.lotus(), motifs.frame(), motifs.strip(), motifs.ground(), motifs.emblem()]
)
def test_each_motif_is_a_drawing_of_shapes_alone(drawing: str) -> None:
    root = etree.fromstring(drawing)
    tags = {etree.QName(element).localname for element in root.iter()}
    assert tags <= {"svg", "g", "path", "rect", "circle"}
    assert len(root.get("viewBox").split()) == 4


def test_the_frame_keeps_what_office_printers_cannot_reach() -> None:
    outer = [r for r in etree.fromstring(motifs.frame()).iter("{*}rect") if r.get("stroke") == motifs.GOLD]
    assert min(float(r.get("x")) for r in outer) == pytest.approx(6.8)
    widest = max(outer, key=lambda r: float(r.get("width")))
    assert float(widest.get("width")) == pytest.approx(297 - 2 * 6.8)


def test_a_motif_becomes_a_picture_of_the_asked_size() -> None:
    png = motifs.png(motifs.lotus(), 25.4, 12.7, 100)
    assert struct.unpack(">II", png[16:24]) == (100, 50)

"""Portraits: whose a file is, what is printed of it, and what is said of those that cannot be printed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st
from outcome_factory import make_outcome
from PIL import Image

from vinhdanh.engines.campaign.outcome import Outcome, Standing
from vinhdanh.engines.papers import KINDS, photos, render_docx, render_pdf
from vinhdanh.engines.papers.template import render_with_template
from vinhdanh.engines.papers.template.start import starting_template

OUTCOME = make_outcome()
GOING = next(r.choice.by(Standing.CHOSEN)[0].nominee for r in OUTCOME.upward if r.choice.by(Standing.CHOSEN))


def jpeg(size: tuple[int, int] = (300, 400), turn: int = 1, mode: str = "RGB") -> bytes:
    """Red above, blue below, as one sees it when the camera is held by `turn`; with a place in its Exif."""
    shown = Image.new("RGB", size, "red")
    shown.paste("blue", (0, size[1] // 2, *size))
    back = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}[turn]
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = turn, "12 Secret Street"
    out = io.BytesIO()
    (shown if back is None else shown.transpose(back)).convert(mode).save(out, "JPEG", exif=exif)
    return out.getvalue()


def codes(made: Outcome) -> list[str]:
    return [f.code for f in photos.findings(made)]


@pytest.mark.parametrize("turn", [1, 3, 6, 8])
def test_a_portrait_is_upright_three_by_four_and_says_nothing_else(turn: int) -> None:
    data = jpeg(turn=turn)
    made = photos.printed(data)
    assert made == photos.printed(bytes(bytearray(data)))
    assert b"Secret" not in made
    with Image.open(io.BytesIO(made)) as picture:
        assert picture.width / picture.height == pytest.approx(0.75, abs=0.01)
        upper, lower = (picture.convert("RGB").getpixel((picture.width // 2, y)) for y in (20, picture.height - 20))
    assert upper[0] > 200 > lower[0]


def test_a_wide_picture_is_cut_and_a_tall_one_keeps_its_top() -> None:
    for size in ((800, 400), (300, 900)):
        with Image.open(io.BytesIO(photos.printed(jpeg(size)))) as picture:
            shown = picture.convert("RGB")
            assert shown.getpixel((5, 5))[0] > 200
            assert shown.getpixel((shown.width - 5, 5))[0] > 200


def test_files_find_their_nominee() -> None:
    nominee = OUTCOME.nominee(GOING)
    same = [n for n in OUTCOME.nominees if n.name == nominee.name]
    for path in (f"{GOING.lower()}.png", f"{nominee.union}/{nominee.name.upper()}.JPG", f"sub/{GOING}.jpeg"):
        assert photos.owners({path: b""}, OUTCOME.nominees) == ({GOING: path}, ())
    bare = photos.owners({f"{nominee.name}.jpg": b""}, OUTCOME.nominees)
    assert bare[0] == ({GOING: f"{nominee.name}.jpg"} if len(same) == 1 else {})
    twice = {f"{GOING}.jpg": b"", f"{GOING}.png": b""}
    assert photos.owners(twice, OUTCOME.nominees) == ({GOING: f"{GOING}.jpg"}, (f"{GOING}.png",))
    assert photos.owners({"ai-đó.jpg": b""}, OUTCOME.nominees)[1] == ("ai-đó.jpg",)


def test_both_writers_print_it_and_leave_a_frame_for_the_others() -> None:
    made = replace(OUTCOME, campaign=replace(OUTCOME.campaign, photos={f"{GOING}.jpg": jpeg()}))
    paper = KINDS["profiles"].build(made)[0]
    empty = KINDS["profiles"].build(OUTCOME)[0]
    with zipfile.ZipFile(io.BytesIO(render_docx(paper))) as package:
        media = [n for n in package.namelist() if n.startswith("word/media/")]
        xml = package.read("word/document.xml").decode()
        assert len(media) == 1
        assert package.read(media[0]) == photos.printed(jpeg())
        assert 'cx="1080000" cy="1440000"' in xml  # 30 x 40 mm
        assert (
            xml.count(photos.EMPTY)
            == sum(1 for p in empty.parts for b in p.blocks for r in getattr(b, "rows", ()) if r.photo) - 1
        )
    assert f"Ảnh của đồng chí {OUTCOME.nominee(GOING).name}" in xml
    assert not any(n.startswith("word/media/") for n in zipfile.ZipFile(io.BytesIO(render_docx(empty))).namelist())
    pdf = render_pdf(paper)
    assert pdf == render_pdf(paper)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        pictures = [
            o for o in file.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image" and o.get("/SMask") is None
        ]
        figures = [o for o in file.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
    assert pictures
    assert len(figures) == 1
    filled = render_with_template(paper, starting_template("profiles", "Danh sách trích ngang"), made)
    assert any(n.startswith("word/media/") for n in zipfile.ZipFile(io.BytesIO(filled)).namelist())


def png(width: int, height: int) -> bytes:
    head = struct.pack(">II5B", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return b"\x89PNG\r\n\x1a\n" + chunk


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "không phải là ảnh"),
        (b"GIF89a" + b"\0" * 40, "không phải là ảnh"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "không phải là ảnh"),
        (b"\xff\xd8\xff\xe0", "bị hỏng"),
        (png(50_000, 50_000), "quá nhiều điểm ảnh"),
        (png(40, 60), "quá nhỏ"),
    ],
)
def test_hostile_files_cost_a_frame_and_a_finding(data: bytes, why: str) -> None:
    made = replace(OUTCOME, campaign=replace(OUTCOME.campaign, photos={f"{GOING}.jpg": data}))
    (finding,) = (f for f in photos.findings(made) if f.code == "papers.photo-unusable")
    assert why in finding.message
    assert photos.printed(data) == b""
    assert render_pdf(KINDS["profiles"].build(made)[0]).startswith(b"%PDF")


def test_a_picture_that_breaks_off_is_told_when_it_is_to_be_printed() -> None:
    broken = png(300, 400) + b"\0\0\0\0IEND"
    made = replace(OUTCOME, campaign=replace(OUTCOME.campaign, photos={f"{GOING}.png": broken, "ai-đó.jpg": jpeg()}))
    found = codes(made)
    assert found.count("papers.photo-unusable") == 1
    assert "papers.photo-unmatched" in found
    assert "papers.photo-missing" in found
    assert codes(OUTCOME) == []


@limits(deadline=None)  # a loaded machine is slow
@given(st.binary(max_size=400), st.integers(0, 3))
def test_no_bytes_break_the_reading(tail: bytes, cut: int) -> None:
    start = (jpeg((120, 160))[:200], b"\xff\xd8\xff\xe1\x00\x40Exif\0\0MM\0*\0\0\0\x08", png(120, 160), b"")[cut]
    assert isinstance(photos.printed(start + tail), bytes)

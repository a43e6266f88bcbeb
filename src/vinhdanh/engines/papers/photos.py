"""Portraits of the campaign's folder: whose they are, what is wrong with them, and the picture of 3 × 4 cm that is printed.

A photograph is never copied into a paper: it is drawn anew, cut to 3 × 4 from its top, upright as the camera held it. What else its file
says (place, time, telephone, what lies outside the frame) stays behind, and a spoiled file costs a frame, not the paper.
"""

from __future__ import annotations

import base64
import struct
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from vinhdanh.engines.campaign.outcome import Standing
from vinhdanh.engines.campaign.types import Finding, Severity
from vinhdanh.engines.papers.typst_run import compile_png
from vinhdanh.engines.vietnamese import match_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.engines.campaign.types import Nominee

WIDTH, HEIGHT = 30.0, 40.0
"""mm."""
PPI: Final = 220
EMPTY = "Ảnh 3 × 4"
FEWEST, MOST = 100, 60_000_000
"""Least dots of a side; most dots in all."""
_FOLDER = "photos"
_PLAIN = ("xMidYMin", f'width="{WIDTH:g}" height="{HEIGHT:g}"', "")
_TURNED = {
    3: ("xMidYMax", _PLAIN[1], f"translate({WIDTH:g} {HEIGHT:g}) rotate(180)"),
    6: ("xMinYMid", f'width="{HEIGHT:g}" height="{WIDTH:g}"', f"translate({WIDTH:g} 0) rotate(90)"),
    8: ("xMaxYMid", f'width="{HEIGHT:g}" height="{WIDTH:g}"', f"translate(0 {HEIGHT:g}) rotate(-90)"),
}
"""How a camera was held (Exif 2.3, tag 274): the side that is the top, the sides of the picture, and how it is turned."""


# ------------------------------------------------------------------------------------------ whose


def owners(photos: Mapping[str, bytes], nominees: Sequence[Nominee]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Nominee -> path of the photograph, and the paths that belong to nobody, or to several.

    "GD-07-P03.jpg" in any sub-folder names a nominee by id; "GD-07/Nguyễn Thị Ví Dụ.jpg" by union and name (of a collective: its own or its
    representative's); "Nguyễn Thị Ví Dụ.jpg" by name, where one nominee alone has it. Accents, case and punctuation do not count.
    """
    by_id = {match_key(n.id): n.id for n in nominees}
    by_name: dict[tuple[str, str], set[str]] = {}
    for n in nominees:
        names = {n.name, n.representative.name if n.representative else n.name}
        for name in names:
            for union in (match_key(n.union), ""):
                by_name.setdefault((union, match_key(name)), set()).add(n.id)
    found: dict[str, str] = {}
    strange = []
    for path in sorted(photos):
        folder, _, name = path.rpartition("/")
        key = match_key(name.rpartition(".")[0])
        of = {by_id[key]} if key in by_id else by_name.get((match_key(folder), key), set())
        if len(of) == 1 and (id_ := next(iter(of))) not in found:
            found[id_] = path
        else:
            strange.append(path)
    return found, tuple(strange)


def of(outcome: Outcome) -> dict[str, bytes]:
    """Nominee -> photograph as it came."""
    photos = outcome.campaign.photos
    return {id_: photos[path] for id_, path in owners(photos, outcome.nominees)[0].items()}


# ------------------------------------------------------------------------------------------ what is printed


@lru_cache(maxsize=64)
def printed(data: bytes) -> bytes:
    """The portrait as PNG, 3 × 4 cm; b"" when the file is no photograph that can be drawn."""
    kind = _kind(data)
    if not kind or _fault(data):
        return b""
    made = _drawn(data, kind)
    return b"" if made == _blank() else made


def framed(png: bytes) -> str:
    """The picture as SVG, the form in which templates take pictures."""
    return _svg(png, "png", _PLAIN)


def _drawn(data: bytes, kind: str) -> bytes:
    return compile_png(_svg(data, kind, _TURNED.get(_orientation(data), _PLAIN)), WIDTH, HEIGHT, PPI)


@lru_cache(maxsize=1)
def _blank() -> bytes:
    return _drawn(b"", "png")


def _svg(data: bytes, kind: str, form: tuple[str, str, str]) -> str:
    top, sides, turn = form
    coded = base64.b64encode(data).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}"><g transform="{turn}">'
        f'<image {sides} preserveAspectRatio="{top} slice" href="data:image/{kind};base64,{coded}"/></g></svg>'
    )


# ------------------------------------------------------------------------------------------ what a file says of itself


def _kind(data: bytes) -> str:
    """By content: "jpeg", "png", or "" for anything else, whatever the name says."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    return "png" if data.startswith(b"\x89PNG\r\n\x1a\n") else ""


def _segments(data: bytes) -> dict[int, bytes]:
    """The first segment of each marker before the picture of a JPEG begins; what is cut off is left out."""
    out: dict[int, bytes] = {}
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        out.setdefault(data[at + 1], data[at + 4 : at + 2 + length])
        at += 2 + max(length, 2)
    return out


def _size(data: bytes) -> tuple[int, int]:
    """Dots across and down; (0, 0) when the file does not say."""
    if _kind(data) == "png":
        return struct.unpack(">II", data[16:24]) if len(data) > 24 else (0, 0)
    frames = [body for marker, body in _segments(data).items() if marker in {0xC0, 0xC1, 0xC2} and len(body) >= 6]
    return (int.from_bytes(frames[0][3:5], "big"), int.from_bytes(frames[0][1:3], "big")) if frames else (0, 0)


def _orientation(data: bytes) -> int:
    """Exif tag 274 of a JPEG, 1 when it does not say."""
    exif = _segments(data).get(0xE1, b"") if _kind(data) == "jpeg" else b""
    body = exif[6:]
    if not exif.startswith(b"Exif\0\0") or len(body) < 10:
        return 1
    order = ">" if body.startswith(b"MM") else "<"
    (first,) = struct.unpack_from(f"{order}I", body, 4)
    if first + 2 > len(body):
        return 1
    (count,) = struct.unpack_from(f"{order}H", body, first)
    for at in range(first + 2, min(first + 2 + 12 * count, len(body) - 11), 12):
        tag, kind = struct.unpack_from(f"{order}HH", body, at)
        if (tag, kind) == (0x0112, 3):
            return int(struct.unpack_from(f"{order}H", body, at + 8)[0])
    return 1


def _fault(data: bytes) -> str:
    """Why a file is no portrait that can be printed, "" when it is one, as far as it says."""
    if not _kind(data):
        return "không phải là ảnh JPEG hoặc PNG"
    wide, tall = _size(data)
    if not wide or not tall:
        return "bị hỏng"
    if wide * tall > MOST:
        return "có quá nhiều điểm ảnh"
    return "quá nhỏ, in ra sẽ mờ" if min(wide, tall) < FEWEST else ""


# ------------------------------------------------------------------------------------------ findings


def findings(outcome: Outcome) -> tuple[Finding, ...]:
    """Files that cannot be printed, that belong to nobody, and whom the list of delegates still lacks a portrait of (R70)."""
    photos = outcome.campaign.photos
    owned, strange = owners(photos, outcome.nominees)
    out = [
        _finding("photo-unusable", path, f"Ảnh {_FOLDER}/{path} {why}.", "Chép lại ảnh chân dung, tệp .jpg hoặc .png rõ nét.")
        for path in sorted(photos)
        if (why := _fault(photos[path]))
    ]
    out += [
        _finding(
            "photo-unmatched",
            path,
            f"Ảnh {_FOLDER}/{path} chưa rõ của ai, hoặc một người có nhiều ảnh.",
            "Đặt tên tệp theo mã đề nghị (ví dụ GD-07-P03.jpg), hoặc theo họ tên trong thư mục mang mã đơn vị.",
        )
        for path in strange
    ]
    going = {p.nominee for r in outcome.upward for which in (Standing.CHOSEN, Standing.RESERVE) for p in r.choice.by(which)}
    spoiled = [owned[id_] for id_ in going if id_ in owned and not _fault(photos[owned[id_]]) and not printed(photos[owned[id_]])]
    out += [
        _finding("photo-unusable", path, f"Ảnh {_FOLDER}/{path} bị hỏng, không mở được.", "Chép lại ảnh chân dung từ bản gốc.")
        for path in sorted(spoiled)
    ]
    lacking = [n.name for n in outcome.nominees if n.id in going and n.id not in owned]
    if photos and lacking:
        message = f"Danh sách trích ngang còn thiếu ảnh của {len(lacking)} người: {', '.join(lacking)}."
        remedy = f"Chép ảnh 3 × 4 vào thư mục {_FOLDER}/ rồi chạy lại, hoặc dán ảnh vào khung đã in."
        out.append(Finding("papers.photo-missing", Severity.NOTE, message, remedy, file=_FOLDER))
    return tuple(out)


def _finding(code: str, path: str, message: str, remedy: str) -> Finding:
    return Finding(f"papers.{code}", Severity.WARNING, message, remedy, file=f"{_FOLDER}/{path}")

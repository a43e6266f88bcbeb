"""Texts of a list that are written in the encodings before Unicode, brought to Unicode with the whole file as context; each change is said."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.vietnamese import Modernised, modernise, modernise_cells

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from vinhdanh.engines.campaign.grid import Cell, Grid
    from vinhdanh.engines.sheets.log import Log
    from vinhdanh.engines.vietnamese import Encoding

ENCODING_WORDS: dict[Encoding, str] = {
    "tcvn3": "TCVN3 (ABC)",
    "vni": "VNI",
    "mojibake": "Unicode bị đọc sai (lỗi phông)",
    "unicode": "Unicode",
}
"""How an encoding is called before users."""

_MOST = 100
"""So many doubtful cells of a sheet are named one by one; the rest in one finding."""
_LONGEST = 60
_ONLY_UNICODE = re.compile("[\u1ea0-\u1ef9]")


@dataclass
class _Changed:
    """What became of the cells of a sheet in one encoding."""

    cells: int = 0
    first: tuple[int, int] = (0, 0)
    example: tuple[str, str] = ("", "")
    least: float = 1.0

    def add(self, place: tuple[int, int], typed: str, one: Modernised) -> None:
        if not self.cells:
            self.first, self.example = place, (typed, one.text)
        self.cells += 1
        self.least = min(self.least, one.confidence)


def modernised(grids: Sequence[Grid], log: Log, ours: Collection[str] = ()) -> tuple[Grid, ...]:
    """The sheets with all texts in Unicode.

    Args:
        grids: All sheets of a file: they are the context of each other.
        log: Takes a note for each sheet and encoding, and a warning for each cell that a person should look at.
        ours: Names of sheets that this program has written: they are in Unicode.
    """
    fonts = [{(row, col): font for row, col, font in g.fonts} for g in grids]
    distinct: set[Cell] = set()
    for grid in grids:
        if grid.sheet not in ours:
            distinct.update(*grid.cells)
    texts = sorted(c for c in distinct if isinstance(c, str))
    plain = not any(fonts)
    if plain and all(map(str.isascii, texts)):
        return tuple(grids)
    found = {
        t: m for t, m in zip(texts, modernise_cells(texts, known=_known()), strict=True) if m.encoding != "unicode" or _open(m)
    }
    if plain and not found:
        return tuple(grids)
    return tuple(g if g.sheet in ours else _sheet(g, found, f, log) for g, f in zip(grids, fonts, strict=True))


def _sheet(grid: Grid, found: Mapping[str, Modernised], fonts: Mapping[tuple[int, int], str], log: Log) -> Grid:
    log.sheet = grid.sheet
    changed: defaultdict[Encoding, _Changed] = defaultdict(_Changed)
    doubtful: list[tuple[tuple[int, int], str, Modernised]] = []
    rows: list[tuple[Cell, ...]] = []
    for row, cells in enumerate(grid.cells):
        new = list(cells)
        for col, cell in enumerate(cells):
            if not isinstance(cell, str):
                continue
            font = fonts.get((row, col), "")
            one = modernise(cell, font=font, known=_known()) if font else found.get(cell)
            if one is None or (one.encoding == "unicode" and not _open(one)):
                continue
            if one.doubtful and _ONLY_UNICODE.search(cell):
                # Most of it is Unicode: a weak guess about the rest must not change it.
                one = Modernised(cell, "unicode", one.confidence)
            if one.doubtful:
                doubtful.append(((row, col), cell, one))
            elif one.text != cell:
                changed[one.encoding].add((row, col), cell, one)
            new[col] = one.text
        rows.append(tuple(new))
    _say_changed(changed, log)
    _say_doubtful(doubtful, log)
    log.sheet = ""
    return replace(grid, cells=tuple(rows))


@cache
def _known() -> frozenset[str]:
    """Words of the ethnic groups' spellings, which are not all Vietnamese syllables."""
    groups = catalogue().ethnic_groups
    return frozenset(word for g in groups for spelling in (g.name, *g.spellings) for word in spelling.lower().split())


def _open(one: Modernised) -> bool:
    """Whether a text that was left as it is may still be in an old encoding: letters that only Unicode has say that it is not."""
    return one.doubtful and _ONLY_UNICODE.search(one.text) is None


def _say_changed(changed: Mapping[Encoding, _Changed], log: Log) -> None:
    for encoding, what in changed.items():
        before, after = what.example
        log.note(
            "legacy-text",
            what.first,
            f"{what.cells} ô ghi bằng bảng mã {ENCODING_WORDS[encoding]} đã được chuyển sang Unicode (độ tin cậy từ {_percent(what.least)}),"
            f" ví dụ «{before[:_LONGEST]}» → «{after[:_LONGEST]}».",
            "Kiểm tra lại họ tên sau khi chuyển; lần sau gõ bằng phông Unicode (Times New Roman, bảng mã Unicode).",
        )


def _say_doubtful(doubtful: Sequence[tuple[tuple[int, int], str, Modernised]], log: Log) -> None:
    for place, typed, one in doubtful[:_MOST]:
        if one.encoding == "unicode":
            told = f"Ô ghi «{typed[:_LONGEST]}» có thể dùng bảng mã cũ (TCVN3, VNI) nhưng chưa đủ chắc chắn nên được giữ nguyên."
        else:
            told = (
                f"Ô ghi «{typed[:_LONGEST]}» được hiểu là «{one.text[:_LONGEST]}» theo bảng mã {ENCODING_WORDS[one.encoding]},"
                f" độ tin cậy chỉ {_percent(one.confidence)}."
            )
        log.doubt("legacy-text", place, told, "Ghi lại nội dung ô này bằng phông Unicode.")
    if len(doubtful) > _MOST:
        log.doubt(
            "legacy-text",
            doubtful[_MOST][0],
            f"Còn {len(doubtful) - _MOST} ô khác trong trang này chưa rõ bảng mã.",
            "Chuyển cả tệp sang phông Unicode rồi gửi lại.",
        )


def _percent(share: float) -> str:
    return f"{int(share * 100)} %"

"""Whose list a file may be: the form's own mark, file name, heading, signature block, each a clue with its weight and its words."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from vinhdanh.engines.sheets.keys import accent_key, match_key, repair
from vinhdanh.engines.sheets.tables import Merged, first_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vinhdanh.engines.campaign.grid import Grid
    from vinhdanh.engines.campaign.types import Union

VERSION = 1
"""Version of the blank form that this program writes."""

META_SHEET = "_vinhdanh"
"""The hidden sheet of a blank form that holds its mark, cell by cell."""

_VISIBLE = re.compile(r"\bVD(?P<version>\d{1,3}) · (?P<campaign>[^·]{1,80}?) · (?P<union>[^·]{1,40}?)\s*(?:·.*)?$")
_PREFIX = re.compile(r"^(?:cdcs|cong doan co so|cong doan|nghiep doan co so|nghiep doan|cd) ")
_CORE = re.compile(r"^(?:truong|cong ti(?: (?:tnhh|cp|co phan))?(?: (?:mtv|mot thanh vien))?) ")
_INSTITUTION = re.compile(r"\b(?:truong|cong ti|phong|trung tam|nong truong|nha may|xi nghiep|chi cuc|kho bac|benh vien|tram)\b")
_SHORT = (
    ("thpt", "trung hoc pho thong"),
    ("thcs", "trung hoc co so"),
    ("mn", "mam non"),
    ("mg", "mau giao"),
    ("ttyt", "trung tam y te"),
    ("cty", "cong ti"),
    ("ct", "cong ti"),
    ("nt", "nong truong"),
    ("nm", "nha may"),
    ("xn", "xi nghiep"),
    ("th", "tieu hoc"),
)
"""How names of unions are shortened in file names and headings; `match_key` writes i for y."""

_FILLERS = frozenset(
    {
        "truong",
        "xa",
        "phuong",
        "thi",
        "tran",
        "huien",
        "huyen",
        "tinh",
        "nam",
        "dot",
        "danh",
        "sach",
        "de",
        "nghi",
        "khen",
        "thuong",
        "don",
        "vi",
    }
)
"""Words that may follow a union's name in its line without making it another one."""

_HEAD_ROWS = 40
_TAIL_ROWS = 20
_LONGEST = 300

Kind = Literal["form", "file-code", "file-name", "heading", "signature", "people"]

WEIGHTS: dict[Kind, float] = {
    "form": 0.99,
    "file-code": 0.95,
    "file-name": 0.92,
    "heading": 0.93,
    "signature": 0.6,
    "people": 0.92,
}
"""How far a clue alone goes, from 0 to 1. Two clues for one union go further together; clues for two unions make a doubt."""

PARTLY = 0.5
"""Weight of a name that is only like the one of the register, or stands among other names."""


@dataclass(frozen=True, slots=True)
class FormMark:
    """What a blank form says of itself."""

    version: int
    campaign: str
    union: str

    @property
    def form_id(self) -> str:
        """The line that is printed on the form: "VD1 · phu-rieng-2020 · GD-07"."""
        return f"VD{self.version} · {self.campaign} · {self.union}"


@dataclass(frozen=True, slots=True)
class Clue:
    """Something that speaks for a union: its code, what kind of clue, how far it goes (0 to 1), and in Vietnamese why."""

    union: str
    kind: Kind
    weight: float
    words: str


def form_mark(grids: Sequence[Grid]) -> FormMark | None:
    """The mark of the form that the file was made from, None when there is none."""
    for grid in grids:
        if grid.sheet == META_SHEET:
            cells = {str(grid.at(r, 0) or ""): str(grid.at(r, 1) or "") for r in range(min(grid.height, 20))}
            if cells.get("version", "").isdigit() and cells.get("campaign") and cells.get("union"):
                return FormMark(int(cells["version"]), cells["campaign"], cells["union"])
    for grid in grids:
        for text in _texts(grid, 0, _HEAD_ROWS):
            found = _VISIBLE.search(text)
            if found:
                return FormMark(int(found["version"]), found["campaign"], found["union"])
    return None


def clues(filename: str, grids: Sequence[Grid], unions: Sequence[Union], mark: FormMark | None) -> tuple[Clue, ...]:
    """Everything in one file that speaks for a union of the register, each kind and union once, the heaviest.

    Args:
        filename: Its name, folders in front of it included: a folder may bear the union's name.
        grids: Its sheets.
        unions: The register.
        mark: The mark of the form, if any.
    """
    register = _register(unions)
    found: dict[tuple[str, Kind], Clue] = {}
    for clue in (*_of_mark(mark, unions), *register.of_file(filename), *register.of_sheets(grids)):
        kept = found.get((clue.union, clue.kind))
        if kept is None or kept.weight < clue.weight:
            found[clue.union, clue.kind] = clue
    return tuple(found.values())


def strange_names(grids: Sequence[Grid], unions: Sequence[Union]) -> tuple[str, ...]:
    """Names of unions above the headings that are not in the register, as typed: the file may be of somebody else's union."""
    register = _register(unions)
    strange = []
    for grid in grids:
        for text in _texts(grid, 0, _head_end(grid)):
            key = match_key(text)
            if _PREFIX.match(key) and len(key.split(" ")) <= 14 and not key.startswith("cong doan cap tren"):
                bare = _PREFIX.sub("", key)
                if len(bare.split(" ")) >= 2 and not any(share == 1.0 for _, share in register.named(text)):
                    strange.append(repair(text))
    return tuple(dict.fromkeys(strange))


def _of_mark(mark: FormMark | None, unions: Sequence[Union]) -> Iterator[Clue]:
    if mark and any(u.code == mark.union for u in unions):
        yield Clue(mark.union, "form", WEIGHTS["form"], f"mẫu mang mã {mark.union}")


def _register(unions: Sequence[Union]) -> _Register:
    """The register made ready, once for all files that are read with it."""
    if not _last or _last[0].unions is not unions or not isinstance(unions, tuple):
        _last[:] = [_Register(unions)]
    return _last[0]


_last: list[_Register] = []


class _Register:
    """The register, ready to be looked for in texts."""

    def __init__(self, unions: Sequence[Union]) -> None:
        self.unions = unions
        self.keys = [(key, core, u) for u in unions if (key := _name_key(u.name)) for core in [_CORE.sub("", key)]]
        self.by_last_word: dict[str, list[int]] = {}
        for i, (key, _, _) in enumerate(self.keys):
            self.by_last_word.setdefault(key.rsplit(" ", 1)[-1], []).append(i)
        self.codes = [(f" {match_key(u.code.replace('_', ' ').replace('-', ' '))} ", u) for u in unions]
        self.signers: dict[str, list[Union]] = {}
        for u in unions:
            if len(u.responsible.split()) > 1:
                self.signers.setdefault(accent_key(u.responsible), []).append(u)

    def of_file(self, filename: str) -> Iterator[Clue]:
        """Clues of the file's name and of the folders in front of it."""
        stem = re.sub(r"\.\w{1,5}$", "", filename)
        for part in reversed(re.split(r"[/\\]", stem)):
            key = f" {match_key(part.replace('_', ' ').replace('-', ' '))} "
            coded = [u for code, u in self.codes if code in key]
            for u in coded:
                yield Clue(u.code, "file-code", WEIGHTS["file-code"], f"tên tệp có mã {u.code}")
            if not coded:
                for u, share in self.named(part.replace("_", " ")):
                    yield Clue(u.code, "file-name", WEIGHTS["file-name"] * share, f"tên tệp nêu «{repair(part)}»")

    def of_sheets(self, grids: Sequence[Grid]) -> Iterator[Clue]:
        """Clues above the headings, in the block of signatures, and among the persons who answer for a list."""
        for grid in grids:
            if grid.sheet == META_SHEET:
                continue
            end = _head_end(grid)
            for text in (grid.sheet, *_texts(grid, 0, end)):
                for u, share in self.named(text):
                    yield Clue(u.code, "heading", WEIGHTS["heading"] * share, f"tiêu đề ghi «{repair(text)[:80]}»")
            for text in _texts(grid, max(end, grid.height - _TAIL_ROWS), grid.height):
                signed = self.signers.get(accent_key(text), [])
                for u in signed if len(signed) == 1 else ():
                    yield Clue(u.code, "signature", WEIGHTS["signature"], f"người ký là {u.responsible}, {u.name}")

    def named(self, text: str) -> Iterator[tuple[Union, float]]:
        """Unions that the text names, each with the share of a full match; longer names hide those in them."""
        key = match_key(text)
        if len(text) > _LONGEST or not key:
            return
        long = f" {_lengthened(key)} "
        # A name, with or without the kind of institution before it, ends with its last word.
        places = sorted(i for word in set(long.split()) for i in self.by_last_word.get(word, ()))
        near_by = [self.keys[i] for i in places]
        found = [(k, u) for k, core, u in near_by if f" {k} " in long or (len(core.split(" ")) > 1 and f" {core} " in long)]
        best = [(k, u) for k, u in found if not any(k != other and f" {k} " in f" {other} " for other, _ in found)]
        for k, u in best:
            whole = f" {k} " in long
            rest = _PREFIX.sub("", long.replace(f" {k if whole else _CORE.sub('', k)} ", " ").strip() + " ")
            rest = rest if whole else _CORE.sub("", rest)
            others = _INSTITUTION.search(rest)
            yield u, PARTLY if others or (_PREFIX.match(key) and _goes_on(rest, u)) else 1.0
        if not best and _PREFIX.match(key):
            near = difflib.get_close_matches(_name_key(text), [k for k, _, _ in self.keys], n=2, cutoff=0.88)
            for k in near:
                yield next(u for other, _, u in self.keys if other == k), PARTLY


def _goes_on(rest: str, union: Union) -> bool:
    """Whether a line that is a union's name says more than this name: then it may be the name of another ("… huyện Bù Gia Mập")."""
    words = set(rest.split()) - _FILLERS - set(match_key(union.place).split())
    return any(not w.isdigit() for w in words)


def _name_key(name: str) -> str:
    return _PREFIX.sub("", _lengthened(match_key(name)))


def _lengthened(key: str) -> str:
    """The key with shortened kinds of institutions written out."""
    words = key.split(" ")
    short = dict(_SHORT)
    return " ".join(short.get(w, w) for w in words)


def _head_end(grid: Grid) -> int:
    """The row of the first headings; where there are none, the first rows are looked at."""
    row = first_heading(grid, Merged(grid))
    return min(grid.height, 12) if row is None else row


def _texts(grid: Grid, first: int, last: int) -> Iterable[str]:
    for row in grid.cells[first:last]:
        for cell in row:
            if isinstance(cell, str) and len(cell) < _LONGEST:
                yield from cell.splitlines() if "\n" in cell else (cell,)

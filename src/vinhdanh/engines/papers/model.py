"""One description of a paper; `pdf` and `word` are its two writers.

Words only: every size and distance of Decree 30/2020/NĐ-CP, Annex I stands in `measures` (Word) and `templates/nd30.typ` (PDF).
Text is data for both writers: nothing in it is read as markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


Text = str | tuple[str | Run, ...]
"""A string, or strings and styled runs in a row."""


def bold(text: str) -> Run:
    """A bold run."""
    return Run(text, bold=True)


def italic(text: str) -> Run:
    """An italic run."""
    return Run(text, italic=True)


def runs(text: Text, *, strong: bool = False, emphasised: bool = False) -> tuple[Run, ...]:
    """The runs of a text; `strong` and `emphasised` lie over all of them."""
    parts = (text,) if isinstance(text, str) else text
    made = (Run(p) if isinstance(p, str) else p for p in parts)
    return tuple(Run(r.text, r.bold or strong, r.italic or emphasised) for r in made if r.text)


def plain(text: Text) -> str:
    """The words alone."""
    return "".join(r.text for r in runs(text))


def punctuated(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Lines of an enumeration: each ends with ";", the last with "." (grounds, addressees, recipients)."""
    bare = [line.rstrip(" ;.") if not line.endswith("...") else line for line in lines]
    return tuple(line + (";" if i + 1 < len(bare) else ".") for i, line in enumerate(bare))


@dataclass(frozen=True, slots=True)
class Head:
    """Cells 1 to 4 of the first page: issuer on the left, quốc hiệu on the right, number, place and date.

    Args:
        parent: The body above, upper case, "" if none.
        issuer: Lines of the issuing body, upper case; too long ones are broken evenly.
        number: "Số: 09/TTr-LĐLĐ", with blanks when not yet given; "" for a list that has none.
        place_date: "Phú Riềng, ngày 16 tháng 4 năm 2020", with blanks when open; "" for a list.
        subject: "V/v …" of a letter, "" for papers with a title.
    """

    parent: str = ""
    issuer: tuple[str, ...] = ()
    number: str = ""
    place_date: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """Type of the paper in capitals, what it is about, and for an annex what it belongs to (in italics, with its brackets).

    Args:
        width: Room in mm in which the lines are balanced; None: 132 portrait, 200 landscape.
    """

    kind: str
    subject: str = ""
    note: str = ""
    width: float | None = None
    size: float = 14


@dataclass(frozen=True, slots=True)
class Grounds:
    """Legal grounds: italic, one per line; punctuation is set by the writers."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph of the body.

    Args:
        keep: Stays on the page of what follows (a table, a list).
        fill: The rest of its last line is dotted, for a hand to write on.
    """

    text: Text
    align: Literal["justify", "left", "center"] = "justify"
    indent: bool = True
    keep: bool = False
    fill: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the body, level 1 ("I. MỤC ĐÍCH") or 2 ("1. …")."""

    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Bullets:
    """Lines that begin with a dash, set as paragraphs, as offices do."""

    items: tuple[Text, ...]
    marker: str = "-"


@dataclass(frozen=True, slots=True)
class Column:
    r"""A column of a table.

    Args:
        head: Its heading; "\n" breaks the line.
        width: mm; None: an even part of what the other columns leave.
        align: Of the data cells; heads are centred.
        group: Heading above this one and its neighbours with the same group ("Năm sinh" above "Nam", "Nữ").
    """

    head: str
    width: float | None = None
    align: Align = "left"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """A portrait in a cell, 3 × 4 cm, or the empty frame for one.

    Args:
        column: Index of the cell; its text is not printed.
        png: The picture as it is printed (`photos.printed`); b"": the frame, for a photograph to be glued in.
        alt: Whose portrait it is.
    """

    column: int
    png: bytes = b""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: one cell per column; the first cell spans `span` columns and then stands left.

    Args:
        height: Least height in mm (room for a photograph).
        sticky: Stays with the row after it (heads of a group).
        photo: A portrait in one of the cells.
    """

    cells: tuple[Text, ...]
    span: int = 1
    bold: bool = False
    height: float | None = None
    sticky: bool = False
    photo: Photo | None = None


def group_row(label: str, *cells: Text, span: int) -> Row:
    """The head of a group: bold over `span` columns, then its sums; never the last row of a page."""
    return Row((label, *cells), span=span, bold=True, sticky=True)


def total_row(label: str, *cells: Text, span: int) -> Row:
    """Sums of the table, bold."""
    return Row((label, *cells), span=span, bold=True)


def words_row(amount: str, columns: int) -> Row:
    """The amount in words, "Bằng chữ: …", a row of the table, so that these words never stand alone on a page below it."""
    return Row((("Bằng chữ: ", italic(amount + ".")),), span=columns)


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table with ruled cells; its head repeats on each page.

    Args:
        size: pt; lists 12, narrow tables 10.5, tables inside a letter 13.
        whole: Never broken over pages (short tables).
        inset: mm left and right inside a cell.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    size: float = 12
    whole: bool = False
    inset: float = 1.5

    def two_levels(self) -> bool:
        """Whether the head has two levels."""
        return any(c.group for c in self.columns)


Block = Grounds | Para | Heading | Bullets | DataTable


@dataclass(frozen=True, slots=True)
class Signature:
    """Right to sign and post in capitals, room for hand and seal (mm), name without titles ("" prints a dotted line).

    Args:
        date: Place and date above the right to sign, for lists and minutes that carry no head with a date.
    """

    posts: tuple[str, ...]
    name: str = ""
    room: float = 27
    date: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """The last words, kept in one piece with the recipients (left) and the signatures (right, or side by side)."""

    last: tuple[Text, ...] = ()
    recipients: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The paper itself or one annex: begins a page and has its own page numbers."""

    title: Title | None = None
    head: Head | None = None
    dear: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    ending: Ending | None = None
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with its annexes.

    Args:
        title: For the properties of the file and readers of the screen.
        author: The issuing body.
        day: Stamped into the files; None: a fixed day, so that two runs give the same bytes.
    """

    title: str
    author: str
    parts: tuple[Part, ...]
    day: date | None = None

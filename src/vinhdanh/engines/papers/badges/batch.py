"""What is printed on badges and name plates, as words. The writers add sizes and places, never words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of badge: told by its word, its colour and the number of its bars, so that a grey printer tells it too."""

    key: str
    word: str
    colour: str
    bars: int
    prefix: str


DELEGATE = Kind("delegate", "ĐẠI BIỂU", "#9B1C1F", 1, "ĐB")
GUEST = Kind("guest", "KHÁCH MỜI", "#254677", 2, "KM")
STAFF = Kind("staff", "BAN TỔ CHỨC", "#1F5F3C", 3, "BTC")
PRESS = Kind("press", "BÁO CHÍ", "#774500", 4, "BC")
KINDS = (DELEGATE, GUEST, STAFF, PRESS)


@dataclass(frozen=True, slots=True)
class Badge:
    """One badge.

    Args:
        key: Id of the nominee or guest, "" for a blank one.
        name: "" prints room for a hand.
        seat: "" when seats are not given out.
        number: "ĐB-041".
        code: What the desk types when the QR code cannot be read, "" on a blank badge.
        check: What the QR code says, "" for none.
    """

    key: str
    kind: Kind
    name: str
    post: str
    unit: str
    number: str
    code: str = ""
    check: str = ""
    seat: str = ""


@dataclass(frozen=True, slots=True)
class BadgeBatch:
    """Badges of a conference, four a sheet.

    Args:
        issuer: Who holds the conference, upper case.
        motto: What it is called, upper case.
    """

    title: str
    author: str
    issuer: str
    motto: str
    day: date | None = None
    items: tuple[Badge, ...] = ()


@dataclass(frozen=True, slots=True)
class Plate:
    """A name plate for a table: the name and what the person is."""

    key: str
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class PlateBatch:
    """Name plates, a sheet each: both sides of a stand, one above the other."""

    title: str
    author: str
    event: str
    day: date | None = None
    items: tuple[Plate, ...] = ()


Batch = BadgeBatch | PlateBatch

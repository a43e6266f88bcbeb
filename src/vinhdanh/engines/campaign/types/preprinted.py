"""A certificate form that is printed already, and where the office's printer writes on it. All lengths in mm."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NewType

Offset = NewType("Offset", Decimal)
"""A shift in mm, to the left or up when negative: the one number of the folder that may be."""


@dataclass(frozen=True, slots=True)
class PrintPlace:
    """Where one piece of words goes on the form. Measured as a ruler does it: to the dotted line that the letters stand on.

    Args:
        x: From the left edge of the form to the room of the words.
        y: From the upper edge to the foot of the letters of the first line.
        width: Breadth of the room; 0: these words are not printed.
        size: Type size in pt; smaller by itself when the words need it.
        align: Where the words stand in their room.
        lines: How many lines the form has for them.
        before: Words before them that the form does not have, "Số: ".
    """

    x: Decimal
    y: Decimal
    width: Decimal
    size: Decimal = Decimal(14)
    align: Literal["left", "center", "right"] = "center"
    lines: int = 1
    before: str = ""


def _place(numbers: tuple[int, int, int, int], align: Literal["left", "center", "right"], lines: int = 1) -> PrintPlace:
    x, y, width, size = map(Decimal, numbers)
    return PrintPlace(x, y, width, size, align, lines)


@dataclass(frozen=True, slots=True)
class Preprinted:
    """The form and the places on it. Without any key: A4 landscape, the places of our own certificate.

    Args:
        page_width, page_height: Size of the form as it goes through the printer.
        offset_x_mm, offset_y_mm: Shift of everything, to the right and down; what the test sheet finds.
        name: Honorific and full name, or the name of a collective.
        unit: Post and unit.
        citation: What for.
        decision: Number and day of the decision.
        number: Number in the register of commendations.
        place_date: Place and day of signing.
        signer: Name of the signer.
    """

    page_width: Decimal = Decimal(297)
    page_height: Decimal = Decimal(210)
    offset_x_mm: Offset = Offset(Decimal(0))  # noqa: RUF009  # a number, never changed
    offset_y_mm: Offset = Offset(Decimal(0))  # noqa: RUF009  # as above
    name: PrintPlace = _place((38, 108, 221, 28), "center")  # noqa: RUF009  # frozen
    unit: PrintPlace = _place((38, 119, 221, 15), "center", 2)  # noqa: RUF009  # frozen
    citation: PrintPlace = _place((46, 134, 205, 15), "center", 2)  # noqa: RUF009  # frozen
    decision: PrintPlace = _place((28, 177, 105, 12), "left")  # noqa: RUF009  # frozen
    number: PrintPlace = _place((28, 184, 105, 12), "left")  # noqa: RUF009  # frozen
    place_date: PrintPlace = _place((173, 150, 96, 13), "center")  # noqa: RUF009  # frozen
    signer: PrintPlace = _place((173, 188, 96, 14), "center")  # noqa: RUF009  # frozen

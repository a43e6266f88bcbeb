"""What a template of each kind of paper has to have (kinds.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of a kind.

    Args:
        head: Of `number`, `day`, `subject`: what its first page carries.
        to: It is addressed.
        annexes: Lists follow it.
        room: mm for hand and seal where one person signs with the recipients beside; 0: signatures of another shape.
        landscape: Its first page lies.
    """

    head: tuple[str, ...] = ()
    to: bool = False
    annexes: bool = False
    room: float = 0
    landscape: bool = False


@cache
def shapes() -> dict[str, Shape]:
    """Shapes by the key of the kind; a kind that is not among them is asked for its content alone."""
    raw = tomllib.loads((files(__package__) / "kinds.toml").read_text(encoding="utf-8"))
    return {kind: Shape(**{**values, "head": tuple(values.get("head", ()))}) for kind, values in raw.items()}


def shape(kind: str) -> Shape:
    """The shape of a kind, the barest when nothing is said of it."""
    return shapes().get(kind, Shape())


REQUIRED = {
    "number": (("so_van_ban", "so", "dau_van_ban"), "số, ký hiệu văn bản"),
    "day": (("dia_danh_ngay", "dau_van_ban"), "địa danh, ngày tháng"),
    "subject": (("ve_viec", "dau_van_ban"), "trích yếu công văn (V/v …)"),
    "to": (("kinh_gui",), "phần “Kính gửi”"),
    "signer": (("nguoi_ky", "chu_ky"), "người ký"),
    "signatures": (("chu_ky",), "phần chữ ký (loại văn bản này có nhiều người ký hoặc có ngày ký)"),
    "annexes": (("phu_luc",), "danh sách, phụ lục kèm theo"),
}
"""What must be there -> placeholders of which one has to stand in the template, words for it."""


def required(kind: str) -> tuple[str, ...]:
    """Keys of `REQUIRED` for a kind; nothing for kinds without a shape but their content."""
    if kind not in shapes():
        return ()
    of = shape(kind)
    return (*of.head, *(("to",) if of.to else ()), "signer" if of.room else "signatures", *(("annexes",) if of.annexes else ()))

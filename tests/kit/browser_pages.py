"""The pages that every browser test walks through. Whoever builds a page adds it here, with what it needs in the world.

In a path stand names of `ids`: each union of the world by its code with "_" for "-" ({district_a1}), and what the SEEDS return.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from world import World


@dataclass(frozen=True)
class PageRow:
    """A page: its path, who looks at it ("role.union" of the test world; empty: a visitor), the status it answers with."""

    path: str
    account: str = ""
    status: int = 200


PAGES: list[PageRow] = [
    PageRow("/giao-dien/"),
    PageRow("/giao-dien/", "officer.district-a1"),
    PageRow("/kho-mau/", "admin.province-a"),
    PageRow("/kho-mau/?gon=1&xep=-ten&trang=12", "admin.province-a"),
    PageRow("/khong-co-trang-nay/", "officer.district-a1", status=404),
    PageRow("/kho-mau/", "officer.district-a1", status=404),
]

SEEDS: list[Callable[[World], dict[str, object]]] = []
"""Each makes what its pages show in the world and returns names for the paths: `lambda world: {"campaign": 1}`."""

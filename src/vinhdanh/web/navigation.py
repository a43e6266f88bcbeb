"""The links in the head and at the foot of every page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vinhdanh.platform.journal.rules import may_read
from vinhdanh.platform.organisations.models import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.utils.functional import _StrPromise

    from vinhdanh.platform.accounts.reader import Reader


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a link leads to: name of the address, words, icon, who may go there; `rare`: behind “Các mục” where the head is short of room."""

    url: str
    name: _StrPromise
    icon: str = ""
    open_to: Callable[[Reader], bool] | None = None
    rare: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the head: `count` of what waits there, said as `counted`; `here`: this is the page; `rare` as of a place."""

    address: str
    name: str
    icon: str = ""
    count: int = 0
    counted: str = ""
    here: bool = False
    rare: bool = False


HEAD = (
    Place("campaigns:index", _("Các đợt"), "flag"),
    Place("organisations:tree", pgettext_lazy("menu", "Đơn vị"), "tree"),
    Place("web:tasks", _("Việc cần làm"), "list"),
    Place("calendar:calendar", _("Lịch"), "calendar"),
    Place("jobs:jobs", _("Đang xử lý"), "job", rare=True),
    Place("notices:notices", _("Thông báo"), "bell", rare=True),
)
FOOT = (
    Place("web:help", _("Trợ giúp")),
    Place("journal:journal", _("Nhật ký"), open_to=may_read),
    Place("web:operations", _("Số liệu vận hành"), open_to=lambda reader: Role.ADMIN in reader.roles),
    Place("web:preferences", _("Giao diện sáng, tối; ngôn ngữ")),
)
ACCOUNT = "accounts:account"


@cache
def address(name: str) -> str:
    """The address under a name; empty when no app of this installation offers it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def head(request: HttpRequest, who: str, counts: dict[str, tuple[int, str]]) -> list[Link]:
    """The links of the head for someone signed in; `counts` by name of the address."""
    links = []
    for place in HEAD:
        target = address(place.url)
        count, counted = counts.get(place.url, (0, ""))
        if target:
            links.append(Link(target, str(place.name), place.icon, count, counted, request.path == target, place.rare))
    target = address(ACCOUNT)
    if target:
        links.append(Link(target, who, "person", here=request.path == target, rare=True))
    return links


def foot(request: HttpRequest, reader: Reader | None) -> list[Link]:
    """The links at the foot; the page of preferences leads back here."""
    links = []
    for place in FOOT:
        target = address(place.url)
        if target and (place.open_to is None or (reader is not None and place.open_to(reader))):
            back = "?" + urlencode({"tiep": request.get_full_path()}) if place.url == "web:preferences" else ""
            links.append(Link(target + back, str(place.name)))
    return links

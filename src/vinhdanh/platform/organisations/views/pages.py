"""What several pages share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.core.paginator import Paginator
from django.http import Http404

from vinhdanh.platform.organisations.selectors.unions import PAGE

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.db.models import Model, QuerySet
    from django.http import HttpRequest

M = TypeVar("M", bound="Model")


def page_of(request: HttpRequest, rows: QuerySet[M]) -> Page[M]:
    """The page that the address asks for; one that is not there becomes the nearest."""
    return Paginator(rows, PAGE).get_page(request.GET.get("trang"))


def one(rows: QuerySet[M]) -> M:
    """The only row; what is missing and what is forbidden look alike.

    Raises:
        Http404: There is none.
    """
    found = rows.first()
    if found is None:
        raise Http404
    return found


def number(text: str | None) -> int | None:
    """A key from an address; None when it is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else None


def kept(request: HttpRequest, *drop: str) -> str:
    """The words of the address but `drop` and the page, to be put before another one: "q=…&"."""
    query = request.GET.copy()
    for name in ("trang", *drop):
        query.pop(name, None)
    text = query.urlencode()
    return f"{text}&" if text else ""


Context = dict[str, Any]

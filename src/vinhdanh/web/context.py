"""What every page is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """The reader, for the head of the page."""
    return {"reader": getattr(request, "reader", None)}

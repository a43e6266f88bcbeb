"""Whole pages that a process keeps while nothing changes of which they are made.

The caller names everything that its page is made of; who draws the frame around all pages (`web.context`) names what that is made of. A page with a
form, with a message to the reader, or whose state cannot be named is made each time.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.contrib.messages import get_messages
from django.core.cache import caches
from django.http import HttpResponse
from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

HOURS = 12 * 3600
"""Seconds after which a page goes that nobody asks for."""
_frames: list[Callable[[HttpRequest], object]] = []


def framed_by(frame: Callable[[HttpRequest], object]) -> None:
    """Says what names everything in the frame of a page: head, foot, look."""
    _frames.append(frame)


def kept_page(request: HttpRequest, made_of: object, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The page that `make` gives, or the one that it gave before for the same.

    Args:
        request: A GET; the address with its question is part of what the page is made of.
        made_of: Whatever else the page is made of, with a `repr` that tells it apart; None: make it now.
        make: Makes the page.
    """
    if made_of is None or request.method != "GET" or len(get_messages(request)):
        return make()
    whole = repr((get_language(), request.get_full_path(), made_of, [frame(request) for frame in _frames]))
    key, pages = hashlib.sha256(whole.encode()).hexdigest(), caches["pages"]
    found: bytes | None = pages.get(key)
    if found is not None:
        return HttpResponse(found)
    answer = make()
    if answer.status_code == 200 and b"csrfmiddlewaretoken" not in answer.content:
        pages.set(key, answer.content, HOURS)
    return answer

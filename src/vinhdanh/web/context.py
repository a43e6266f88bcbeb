"""What every page is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from vinhdanh.web import navigation, waiting
from vinhdanh.web.guide.places import help_for
from vinhdanh.web.preferences import keys, text, theme

if TYPE_CHECKING:
    from django.http import HttpRequest

    from vinhdanh.platform.accounts.reader import Reader


def page(request: HttpRequest) -> dict[str, Any]:
    """The reader, the links of head and foot with what they are made of, the place named in the head, and how the reader wants the page to look."""
    reader: Reader | None = getattr(request, "reader", None)
    counts = SimpleLazyObject(lambda: _waiting(request))
    links = SimpleLazyObject(lambda: navigation.head(request, str(reader.user), _counts(*counts)) if reader else [])
    return {
        "frame": SimpleLazyObject(lambda: (request.get_full_path(), frame(request))),
        "reader": reader,
        "theme": theme(request),
        "text_size": text(request),
        "no_keys": not keys(request),
        "help_address": SimpleLazyObject(lambda: _help(request)),
        "place": SimpleLazyObject(lambda: _place(reader)),
        "mast_links": links,
        "waiting": SimpleLazyObject(lambda: sum(link.count for link in links)),
        "foot_links": SimpleLazyObject(lambda: navigation.foot(request, reader)),
    }


def frame(request: HttpRequest) -> object:
    """What the frame around a page is made of: reader, address, what waits, look. For `platform.design.kept_pages`."""
    reader: Reader | None = getattr(request, "reader", None)
    who = (reader.user.pk, str(reader.user), reader.posts, str(reader.acting_for or "")) if reader else ()
    return who, _waiting(request), theme(request), text(request), keys(request)


def _waiting(request: HttpRequest) -> tuple[int, int]:
    """How many jobs and notices wait for the reader; asked once a request."""
    reader: Reader | None = getattr(request, "reader", None)
    if not hasattr(request, "waiting"):
        request.waiting = waiting.counts(reader) if reader else (0, 0)  # type: ignore[attr-defined]  # ours, as `reader` is
    found: tuple[int, int] = request.waiting  # type: ignore[attr-defined]  # set above
    return found


def _counts(working: int, unread: int) -> dict[str, tuple[int, str]]:
    """What waits for the reader: number and what is counted, by the name of the address."""
    return {"jobs:jobs": (working, _("việc đang xử lý")), "notices:notices": (unread, _("thông báo chưa đọc"))}


def _help(request: HttpRequest) -> str:
    """Where the guide speaks of this page; nothing on its own pages."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    return "" if name.startswith("web:help") else help_for(name)


def _place(reader: Reader | None) -> str:
    """The union acted for, or the title of the reader's first post."""
    if reader is None:
        return ""
    if reader.acting_for is not None:
        return str(reader.acting_for)
    return reader.posts[0].title if reader.posts else ""

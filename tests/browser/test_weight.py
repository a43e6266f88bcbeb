"""What goes over the wire: at most 90 KB for the first visit, 25 KB for each page after it (compressed, headers included)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser_pages import PAGES
from playwright.sync_api import Page

FIRST, NEXT = 90_000, 25_000
PICTURES = "/tro-giup/trinh-duyet/"
"""The one chapter whose pictures are its content: asked for when help is, and kept by the browser."""


def weigh(page: Page, path: str) -> int:
    """Bytes received for a page and all that it asks for."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: dict[str, int] = {}
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(path, wait_until="load")
    session.detach()
    assert sizes
    return int(sum(sizes.values()))


@pytest.mark.parametrize("account", sorted({row.account for row in PAGES}))
def test_pages_are_light(open_page: Callable[..., Page], account: str) -> None:
    rows = [row for row in PAGES if row.account == account and not row.path.startswith(PICTURES)]
    page = open_page("about:blank", account, status=0)
    measured = []
    for row in rows:
        path = row.path.format(**page.site_ids)  # type: ignore[attr-defined]  # set by open_page
        measured.append((row.path, weigh(page, path)))
    limits = [FIRST, *[NEXT] * (len(rows) - 1)]
    assert [(path, size) for (path, size), limit in zip(measured, limits, strict=True) if size > limit] == []

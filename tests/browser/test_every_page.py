"""What holds on every page: axe finds nothing in either theme, nothing is wider than the screen, nothing too small to read or to touch."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_pages import PAGES, PageRow
from playwright.sync_api import Page

every_page = pytest.mark.parametrize("row", PAGES, ids=[f"{row.path}-{row.account or 'visitor'}" for row in PAGES])

TOO_SMALL_TEXT = """() => [...document.querySelectorAll('body *')].filter(e => {
  const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  return own && e.getClientRects().length && parseFloat(getComputedStyle(e).fontSize) < 16;
}).map(e => e.tagName + ' ' + e.className + ': ' + e.textContent.trim().slice(0, 40))"""

# A link inside a sentence is exempt (WCAG 2.5.8), as is what nobody sees.
TOO_SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')].filter(e => {
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  if (!box.width || !box.height || style.visibility === 'hidden' || e.classList.contains('skip-link')) return false;
  const label = e.closest('label');
  const target = label ? label.getBoundingClientRect() : box;
  if (e.tagName === 'A' && style.display === 'inline') return false;
  return target.height < 43.5 || target.width < 43.5;
}).map(e => e.tagName + ' ' + e.className + ': ' + e.textContent.trim().slice(0, 40))"""

WIDER = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > width + 1)
    .map(e => e.tagName + ' ' + e.className).slice(0, 8);
}"""


def show_all(page: Page) -> None:
    """Opens what is folded."""
    page.evaluate("() => document.querySelectorAll('details').forEach(d => { d.open = true })")


@every_page
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(open_page: Callable[..., Page], row: PageRow, theme: str) -> None:
    page = open_page(row.path, row.account, theme=theme, status=row.status)
    show_all(page)
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found] == []


@every_page
@pytest.mark.parametrize("width", [320, 360, 640])
def test_nothing_is_wider_smaller_or_harder_to_touch(open_page: Callable[..., Page], row: PageRow, width: int) -> None:
    page = open_page(row.path, row.account, width=width, status=row.status)
    show_all(page)
    assert page.evaluate(WIDER) == []
    if width == 360:
        assert page.evaluate(TOO_SMALL_TEXT) == []
        assert page.evaluate(TOO_SMALL_TARGETS) == []


@every_page
def test_head_of_the_page_is_in_order(open_page: Callable[..., Page], row: PageRow) -> None:
    page = open_page(row.path, row.account, status=row.status, scripts=True)
    assert page.locator("h1").count() == 1
    assert page.locator("h1").inner_text().strip()
    assert page.title().strip().endswith("Vinh Danh")
    assert page.locator("main").count() == 1
    assert page.evaluate("() => document.querySelectorAll('[style], style, script:not([src])').length") == 0
    assert page.locator(".button-main").count() <= 1

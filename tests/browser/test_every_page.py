"""What holds on every page, found out in one visit: axe finds nothing in either theme, nothing is wider than the screen at 1280, 640 (200 % zoom),
360 and 320 px, nothing too small to read or to touch, the keyboard walks in order and is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from browser_pages import PAGES, PageRow
from playwright.sync_api import Browser, ConsoleMessage, Error, Page
from screens import WIDER

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

HEAD = """() => [
  [document.querySelectorAll('h1').length === 1 && document.querySelector('h1').textContent.trim() !== '', 'one h1 with words'],
  [/\\S.* – Vinh Danh$/.test(document.title), 'a title'],
  [document.querySelectorAll('main').length === 1, 'one main'],
  [document.querySelectorAll('.button-main').length <= 1, 'at most one main action'],
  [!document.querySelector('[style], style, script:not([src]):not([type="application/json"])'), 'nothing inline'],
].filter(([right]) => !right).map(([, words]) => words)"""

# The first three violations of each rule, as [rule, places]: what else axe tells is long to carry over.
AXE = """rules => axe.run({ resultTypes: ['violations'], ...(rules.length ? { runOnly: rules } : {}) })
  .then(found => found.violations.map(one => [one.id, one.nodes.slice(0, 3).map(node => node.html.slice(0, 160))]))"""

# Where the keyboard stands when a key is let go, written down in the page: to ask after each key would take twice as long.
WATCH = """() => {
  window.stops = [];
  addEventListener('keyup', () => {
    const e = document.activeElement, style = getComputedStyle(e);
    window.stops.push({
      body: e === document.body, words: e.outerHTML.slice(0, 120), place: [...document.querySelectorAll('*')].indexOf(e),
      seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, skip: e.classList.contains('skip-link'),
    });
  }, true);
}"""

every_page = pytest.mark.parametrize("row", PAGES, ids=[f"{row.path}-{row.account or 'visitor'}" for row in PAGES])


@pytest.fixture(scope="module")
def windows(browser: Browser, site: Any) -> Iterator[Callable[[str], Page]]:
    """A window for each account, kept for all its pages: to open one costs as much as what is found out in it."""
    kept: dict[str, Page] = {}

    def window(account: str) -> Page:
        if account not in kept:
            context = browser.new_context(locale="vi-VN", base_url=site.address)
            context.add_init_script(AXE_SCRIPT)
            if account:
                context.add_cookies([{"name": "sessionid", "value": site.sessions[account], "url": site.address}])
            kept[account] = context.new_page()
        return kept[account]

    yield window
    for page in kept.values():
        page.context.close()


@pytest.fixture
def visit(windows: Callable[[str], Page], site: Any) -> Iterator[Callable[[PageRow], Page]]:
    """Leads the account's window to a page, in light colours, at 1280 px; at the end of the test no error may stand in the console."""
    wrong: list[str] = []
    visited: list[tuple[Page, str, Any]] = []

    def lead(row: PageRow) -> Page:
        def said(message: ConsoleMessage) -> None:
            if message.type == "error" and row.status == 200:
                wrong.append(message.text)

        def failed(error: Error) -> None:
            wrong.append(str(error))

        page = windows(row.account)
        page.set_viewport_size({"width": 1280, "height": 800})
        page.emulate_media(color_scheme="light")
        for event, heard in (("console", said), ("pageerror", failed)):
            page.on(event, heard)  # type: ignore[call-overload]  # both are events of a page
            visited.append((page, event, heard))
        response = page.goto(row.path.format(**site.ids))
        assert response is not None
        assert response.status == row.status, f"{row.path}: {response.status}"
        return page

    yield lead
    for page, event, heard in visited:
        page.remove_listener(event, heard)
    assert wrong == []


@every_page
def test_page(visit: Callable[[PageRow], Page], row: PageRow) -> None:
    page = visit(row)
    problems = [f"must have: {words}" for words in page.evaluate(HEAD)]
    problems += walk(page)
    page.evaluate("() => document.querySelectorAll('details').forEach(d => { d.open = true })")
    problems += [f"axe: {found}" for found in axe(page)]
    page.emulate_media(color_scheme="dark")
    problems += [f"axe, dark: {found}" for found in axe(page, "color-contrast")]
    for width in (1280, 640, 360, 320):
        page.set_viewport_size({"width": width, "height": 800})
        problems += [f"wider than {width}: {found}" for found in page.evaluate(WIDER)]
        if width == 360:
            problems += [f"text below 16 px: {found}" for found in page.evaluate(TOO_SMALL_TEXT)]
            problems += [f"target below 44 px: {found}" for found in page.evaluate(TOO_SMALL_TARGETS)]
    assert problems == []


def axe(page: Page, *rules: str) -> list[str]:
    """What axe finds: rule and the first places; with `rules` by these alone (between themes nothing but colours differs)."""
    return [f"{rule} {places}" for rule, places in page.evaluate(AXE, list(rules))]


def walk(page: Page, steps: int = 15) -> Iterator[str]:
    """The first steps of the keyboard: the link past the head, then what follows in the order of the page, each with its ring."""
    page.evaluate(WATCH)
    for _ in range(steps):
        page.keyboard.press("Tab")
    last = -1
    for step, at in enumerate(page.evaluate("() => window.stops")):
        if at["body"]:
            return
        if step == 0 and not at["skip"] and not page.locator("[autofocus]").count():
            yield f"the first stop is not the link past the head: {at['words']}"
        if not at["seen"]:
            yield f"focus is not seen: {at['words']}"
        if at["place"] < last:
            yield f"focus jumps back: {at['words']}"
        last = at["place"]


def test_the_checks_can_fail(open_page: Callable[..., Page]) -> None:
    page = open_page("/giao-dien/", width=360)
    page.evaluate("""() => {
      const main = document.querySelector('main');
      main.innerHTML += '<img src="data:,"><button class="x">.</button><p class="mast-count page-wide">nhỏ</p>';
      Object.assign(main.lastChild.style, { fontSize: '12px', width: '900px', color: '#999', background: '#aaa' });
      document.title = '';
      main.querySelector('h1').remove();
      document.querySelector('.skip-link').remove();
      document.querySelector('.brand').style.outline = 'none';
    }""")
    page.evaluate(AXE_SCRIPT)
    found = " ".join(axe(page))
    assert "image-alt" in found
    assert "color-contrast" in found
    for check in (WIDER, TOO_SMALL_TEXT, TOO_SMALL_TARGETS):
        assert page.evaluate(check) != []
    assert page.evaluate(HEAD) == ["one h1 with words", "a title", "nothing inline"]
    assert {words.split(":")[0] for words in walk(page, 1)} == {
        "the first stop is not the link past the head",
        "focus is not seen",
    }

"""What holds on every page, found out in one visit: axe finds nothing in either theme, nothing is wider than the screen at 1280, 640 (200 % zoom),
360 and 320 px, nothing too small to read or to touch, the keyboard walks in order and is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_pages import PAGES, PageRow
from playwright.sync_api import Page
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

FOCUS = """() => {
  const e = document.activeElement, style = getComputedStyle(e);
  return {
    body: e === document.body, words: e.outerHTML.slice(0, 120), place: [...document.querySelectorAll('*')].indexOf(e),
    seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, skip: e.classList.contains('skip-link'),
  };
}"""

every_page = pytest.mark.parametrize("row", PAGES, ids=[f"{row.path}-{row.account or 'visitor'}" for row in PAGES])


@every_page
def test_page(open_page: Callable[..., Page], row: PageRow) -> None:
    page = open_page(row.path, row.account, status=row.status)
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
    found = (
        Axe().run(page, options={"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})).response["violations"]
    )
    return [f"{one['id']} {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found]


def walk(page: Page, steps: int = 15) -> Iterator[str]:
    """The first steps of the keyboard: the link past the head, then what follows in the order of the page, each with its ring."""
    last = -1
    for step in range(steps):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
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

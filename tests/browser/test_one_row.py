"""The head of a page and the parts of a campaign hold in one row at every width; what does not fit opens by its address, without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser_pages import BASE, OFFICER
from playwright.sync_api import Page, expect

HEIGHTS = """() => [...document.querySelectorAll('.mast, .tabs')].map(e => [e.className, e.getBoundingClientRect().height])"""


@pytest.mark.parametrize("account", [OFFICER, BASE])
def test_head_and_parts_hold_in_one_row(open_page: Callable[..., Page], account: str) -> None:
    page = open_page("/dot/{issued}/ban-hanh/", account)
    for width in (1280, 1279, 1100, 992, 768, 360):
        page.set_viewport_size({"width": width, "height": 800})
        heights = dict(page.evaluate(HEIGHTS))
        assert heights["chips tabs"] < 60, width
        assert heights["mast"] < (80 if width > 360 else 100), width
        expect(page.locator(".tabs [aria-current]")).to_be_visible()


def test_the_other_parts_open_without_scripts(open_page: Callable[..., Page]) -> None:
    page = open_page("/dot/{issued}/", OFFICER, width=360, scripts=False)
    papers = page.locator(".tabs a", has_text="Văn bản")
    expect(papers).to_be_hidden()
    page.locator(".tabs-more a").click()
    expect(papers).to_be_visible()
    page.locator(".tabs-less a").click()
    expect(papers).to_be_hidden()


def test_the_rare_links_of_the_head_open_below_it(open_page: Callable[..., Page]) -> None:
    page = open_page("/dot/", OFFICER, width=1100, scripts=False)
    notices = page.locator(".mast-links a", has_text="Thông báo")
    expect(notices).to_be_hidden()
    expect(page.locator(".mast-links a", has_text="Lịch")).to_be_visible()
    page.locator(".mast-open").click()
    expect(notices).to_be_visible()
    page.locator(".mast-close a").click()
    expect(notices).to_be_hidden()

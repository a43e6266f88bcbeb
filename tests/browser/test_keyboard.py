"""Pages without a mouse, without scripts, with little motion, on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect


def test_skip_link_leads_past_the_head(open_page: Callable[..., Page]) -> None:
    page = open_page("/kho-mau/", "admin.province-a")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def test_sheets_open_and_close_by_their_address(open_page: Callable[..., Page]) -> None:
    page = open_page("/kho-mau/", "admin.province-a", width=360, scripts=False)
    expect(page.locator("#dong-song")).to_be_hidden()
    page.locator(".river-bar").click()
    expect(page.locator("#dong-song")).to_be_visible()
    page.locator(".river-close a").click()
    expect(page.locator("#dong-song")).to_be_hidden()
    page.locator(".mast-open").click()
    expect(page.locator("#cac-muc")).to_be_visible()
    page.locator(".mast-close a").click()
    expect(page.locator("#cac-muc")).to_be_hidden()


def test_escape_closes_a_sheet(open_page: Callable[..., Page]) -> None:
    page = open_page("/kho-mau/#dong-song", "admin.province-a", width=360)
    expect(page.locator("#dong-song")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#dong-song")).to_be_hidden()


def test_a_day_says_its_weekday_while_it_is_typed(open_page: Callable[..., Page]) -> None:
    page = open_page("/kho-mau/", "admin.province-a")
    box = page.locator("#dung_day")
    expect(page.locator("#dung_day_said")).to_have_text("thứ Năm, 05/3/2020")
    for typed, said in (("30/4/2026", "thứ Năm"), ("2026-05-01", "thứ Sáu"), ("31/02/2026", ""), ("1.5", "")):
        box.fill(typed)
        expect(page.locator("#dung_day_said")).to_have_text(said)


@pytest.mark.parametrize(("theme", "ground"), [("light", "rgb(250, 246, 238)"), ("dark", "rgb(23, 18, 14)")])
def test_the_chosen_theme_wins_over_the_device(open_page: Callable[..., Page], theme: str, ground: str) -> None:
    page = open_page("/giao-dien/?tiep=/giao-dien/", theme="dark" if theme == "light" else "light", scripts=False)
    page.locator(f"input[value={theme}]").check()
    page.locator("button.button-main").click()
    assert page.evaluate("() => document.documentElement.dataset.theme") == theme
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == ground


def test_language_is_kept_and_said(open_page: Callable[..., Page]) -> None:
    page = open_page("/giao-dien/?tiep=/giao-dien/")
    page.locator("input[value=en]").check()
    page.locator("button.button-main").click()
    assert page.locator("html").get_attribute("lang") == "en"


def test_a_way_back_to_another_site_is_refused(open_page: Callable[..., Page]) -> None:
    page = open_page("/giao-dien/?tiep=https://example.org/")
    assert page.locator("input[name=tiep]").get_attribute("value") == "/"


def test_paper_shows_the_content_alone(open_page: Callable[..., Page]) -> None:
    page = open_page("/kho-mau/", "admin.province-a")
    page.emulate_media(media="print")
    for gone in (".mast", ".river", ".foot", ".drum-line", ".skip-link", ".button"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()


def test_the_confirmation_asks_twice_and_for_a_reason(open_page: Callable[..., Page]) -> None:
    page = open_page("/kho-mau/", "admin.province-a", scripts=False)
    box = page.locator("details.confirm").first
    expect(box.locator("textarea")).to_be_hidden()
    box.locator("summary").press("Enter")
    expect(box.locator("textarea")).to_be_visible()
    assert box.locator("textarea").get_attribute("required") is not None
    assert box.locator("input[name=revision]").get_attribute("value") == "3"


def test_the_slash_opens_the_search_unless_something_is_typed_or_it_is_turned_off(open_page: Callable[..., Page]) -> None:
    page = open_page("/dot/", "admin.province-a")
    box = page.locator("#tim-nhanh")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("hoa/sen")
    expect(box).to_have_value("hoa/sen")
    page.keyboard.press("Enter")
    expect(page.locator("#tim-o")).to_have_value("hoa/sen")
    page.context.add_cookies([{"name": "phim-tat", "value": "0", "url": page.url}])
    page.reload()
    page.keyboard.press("/")
    expect(page.locator("#tim-nhanh")).not_to_be_focused()


def test_the_search_of_the_head_works_on_a_phone_without_scripts(open_page: Callable[..., Page]) -> None:
    page = open_page("/dot/", "admin.province-a", width=360, scripts=False)
    expect(page.locator("#tim-nhanh")).to_be_hidden()
    page.locator(".mast-open").click()
    page.locator("#tim-nhanh").fill("hoa sen")
    page.keyboard.press("Enter")
    expect(page.locator(".found a").first).to_have_text("CĐCS Trường Tiểu học Hoa Sen")

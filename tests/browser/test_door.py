"""A passkey from its making to its removal, by a virtual authenticator; what was typed when a session ended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

PASSWORD = "mật khẩu dài để thử 7"
OFFICER, LEADER = "officer.district-a1", "leader.district-a1"
SIGN_IN = "/tai-khoan/dang-nhap/"
INSIDE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def context(browser: Browser, site: Any) -> Iterator[BrowserContext]:
    """A browser at http://localhost, where browsers offer passkeys."""
    address = site.address.replace("127.0.0.1", "localhost")
    made = browser.new_context(base_url=address, locale="vi-VN", viewport={"width": 1280, "height": 800})
    yield made
    made.close()


def by_password(page: Page, account: str, address: str = SIGN_IN) -> None:
    page.goto(address)
    give_password(page, account)


def give_password(page: Page, account: str) -> None:
    page.get_by_label("Tên đăng nhập hoặc thư điện tử").fill(account)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def sign_out(page: Page) -> None:
    page.goto("/tai-khoan/dang-xuat/")
    page.get_by_role("button", name="Đăng xuất khỏi máy này").click()
    expect(page.get_by_label("Mật khẩu", exact=True)).to_be_visible()


class Key:
    """The virtual authenticator of a page."""

    def __init__(self, page: Page) -> None:
        self.wire = page.context.new_cdp_session(page)
        self.wire.send("WebAuthn.enable")
        self.id = self.wire.send("WebAuthn.addVirtualAuthenticator", {"options": INSIDE})["authenticatorId"]

    def credential(self) -> dict[str, Any]:
        (found,) = self.wire.send("WebAuthn.getCredentials", {"authenticatorId": self.id})["credentials"]
        return dict(found)

    def count(self, number: int) -> None:
        """As a copy would be that stands at this number."""
        copied = self.credential()
        self.wire.send("WebAuthn.removeCredential", {"authenticatorId": self.id, "credentialId": copied["credentialId"]})
        wanted = ("credentialId", "isResidentCredential", "rpId", "privateKey", "userHandle")
        copy = {name: copied[name] for name in wanted if name in copied} | {"signCount": number}
        self.wire.send("WebAuthn.addCredential", {"authenticatorId": self.id, "credential": copy})


def test_a_passkey_from_its_making_to_its_removal(context: BrowserContext) -> None:
    page = context.new_page()
    key = Key(page)
    by_password(page, LEADER)
    page.goto("/tai-khoan/bao-mat/khoa/them/")
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Xác nhận và làm tiếp").click()
    page.get_by_label("Tên của khóa").fill("Máy ở cơ quan")
    page.get_by_label(re.compile("Đăng nhập chỉ bằng khóa này")).check()
    page.get_by_role("button", name="Thêm khóa").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mã dự phòng")
    assert key.credential()["isResidentCredential"]

    sign_out(page)
    page.goto(f"{SIGN_IN}?next=/lich/")
    page.locator("#passkey_login").click()
    expect(page).to_have_url(re.compile(r"//[^/]+/lich/$"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    sign_out(page)
    key.count(0)  # a copy that was made before
    page.goto(SIGN_IN)
    page.locator("#passkey_login").click()
    expect(page.get_by_text("dấu hiệu đã bị sao chép")).to_be_visible()
    page.goto("/lich/")
    assert SIGN_IN in page.url

    key.count(50)
    by_password(page, LEADER)
    page.get_by_role("button", name="Dùng khóa của máy").click()
    expect(page.locator("h1")).not_to_have_text("Bước thứ hai")

    page.goto("/tai-khoan/bao-mat/khoa/")
    expect(page.get_by_text("Máy ở cơ quan")).to_be_visible()
    page.get_by_role("link", name="Bỏ khóa").click()
    if "xac-nhan-lai" in page.url:
        page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Xác nhận và làm tiếp").click()
    page.get_by_role("button", name="Bỏ khóa này").click()
    expect(page.get_by_text("Đồng chí chưa có khóa nào.")).to_be_visible()
    sign_out(page)
    page.goto(SIGN_IN)
    page.locator("#passkey_login").click()
    expect(page.get_by_text("Chưa dùng được khóa này lần này")).to_be_visible()


def test_a_refusal_of_the_browser_is_said_on_the_page(context: BrowserContext) -> None:
    page = context.new_page()
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")  # and no authenticator at all
    page.goto(SIGN_IN)
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new DOMException('x', 'NotAllowedError')) }")
    page.locator("#passkey_login").click()
    expect(page.locator("#passkey_error")).to_be_visible()
    expect(page.locator("#passkey_error")).to_contain_text("dùng mật khẩu")


def test_where_no_passkey_can_be_the_page_says_why(browser: Browser, site: Any) -> None:
    context = browser.new_context(base_url=site.address, locale="vi-VN")
    page = context.new_page()
    page.goto(SIGN_IN)
    expect(page.locator("#passkey_login")).to_have_count(0)
    give_password(page, "admin.province-a")
    page.goto("/tai-khoan/bao-mat/")
    expect(page.get_by_text("khi địa chỉ bắt đầu bằng https")).to_be_visible()
    page.goto("/tai-khoan/bao-mat/khoa/them/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Khóa của máy chưa dùng được ở đây")
    context.close()


def lose_session(page: Page) -> None:
    page.context.clear_cookies(name="sessionid")


def sign_in_again(page: Page) -> None:
    expect(page.get_by_text("đã được giữ lại")).to_be_visible()
    give_password(page, OFFICER)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nội dung vừa gõ còn đây, chưa gửi")


def send_again(page: Page) -> None:
    page.get_by_role("button", name="Gửi lại nội dung này").click()


def test_a_part_of_a_campaign_outlives_its_session(context: BrowserContext, site: Any) -> None:
    page = context.new_page()
    by_password(page, OFFICER)
    address = f"/dot/{site.ids['draft']}/noi-dung/ten-goi/"
    page.goto(address)
    box = page.locator("main form input[type=text], main form input:not([type])").first
    name = box.get_attribute("name")
    box.fill("Tuyên dương điển hình tiên tiến <gõ dở> lần thứ V")
    lose_session(page)
    page.locator("main form button[type=submit]").first.click()
    sign_in_again(page)
    expect(page.get_by_role("list").get_by_text("<gõ dở> lần thứ V")).to_be_visible()
    send_again(page)
    expect(page.get_by_text("Đã lưu “")).to_be_visible()
    page.goto(address)
    expect(page.locator(f"[name='{name}']")).to_have_value("Tuyên dương điển hình tiên tiến <gõ dở> lần thứ V")


def test_a_task_and_the_file_that_proves_it_outlive_their_session(context: BrowserContext, site: Any, tmp_path: Path) -> None:
    page = context.new_page()
    by_password(page, OFFICER)
    page.goto(f"/dot/{site.ids['draft']}/viec/")
    page.get_by_label("Việc cần làm").fill("In giấy mời cho cơ sở")
    page.get_by_label("Nói rõ thêm").fill("Hai dòng\nđể xem còn đủ")
    lose_session(page)
    page.locator("main form", has=page.get_by_label("Việc cần làm")).locator("button[type=submit]").click()
    sign_in_again(page)
    send_again(page)
    page.get_by_role("link", name="In giấy mời cho cơ sở").first.click()
    expect(page.get_by_label("Nói rõ thêm")).to_have_value("Hai dòng\nđể xem còn đủ")

    proof = tmp_path / "giấy mời.txt"
    proof.write_text("Kính mời", encoding="utf-8")
    page.locator("[name=words]").fill("Đã in 40 giấy")
    page.get_by_label("Tệp minh chứng").set_input_files(proof)
    lose_session(page)
    page.get_by_role("button", name="Ghi đã xong").click()
    sign_in_again(page)
    again = page.get_by_label("Tệp “giấy mời.txt” không giữ được, đồng chí chọn lại")
    assert again.get_attribute("required") is not None
    again.set_input_files(proof)
    send_again(page)
    page.get_by_role("link", name="In giấy mời cho cơ sở").first.click()
    expect(page.get_by_text("Đã in 40 giấy")).to_be_visible()
    expect(page.get_by_text("giấy mời.txt")).to_be_visible()


def test_a_plan_paper_has_to_be_chosen_again_and_makes_its_campaign(context: BrowserContext) -> None:
    plan = Path(__file__).resolve().parents[2] / "examples" / "phu-rieng-2020" / "plan.txt"
    page = context.new_page()
    by_password(page, OFFICER)
    page.goto("/dot/moi/")
    page.locator("input[type=file]").first.set_input_files(plan)
    lose_session(page)
    page.locator("form", has=page.locator("input[type=file]")).locator("button[type=submit]").first.click()
    sign_in_again(page)
    page.get_by_label("Tệp “plan.txt” không giữ được, đồng chí chọn lại").set_input_files(plan)
    send_again(page)
    expect(page).to_have_url(re.compile(r"/dot/\d+/ke-hoach/"))
    expect(page.get_by_role("heading", level=1)).not_to_be_empty()

"""From an empty folder to an issued campaign whose units are told and answer, by hand in a browser: with the keyboard on a wide screen, by touch on a phone."""

from __future__ import annotations

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import xlsxwriter
from plan_papers import as_docx
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from screens import FLAGS, WIDER, chromium

START_SECONDS = 60
pytestmark = pytest.mark.enable_socket
PLAN = Path(__file__).resolve().parents[2] / "examples" / "phu-rieng-2020" / "plan.txt"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HOST = "Liên đoàn Lao động huyện Phú Riềng"
PASSWORD = "trà sen mùa hạ 2020"
UNITS = (
    ("HOA-SEN", "CĐCS Trường Tiểu học Hoa Sen", 40, 30),
    ("CAO-SU", "CĐCS Nông trường Cao su Phú Thịnh", 420, 160),
    ("GACH", "CĐCS Nhà máy Gạch Đất Đỏ", 180, 40),
)


@dataclass
class Walker:
    """Somebody at a screen. `keys`: acts by the keyboard alone; else by touch."""

    page: Page
    keys: bool

    def go(self, address: str) -> None:
        """Opens an address and looks that it fits the screen."""
        self.page.goto(address)
        self.fits()

    def fits(self) -> None:
        """Nothing is wider than the screen."""
        assert self.page.evaluate(WIDER) == [], self.page.url

    def press(self, what: Locator, *, leaves: bool = True) -> None:
        """Presses a button or a link, by Enter or by a tap, and waits for the page that comes."""
        what.scroll_into_view_if_needed()
        page = self.page

        def act() -> None:
            if self.keys:
                what.focus()
                page.keyboard.press("Enter")
            else:
                what.tap()

        if leaves:
            with page.expect_navigation():
                act()
            self.fits()
        else:
            act()

    def button(self, name: str | re.Pattern[str]) -> None:
        """Presses a button by its words."""
        self.press(self.page.get_by_role("button", name=name).first)

    def link(self, name: str | re.Pattern[str]) -> None:
        """Follows a link by its words."""
        self.press(self.page.get_by_role("link", name=name, exact=isinstance(name, str)).first)

    def write(self, label: str | re.Pattern[str], text: str) -> None:
        """Writes into a box in place of what stands there."""
        box = self.page.get_by_label(label, exact=isinstance(label, str)).first
        box.focus()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def sign_in(self, name: str) -> None:
        """Signs in."""
        self.go("/tai-khoan/dang-nhap/")
        self.write("Tên đăng nhập hoặc thư điện tử", name)
        self.write("Mật khẩu", PASSWORD)
        self.button("Đăng nhập")


@dataclass
class Place:
    """A program that has just been started on an empty folder: its address and the one that it told for the first start."""

    address: str
    first: str


@pytest.fixture
def empty() -> Iterator[Place]:
    """`vinhdanh serve` on an empty folder."""
    chromium()
    folder = Path(tempfile.mkdtemp(prefix="vinhdanh-walk-"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "VINHDANH_DATA"}
    }
    log = folder / "server.log"
    command = [
        sys.executable,
        "-m",
        "vinhdanh.cli",
        "serve",
        "--data",
        str(folder / "data"),
        "--port",
        str(port),
        "--workers",
        "1",
    ]
    with log.open("wb") as out:
        server = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
    address = f"http://127.0.0.1:{port}"
    try:
        yield Place(address, told(server, log, address))
    finally:
        server.terminate()
        server.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def told(server: subprocess.Popen[bytes], log: Path, address: str) -> str:
    """The address of the first start, when the server has said it and answers."""
    end = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < end:
        said = re.search(r"http://\S+/bat-dau/\?ma=\S+", log.read_text(errors="replace"))
        try:
            if said and urllib.request.urlopen(f"{address}/bat-dau/", timeout=5).status == 200:
                return said[0]
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(log.read_text(errors="replace")[-4000:])


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield running
        running.close()


def register() -> bytes:
    """A register of three units, as an official keeps it in Excel."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Mã đơn vị", "Tên đơn vị", "Mã đơn vị cấp trên", "Số đoàn viên", "Nữ"])
        for row, (code, name, members, women) in enumerate(UNITS, start=1):
            sheet.write_row(row, 0, [code, name, "", members, women])
    return out.getvalue()


@pytest.mark.parametrize(
    ("width", "keys", "paper"), [(1280, True, "plan.txt"), (360, False, "Kế hoạch.docx")], ids=["keyboard", "phone"]
)
def test_from_an_empty_folder_to_a_campaign_that_is_told(
    chrome: Browser, empty: Place, width: int, keys: bool, paper: str
) -> None:
    wrong: list[str] = []  # but for the page that answers a date that is none: the browser says that it is a 400
    contexts: list[BrowserContext] = []

    def somebody() -> Walker:
        context = chrome.new_context(
            viewport={"width": width, "height": 800},
            locale="vi-VN",
            base_url=empty.address,
            has_touch=not keys,
            is_mobile=not keys,
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on(
            "console",
            lambda message: (
                wrong.append(f"{page.url}: {message.text}")
                if message.type == "error" and "status of 400" not in message.text
                else None
            ),
        )
        page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
        return Walker(page, keys)

    officer = somebody()
    begin(officer, empty.first)
    bring_register(officer)
    leader, chair = somebody(), somebody()
    host = officer.page.url  # the union's page, where the register led back to
    enter(leader, invite(officer, host, "Đặng Thị Minh Ngọc", "leader", "Chủ tịch"), "ngoc.dang")
    unit = unit_address(officer)
    enter(chair, invite(officer, unit, "Trần Văn Sen", "grassroots", "Chủ tịch Công đoàn cơ sở", responsible=True), "sen.tran")
    campaign = drop_plan(officer, paper)
    compare(officer, campaign)
    edit(officer, campaign)
    allot(officer, campaign)
    approve(leader, campaign)
    issue(officer, campaign)
    answer(chair)
    officer.go(campaign)
    expect(officer.page.locator("#don-vi").locator("..")).to_contain_text("1 đã xác nhận")
    assert wrong == []
    for context in contexts:
        context.close()


def begin(officer: Walker, address: str) -> None:
    """The first start: the union and the first account."""
    officer.go(address)
    officer.write("Tên đơn vị công đoàn", HOST)
    officer.page.get_by_label("Cấp", exact=True).select_option(label="Công đoàn cấp trên trực tiếp cơ sở")
    officer.write("Mã đơn vị", "PR")
    officer.write(re.compile("^Địa danh"), "Phú Riềng")
    officer.write("Họ và tên đồng chí", "Trần Văn Lộc")
    officer.write(re.compile("^Chức danh"), "Cán bộ phụ trách")
    officer.write(re.compile("^Tên đăng nhập"), "loc.tran")
    officer.write("Mật khẩu", PASSWORD)
    officer.write("Gõ lại mật khẩu", PASSWORD)
    officer.button("Tạo đơn vị và tài khoản")
    expect(officer.page.locator("main")).to_contain_text("Đã tạo đơn vị")


def bring_register(officer: Walker) -> None:
    """The register from Excel, looked at before it is written."""
    officer.go("/don-vi/")
    officer.link("Danh bạ từ Excel")
    officer.page.get_by_label("Tệp danh bạ").set_input_files(
        {"name": "Danh bạ.xlsx", "mimeType": "application/vnd.ms-excel", "buffer": register()}
    )
    officer.button("Tải lên và xem trước")
    officer.button(re.compile("^Ghi 3 dòng"))
    expect(officer.page.locator("main")).to_contain_text("Danh bạ đã ghi")
    officer.go("/don-vi/")
    officer.link("Mở trang đơn vị")


def unit_address(officer: Walker) -> str:
    """The page of the first unit."""
    officer.go("/don-vi/?q=hoa sen")
    officer.link("CĐCS Trường Tiểu học Hoa Sen")
    return officer.page.url


def invite(officer: Walker, union: str, name: str, role: str, title: str, *, responsible: bool = False) -> str:
    """Invites somebody into a post; the link."""
    officer.go(f"/tai-khoan/don-vi/{union.rstrip('/').rpartition('/')[2]}/")
    officer.link("Mời người hoặc giao vai trò")
    officer.write(re.compile(r"^Họ và tên"), name)
    officer.page.get_by_label("Vai trò").select_option(role)
    officer.write(re.compile("^Chức danh"), title)
    if responsible:
        officer.page.get_by_label(re.compile("Chịu trách nhiệm về danh sách")).check()
    officer.button("Giao vai trò và tạo lời mời")
    link = officer.page.get_by_label("Riêng liên kết").input_value()
    assert "/tai-khoan/moi/" in link
    return "/tai-khoan/moi/" + link.rpartition("/moi/")[2]


def enter(guest: Walker, link: str, name: str) -> None:
    """Accepts an invitation, once."""
    guest.go(link)
    guest.write(re.compile("^Tên đăng nhập"), name)
    guest.write("Mật khẩu", PASSWORD)
    guest.write("Gõ lại mật khẩu", PASSWORD)
    guest.button("Đặt mật khẩu và bắt đầu")
    expect(guest.page.locator("h1")).not_to_contain_text("Chào đồng chí")


def drop_plan(officer: Walker, paper: str) -> str:
    """A new campaign from the plan paper; its address."""
    officer.go("/dot/")
    officer.link("Lập đợt mới")
    words = PLAN.read_text(encoding="utf-8")
    data = words.encode() if paper.endswith(".txt") else as_docx(words)
    officer.page.get_by_label("Tệp kế hoạch", exact=True).set_input_files({"name": paper, "mimeType": WORD, "buffer": data})
    officer.button("Đọc kế hoạch")
    expect(officer.page.locator("h1")).to_contain_text("Đối chiếu kế hoạch")
    return officer.page.url.removesuffix("ke-hoach/")


def compare(officer: Walker, campaign: str) -> None:
    """Corrects one value, drops one, confirms the sure ones and then the rest."""
    page = officer.page
    value = page.locator(".plan-value", has_text="Số đại biểu tối đa").or_(page.locator(".plan-value", has_text="250")).first
    officer.press(value.locator("summary"), leaves=False)
    box = value.get_by_label("Giá trị đúng")
    box.focus()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("240")
    officer.press(value.get_by_role("button", name="Lưu giá trị đúng"))
    officer.press(page.get_by_role("button", name=re.compile("^Không dùng")).first)
    officer.button(re.compile(r"^Xác nhận \d+ giá trị chắc chắn"))
    expect(page.locator("main")).to_contain_text("Đã xác nhận")
    while page.get_by_role("button", name=re.compile("^Đúng")).count():
        officer.press(page.get_by_role("button", name=re.compile("^Đúng")).first)
    officer.go(campaign + "noi-dung/so-luong/")
    expect(page.get_by_label("Số đại biểu tối đa")).to_have_value("240")


def edit(officer: Walker, campaign: str) -> None:
    """Corrects a part by hand."""
    officer.go(campaign + "noi-dung/thoi-gian/")
    officer.write("Địa điểm", "Hội trường Trung tâm Văn hóa - Thể thao")
    officer.write("Hạn cơ sở gửi danh sách", "cuối tuần sau")
    officer.button("Lưu phần này")
    expect(officer.page.locator("main")).to_contain_text("chưa lưu gì")
    expect(officer.page.get_by_label("Hạn cơ sở gửi danh sách")).to_have_value("cuối tuần sau")
    officer.write("Hạn cơ sở gửi danh sách", "trước 03/3/2027")
    officer.write("Ngày tổ chức Hội nghị", "14/5/2027")
    officer.button("Lưu phần này")
    expect(officer.page.locator("main")).to_contain_text("Đã lưu")


def allot(officer: Walker, campaign: str) -> None:
    """Places by members: first a look, then for good; one by hand."""
    officer.go(campaign + "don-vi/")
    officer.write("Số chỗ chia cho cơ sở", "60")
    officer.button("Xem trước cách chia")
    expect(officer.page.locator("main")).to_contain_text("chưa lưu gì")
    officer.button("Lưu phân bổ này")
    expect(officer.page.get_by_label("Nhiều nhất: CĐCS Trường Tiểu học Hoa Sen")).not_to_have_value("")
    officer.write("Nhiều nhất: CĐCS Trường Tiểu học Hoa Sen", "7")
    officer.button("Lưu phân bổ trang này")
    expect(officer.page.get_by_label("Nhiều nhất: CĐCS Trường Tiểu học Hoa Sen")).to_have_value("7")


def approve(leader: Walker, campaign: str) -> None:
    """A leader who did not build it approves."""
    leader.go(campaign)
    leader.link("Xem và duyệt")
    leader.button("Duyệt kế hoạch này")
    expect(leader.page.locator("main")).to_contain_text("Đã duyệt")


def issue(officer: Walker, campaign: str) -> None:
    """Number and signer; the units are told."""
    officer.go(campaign)
    officer.link("Ban hành")
    officer.write("Số, ký hiệu", "05/KH-LĐLĐ")
    officer.write("Người ký", "Đặng Thị Minh Ngọc")
    officer.button("Ban hành và báo các đơn vị")
    expect(officer.page.locator("main")).to_contain_text("3 đơn vị được báo")


def answer(chair: Walker) -> None:
    """The chair of a unit finds the notice and says that the plan has come."""
    chair.go("/thong-bao/")
    chair.link(re.compile("ban hành Kế hoạch số 05"))
    chair.link("Xem tiếp")
    chair.link("Xem và xác nhận")
    expect(chair.page.locator("main")).to_contain_text("nhiều nhất 7 người")
    chair.button("Xác nhận đã nhận kế hoạch")
    expect(chair.page.locator("main")).to_contain_text("Đã xác nhận")

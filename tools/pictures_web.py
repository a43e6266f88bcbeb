"""Makes the pictures of the user guide's chapter on the application (docs/huong-dan/anh/web) from the running demo, in Debian's Chromium.

Run it after a page changed: .venv/bin/python tools/pictures_web.py. It opens the demo on a free port in a folder of its own, signs in by hand as the
demo's people do, and ends. `--to FOLDER` writes elsewhere.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent))
import demo_check
from demo_data import EXAMPLE, PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TARGET = Path(__file__).resolve().parent.parent / "docs" / "huong-dan" / "anh" / "web"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--hide-scrollbars")  # fmt: skip
COLOURS = 256
WIDE, PHONE = (1280, 860), (360, 760)


class Album:
    """Takes pictures as one person after the other."""

    def __init__(self, browser: Browser, base: str, target: Path) -> None:
        self.browser, self.base, self.target = browser, base, target

    def someone(self, username: str = "", size: tuple[int, int] = WIDE, *, dark: bool = False) -> Page:
        """A page on which `username` has signed in."""
        context = self.browser.new_context(
            base_url=self.base,
            locale="vi-VN",
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
        )
        page = context.new_page()
        page.goto("/")
        if username:
            page.locator("input[name=login]").fill(username)
            page.locator("input[name=password]").fill(PASSWORD)
            page.locator("form:has(input[name=password]) button[type=submit]").click()
            page.wait_for_url(f"{self.base}/")
        return page

    def take(self, page: Page, name: str, address: str = "", *, height: int = 0) -> None:
        """A picture of `address` as it stands in the window, `height` pixels of it where told."""
        if address:
            page.goto(address)
        size = page.viewport_size or {"width": WIDE[0], "height": WIDE[1]}
        page.set_viewport_size({"width": size["width"], "height": height or size["height"]})
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        picture.save(self.target / f"{name}.png", optimize=True)
        print(f"{name}.png {(self.target / f'{name}.png').stat().st_size // 1024} KB")


def walk(album: Album) -> None:
    """The guide's chapter, picture by picture."""
    album.take(album.someone(), "dang-nhap", height=620)
    officer = album.someone("canbo")
    officer.goto("/dot/")
    campaign = officer.locator("main tbody a[href^='/dot/']").first.get_attribute("href") or "/dot/1/"
    album.take(officer, "toan-canh", campaign, height=1500)
    album.take(album.someone("canbo", dark=True), "toan-canh-toi", campaign)
    album.take(officer, "don-vi", "/don-vi/")
    album.take(officer, "phan-bo", f"{campaign}don-vi/")
    album.take(officer, "moc", f"{campaign}moc/")
    album.take(officer, "viec", f"{campaign}viec/")
    album.take(officer, "lich", "/lich/?thang=2020-03")
    album.take(officer, "giao-dien", "/giao-dien/", height=620)
    officer.goto("/dot/moi/")
    officer.locator("input[type=file]").set_input_files(EXAMPLE / "plan.txt")
    officer.locator("form:has(input[type=file]) button[type=submit]").click()
    officer.wait_for_url("**/ke-hoach/")
    album.take(officer, "doi-chieu")
    draft = officer.url.removeprefix(album.base).removesuffix("ke-hoach/")
    album.take(album.someone("lanhdao"), "ban-hanh", f"{draft}ban-hanh/")
    chair = album.someone("coso", PHONE)
    album.take(chair, "dien-thoai", campaign)
    album.take(chair, "dien-thoai-muc", f"{campaign}#dong-song")


def main() -> int:
    """Makes all pictures. Exit code 0; 1 without Chromium."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--to", type=Path, default=TARGET)
    target: Path = parser.parse_args().to
    chromium = shutil.which("chromium")
    if not chromium:
        print("chromium is missing: apt-get install chromium", file=sys.stderr)
        return 1
    target.mkdir(parents=True, exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="vinhdanh-pictures-") as folder:
        command = [sys.executable, str(demo_check.TOOL), "--data", folder, "--port", str(port)]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 - fixed arguments
        try:
            demo_check._wait(server, f"http://127.0.0.1:{port}")  # noqa: SLF001 - tools that belong together
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
                walk(Album(browser, f"http://127.0.0.1:{port}", target))
                browser.close()
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(20)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Opens the demo on a free port in a folder of its own, signs in as every role, looks at the first pages, and ends."""

from __future__ import annotations

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from demo_data import ACCOUNTS, PASSWORD

TOOL = Path(__file__).resolve().parent / "demo.py"
LONGEST = 60
PAGES = ("/", "/dot/", "/thong-bao/", "/lich/", "/dang-xu-ly/")


def main() -> int:
    """Exit code 0: every role signed in and saw its first pages; 1 otherwise, with what failed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="vinhdanh-demo-") as folder:
        begun = time.monotonic()
        server = subprocess.Popen(  # noqa: S603 - fixed arguments
            [sys.executable, str(TOOL), "--data", folder, "--port", str(port)], stdout=subprocess.DEVNULL, start_new_session=True
        )
        try:
            base = f"http://127.0.0.1:{port}"
            _wait(server, base)
            print(f"Trang đầu sau {time.monotonic() - begun:.1f} s")
            failed = [words for account in ACCOUNTS for words in _walk(base, account[0])]
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(20)
    for words in failed:
        print(words)
    print(f"{len(ACCOUNTS)} vai: {'có lỗi' if failed else 'đều đăng nhập và xem được'}")
    return 1 if failed else 0


def _wait(server: subprocess.Popen[bytes], base: str) -> None:
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        if server.poll() is not None:
            sys.exit(f"Máy chủ dừng với mã {server.returncode}")
        try:
            urllib.request.urlopen(f"{base}/", timeout=5)  # noqa: S310 - loopback
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    sys.exit("Máy chủ không trả lời")


def _walk(base: str, username: str) -> list[str]:
    """What went wrong for one account."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    page = opener.open(f"{base}/", timeout=10).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if not token:
        return [f"{username}: không thấy trang đăng nhập"]
    form = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], "login": username, "password": PASSWORD}).encode()
    action = re.search(r'<form[^>]*method="post"[^>]*action="([^"]+)"', page)
    request = urllib.request.Request(base + (action[1] if action else "/tai-khoan/dang-nhap/"), form, {"Referer": base})  # noqa: S310 - loopback
    failed = []
    answer = opener.open(request, timeout=10)
    if 'name="password"' in answer.read().decode():
        failed.append(f"{username}: không đăng nhập được")
    for path in PAGES:
        try:
            opener.open(base + path, timeout=10)
        except urllib.error.HTTPError as e:
            failed.append(f"{username}: {path} trả lời {e.code}")
    campaign = re.search(r'href="(/dot/\d+/)"', opener.open(f"{base}/dot/", timeout=10).read().decode())
    if campaign:
        opener.open(base + campaign[1], timeout=10)
    else:
        failed.append(f"{username}: không thấy đợt nào")
    return failed


if __name__ == "__main__":
    sys.exit(main())

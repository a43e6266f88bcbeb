"""Headers that hold a page's powers small, on pages, redirects and errors alike."""

from __future__ import annotations

import pytest
from django.test import Client
from world import PASSWORD, World

CSP = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}


@pytest.mark.parametrize(
    "address", ["/", "/tai-khoan/", "/tai-khoan/dang-nhap/", "/khong-co/", "/don-vi/999999999/", "/giao-dien/"]
)
def test_every_answer_carries_them(world: World, address: str) -> None:
    client = Client()
    for answer in (client.get(address), client.post(address)):
        assert set(answer["Content-Security-Policy"].split("; ")) == CSP
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["X-Frame-Options"] == "DENY"
        client.force_login(world.user("officer", "district-a1"))


def test_csrf_failure_carries_them(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.user("officer", "district-a1"))
    answer = client.post("/giao-dien/", {"theme": "dark"})
    assert answer.status_code == 403
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_session_cookie_is_held_back_from_scripts_and_other_sites(world: World) -> None:
    client = Client()
    client.post("/tai-khoan/dang-nhap/", {"login": world.user("officer", "district-a1").username, "password": PASSWORD})
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"

"""The data key: from the environment, a passphrase, or the folder."""

from __future__ import annotations

import base64
import os
import stat
from pathlib import Path

import pytest

from vinhdanh.errors import UserError
from vinhdanh.platform.personal import keys

KEY = bytes(range(32))


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VINHDANH_DATA", str(tmp_path))
    monkeypatch.delenv("VINHDANH_DATA_KEY", raising=False)
    keys._data_key.cache_clear()


def test_a_key_in_the_folder_is_made_once_and_warned_about(tmp_path: Path) -> None:
    assert keys.data_key() == keys.data_key()
    assert len(keys.data_key()) == 32
    assert "data.key" in keys.check(tmp_path)
    assert keys.check(tmp_path) == keys.WARNING
    for name in (keys.FILE, keys.CHECK):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([keys.FILE, keys.CHECK])


@pytest.mark.parametrize("text", [KEY.hex(), base64.b64encode(KEY).decode(), base64.urlsafe_b64encode(KEY).decode()])
def test_a_key_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("VINHDANH_DATA_KEY", text)
    assert keys.data_key() == KEY
    assert keys.check(tmp_path) == ""
    assert not (tmp_path / keys.FILE).exists()


@pytest.mark.parametrize("text", ["x", "=" * 44, "ab" * 31, "é" * 32, "A" * 40])
def test_what_is_no_key(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("VINHDANH_DATA_KEY", text)
    with pytest.raises(UserError):
        keys.data_key()


def test_another_key_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys.check(tmp_path)
    monkeypatch.setenv("VINHDANH_DATA_KEY", KEY.hex())
    with pytest.raises(UserError, match="not the one"):
        keys.check(tmp_path)


def test_a_folder_that_had_a_key_gets_no_new_one(tmp_path: Path) -> None:
    keys.check(tmp_path)
    (tmp_path / keys.FILE).unlink()
    keys._data_key.cache_clear()
    with pytest.raises(UserError):
        keys.data_key()


def test_a_passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError):
        keys.from_passphrase("ngắn", tmp_path)
    made = keys.from_passphrase("mật khẩu thật dài", tmp_path)
    assert keys.from_passphrase("mật khẩu thật dài", tmp_path) == made
    monkeypatch.setenv("VINHDANH_DATA_KEY", made)
    assert keys.check(tmp_path) == ""
    monkeypatch.setenv("VINHDANH_DATA_KEY", keys.from_passphrase("mật khẩu khác hẳn", tmp_path))
    with pytest.raises(UserError):
        keys.check(tmp_path)


def test_a_passphrase_for_a_folder_with_a_key_file(tmp_path: Path) -> None:
    keys.check(tmp_path)
    with pytest.raises(UserError):
        keys.from_passphrase("mật khẩu thật dài", tmp_path)


def test_a_box_opens_only_in_its_place_and_whole() -> None:
    box = keys.close_box(KEY, "Hoà Hảo".encode(), "7 religion")
    assert keys.open_box(KEY, box, "7 religion").decode() == "Hoà Hảo"
    assert keys.close_box(KEY, b"", "x") != keys.close_box(KEY, b"", "x")
    for wrong in (lambda: keys.open_box(KEY, box, "8 religion"), lambda: keys.open_box(os.urandom(32), box, "7 religion"),
                  lambda: keys.open_box(KEY, box[:-1] + bytes([box[-1] ^ 1]), "7 religion"), lambda: keys.open_box(KEY, b"\x02" + box[1:], "7 religion"),
                  lambda: keys.open_box(KEY, b"", "")):  # fmt: skip
        with pytest.raises(ValueError, match="box"):
            wrong()
    assert keys.derived("person") != keys.derived("files")

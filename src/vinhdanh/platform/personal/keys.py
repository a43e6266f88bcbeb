"""The data key: where it comes from, what is derived from it. Needs no Django.

It lives outside the data folder: `VINHDANH_DATA_KEY` (32 bytes as base64 or hex), or a passphrase at start (scrypt). Without either it is made in the data
folder (`data.key`, mode 600): named at each start, with a warning, because whoever copies the folder then has both.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from vinhdanh.errors import UserError

SIZE, NONCE, TAG = 32, 12, 16
VERSION = b"\x01"
FILE, SALT, CHECK = "data.key", "data-key.salt", "data-key.check"
WARNING = (
    "Lưu ý: khoá dữ liệu nằm ngay trong thư mục dữ liệu (data.key). Ai chép được thư mục thì đọc được thông tin cá nhân. Để tách khoá ra: đặt VINHDANH_DATA_KEY "
    "hoặc chạy với --passphrase khi thư mục còn mới.\n"
    "Note: the data key lies in the data folder itself (data.key). Whoever copies the folder can read personal data. To part them, set VINHDANH_DATA_KEY or "
    "use --passphrase on a new folder."
)


def data_key() -> bytes:
    """The key of this process's data folder, 32 bytes.

    Raises:
        UserError: it is missing or malformed.
    """
    return _data_key(os.environ.get("VINHDANH_DATA_KEY", ""), os.environ.get("VINHDANH_DATA") or "vinhdanh-data")


@lru_cache(maxsize=4)
def _data_key(named: str, folder: str) -> bytes:
    if named:
        return parse(named)
    path = Path(folder) / FILE
    if not path.exists():
        if (Path(folder) / CHECK).exists():
            raise UserError(
                "Chưa có khoá dữ liệu của thư mục này. Đề nghị đặt VINHDANH_DATA_KEY hoặc chạy với --passphrase như lần đầu.",
                "The data key of this folder is not here. Set VINHDANH_DATA_KEY or use --passphrase as at the first start.",
            )
        _write_once(path, base64.urlsafe_b64encode(secrets.token_bytes(SIZE)))
    return parse(path.read_text(encoding="ascii", errors="replace").strip())


def parse(text: str) -> bytes:
    """A key written as base64 or hex.

    Raises:
        UserError: it is no key of 32 bytes.
    """
    try:
        key = (
            bytes.fromhex(text)
            if len(text) == 2 * SIZE
            else base64.b64decode(text.replace("-", "+").replace("_", "/"), validate=True)
        )
    except (ValueError, binascii.Error):
        key = b""
    if len(key) != SIZE:
        raise UserError(
            "Khoá dữ liệu không đúng dạng (cần 32 byte viết bằng base64 hoặc 64 chữ số hex).",
            "The data key is malformed (32 bytes as base64 or 64 hex digits are needed).",
        )
    return key


def from_passphrase(passphrase: str, folder: Path) -> str:
    """The key made of a passphrase by scrypt (128 MiB) with the folder's salt, as base64; the salt is made at the first use.

    Raises:
        UserError: the passphrase is too short for a new folder, or the folder's key is another one.
    """
    salt = folder / SALT
    if not salt.exists():
        if (folder / CHECK).exists():
            raise UserError(
                "Thư mục này đã có khoá dữ liệu không phải từ mật khẩu; đề nghị chạy không có --passphrase.",
                "This folder already has a data key that is not made of a passphrase; run without --passphrase.",
            )
        if len(passphrase) < 12:
            raise UserError("Mật khẩu khoá dữ liệu cần ít nhất 12 ký tự.", "The passphrase needs at least 12 characters.")
        _write_once(salt, secrets.token_hex(16).encode())
    made = Scrypt(salt=bytes.fromhex(salt.read_text(encoding="ascii")), length=SIZE, n=2**17, r=8, p=1).derive(
        passphrase.encode()
    )
    return base64.urlsafe_b64encode(made).decode()


def check(folder: Path) -> str:
    """Makes sure that the key is the one under which this folder's data were written.

    Returns:
        A warning when the key lies in the folder, else nothing.

    Raises:
        UserError: the key is another one.
    """
    print_ = fingerprint(data_key())
    path = folder / CHECK
    if not path.exists():
        _write_once(path, print_.encode())
    if not hmac.compare_digest(path.read_text(encoding="ascii", errors="replace"), print_):
        raise UserError(
            "Khoá hoặc mật khẩu không phải của thư mục dữ liệu này. Chưa có gì bị thay đổi; đề nghị nhập lại.",
            "The key or passphrase is not the one of this data folder. Nothing was changed; please try again.",
        )
    return "" if os.environ.get("VINHDANH_DATA_KEY") else WARNING


def fingerprint(key: bytes) -> str:
    """A short name of a key from which it cannot be found."""
    return hashlib.sha256(b"vinhdanh data key\0" + key).hexdigest()[:32]


@lru_cache(maxsize=16)
def derive(key: bytes, purpose: str) -> bytes:
    """A key for one purpose, made of that data key, 32 bytes."""
    return HKDF(SHA256(), SIZE, salt=None, info=f"vinhdanh {purpose}".encode()).derive(key)


def derived(purpose: str) -> bytes:
    """A key for one purpose alone ("person", "files", "backup"), 32 bytes."""
    return derive(data_key(), purpose)


def close_box(key: bytes, plain: bytes, about: str) -> bytes:
    """Encrypts and seals (AES-256-GCM): version, nonce, ciphertext with tag. `about` binds the box to its place: moved elsewhere it does not open."""
    nonce = secrets.token_bytes(NONCE)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plain, about.encode())


def open_box(key: bytes, box: bytes, about: str) -> bytes:
    """Opens what `close_box` closed.

    Raises:
        ValueError: the box is damaged, moved, or of another key.
    """
    if box[:1] != VERSION or len(box) < 1 + NONCE + TAG:
        raise ValueError("no box")
    try:
        return AESGCM(key).decrypt(box[1 : 1 + NONCE], box[1 + NONCE :], about.encode())
    except InvalidTag as error:
        raise ValueError("the box does not open") from error


def _write_once(path: Path, content: bytes) -> None:
    """Writes a secret file of mode 600; of two that try, the first wins."""
    trial = path.with_name(f"{path.name}.{secrets.token_hex(6)}")
    handle = os.open(trial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(trial, path)
        except FileExistsError:
            return
    finally:
        trial.unlink()

"""Files: byte for byte, encrypted, whole or not at all, never run by a browser."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from django.http import Http404
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from world import World

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.files import jobs, kinds, rules, selectors, services, vault
from vinhdanh.platform.files.models import StoredFile
from vinhdanh.platform.journal.models import Entry

KEY = bytes(32)


def package(*names: str, **texts: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
        for name, text in texts.items():
            archive.writestr(name, text)
    return packed.getvalue()


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "folder", lambda: tmp_path / "files")


def closed(data: bytes) -> bytes:
    target = io.BytesIO()
    vault.encrypt(io.BytesIO(data), target, KEY)
    return target.getvalue()


def opened(data: bytes) -> bytes:
    return b"".join(vault.decrypt(io.BytesIO(data), KEY))


@given(st.binary(max_size=2000), st.integers(1, 300))
@settings(max_examples=50)
def test_what_is_closed_opens_again(data: bytes, chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault, "CHUNK", chunk)
        assert opened(closed(data)) == data


@pytest.mark.parametrize("size", [0, 1, 99, 100, 101, 200])
def test_a_file_cut_mixed_or_changed_does_not_open(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "CHUNK", 100)
    whole = closed(os.urandom(size))
    head, step = 20, 116
    broken = [whole[:-1], whole[:10], b"", b"XXXX" + whole[4:], whole + b"x", whole[:-1] + bytes([whole[-1] ^ 1])]
    if size > 100:
        broken += [whole[: head + step], whole[:head] + whole[head + step :], whole + whole[head:]]
    for data in broken:
        with pytest.raises(vault.DamagedError):
            opened(data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n1", "image/png"),
        (b"RIFF1234WEBPVP8", "image/webp"),
        (b"<html><script>alert(1)</script>", kinds.TEXT),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", kinds.TEXT),
        ("Họ và tên".encode(), kinds.TEXT),
        (("a" * 65535 + "ệ" * 9).encode(), kinds.TEXT),
        ("Họ".encode("utf-16"), kinds.UNKNOWN),
        (b"\xff\xff", kinds.UNKNOWN),
        (b"a\0b", kinds.UNKNOWN),
        (b"PK\x03\x04broken", kinds.UNKNOWN),
        (package("a.txt"), "application/zip"),
        (package("word/document.xml"), kinds.PACKAGES[0][1]),
        (package("xl/workbook.xml"), kinds.PACKAGES[1][1]),
        (package(mimetype="application/vnd.oasis.opendocument.text"), "application/vnd.oasis.opendocument.text"),
        (package(mimetype="text/html"), "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", kinds.OLE),
    ],
)
def test_the_kind_is_read_from_the_content(data: bytes, kind: str) -> None:
    assert kinds.media_type(data) == kind


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\danh sách.xlsx", "danh sách.xlsx"),
        ("a\0b\r\n.pdf", "ab.pdf"),
        ("gp\u202efdp.exe", "gpfdp.exe"),
        ('<b>"x"</b>', "b_"),
        ("", "tep"),
        ("...", "tep"),
        ("Danh sa\u0301ch.docx", "Danh sách.docx"),
        ("x" * 300 + ".xlsx", "x" * 250 + ".xlsx"),
    ],
)
def test_names(name: str, clean: str) -> None:
    assert services.clean_name(name) == clean


@pytest.mark.django_db
def test_a_file_is_kept_and_found_again(world: World) -> None:
    reader, union = world.reader("grassroots", "base-a11"), world.unions["base-a11"]
    data = os.urandom(3 * 1024 * 1024 + 7)
    stored = services.store(reader, union, "đề nghị.xlsx", data)
    assert (stored.size, stored.media_type, stored.stored_by) == (len(data), kinds.UNKNOWN, reader.user)
    path = vault.path_of(stored.digest)
    assert data[:64] not in path.read_bytes()
    assert stored.digest not in str(path)
    assert selectors.read_file(stored) == data
    assert b"".join(selectors.open_file(reader, stored.pk).chunks) == data
    assert services.store(reader, union, "đề nghị.xlsx", io.BytesIO(data)) == stored
    other = services.store(None, union, "khác.xlsx", data)
    assert (other != stored, other.digest) == (True, stored.digest)
    assert len(list(vault.folder().glob("??/*"))) == 1
    assert Entry.objects.filter(verb="files.stored").count() == 2
    assert selectors.files(world.reader("officer", "district-a1")).count() == 2
    assert selectors.files(world.reader("officer", "district-a2")).count() == 0
    assert str(stored) == "đề nghị.xlsx"


@pytest.mark.django_db
def test_what_is_refused_leaves_nothing(world: World) -> None:
    reader, union = world.reader("grassroots", "base-a11"), world.unions["base-a11"]
    for refused in (
        lambda: services.store(reader, union, "a", b""),
        lambda: services.store(reader, union, "a", b"x" * 11, limit=10),
        lambda: services.store(reader, union, "a", io.BytesIO(b"x" * 11), limit=10),
        lambda: services.store(reader, union, "a.png", b"<html>", allowed=kinds.PICTURES),
    ):
        with pytest.raises(UserError):
            refused()
    for role, code in (("auditor", "base-a11"), ("grassroots", "base-a12")):
        with pytest.raises(Forbidden):
            services.store(world.reader(role, code), union, "a", b"x")
    assert not StoredFile.objects.exists()
    assert not vault.folder().exists()
    assert services.store(reader, union, "a.pdf", b"%PDF-", allowed=kinds.OFFICE).media_type == "application/pdf"


@pytest.mark.django_db
def test_who_opens(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "_grants", [])
    stored = services.store(None, world.unions["province-a"], "kế hoạch.pdf", b"%PDF-1")
    below = world.reader("grassroots", "base-a11")
    for reader, pk in ((below, stored.pk), (world.reader("officer", "province-b"), stored.pk), (below, 2**70), (below, 99)):
        with pytest.raises(Http404):
            selectors.open_file(reader, pk)
    rules.grant(lambda reader, file: reader.sees(world.unions["base-a11"]) and file == stored)
    assert b"".join(selectors.open_file(below, stored.pk).chunks) == b"%PDF-1"


@pytest.mark.django_db
def test_a_damaged_or_swapped_file_is_told(world: World) -> None:
    one = services.store(None, world.unions["nation"], "a", b"one")
    two = services.store(None, world.unions["nation"], "b", b"two")
    vault.path_of(one.digest).write_bytes(vault.path_of(two.digest).read_bytes())
    with pytest.raises(UserError, match="damaged"):
        selectors.read_file(one)
    vault.path_of(two.digest).unlink()
    for read in (selectors.read_file, selectors.content):
        with pytest.raises(UserError, match="damaged"):
            read(two)


@pytest.mark.django_db
def test_orphans_are_found_and_half_written_files_swept(world: World) -> None:
    one = services.store(None, world.unions["nation"], "a", b"one")
    two = services.store(None, world.unions["nation"], "b", b"two")
    StoredFile.objects.filter(pk=one.pk).delete()
    vault.path_of(two.digest).unlink()
    found = selectors.orphans()
    assert found.missing == (two.pk,)
    assert [Path(name).name for name in found.unknown] == [vault.path_of(one.digest).name]
    fresh, old = vault.folder() / "new-1", vault.folder() / "new-2"
    for half in (fresh, old):
        half.write_bytes(b"x")
    os.utime(old, (0, 0))
    assert jobs.check(None) == {"swept": 1, "missing": 1, "unknown": 1}
    assert fresh.exists()


@pytest.mark.django_db
def test_the_download_is_saved_and_never_run(world: World) -> None:
    stored = services.store(None, world.unions["base-a11"], "trang “web”.html", b"<script>alert(1)</script>")
    one = Client()
    one.force_login(world.user("officer", "district-a1"))
    page = one.get(f"/tep/{stored.pk}/")
    assert b"".join(page.streaming_content) == b"<script>alert(1)</script>"
    assert page["Content-Type"] == kinds.TEXT
    assert page["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert page["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Content-Length"] == "25"
    other = Client()
    other.force_login(world.user("officer", "district-a2"))
    assert other.get(f"/tep/{stored.pk}/").status_code == 404
    assert other.get("/tep/99999999999999999999999/").status_code == 404
    assert Client().get(f"/tep/{stored.pk}/").status_code == 302

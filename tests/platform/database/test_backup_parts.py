"""The parts of a backup in this process: rows out and in again, a snapshot, the members of the file."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from django.apps import apps
from django.db import transaction
from world import World

from vinhdanh.errors import UserError
from vinhdanh.platform.database.backup import backing, container, restoring, rows
from vinhdanh.platform.files import vault
from vinhdanh.platform.files.services import store
from vinhdanh.platform.journal import services as journal
from vinhdanh.platform.personal import keys
from vinhdanh.platform.personal import services as personal


def fill(world: World) -> None:
    officer = world.reader("officer", "district-a1")
    assert officer.user.person is not None
    personal.set_sensitive(officer, officer.user.person, "religion", "Phật giáo")
    store(officer, world.unions["district-a1"], "một.bin", bytes(range(256)))
    journal.seal()


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "folder", lambda: tmp_path / "files")


@pytest.mark.django_db
def test_every_row_comes_back_as_it_was(world: World) -> None:
    fill(world)
    found = rows.tables(apps)
    before = {model: list(rows.dump(model, "default")) for model in found}
    assert sum(map(len, before.values())) > 40
    with transaction.atomic():
        rows.empty(found, "default")
        assert not any(list(rows.dump(model, "default")) for model in found)
        for model, lines in before.items():
            assert rows.load(model, rows.columns(model), lines, "default") == len(lines)
        rows.settle(found, "default")
    assert {model: list(rows.dump(model, "default")) for model in found} == before
    with pytest.raises(ValueError, match="journal_seal"):
        rows.load(next(model for model in found if model._meta.db_table == "journal_seal"), ["id"], [], "default")


@pytest.mark.django_db(transaction=True)
def test_a_backup_of_this_process(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        backing, "snapshot", lambda: contextlib.nullcontext("default")
    )  # a second connection is not let into a test; processes make it
    fill(world)
    (tmp_path / "secret.key").write_text("s")
    made = backing.back_up(tmp_path / "x.vdb", tmp_path)
    assert (made.files, made.missing, made.digest) == (1, 0, container.digest(tmp_path / "x.vdb"))
    assert json.loads((tmp_path / backing.MARKER).read_text())["digest"] == made.digest
    with pytest.raises(UserError, match="--force"):
        backing.back_up(tmp_path / "x.vdb", tmp_path)
    key = keys.derive(container.key_for(container.head(made.path)), "backup")
    manifest = restoring.unpack(made.path, tmp_path / "laid", key)
    assert sum(manifest["counts"].values()) == made.rows
    assert (tmp_path / "laid" / "secret.key").read_text() == "s"
    assert restoring.known(manifest)
    assert restoring.in_use()
    with pytest.raises(UserError, match="newer"):
        restoring.known({"migrations": [["journal", "9999_future"]]})
    for path in (tmp_path / "files").glob("??/*"):
        path.unlink()
    assert backing.back_up(tmp_path / "x.vdb", tmp_path, force=True).missing == 1
    with pytest.raises(UserError):
        backing.back_up(tmp_path / "no" / "x.vdb", tmp_path)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["../evil", "tables/../../evil", "other.txt", "tables\\evil"])
def test_a_member_out_of_place_is_refused(tmp_path: Path, name: str) -> None:
    key = bytes(32)
    with container.writing(tmp_path / "x.vdb", container.Head("0", "2026", "k"), key) as archive:
        container.add(archive, name, b"x")
    with pytest.raises(UserError):
        restoring.unpack(tmp_path / "x.vdb", tmp_path / "laid", key)
    assert not list(tmp_path.rglob("evil*"))
    with container.writing(tmp_path / "y.vdb", container.Head("0", "2026", "k"), key) as archive:
        container.add(archive, "secret.key", b"x")
    with pytest.raises(UserError):
        restoring.unpack(tmp_path / "y.vdb", tmp_path / "laid-2", key)  # no manifest

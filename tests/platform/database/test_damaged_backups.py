"""Backups that cannot be what they say: cut, changed in any bit, another file, a bomb, of the first version. A plain message, and nothing in place is touched."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import random
import zipfile
from pathlib import Path

import processes
import pytest
from world import World

from vinhdanh.errors import UserError
from vinhdanh.platform.database.backup import backing, container, restoring
from vinhdanh.platform.files import vault
from vinhdanh.platform.personal import keys

FLIPS, CUTS = 50, 25


@pytest.fixture
def whole(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: ARG001  # the world is what is backed up
    """A backup of a small world."""
    monkeypatch.setattr(vault, "folder", lambda: tmp_path / "files")
    monkeypatch.setattr(backing, "snapshot", lambda: contextlib.nullcontext("default"))
    return backing.back_up(tmp_path / "whole.vdb", tmp_path).path


def open_all(path: Path, place: Path) -> dict:
    """What a restore does before it touches anything."""
    key = container.key_for(container.head(path))
    return restoring.unpack(path, place, keys.derive(key, "backup"))


@pytest.mark.django_db
def test_every_flipped_bit_is_seen(whole: Path, tmp_path: Path) -> None:
    content = whole.read_bytes()
    assert open_all(whole, tmp_path / "laid")["counts"]
    chance = random.Random(6)
    head = content.index(b"\n")
    places = [chance.randrange(len(content) * 8) for _ in range(FLIPS)] + [chance.randrange(head * 8) for _ in range(FLIPS)]
    for number, bit in enumerate(places):
        spoiled = bytearray(content)
        spoiled[bit // 8] ^= 1 << bit % 8
        path = tmp_path / "spoiled.vdb"
        path.write_bytes(spoiled)
        with pytest.raises(UserError) as told:
            open_all(path, tmp_path / f"flip-{number}")
        assert "Traceback" not in told.value.vi + told.value.en


@pytest.mark.django_db
def test_every_cut_is_seen(whole: Path, tmp_path: Path) -> None:
    content = whole.read_bytes()
    chance = random.Random(7)
    for number, length in enumerate([0, 1, len(content) - 1, *(chance.randrange(len(content)) for _ in range(CUTS))]):
        (tmp_path / "cut.vdb").write_bytes(content[:length])
        with pytest.raises(UserError):
            open_all(tmp_path / "cut.vdb", tmp_path / f"cut-{number}")
    (tmp_path / "cut.vdb").write_bytes(content + b"x")
    with pytest.raises(UserError):
        open_all(tmp_path / "cut.vdb", tmp_path / "longer")


@pytest.mark.django_db
def test_a_bomb_is_refused_before_it_fills_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restoring, "SMALLEST_LIMIT", 1 << 20)
    key = keys.data_key()
    told = container.Head("0", "2026", keys.fingerprint(key))
    for name, number in {"one": 1, "many": 40}.items():
        path = tmp_path / f"{name}.vdb"
        with container.writing(path, told, keys.derive(key, "backup")) as archive:
            for part in range(number):
                container.add(archive, f"tables/{part}.jsonl", bytes((60 << 20) // number))
        with pytest.raises(UserError, match="larger inside"):
            open_all(path, tmp_path / name)
        laid = sum(file.stat().st_size for file in (tmp_path / name).rglob("*") if file.is_file())
        assert laid < 30 << 20
    whole = restoring.shutil.disk_usage(tmp_path)
    monkeypatch.setattr(restoring.shutil, "disk_usage", lambda _path: whole._replace(free=restoring.KEPT_FREE))
    with container.writing(tmp_path / "full.vdb", told, keys.derive(key, "backup")) as archive:
        container.add(archive, "tables/x.jsonl", b"[]")
    with pytest.raises(UserError, match="disk"):
        open_all(tmp_path / "full.vdb", tmp_path / "full")


@pytest.mark.django_db
@pytest.mark.parametrize("lacking", ["migrations", "counts", "columns", "files"])
def test_a_manifest_without_its_parts_is_refused(whole: Path, tmp_path: Path, lacking: str) -> None:
    manifest = open_all(whole, tmp_path / "laid")
    for name, spoiled in {"without": None, "other": "x"}.items():
        told = {part: value for part, value in manifest.items() if part not in {lacking, "head"}}
        told |= {lacking: spoiled} if spoiled else {}
        with container.writing(tmp_path / f"{name}.vdb", container.head(whole), keys.derived("backup")) as archive:
            container.add(archive, "manifest.json", json.dumps(told).encode())
        with pytest.raises(UserError):
            open_all(tmp_path / f"{name}.vdb", tmp_path / name)


def picture(folder: Path) -> dict[str, str]:
    """Every file of a data folder by its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


KIT = str(Path(__file__).parents[2] / "kit")


@pytest.mark.django_db
def test_the_data_in_place_stay_as_they_are(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    with processes.own_database(folder) as told:
        processes.prepare(told)
        processes.say("import sys\nsys.path.insert(0, sys.argv[1])\nfrom world import make_world\nmake_world()", KIT, told=told)
        assert processes.command("backup", str(tmp_path / "whole.vdb"), told=told).returncode == 0
        content = (tmp_path / "whole.vdb").read_bytes()
        count = "from vinhdanh.platform.organisations.models import Union\nprint(Union.objects.count())"
        assert processes.say(count, told=told) == "9"
        before = picture(folder)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("[Content_Types].xml", "x")
        wrong = {
            "cut": content[: len(content) // 2],
            "flip": content[:-400] + os.urandom(400),
            "word": packed.getvalue(),
            "empty": b"",
        }
        for name, bytes_ in wrong.items():
            (tmp_path / name).write_bytes(bytes_)
            done = processes.command("restore", str(tmp_path / name), "--data", str(folder), "--force", told=told)
            assert (done.returncode, "Lỗi: " in done.stderr, "Traceback" in done.stderr) == (2, True, False), done.stderr
            assert picture(folder) == before
        assert processes.command("restore", str(tmp_path), "--data", str(folder), "--force", told=told).returncode == 2
        assert processes.say(count, told=told) == "9"
        assert sorted(path.name for path in tmp_path.iterdir()) == ["cut", "data", "empty", "flip", "whole.vdb", "word"]


FIRST = """
import sys
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from pathlib import Path
from vinhdanh.platform.database.backup.backing import back_up
executor = MigrationExecutor(connection)
targets = [(app, name) for app, name in executor.loader.graph.leaf_nodes() if not executor.loader.disk_migrations[app, name].__module__.startswith("vinhdanh")]
targets += [key for key in executor.loader.disk_migrations if key[1] == "0001_initial" and executor.loader.disk_migrations[key].__module__.startswith("vinhdanh")]
targets += [("organisations", "0002_register")]
executor.migrate(targets)
apps = MigrationExecutor(connection).loader.project_state(targets).apps
get = lambda name: apps.get_model("organisations", name)
level = get("Level").objects.create(code="x", name="Cấp", rank=0)
union = get("Union").objects.create(path="0000", level=level, code="x", name="CĐCS Cũ", search_key="cdcs cu", sort_key="cu")
person = get("Person").objects.create(union=union, name="Người Cũ", sort_key="cu nguoi", search_key="nguoi cu")
file = apps.get_model("files", "StoredFile").objects.create(union=union, digest="0" * 64, size=1, name="x.xlsx", media_type="x")
register = get("RegisterImport").objects.create(union=union, state="applied", filename="x.xlsx", file=file, digest="0" * 64)
get("RegisterRow").objects.create(register=register, number=2, kind="new", name="CĐCS Mới", values={"new": {"responsible": "Người Cũ"}}, before={"post": 1})
back_up(Path(sys.argv[1]), Path(sys.argv[2]))
"""
THERE = """
from vinhdanh.platform.organisations.models import Person, RegisterRow, Union
row = RegisterRow.objects.get()
print(Union.objects.get().name, Person.objects.get().name, row.values, row.changes, row.before, Person.objects.get().mark)
"""


@pytest.mark.django_db
def test_a_backup_of_the_first_tables_comes_back_in_those_of_today(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    with processes.own_database(old) as told:
        processes.say(FIRST, str(tmp_path / "first.vdb"), str(old), told=told)
    marks = set()
    for _ in range(2):
        with processes.own_database(new) as told:
            restored = processes.command(
                "restore", str(tmp_path / "first.vdb"), "--data", str(new), "--force", "--key", str(old / "data.key"), told=told
            )
            assert restored.returncode == 0, restored.stderr
            *words, mark = processes.say(THERE, told={**told, "VINHDANH_DATA": str(new)}).rsplit(" ", 1)
            assert words == ["CĐCS Cũ Người Cũ {'new': {'responsible': 'Người Cũ'}} [] {'post': 1}"]
            marks.add(mark)
    assert len(marks) == 1  # the ledger finds such a person in every copy of that backup

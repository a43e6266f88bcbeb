"""Backup while the program runs, restore, and proof that nothing is missing; on the database of this run."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import processes
import pytest
from django.db import connection

from vinhdanh.errors import UserError
from vinhdanh.platform.database.backup import container
from vinhdanh.platform.personal import keys

MAKE = """
import sys
sys.path.insert(0, sys.argv[1])
from world import make_world
from django.db import transaction
from vinhdanh.platform.files.services import store
from vinhdanh.platform.journal import services as journal
from vinhdanh.platform.personal import services as personal
from vinhdanh.platform.jobs.services import enqueue
world = make_world()
officer = world.reader("officer", "district-a1")
person = officer.user.person
personal.set_sensitive(officer, person, "religion", "Phật giáo")
personal.set_ethnicity(officer, person, "Tày")
for n in range(3):
    with transaction.atomic():
        journal.record(officer, "test.done", person, union=person.union, data={"n": n, "chữ": "ế"})
    journal.seal()
store(officer, world.unions["district-a1"], "một.bin", bytes(range(256)) * 9000)
store(officer, world.unions["district-a1"], "hai.txt", "hai".encode())
enqueue(officer, "journal.seal", "Niêm")
"""
STATE = """
import hashlib, json
from django.apps import apps
from vinhdanh.platform.database.backup import rows
from vinhdanh.platform.files.models import StoredFile
from vinhdanh.platform.files.selectors import read_file
from vinhdanh.platform.journal.selectors import latest_seal
from vinhdanh.platform.personal.selectors import values
from vinhdanh.platform.organisations.models import Person
tables = {}
for model in rows.tables(apps):
    whole = hashlib.sha256()
    for line in rows.dump(model, "default"):
        whole.update(line)
    tables[model._meta.db_table] = whole.hexdigest()
files = {file.name: hashlib.sha256(read_file(file)).hexdigest() == file.digest for file in StoredFile.objects.all()}
print(json.dumps({"tables": tables, "files": files, "seal": str(latest_seal()), "values": list(values(list(Person.objects.values_list("pk", flat=True)), "religion").values())}))
"""
KIT = str(Path(__file__).parents[2] / "kit")


def state(told: dict[str, str]) -> dict:
    return json.loads(processes.say(STATE, told=told))


@dataclass
class Made:
    told: dict[str, str]
    folder: Path
    backup: Path
    before: dict


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:  # noqa: ARG001
    """A small world with a file, a sensitive value and seals, and its backup."""
    folder = tmp_path_factory.mktemp("backup") / "data"
    folder.mkdir()
    with processes.own_database(folder) as told:
        processes.prepare(told)
        processes.say(MAKE, KIT, told=told)
        done = processes.command("backup", str(folder.parent / "all.vdb"), told=told)
        assert done.returncode == 0, done.stderr
        assert "2 tệp" in done.stdout
        assert "data.key" in done.stdout
        yield Made(told, folder, folder.parent / "all.vdb", state(told))


def elsewhere(made: Made, folder: Path, told: dict[str, str], *words: str) -> tuple[int, str]:
    done = processes.command("restore", str(made.backup), "--data", str(folder), *words, told=told)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.django_db
def test_everything_comes_back(made: Made, tmp_path: Path) -> None:
    new = tmp_path / "new"
    with processes.own_database(new) as told:
        code, said = elsewhere(made, new, told, "--key", str(made.folder / "data.key"))
        assert code == 0, said
        assert "nguyên vẹn (3 dấu niêm" in said
        after = state(told)
        assert after == made.before
        assert after["files"] == {"một.bin": True, "hai.txt": True}
        assert after["values"] == ["Phật giáo"]
        assert (
            (new / "secret.key").read_bytes() == (made.folder / "secret.key").read_bytes()
            if (made.folder / "secret.key").exists()
            else True
        )
        assert {path.stat().st_mode & 0o077 for path in new.rglob("*") if path.is_file()} == {0}
        assert processes.command("journal", "verify", "--seal", after["seal"], told=told).returncode == 0
        processes.say(
            MAKE.replace("world = make_world()", "from world import make_union\nmake_union('x', 'X', None, 'top')\nsys.exit()"),
            KIT,
            told=told,
        )
        assert elsewhere(made, new, told)[0] == 2  # in use
        (new / "running").mkdir(exist_ok=True)
        (new / "running" / str(os.getpid())).touch()
        code, said = elsewhere(made, new, told, "--force")
        assert (code, "Ctrl-C" in said) == (2, True)
        (new / "running" / str(os.getpid())).rename(new / "running" / "99999999")
        code, said = elsewhere(made, new, told, "--force")
        assert code == 0, said
        assert "before" in said
        assert state(told) == made.before
        if connection.vendor == "sqlite":
            (kept,) = tmp_path.glob("new.before-restore-*")
            assert (kept / "vinhdanh.sqlite3").exists()


@pytest.mark.django_db
def test_what_cannot_be_restored_leaves_everything_as_it_was(made: Made, tmp_path: Path) -> None:
    whole = made.backup.read_bytes()
    head, _, body = whole.partition(b"\n")
    key = ("--key", str(made.folder / "data.key"))
    broken = {
        "empty": b"",
        "text": b"hello\n",
        "cut": whole[:-100],
        "changed": whole[:-50] + bytes([whole[-50] ^ 1]) + whole[-49:],
        "headless": body,
        "newer": head.replace(b'"format": 1', b'"format": 2') + b"\n" + body,
        "no json": b"VINHDANH BACKUP {]\n",
        "other key": head.replace(head.split(b'"key": "')[1][:8], b"00000000") + b"\n" + body,
    }
    for name, content in broken.items():
        file = tmp_path / f"{name}.vdb"
        file.write_bytes(content)
        with pytest.raises(UserError):
            whole_of(file, (made.folder / "data.key").read_text())
    with processes.own_database(tmp_path / "new") as told:
        done = processes.command("restore", str(tmp_path / "cut.vdb"), "--data", str(tmp_path / "new"), *key, told=told)
        assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
        assert "Lỗi: " in done.stderr
        assert processes.command("restore", str(tmp_path / "none.vdb"), told=told).returncode == 2
        code, said = elsewhere(made, tmp_path / "new", told)
        assert (code, "--key" in said) == (2, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"{name}.vdb" for name in broken)


def whole_of(file: Path, given: str) -> None:
    """Opens a backup to its last byte."""
    key = container.key_for(container.head(file), given)
    with container.reading(file, keys.derive(key, "backup")) as archive:
        assert archive.getnames()


@pytest.mark.django_db
def test_a_backup_is_not_replaced_unasked(made: Made, tmp_path: Path) -> None:
    before = made.backup.read_bytes()
    assert processes.command("backup", str(made.backup), told=made.told).returncode == 2
    assert made.backup.read_bytes() == before
    copy = tmp_path / "copy.vdb"
    shutil.copy(made.backup, copy)
    assert processes.command("backup", str(copy), "--force", told=made.told).returncode == 0
    assert processes.command("backup", str(tmp_path / "no" / "folder.vdb"), told=made.told).returncode == 2
    assert b"Ph\xe1\xba\xadt" not in before
    assert b"Hoa Sen" not in before
    assert not list(made.folder.glob("snapshot-*"))


WRITER = """
import time
from django.db import transaction
from vinhdanh.platform.journal import services
from vinhdanh.platform.organisations.models import Union
union = Union.objects.first()
number = 0
print("go", flush=True)
while True:
    with transaction.atomic():
        services.record(None, "test.pair", union, union=union, data={"first": number})
        services.record(None, "test.pair", union, union=union, data={"second": number})
    number += 1
    if number % 20 == 0:
        services.seal()
"""


@pytest.mark.django_db
def test_a_backup_under_writes_is_of_one_moment(made: Made, tmp_path: Path) -> None:
    writer = processes.python(WRITER, told=made.told)
    try:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"go\n"
        backup = tmp_path / "busy.vdb"
        done = processes.command("backup", str(backup), told=made.told)
        assert done.returncode == 0, done.stderr
        assert writer.poll() is None
    finally:
        writer.kill()
        writer.communicate()
    with processes.own_database(tmp_path / "new") as told:
        done = processes.command(
            "restore", str(backup), "--data", str(tmp_path / "new"), "--key", str(made.folder / "data.key"), told=told
        )
        assert done.returncode == 0, done.stderr
        count = "from vinhdanh.platform.journal.models import Entry\nprint(Entry.objects.filter(verb='test.pair').count())"
        number = int(processes.say(count, told={**told, "VINHDANH_DATA": str(tmp_path / "new")}))
        assert number > 0
        assert number % 2 == 0

"""A backup made before an erasure is restored after it: the people are erased again, and the program says so."""

from __future__ import annotations

import json
from pathlib import Path

import processes
import pytest
from django.db import connection

MAKE = """
import sys
sys.path.insert(0, sys.argv[1])
from world import make_world, make_person
world = make_world()
for number in (1, 2, 3):
    person = make_person(world.unions["base-a11"], f"Điểu Thị Bông {number}")
    person.phone = f"090999000{number}"
    person.save()
world.user("officer", "district-a1")
"""
ERASE = """
import sys
from vinhdanh.platform.accounts.models import User
from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.platform.organisations.models import Person
from vinhdanh.platform.personal.services import erase
erase(Reader(User.objects.get(username="officer.district-a1")), Person.objects.get(name="Điểu Thị Bông " + sys.argv[1]), "Đơn số " + sys.argv[1])
"""
LEFT = """
import json
from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.organisations.models import Person
print(json.dumps({
    "names": sorted(Person.objects.filter(name__contains="Bông").values_list("name", flat=True)),
    "again": Entry.objects.filter(verb="personal.erased_again").count(),
}))
"""
KIT = str(Path(__file__).parents[2] / "kit")


def left(told: dict[str, str]) -> dict:
    return json.loads(processes.say(LEFT, told=told))


@pytest.mark.django_db
def test_an_older_backup_brings_nobody_back(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    with processes.own_database(folder) as told:
        processes.prepare(told)
        processes.say(MAKE, KIT, told=told)
        old, between = tmp_path / "old.vdb", tmp_path / "between.vdb"
        assert processes.command("backup", str(old), told=told).returncode == 0
        processes.say(ERASE, "1", told=told)
        (line,) = (folder / "erased.jsonl").read_text().splitlines()
        assert set(json.loads(line)) == {"mark", "day"}
        assert (folder / "erased.jsonl").stat().st_mode & 0o077 == 0
        assert processes.command("backup", str(between), told=told).returncode == 0
        processes.say(ERASE, "2", told=told)

        done = processes.command("restore", str(old), "--data", str(folder), "--force", told=told)
        assert done.returncode == 0, done.stderr
        assert "còn giữ 2 người" in done.stdout
        assert left(told) == {"names": ["Điểu Thị Bông 3"], "again": 2}
        assert processes.command("journal", "verify", told=told).returncode == 0
        assert len((folder / "erased.jsonl").read_text().splitlines()) == 2

        # The ledger is told by hand where the backup goes to another machine; the one of that day stands in the backup itself.
        with processes.own_database(tmp_path / "else") as other:
            key = ("--key", str(folder / "data.key"))
            asked = ("restore", str(between), "--data", str(tmp_path / "else"), *key)
            done = processes.command(*asked, told=other)
            assert done.returncode == 0, done.stderr
            assert "còn giữ" not in done.stdout
            there = {**other, "VINHDANH_DATA": str(tmp_path / "else")}
            assert left(there) == {"names": ["Điểu Thị Bông 2", "Điểu Thị Bông 3"], "again": 0}
            done = processes.command(*asked, "--force", "--erased", str(folder / "erased.jsonl"), told=other)
            assert "còn giữ 1 người" in done.stdout, done.stderr
            assert left(there) == {"names": ["Điểu Thị Bông 3"], "again": 1}


@pytest.mark.django_db
def test_a_damaged_ledger_stops_the_restore_and_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    with processes.own_database(folder) as told:
        processes.prepare(told)
        processes.say(MAKE, KIT, told=told)
        assert processes.command("backup", str(tmp_path / "x.vdb"), told=told).returncode == 0
        (folder / "erased.jsonl").write_text("không phải sổ")
        done = processes.command("restore", str(tmp_path / "x.vdb"), "--data", str(folder), "--force", told=told)
        assert (done.returncode, "erased.jsonl" in done.stderr, "Traceback" in done.stderr) == (2, True, False)
        named = processes.command(
            "restore", str(tmp_path / "x.vdb"), "--data", str(folder), "--force", "--erased", "no", told=told
        )
        assert named.returncode == 2
        assert left(told)["names"] == [f"Điểu Thị Bông {n}" for n in (1, 2, 3)]
        processes.say(ERASE, "3", told=told)  # an erasure goes on: the damaged file is set aside
        assert len((folder / "erased.jsonl").read_text().splitlines()) == 1
        assert len(list(folder.glob("erased.jsonl.damaged-*"))) == 1
        if connection.vendor == "sqlite":
            (folder / "erased.jsonl").unlink()  # the database in place is asked as well
            done = processes.command("restore", str(tmp_path / "x.vdb"), "--data", str(folder), "--force", told=told)
            assert "còn giữ 1 người" in done.stdout

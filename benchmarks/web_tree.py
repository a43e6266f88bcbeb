"""The tree of the nation's 34,000 unions: descendants, ancestors and the scope of a reader, on SQLite and on PostgreSQL.

Each database is filled and measured in a process of its own. A figure is the median of 200 questions about unions drawn by a seed.
"""

# ruff: noqa: PLC0415 - models may be imported only when Django is ready
from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROVINCES, COMMUNES, BASES = 34, 98, 9
ROUNDS = 200
NAMES = {
    "descendants": "keys of all unions below a province (about 1,000)",
    "ancestors": "the unions above a grassroots union, as records",
    "scope": "a reader's posts, whether they see a union, and the keys of their scope (about 1,000)",
}


def nation() -> Iterator[dict[str, Any]]:
    """The unions from the top: path, parent's path, level, name."""
    from vinhdanh.platform.organisations.models.unions import step

    top = step(0)
    yield {"path": top, "above": "", "level": "tld", "name": "Tổng Liên đoàn"}
    for p in range(PROVINCES):
        province = top + step(p)
        yield {"path": province, "above": top, "level": "tinh_cd", "name": f"Liên đoàn Lao động số {p + 1}"}
        for c in range(COMMUNES):
            commune = province + step(c)
            yield {"path": commune, "above": province, "level": "xa_cd", "name": f"Công đoàn địa bàn {p + 1}.{c + 1}"}
            for b in range(BASES):
                name = f"CĐCS Trường học số {b + 1} địa bàn {p + 1}.{c + 1}"
                yield {"path": commune + step(b), "above": commune, "level": "co_so", "name": name}


def fill() -> None:
    """Makes the nation, layer by layer."""
    from vinhdanh.platform.organisations.models import Level, Union
    from vinhdanh.platform.organisations.models.unions import keys

    levels = {level.code: level.pk for level in Level.objects.all()}
    rows = list(nation())
    pks: dict[str, int] = {}
    for length in sorted({len(row["path"]) for row in rows}):
        layer = [row for row in rows if len(row["path"]) == length]
        unions = [
            Union(
                path=row["path"],
                parent_id=pks.get(row["above"]),
                level_id=levels[row["level"]],
                code=row["path"],
                name=row["name"],
                **keys(row["name"]),
            )
            for row in layer
        ]
        for union in Union.objects.bulk_create(unions, batch_size=1000):
            pks[union.path] = union.pk


def readers() -> list[Any]:
    """An officer of each province."""
    from vinhdanh.platform.accounts.models import User
    from vinhdanh.platform.organisations.models import Person, Post, Role, Union

    users = []
    for number, union in enumerate(Union.objects.filter(level__code="tinh_cd")):
        person = Person.objects.create(union=union, name=f"Cán bộ {number}")
        Post.objects.create(person=person, union=union, title="Cán bộ", role=Role.OFFICER)
        users.append(User.objects.create(username=f"u{number}", person=person))
    return users


def milliseconds(questions: list[Callable[[], object]]) -> float:
    """The median of the times of the questions; the best of three rounds, for the machine does other things too."""
    medians = []
    for _ in range(3):
        times = []
        for question in questions:
            start = time.perf_counter()
            question()
            times.append(time.perf_counter() - start)
        medians.append(statistics.median(times))
    return min(medians) * 1000


def child() -> None:
    """Fills the database of the environment and measures."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "vinhdanh.web.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Union

    call_command("migrate", verbosity=0)
    fill()
    users = readers()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    chance = random.Random(1)
    provinces = list(Union.objects.filter(level__code="tinh_cd"))
    bases = list(Union.objects.filter(level__code="co_so"))

    def scope(user: Any, union: Union) -> tuple[bool, list[int]]:
        reader = Reader(user)
        return reader.sees(union), list(reader.unions().order_by().values_list("pk", flat=True))

    def below(union: Union) -> list[int]:
        return list(Union.objects.below(union, itself=False).order_by().values_list("pk", flat=True))

    def above(union: Union) -> list[Union]:
        return list(Union.objects.above(union))

    some = [chance.choice(provinces) for _ in range(ROUNDS)]
    low = [chance.choice(bases) for _ in range(ROUNDS)]
    who = [chance.choice(users) for _ in range(ROUNDS)]
    if len(below(some[0])) != COMMUNES * (1 + BASES) or len(above(low[0])) != 3:
        raise RuntimeError("the tree is not what it should be")
    found = {
        "descendants": milliseconds([lambda u=union: below(u) for union in some]),
        "ancestors": milliseconds([lambda u=union: above(u) for union in low]),
        "scope": milliseconds([lambda a=user, u=union: scope(a, u) for user, union in zip(who, low, strict=True)]),
        "unions": Union.objects.count(),
    }
    print(json.dumps(found))


def measured(environment: dict[str, str]) -> dict[str, float]:
    """One run, in a process and a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        clean = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
        run = subprocess.run(
            [sys.executable, __file__, "child"],
            check=True,
            capture_output=True,
            text=True,
            env=clean | {"VINHDANH_DATA": folder} | environment,
        )
    return json.loads(run.stdout)


def rows() -> list[dict[str, Any]]:
    """`web.tree.*` on SQLite, and the same with `.postgresql`."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))
    from on_postgres import of_the_wheel

    found = {"": measured({})}
    with of_the_wheel() as address:
        found[".postgresql"] = measured({"DATABASE_URL": address})
    return [
        {"id": f"web.tree.{key}{database}", "name": f"{name}; {values['unions']:.0f} unions", "value": values[key], "unit": "ms"}
        for database, values in found.items()
        for key, name in NAMES.items()
    ]


if __name__ == "__main__":
    if sys.argv[1:] == ["child"]:
        child()
    else:
        for row in rows():
            print(row)

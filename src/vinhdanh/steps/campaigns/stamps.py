"""A campaign's stamp: a number that the database itself changes whenever anything changes of which the campaign's pages are made.

Two readings of the same stamp saw the same state, whoever wrote in between and by which way: what was made of that state may be kept and shown again
(`selectors.standing`). Triggers do it, not services, so that no change can forget it. A number is drawn anew for each change and never counted on:
after a restore or a rolled back change an old number cannot come again with another state.

The triggers are taken away before the tables are changed by a migration and set again after it (SQLite makes a changed table anew, without them).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

OF_PAPER = "(SELECT campaign_id FROM campaigns_planpaper WHERE id = {row}.paper_id)"
OF_UNIT = "(SELECT campaign_id FROM campaigns_unit WHERE id = {row}.unit_id)"
OWN = "{row}.campaign_id"
WATCHED = {
    "campaigns_campaign": "{row}.id",
    "campaigns_unit": OWN,
    "campaigns_acknowledgement": OF_UNIT,
    "campaigns_milestone": OWN,
    "campaigns_reckoning": OWN,
    "campaigns_planpaper": OWN,
    "campaigns_foundvalue": OF_PAPER,
    "campaigns_folderfile": OWN,
    "campaigns_version": OWN,
    "campaigns_answer": OWN,
}
"""Table -> how its row names the campaign."""
NOT_WATCHED = frozenset(
    {"campaigns_campaign_built_by", "campaigns_task", "campaigns_guidance", "campaigns_basisdocument", "campaigns_stamp"}
)
"""Tables that no kept page is made of: they are read each time."""
ACTS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
TABLE = "CREATE TABLE IF NOT EXISTS campaigns_stamp (campaign_id bigint NOT NULL PRIMARY KEY, number bigint NOT NULL)"
SQLITE = """CREATE TRIGGER {name} AFTER {act} ON {table} BEGIN
    INSERT INTO campaigns_stamp (campaign_id, number) SELECT id, random() FROM campaigns_campaign WHERE id IN ({rows})
    ON CONFLICT (campaign_id) DO UPDATE SET number = excluded.number; END"""
POSTGRESQL_FUNCTION = """CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO campaigns_stamp (campaign_id, number)
    SELECT id, (random() * 9e18)::bigint FROM campaigns_campaign WHERE id IN ({rows}) ORDER BY id
    ON CONFLICT (campaign_id) DO UPDATE SET number = excluded.number;
    RETURN NULL; END $$"""
POSTGRESQL = "CREATE TRIGGER {name} AFTER {act} ON {table} REFERENCING {seen} FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
ALL = """INSERT INTO campaigns_stamp (campaign_id, number) SELECT id, id FROM campaigns_campaign WHERE true
    ON CONFLICT (campaign_id) DO NOTHING"""


def names() -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Each trigger's name, table, act, and the rows that it sees."""
    for table in WATCHED:
        for act, seen in ACTS.items():
            yield f"{table}_{act.lower()}_stamped", table, act, seen


def statements(vendor: str) -> Iterator[str]:
    """What sets the triggers of a database of that kind."""
    for name, table, act, seen in names():
        way = WATCHED[table]
        if vendor == "sqlite":
            yield SQLITE.format(name=name, act=act, table=table, rows=", ".join(way.format(row=row) for row in seen))
            continue
        rows = " UNION ".join(f"SELECT {way.format(row='seen')} FROM {row}_rows AS seen" for row in seen)  # noqa: S608  # names of our own
        yield POSTGRESQL_FUNCTION.format(name=name, rows=rows)
        yield POSTGRESQL.format(name=name, act=act, table=table, seen=" ".join(f"{row} TABLE AS {row}_rows" for row in seen))


def install(**_told: Any) -> None:
    """Sets the triggers, and a stamp for each campaign that has none. After migrations."""
    if not set(WATCHED) <= set(connection.introspection.table_names()):
        return  # a migration back to before them
    remove()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TABLE)
        for statement in statements(connection.vendor):
            cursor.execute(statement)
        cursor.execute(ALL)
    there.cache_clear()


def remove(**_told: Any) -> None:
    """Takes the triggers away. Before migrations."""
    with transaction.atomic(), connection.cursor() as cursor:
        for name, _table, _act, _seen in names():
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            else:
                cursor.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
    there.cache_clear()


@cache
def there() -> bool:
    """Whether this database has all of them; without one a stamp says nothing. Asked once a process."""
    asked = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return {name for name, *_ in names()} <= {row[0] for row in cursor.fetchall()}


def stamp(campaign_id: int, parent_id: int | None = None) -> str | None:
    """What names the present state of a campaign, and of the one above it; None: it cannot be told, or a transaction is open whose changes may yet be undone."""
    if connection.in_atomic_block or not there():
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT campaign_id, number FROM campaigns_stamp WHERE campaign_id IN (%s, %s)", [campaign_id, parent_id])
        found = dict(cursor.fetchall())
    numbers = [found.get(campaign_id), 0 if parent_id is None else found.get(parent_id)]
    return None if None in numbers else ".".join(map(str, numbers))

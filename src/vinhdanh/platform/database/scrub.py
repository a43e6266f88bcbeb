"""What was deleted leaves the disk too, as far as the database lets that be done."""

from __future__ import annotations

from django.db import connection

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"


def scrub() -> bool:
    """Takes out what deleted and overwritten rows left behind; whether it is done (False: somebody reads just now, try again).

    SQLite: pages are overwritten with zeros as they are freed (`secure_delete`), and here the write-ahead log, which still holds pages as they were, is cut to nothing.
    PostgreSQL: dead rows are given free (VACUUM), so that the next rows are written over them; old pages may lie in its own log and on its replicas for a while.
    """
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, _log, _moved = cursor.fetchone()
            return not busy
        cursor.execute(TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute(f"VACUUM {connection.ops.quote_name(table)}")
    return True

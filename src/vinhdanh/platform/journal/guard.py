"""Triggers by which the database itself refuses to change or remove an entry or a seal. The one change let through: an entry gets its seal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WORDS = "the journal is append-only"
KEPT = ("id", "at", "actor_id", "on_behalf_of_id", "union_id", "verb", "subject", "subject_id", "data")
SAME = " AND ".join(f"OLD.{name} IS NEW.{name}" for name in KEPT)
SQLITE = [
    "CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry BEGIN SELECT RAISE(ABORT, '{words}'); END",
    """CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry
    WHEN NOT (OLD.seal_id IS NULL AND NEW.seal_id IS NOT NULL AND {same}) BEGIN SELECT RAISE(ABORT, '{words}'); END""",
    "CREATE TRIGGER journal_seal_no_delete BEFORE DELETE ON journal_seal BEGIN SELECT RAISE(ABORT, '{words}'); END",
    "CREATE TRIGGER journal_seal_no_update BEFORE UPDATE ON journal_seal BEGIN SELECT RAISE(ABORT, '{words}'); END",
]
POSTGRESQL = [
    """CREATE FUNCTION journal_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_TABLE_NAME = 'journal_entry' AND TG_OP = 'UPDATE' THEN
            IF OLD.seal_id IS NULL AND NEW.seal_id IS NOT NULL AND to_jsonb(OLD) - 'seal_id' = to_jsonb(NEW) - 'seal_id' THEN
                RETURN NEW;
            END IF;
        END IF;
        RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    "CREATE TRIGGER journal_entry_kept BEFORE UPDATE OR DELETE ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_kept()",
    "CREATE TRIGGER journal_entry_not_emptied BEFORE TRUNCATE ON journal_entry FOR EACH STATEMENT EXECUTE FUNCTION journal_kept()",
    "CREATE TRIGGER journal_seal_kept BEFORE UPDATE OR DELETE ON journal_seal FOR EACH ROW EXECUTE FUNCTION journal_kept()",
    "CREATE TRIGGER journal_seal_not_emptied BEFORE TRUNCATE ON journal_seal FOR EACH STATEMENT EXECUTE FUNCTION journal_kept()",
]
REMOVE = {
    "sqlite": [f"DROP TRIGGER IF EXISTS journal_{table}_no_{act}" for table in ("entry", "seal") for act in ("delete", "update")],
    "postgresql": ["DROP FUNCTION IF EXISTS journal_kept() CASCADE"],
}


def install(_apps: Apps | None, editor: BaseDatabaseSchemaEditor) -> None:
    """Sets the triggers, when the settings do not leave them out (tests empty their tables)."""
    if getattr(settings, "JOURNAL_GUARDED", True):
        guard(editor)


def guard(editor: BaseDatabaseSchemaEditor) -> None:
    """Sets the triggers."""
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement.format(words=WORDS, same=SAME), params=None)


def remove(_apps: Apps | None, editor: BaseDatabaseSchemaEditor) -> None:
    """Takes them away."""
    for statement in REMOVE[editor.connection.vendor]:
        editor.execute(statement, params=None)

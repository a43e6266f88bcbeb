"""Django's SQLite backend with the write gate (`platform.database.gate`).

The gate is passed at the outermost transaction (every `atomic` is IMMEDIATE, so each is a write) and around each write outside one: sessions, sign-in and
jobs pass through it as services do. `OPTIONS["write_gate"]`: seconds to wait for it; 0 leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from vinhdanh.platform.database.gate import Gate, GateClosedError, gate

READS = re.compile(r"\s*(?:SELECT|EXPLAIN|PRAGMA|WITH|VALUES|SAVEPOINT|RELEASE|ROLLBACK|COMMIT|BEGIN)\b", re.IGNORECASE)
"""Statements that write nothing by themselves; WITH is only ever a read in Django."""
T = TypeVar("T")


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that passes the gate before it writes."""

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        self._held: Gate | None = None

    def get_connection_params(self) -> dict[str, Any]:
        """Django's, without our own option."""
        params: dict[str, Any] = super().get_connection_params()
        params.pop("write_gate", None)
        return params

    @property
    def _wait(self) -> float:
        return float(self.settings_dict["OPTIONS"].get("write_gate", 10))

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor that passes the gate for each write outside a transaction."""
        del name
        cursor = self.connection.cursor(factory=Cursor)
        cursor.wrapper = self
        return cursor

    def pass_gate(self, write: Callable[[], T]) -> T:
        """Runs one write outside a transaction within the gate."""
        entered = self._enter()
        try:
            return write()
        finally:
            if entered:
                self._leave()

    def _start_transaction_under_autocommit(self) -> None:
        self._enter()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs leave out what backends override
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # the stubs leave out what backends override
        self._leave_when_over()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # the stubs leave out what backends override
        finally:
            self._leave_when_over()

    def _close(self) -> None:
        try:
            if self.connection is not None and self.connection.in_transaction:
                self.connection.rollback()  # a cursor that someone still holds would keep the closed connection's lock
            super()._close()  # type: ignore[misc]  # the stubs leave out what backends override
        finally:
            self._leave()

    def _enter(self) -> bool:
        """Waits at the gate; False: this connection is inside already, or its database has none."""
        name = str(self.settings_dict["NAME"])
        if self._held is not None or self._wait <= 0 or self.is_in_memory_db():
            return False
        entered = gate(name)
        try:
            entered.acquire(self._wait)
        except GateClosedError as late:
            raise OperationalError("database is locked: another write takes too long") from late
        self._held = entered
        return True

    def _leave(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            held.release()

    def _leave_when_over(self) -> None:
        if self.connection is None or not self.connection.in_transaction:
            self._leave()


class Cursor(base.SQLiteCursorWrapper):
    """Knows its connection."""

    wrapper: DatabaseWrapper

    def execute(self, query: str, params: Any = None) -> Any:
        """One statement."""
        if self.connection.in_transaction or READS.match(query):
            return super().execute(query, params)
        return self.wrapper.pass_gate(lambda: super(Cursor, self).execute(query, params))

    def executemany(self, query: str, param_list: Any) -> Any:
        """One statement for many rows."""
        if self.connection.in_transaction or READS.match(query):
            return super().executemany(query, param_list)
        return self.wrapper.pass_gate(lambda: super(Cursor, self).executemany(query, param_list))

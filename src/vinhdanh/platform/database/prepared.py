"""Queries that every request asks: Django writes their SQL once a process instead of once a request.

Building the SQL of a query takes Django five to ten times as long as SQLite takes to answer it. A `Prepared` keeps the SQL that Django made and puts
other values into its places; rows become the same objects, by Django's own means. Only for queries whose shape never changes.
"""

from __future__ import annotations

import copy
import threading
from datetime import date
from functools import cached_property
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

T = TypeVar("T")
MARK = 7_306_081_952_000_000_000
"""Keys that no row has; they stand in the SQL where values will."""
MOST = 1 << 63


class Prepared(Generic[T]):
    """A query with places for values.

    Args:
        build: Makes the query of its values; it is called once, with marks instead of values.
        places: The type of each value, `int` (a key) or `date`.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, T]], *places: type[int | date]) -> None:
        self._build, self._places = build, places
        self._own = threading.local()

    def __call__(self, *values: int | date) -> list[T]:
        """The rows for those values: one query; none where a key is larger than any key can be."""
        if any(isinstance(value, int) and not 0 <= value < MOST for value in values):
            return []
        rows, compiler, sql, slots = self._made
        connection = connections[DEFAULT_DB_ALIAS]
        here = copy.copy(compiler)  # the connection is this thread's own
        here.connection = connection
        filled = tuple(value if slot is None else _adapted(connection, values[slot], value) for slot, value in slots)
        here.as_sql = lambda *_args, **_kwargs: (sql, filled)  # what `execute_sql` asks for is there already
        if getattr(self._own, "connection", None) is not connection:
            self._own.connection = connection
            self._own.converters = here.get_converters([column[0] for column in here.select])
        converters = self._own.converters
        here.get_converters = lambda _expressions: converters
        query = SimpleNamespace(get_compiler=lambda *_args, **_kwargs: here)
        return list(rows._iterable_class(SimpleNamespace(db=DEFAULT_DB_ALIAS, query=query, _known_related_objects={})))

    def first(self, *values: int | date) -> T | None:
        """The first of them."""
        return next(iter(self(*values)), None)

    @cached_property
    def _made(self) -> tuple[Any, Any, str, list[tuple[int | None, Any]]]:
        """The query, what Django keeps of it, its SQL, and for each parameter the place whose value it is, or None and what stands there.

        Raises:
            ValueError: a value has no place in the SQL.
        """
        connection = connections[DEFAULT_DB_ALIAS]
        marks = [MARK + n if place is int else date(1901 + n, 2, 3) for n, place in enumerate(self._places)]
        rows = self._build(*marks)
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        known = {_adapted(connection, mark): n for n, mark in enumerate(marks)}
        slots = [(known.get(value) if isinstance(value, int | str | date) else None, value) for value in params]
        if {slot for slot, _ in slots if slot is not None} != set(range(len(marks))):
            raise ValueError("a value has no place in the SQL")
        return rows, compiler, sql, slots


def _adapted(connection: Any, value: int | date, like: Any = None) -> Any:
    """A value as Django hands it to the database; a key in the type that its mark has there."""
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return type(like)(value) if isinstance(like, int) else value

"""A column of plain values that stands encrypted in the database."""

from __future__ import annotations

import json
from typing import Any

from django.db import models

from vinhdanh.platform.personal import keys

PURPOSE = "columns"
"""Of the key derived from the data key."""


class SealedJSONField(models.JSONField):
    """Plain values (lists, records, text, numbers) under the data key: a copy of the database tells nothing of them, and nothing can be searched in them.

    The box is bound to `place`, the table and column for which it was made: moved into another column it does not open.
    """

    description = "Plain values, encrypted"

    def __init__(self, *args: Any, place: str = "", **kwargs: Any) -> None:
        self.place = place
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[Any, Any, Any, Any]:
        """As Django's, with the place."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "place": self.place}

    def get_internal_type(self) -> str:
        """A column of bytes."""
        return "BinaryField"

    def get_prep_value(self, value: Any) -> Any:
        """What is told to the database: a box."""
        if value is None:
            return None
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return keys.close_box(keys.derived(PURPOSE), plain, self.place)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # Django's own
        """A box as the driver takes it; a value that is one already stays."""
        box = value if prepared or isinstance(value, bytes) else self.get_prep_value(value)
        return None if box is None else connection.Database.Binary(box)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """As for a question; an expression (of `bulk_update`) stays one."""
        return value if hasattr(value, "as_sql") else self.get_db_prep_value(value, connection)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """The plain values of a box.

        Raises:
            ValueError: it was damaged, moved, or closed under another data key.
        """
        del expression, connection
        return None if value is None else json.loads(keys.open_box(keys.derived(PURPOSE), bytes(value), self.place))

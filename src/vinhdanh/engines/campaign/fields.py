"""What the keys of the folder's TOML files mean: one source for comments in the files and for docs/folder.md."""

from __future__ import annotations

import tomllib
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from vinhdanh.engines.vietnamese import PartialDate

_NAMES = {"date": date, "datetime": datetime, "time": time, "Decimal": Decimal, "Mapping": Mapping, "PartialDate": PartialDate}
"""What the annotations of the records name, whether or not their module imports it when it runs."""
_HINTS: dict[type[Any], Mapping[str, Any]] = {}


@dataclass(frozen=True, slots=True)
class FieldNote:
    """The words about one key: the Vietnamese comment, the English meaning, an example as TOML text ("" for a table)."""

    vi: str
    en: str
    example: str


@cache
def field_notes() -> dict[str, dict[str, FieldNote]]:
    """Notes by class name (`Settings`, `Body`, …) and field name."""
    raw = tomllib.loads(files(__package__).joinpath("fields.toml").read_text(encoding="utf-8"))
    return {record: {key: FieldNote(**note) for key, note in notes.items()} for record, notes in raw.items()}


def hints_of(record: type[Any]) -> Mapping[str, Any]:
    """The types of a record's fields, as objects. Kept: to read them out of their text takes longer than to draw the box of a form."""
    if record not in _HINTS:
        _HINTS[record] = MappingProxyType(typing.get_type_hints(record, localns=_NAMES))
    return _HINTS[record]

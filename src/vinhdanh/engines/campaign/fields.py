"""What the keys of the folder's TOML files mean: one source for comments in the files and for docs/folder.md."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


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

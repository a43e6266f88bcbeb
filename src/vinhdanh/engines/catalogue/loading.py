"""Reads the tables from TOML and refuses what is not sound: a wrong row must fail here, not in a printed paper."""

from __future__ import annotations

import dataclasses
import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from vinhdanh.engines.catalogue.facts import CERTAINTIES, Row
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path

R = TypeVar("R", bound=Row)


class CatalogueError(UserError):
    """A row of the catalogue's data that is not sound."""

    def __init__(self, table: str, code: str, problem: str) -> None:
        super().__init__(
            f"Danh mục “{table}”, dòng “{code}” chưa hợp lệ: {problem}. Đề nghị sửa tệp {table}.toml.",
            f"Catalogue table {table!r}, row {code!r} is not sound: {problem}. Mend the file {table}.toml.",
        )


def read_rows(folder: Path | Traversable, table: str) -> list[dict[str, Any]]:
    """The raw rows of one table, decimals exact. Raises CatalogueError when the file is missing or is no TOML."""
    try:
        text = (folder / f"{table}.toml").read_text(encoding="utf-8")
        raw = tomllib.loads(text, parse_float=Decimal)
    except (OSError, ValueError) as error:
        raise CatalogueError(table, "", str(error)) from error
    rows = raw.get("row")
    if set(raw) != {"row"} or not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
        raise CatalogueError(table, "", "only [[row]] tables may stand here")
    return rows


def build(cls: type[R], table: str, raw: Mapping[str, Any]) -> R:
    """One row from its raw form.

    Raises:
        CatalogueError: A field is unknown, missing, of a wrong type; the certainty is none; the validity ends before it begins.
    """
    code = str(raw.get("code", ""))
    hints = _hints(cls)  # type: ignore[arg-type]  # mypy holds the class of a frozen dataclass for unhashable
    fields = {f.name: f for f in dataclasses.fields(cls)}
    unknown = set(raw) - (set(fields) - {"table", "ask"})
    if unknown:
        raise CatalogueError(table, code, f"unknown field {', '.join(sorted(unknown))}")
    missing = [n for n, f in fields.items() if f.default is dataclasses.MISSING and n not in raw]
    if missing:
        raise CatalogueError(table, code, f"missing field {', '.join(missing)}")
    values: dict[str, Any] = {name: _frozen(value) for name, value in raw.items()}
    for name, value in values.items():
        if not _fits(value, hints[name]):
            raise CatalogueError(table, code, f"wrong type of field {name}")
    row = cls(**values, table=table)
    check_source(table, code, row.source, row.certainty)
    if not code:
        raise CatalogueError(table, code, "empty code")
    if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
        raise CatalogueError(table, code, "valid_to before valid_from")
    return row


def check_source(table: str, code: str, source: object, certainty: object) -> None:
    """Refuses a source that is empty and a certainty that is none."""
    if not isinstance(source, str) or not source:
        raise CatalogueError(table, code, "no source")
    if certainty not in CERTAINTIES:
        raise CatalogueError(table, code, f"unknown certainty {certainty!r}")


def check_unique(table: str, rows: Iterable[Row]) -> None:
    """Refuses two rows of one code whose validity overlaps."""
    seen: dict[str, list[Row]] = {}
    for row in rows:
        for other in seen.setdefault(row.code, []):
            first, second = sorted((other, row), key=lambda r: r.valid_from or date.min)
            if first.valid_to is None or (second.valid_from or date.min) <= first.valid_to:
                raise CatalogueError(table, row.code, "the code stands twice at one time")
        seen[row.code].append(row)


@cache
def _hints(cls: type[Row]) -> dict[str, Any]:
    return get_type_hints(cls)


def _frozen(value: object) -> object:
    return tuple(_frozen(v) for v in value) if isinstance(value, list) else value


def _fits(value: object, hint: object) -> bool:
    args = get_args(hint)
    if isinstance(value, tuple) or get_origin(hint) is tuple:
        return isinstance(value, tuple) and get_origin(hint) is tuple and all(_fits(v, args[0]) for v in value)
    if value is None or isinstance(value, dict):
        return False
    kinds = args or (hint,)
    return type(value) in kinds

"""The columns of the register."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from vinhdanh.engines.campaign.tables import Column, Table

LENGTHS = {
    "code": 40,
    "name": 300,
    "short": 120,
    "symbol": 40,
    "place": 200,
    "phone": 40,
    "email": 254,
    "responsible": 300,
    "responsible_title": 200,
    "group": 200,
}
"""Letters that a text may have at most."""
COUNTS = ("members", "women", "minority", "workers")
PLAIN = ("name", "short", "symbol", "place", *COUNTS, "phone", "email", "valid_from")
"""Columns that are written as they stand."""


@cache
def table() -> Table:
    """The register's sheet."""
    raw = tomllib.loads(files(__package__).joinpath("columns.toml").read_text(encoding="utf-8"))
    columns = tuple(Column(**{**c, "also": tuple(c["also"])}) for c in raw["columns"])
    return Table("register", raw["file"], raw["sheet"], raw["title"], tuple(raw["also"]), columns, tuple(raw["help"]))


@cache
def heading(field: str) -> str:
    """The heading of a field's column."""
    return next(column.heading for column in table().columns if column.field == field)

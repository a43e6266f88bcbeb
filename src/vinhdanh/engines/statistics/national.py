"""All tables of a level or of the nation from one table of nominees in parquet: counted by columns, 1,000,000 rows in seconds.

`COLUMNS` is the documented set of columns (docs/statistics.md); `frame` makes it from outcomes, `national_tables` counts it. The tables are
those of the small data: the same builders print them, and a test holds both counts together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from vinhdanh.engines.statistics import national_counts as count
from vinhdanh.engines.statistics.composition import composition_table, level_table
from vinhdanh.engines.statistics.record import records, units_of
from vinhdanh.engines.statistics.rollup import rollup_table
from vinhdanh.engines.statistics.tables import budget_table, held_table, initiative_table
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from vinhdanh.engines.campaign.outcome import Outcome, Table

HELD: Final = pl.List(pl.Struct({"honour": pl.String, "year": pl.Int32}))
INITIATIVES: Final = pl.List(pl.Struct({"title": pl.String, "scope": pl.String, "value": pl.Int64}))
AWARDS: Final = pl.List(
    pl.Struct(
        {
            "honour": pl.String,
            "name": pl.String,
            "level": pl.String,
            "authority": pl.String,
            "source": pl.String,
            "prize": pl.Int64,
        }
    )
)
COLUMNS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "campaign": pl.String,
    "host": pl.String,
    "above": pl.String,
    "rule_set": pl.String,
    "units": pl.Int64,
    "received": pl.Int64,
    "id": pl.String,
    "accepted": pl.Boolean,
    "kind": pl.String,
    "union": pl.String,
    "union_name": pl.String,
    "group": pl.String,
    "sex": pl.String,
    "ethnicity": pl.String,
    "age": pl.Int64,
    "schooling": pl.String,
    "education": pl.String,
    "theory": pl.String,
    "labour_group": pl.String,
    "non_manager": pl.String,
    "movement": pl.String,
    "first_timer": pl.String,
    "religion": pl.String,
    "party": pl.String,
    "ask_attend": pl.Boolean,
    "ask_commend": pl.Boolean,
    "ask_upward": pl.Boolean,
    "attend": pl.String,
    "upward": pl.Boolean,
    "held": HELD,
    "initiatives": INITIATIVES,
    "awards": AWARDS,
}
"""The columns, each as `Record` explains it; before them the campaign: id, host, body above, rule set, units of its register, with a list."""


def frame(outcomes: Iterable[Outcome]) -> pl.DataFrame:
    """The nominees of outcomes as the table that `national_tables` reads; a campaign that comes twice gets a number behind its id."""
    rows: list[dict[str, object]] = []
    taken: dict[str, int] = {}
    for outcome in outcomes:
        settings = outcome.campaign.settings
        taken[settings.id] = taken.get(settings.id, 0) + 1
        again = taken[settings.id]
        units, received = units_of(outcome)
        head: dict[str, object] = {
            "campaign": settings.id if again == 1 else f"{settings.id} ({again})",
            "host": settings.host.name,
            "above": settings.parent.name if settings.parent else "",
            "rule_set": settings.rule_set,
            "units": units,
            "received": received,
        }
        for r in records(outcome):
            flat = {
                name: getattr(r, name) for name in COLUMNS if name not in head and name not in {"held", "initiatives", "awards"}
            }
            rows.append(
                {
                    **head,
                    **flat,
                    "held": [{"honour": honour, "year": year} for honour, year in r.held],
                    "initiatives": [{"title": t, "scope": scope, "value": value} for t, scope, value in r.initiatives],
                    "awards": [
                        {
                            "honour": a.honour,
                            "name": a.name,
                            "level": a.level,
                            "authority": a.authority,
                            "source": a.source,
                            "prize": a.prize,
                        }
                        for a in r.awards
                    ],
                }
            )
    return pl.DataFrame(rows, schema=COLUMNS)


def national_tables(path: Path, *, private: bool = False, public: bool = False) -> tuple[Table, ...]:
    """The tables B1, B2, B2.1, B3, B4.1, B7 (by host, and by body above when there are several), KP.

    B4 stands in B4.1; B4.2, B5 and B6 rest on registers and plans, which this table does not hold.

    Args:
        path: A parquet file with `COLUMNS`; further columns are not read.
        private: Add religion and party.
        public: Hide small cells; B2 and B2.1 then are left out.

    Raises:
        UserError: There is no such file, it is no parquet, or columns are missing or of another type.
    """
    table = _scan(path)
    return tuple(_tables(table, private=private, public=public))


def _tables(table: pl.LazyFrame, *, private: bool, public: bool) -> Iterator[Table]:
    flat = count.flat(table)
    hosts = count.hosts(flat)
    yield count.units_table(flat, hosts, public=public)
    awards = count.exploded(table, flat, "awards", accepted=False)
    if not public:
        yield held_table(*count.held(table, flat), count.newest_rules(flat))
        yield level_table(*count.levels(awards, flat))
    yield initiative_table(*count.initiatives(table, flat))
    yield composition_table(*count.composition(flat), private=private, public=public)
    yield rollup_table(count.rollup(flat, hosts), "Tổng hợp các đợt", "Đơn vị tổ chức", public=public)
    above = count.rollup_above(flat)
    if len(above) > 1:
        yield rollup_table(above, "Tổng hợp theo đơn vị cấp trên", "Đơn vị cấp trên", code="B7.1", public=public)
    yield budget_table(*count.budget(awards, flat))


def _scan(path: Path) -> pl.LazyFrame:
    """The table with its columns in the documented types; nothing is read yet but its head."""
    try:
        table = pl.scan_parquet(path)
        there = table.collect_schema()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise UserError(
            f"Không đọc được bảng {path}. Tệp phải có định dạng parquet, lập theo docs/statistics.md.",
            f"Cannot read the table {path}: {error}",
        ) from error
    missing = [name for name in COLUMNS if name not in there]
    if missing:
        raise UserError(
            f"Bảng {path.name} thiếu cột: {', '.join(missing)}. Các cột cần có: xem docs/statistics.md.",
            f"{path.name} lacks the columns: {', '.join(missing)}. See docs/statistics.md.",
        )
    wrong = [name for name, wanted in COLUMNS.items() if not _fits(there[name], wanted)]
    if wrong:
        raise UserError(
            f"Bảng {path.name} có cột không đúng kiểu dữ liệu: {', '.join(wrong)}. Kiểu của từng cột: xem docs/statistics.md.",
            f"{path.name} has columns of another type: {', '.join(wrong)}. See docs/statistics.md.",
        )
    return table.select(pl.col(name).cast(wanted) for name, wanted in COLUMNS.items())


def _fits(there: pl.DataType, wanted: pl.DataType | type[pl.DataType]) -> bool:
    """Whether a column can be read as the documented type without guessing."""
    if wanted == pl.Int64:
        return there.is_integer() or there == pl.Null
    if wanted == pl.String:
        return there in (pl.String, pl.Categorical, pl.Enum, pl.Null)
    if isinstance(wanted, pl.List):
        return isinstance(there, pl.List) and _names(there) == _names(wanted)
    return there == wanted


def _names(of: pl.List) -> set[str] | None:
    """Names of the fields of a list of records."""
    return {f.name for f in of.inner.fields} if isinstance(of.inner, pl.Struct) else None

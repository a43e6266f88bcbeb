"""Counts of the national table by columns; each function gives what a builder of the small data prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import polars as pl

from vinhdanh.engines.campaign.flags import FOREIGNER, MAJORITY, UNSTATED
from vinhdanh.engines.campaign.outcome import Table
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.statistics import hidden
from vinhdanh.engines.statistics.bands import BANDS
from vinhdanh.engines.statistics.dimensions import PEOPLE, dimensions
from vinhdanh.engines.statistics.rollup import Indicators

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vinhdanh.engines.campaign.outcome import Value
    from vinhdanh.engines.statistics.composition import Counts

ROW: Final = "row"
"""Number of a nominee's row: who is the same person in the lists of honours, initiatives, awards."""
_LISTS: Final = ("nominated", "attend_in", "reserve", "commend", "upward")
"""Columns of the five lists, in the order of `PEOPLE`."""
_TRAITS: Final = ("woman", "is_minority", "direct", "no_manager")
_TEXT: Final = (
    "campaign", "host", "above", "rule_set", "kind", "union", "union_name", "group", "sex", "ethnicity", "schooling", "education", "theory",
    "labour_group", "non_manager", "movement", "first_timer", "religion", "party",
)  # fmt: skip


def flat(table: pl.LazyFrame) -> pl.DataFrame:
    """One narrow row per nominee: words as categories, the lists and traits as booleans, awards only as their number and sum."""
    text = [pl.col(name).fill_null("").cast(pl.Categorical) for name in _TEXT]
    told = pl.col("ethnicity").fill_null("")
    minority = pl.when(told.is_in(["", UNSTATED])).then(pl.lit("")).when(told.is_in([MAJORITY, FOREIGNER])).then(pl.lit("no"))
    band = pl.coalesce(
        *(pl.when(pl.col("age").is_between(low, high)).then(pl.lit(label)) for low, high, label in BANDS), pl.lit("")
    )
    truth = {
        "nominated": pl.col("accepted"),
        "attend_in": pl.col("attend") == "chosen",
        "reserve": pl.col("attend") == "reserve",
        "commend": pl.col("awards").list.len() > 0,
        "upward": pl.col("upward"),
        "person": pl.col("kind") == "person",
        "collective": pl.col("kind") == "collective",
        "woman": pl.col("sex") == "nữ",
        "direct": pl.col("labour_group") == "cn_truc_tiep",
        "no_manager": pl.col("non_manager") == "yes",
        "is_minority": ~told.is_in(["", UNSTATED, MAJORITY, FOREIGNER]),
        "ask_attend": pl.col("ask_attend"),
        "ask_commend": pl.col("ask_commend"),
        "ask_upward": pl.col("ask_upward"),
    }
    return table.select(
        *text,
        minority.otherwise(pl.lit("yes")).cast(pl.Categorical).alias("minority"),
        band.cast(pl.Categorical).alias("age"),
        *(of.fill_null(value=False).alias(name) for name, of in truth.items()),
        pl.col("awards").list.len().fill_null(0).cast(pl.Int64).alias("awards"),
        pl.col("awards").list.eval(pl.element().struct.field("prize")).list.sum().fill_null(0).alias("prizes"),
        pl.col("units").fill_null(0),
        pl.col("received").fill_null(0),
    ).collect(engine="streaming")


def newest_rules(flat: pl.DataFrame) -> str:
    """The newest rule set of the table whose honours the catalogue knows; it names and orders the honours."""
    known = [rules.code for rules in catalogue().rule_sets]
    used = set(flat["rule_set"].unique().cast(pl.String))
    return next((code for code in reversed(known) if code in used), known[-1])


def hosts(flat: pl.DataFrame) -> dict[str, str]:
    """What each campaign is called: its host; a second one of the same host also by its id."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for campaign, host in flat.select("campaign", "host").unique(maintain_order=True).cast(pl.String).iter_rows():
        name = host or campaign
        names.setdefault(campaign, f"{name} ({campaign})" if name in taken else name)
        taken.add(name)
    return names


def composition(flat: pl.DataFrame) -> tuple[dict[str, int], Counts]:
    """Sizes of the five lists, and their counts along every dimension."""
    sums = [pl.col(name).sum() for name in _LISTS]
    sizes = dict(zip((p.key for p in PEOPLE), flat.select(sums).row(0), strict=True))
    counts: Counts = {p.key: {} for p in PEOPLE}
    for dimension in dimensions():
        found = flat.group_by(pl.col(dimension.key).alias("value")).agg(sums).with_columns(pl.col("value").cast(pl.String))
        for people, column in zip(PEOPLE, _LISTS, strict=True):
            counts[people.key][dimension.key] = dict(found.select("value", column).iter_rows())
    return sizes, counts


# ------------------------------------------------------------------------------------------ by union, host, body above


def units_table(flat: pl.DataFrame, hosts: Mapping[str, str], *, public: bool) -> Table:
    """B1: per union with someone put forward, in the order of the table."""
    tests = ("person", "collective", "woman", "is_minority", "direct", "ask_attend", "ask_commend", "ask_upward")
    found = (
        flat.filter("nominated")
        .group_by("campaign", "union", maintain_order=True)
        .agg(pl.col("union_name").first(), pl.col("group").first(), *(pl.col(t).sum() for t in tests))
        .with_columns(pl.col("campaign", "union_name", "group").cast(pl.String))
        .drop("union")
    )
    rows: list[tuple[Value, ...]] = [
        (i, name, hosts[campaign], group, *counts) for i, (campaign, name, group, *counts) in enumerate(found.iter_rows(), 1)
    ]
    total: tuple[Value, ...] = ("", "Tổng cộng", "", "", *(int(found[t].sum()) for t in tests))
    heads = (
        "TT", "Đơn vị", "Đơn vị tổ chức", "Khối, cụm", "Cá nhân", "Tập thể", "Nữ", "Dân tộc thiểu số", "Lao động trực tiếp", "Đề nghị dự",
        "Đề nghị khen thưởng", "Đề nghị dự cấp trên",
    )  # fmt: skip
    footnote = "Các đơn vị có đề nghị; tập thể tính nữ, dân tộc thiểu số, lao động trực tiếp theo người đại diện."
    made = Table("B1", "Tổng hợp đề nghị của các đơn vị", heads, tuple(rows), total, footnote)
    return hidden.public(made, (6, 7, 8), (range(len(rows)),)) if public else made


def _indicators() -> list[pl.Expr]:
    asked = ("person", "collective", "woman", "is_minority", "direct", "no_manager")
    return [
        pl.col("nominated").sum(),
        *((pl.col(name) & pl.col("nominated")).sum() for name in asked),
        pl.col("attend_in").sum(),
        (pl.col("woman") & pl.col("attend_in")).sum().alias("attend_women"),
        pl.col("reserve").sum(),
        pl.col("awards").sum(),
        pl.col("commend").sum(),
        pl.col("prizes").sum(),
        pl.col("upward").sum(),
    ]


def rollup(flat: pl.DataFrame, hosts: Mapping[str, str]) -> dict[str, Indicators]:
    """B7: the indicators of each campaign, in the order of the table."""
    found = flat.group_by("campaign", maintain_order=True).agg(pl.col("units", "received").first(), *_indicators())
    return {hosts[c]: Indicators(*counts) for c, *counts in found.with_columns(pl.col("campaign").cast(pl.String)).iter_rows()}


def rollup_above(flat: pl.DataFrame) -> dict[str, Indicators]:
    """B7.1: the same for each body above; campaigns with none stand under their host."""
    named = flat.with_columns(
        pl.when(pl.col("above") == "")
        .then(pl.col("host").cast(pl.String))
        .otherwise(pl.col("above").cast(pl.String))
        .alias("body")
    )
    campaigns = named.group_by("campaign", maintain_order=True).agg(pl.col("body").first(), pl.col("units", "received").first())
    units = campaigns.group_by("body", maintain_order=True).agg(pl.col("units", "received").sum())
    found = units.join(named.group_by("body").agg(_indicators()), on="body", how="left", maintain_order="left")
    return {body: Indicators(*counts) for body, *counts in found.iter_rows()}


# ------------------------------------------------------------------------------------------ honours, initiatives, awards


def exploded(table: pl.LazyFrame, flat: pl.DataFrame, column: str, *, accepted: bool) -> pl.DataFrame:
    """The entries of a list column, one a row, each with the row of its nominee."""
    lists = table.select(column).collect(engine="streaming").with_row_index(ROW)
    full = lists[column].list.len() > 0
    lists = lists.filter(full & flat["nominated"] if accepted else full)
    return lists.explode(column).unnest(column)


_KINDS: Final = ("collective", "person", *_TRAITS)


def _traits(flat: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
    """Kind and traits of the nominees of these rows."""
    return flat.select(_KINDS).select(pl.all().gather(rows))


def _people(entries: pl.DataFrame, flat: pl.DataFrame, by: list[str]) -> dict[tuple[Any, ...], tuple[int, ...]]:
    """By the keys: lượt, then of the different nominees collectives, persons and the traits."""
    keys = entries.group_by(by).len("times").with_row_index("key")
    if keys.is_empty():
        return {}
    # one whole number for key and nominee: different pairs are found many times quicker than over several columns
    pairs = entries.join(keys, on=by, how="left", maintain_order="left").select(
        pl.col(ROW).cast(pl.Int64) * keys.height + pl.col("key").cast(pl.Int64)
    )
    different = pairs.to_series().unique()
    of = _traits(flat, different // keys.height).with_columns((different % keys.height).cast(pl.UInt32).alias("key"))
    found = keys.join(of.group_by("key").agg(pl.col(_KINDS).sum()), on="key")
    return {tuple(row[: len(by)]): tuple(row[len(by) :]) for row in found.select(*by, "times", *_KINDS).iter_rows()}


def _everyone(entries: pl.DataFrame, flat: pl.DataFrame) -> tuple[int, ...]:
    """The same over all keys."""
    of = _traits(flat, entries[ROW].unique())
    return (entries.height, *(int(of[name].sum()) for name in _KINDS))


def held(table: pl.LazyFrame, flat: pl.DataFrame) -> tuple[dict[tuple[str, int], tuple[int, ...]], tuple[int, ...]]:
    """B2: by honour and year, and over all."""
    entries = exploded(table, flat, "held", accepted=True).with_columns(
        pl.col("honour").fill_null("").cast(pl.Categorical), pl.col("year").fill_null(0)
    )
    counted = _people(entries, flat, ["honour", "year"])
    return {(honour, year): counts for (honour, year), counts in counted.items()}, _everyone(entries, flat)


def levels(awards: pl.DataFrame, flat: pl.DataFrame) -> tuple[dict[str, tuple[int, ...]], tuple[int, ...]]:
    """B2.1: by the level that decides, and over all."""
    counted = _people(awards.with_columns(pl.col("level").fill_null("")), flat, ["level"])
    return {level: counts for (level,), counts in counted.items()}, _everyone(awards, flat)


def initiatives(table: pl.LazyFrame, flat: pl.DataFrame) -> tuple[dict[str, tuple[int, int, int, int]], int]:
    """B3: by scope – initiatives of one title in a union once, people, with a value, đồng – and all different people."""
    entries = exploded(table, flat, "initiatives", accepted=True)
    unit = flat.select(pl.col("campaign", "union").gather(entries[ROW]))
    entries = entries.with_columns(pl.col("scope").fill_null(""), *unit)
    people = entries.group_by("scope").agg(pl.col(ROW).n_unique())
    titles = entries.group_by("scope", "campaign", "union", "title", maintain_order=True).agg(pl.col("value").last())
    sums = titles.group_by("scope").agg(pl.len(), pl.col("value").count().alias("told"), pl.col("value").sum().alias("sum"))
    found = sums.join(people, on="scope")
    made = {
        scope: (n, of, told, total) for scope, n, of, told, total in found.select("scope", "len", ROW, "told", "sum").iter_rows()
    }
    return made, entries[ROW].n_unique()


def budget(awards: pl.DataFrame, flat: pl.DataFrame) -> tuple[dict[tuple[str, str, str], tuple[int, ...]], int, int]:
    """KP: by honour, authority and source – persons, đồng, collectives, đồng –, awards without a sum, different people."""
    by = ["name", "authority", "source"]
    entries = awards.with_columns(pl.col(by).fill_null(""), *_traits(flat, awards[ROW]).select("person", "collective"))
    found = (
        entries.group_by(by)
        .agg(
            pl.col("person").sum(),
            pl.col("prize").filter("person").sum().alias("person_sum"),
            pl.col("collective").sum(),
            pl.col("prize").filter("collective").sum().alias("collective_sum"),
        )
        .sort(by)
    )
    counted = {(name, authority, source): tuple(numbers) for name, authority, source, *numbers in found.iter_rows()}
    return counted, entries["prize"].null_count(), entries[ROW].n_unique()

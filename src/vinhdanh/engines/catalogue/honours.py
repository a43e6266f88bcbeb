"""Honours from their rows: one `Honour` per rule set in which it exists."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from vinhdanh.engines.catalogue.facts import Fact
from vinhdanh.engines.catalogue.loading import CatalogueError, build, check_source
from vinhdanh.engines.catalogue.rows import Honour, Prerequisite, RuleSet, Vote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TABLE = "honours"
_KINDS = {"title", "form", "state"}
_LINES = {"state", "union"}
_SUBJECTS = {"person", "collective"}
_SCOPES = {"", "base", "province", "nation"}
_BASES = {"total_members", "present", "collected", "valid"}
_NESTED = {
    "prizes": {"person", "collective"},
    "prerequisites": {"honour", "times", "consecutive"},
    "caps": {"percent", "base"},
    "votes": {"secret", "min_yes", "base"},
    "postings": {"days"},
}
_COMMON = {"rule_sets", "source", "certainty"}


def build_honours(raw: Iterable[Mapping[str, Any]], rule_sets: Iterable[RuleSet]) -> dict[str, tuple[Honour, ...]]:
    """Honours per rule set, from the highest to the lowest. Raises CatalogueError for rows that are not sound."""
    sets = tuple(rule_sets)
    known = {s.code for s in sets}
    found: dict[str, list[Honour]] = {s.code: [] for s in sets}
    for row in raw:
        _check_nested(row, known)
        plain = {k: v for k, v in row.items() if k not in _NESTED}
        base = build(Honour, TABLE, plain)
        _check(base)
        for rule_set in sets:
            if _overlaps(base, rule_set):
                found[rule_set.code].append(replace(base, **_of_rule_set(row, base, rule_set)))
    ordered = {code: tuple(sorted(rows, key=lambda h: h.order)) for code, rows in found.items()}
    for rows in ordered.values():
        _check_links(rows)
    return ordered


def _overlaps(honour: Honour, rule_set: RuleSet) -> bool:
    starts = honour.valid_from is None or rule_set.valid_to is None or honour.valid_from <= rule_set.valid_to
    ends = honour.valid_to is None or rule_set.valid_from is None or rule_set.valid_from <= honour.valid_to
    return starts and ends


def _check(honour: Honour) -> None:
    good = (
        honour.kind in _KINDS
        and honour.line in _LINES
        and bool(honour.subjects)
        and set(honour.subjects) <= _SUBJECTS
        and honour.initiative_scope in _SCOPES
    )
    if not good:
        raise CatalogueError(TABLE, honour.code, "kind, line, subjects or initiative_scope has no known value")


def _check_nested(row: Mapping[str, Any], known: set[str]) -> None:
    code = str(row.get("code", ""))
    for name, fields in _NESTED.items():
        taken: dict[tuple[str, object], bool] = {}
        for item in row.get(name, ()):
            if not set(item) <= fields | _COMMON:
                raise CatalogueError(TABLE, code, f"unknown field in {name}")
            check_source(TABLE, code, item.get("source"), item.get("certainty"))
            for rule_set in item.get("rule_sets", sorted(known)):
                if rule_set not in known:
                    raise CatalogueError(TABLE, code, f"unknown rule set {rule_set!r}")
                place = (rule_set, item.get("honour"))
                if taken.setdefault(place, False):
                    raise CatalogueError(TABLE, code, f"{name} stands twice for {rule_set}")
                taken[place] = True


def _check_links(rows: tuple[Honour, ...]) -> None:
    codes = {h.code for h in rows}
    for honour in rows:
        wanted = {p.honour for p in honour.prerequisites} | ({honour.cap_base} - {""})
        if not wanted <= codes:
            raise CatalogueError(TABLE, honour.code, f"names unknown honours {sorted(wanted - codes)}")
        if honour.vote is not None and honour.vote.base not in _BASES:
            raise CatalogueError(TABLE, honour.code, "unknown base of votes")


def _of_rule_set(row: Mapping[str, Any], base: Honour, rule_set: RuleSet) -> dict[str, Any]:
    """The fields that one rule set decides."""
    out: dict[str, Any] = {"rule_set": rule_set.code}

    def items(name: str) -> list[Mapping[str, Any]]:
        return [i for i in row.get(name, ()) if rule_set.code in i.get("rule_sets", (rule_set.code,))]

    def fact(field: str, value: Any, item: Mapping[str, Any]) -> Fact[Any]:
        return Fact(value, base.fact_key(field), item["source"], item["certainty"], rule_set.valid_from, rule_set.valid_to)

    for item in items("prizes"):
        for kind in ("person", "collective"):
            if kind in item:
                out[f"prize_{kind}"] = fact(f"prize_{kind}", Decimal(item[kind]), item)
    out["prerequisites"] = tuple(
        Prerequisite(
            honour=i["honour"],
            times=i["times"],
            consecutive=i["consecutive"],
            fact=fact("prerequisites", i["honour"], i),
        )
        for i in items("prerequisites")
    )
    for item in items("caps"):
        out["cap_percent"] = fact("cap_percent", Decimal(item["percent"]), item)
        out["cap_base"] = item["base"]
    for item in items("votes"):
        out["vote"] = Vote(secret=item["secret"], min_yes=fact("min_yes", Decimal(item["min_yes"]), item), base=item["base"])
    for item in items("postings"):
        out["posting_working_days"] = fact("posting_working_days", item["days"], item)
    return out

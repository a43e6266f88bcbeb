"""Reads the rules of a selection from a .toml or .json file (docs/selection.md); a key that is not known is refused, never ignored."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from vinhdanh.engines.selection.table_file import KNOWN, plain
from vinhdanh.engines.selection.types import Bounds, Category, Family, Rules, Target, TieBreak
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TOP = {
    "format", "title", "size", "exact", "reserves", "columns", "targets", "units", "categories", "must_include", "must_exclude", "ties",
    "families",
}  # fmt: skip
YES = ("1", "true", "yes", "x", "X", "có", "Có")
"""Values that count when a target or category names none."""
DIRECTIONS = ("at_least", "about", "at_most")


@dataclass(frozen=True, slots=True)
class RulesFile:
    """The rules, what the table's columns are called, and the title of the choice."""

    rules: Rules
    columns: Mapping[str, str]
    title: str


def read_rules(path: Path) -> RulesFile:
    """Reads the rules.

    Raises:
        UserError: the file is missing, no TOML or JSON, or holds a key or a value that means nothing here.
    """
    return rules_from(plain_rules(path), path.name)


def rules_from(value: object, name: str) -> RulesFile:
    """The rules in plain data; `name` is said in refusals.

    Raises:
        UserError: a key or a value means nothing here.
    """
    return _Reader(name).rules(value)


def counted_columns(rules: Rules) -> list[str]:
    """Headings whose values the rules count."""
    coupled = [f.column for f in rules.families if f.column]
    return [*(t.column for t in rules.targets), *(c.column for c in rules.categories), *coupled]


def plain_rules(path: Path) -> Any:
    """What a rules file holds, as plain data (numbers with a point as `Decimal`).

    Raises:
        UserError: the file is missing, or no TOML or JSON.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError(
            f"Không đọc được tệp “{path}” ({error.strerror}). Đề nghị kiểm tra đường dẫn và quyền đọc.",
            f"Cannot read “{path}” ({error.strerror}).",
        ) from error
    try:
        text = data.decode("utf-8-sig")
        if path.suffix.lower() == ".json":
            return json.loads(text, parse_float=Decimal)
        if path.suffix.lower() == ".toml":
            return tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise UserError(
            f"Tệp “{path.name}” viết chưa đúng cú pháp ({error}). Đề nghị sửa rồi chạy lại.",
            f"“{path.name}” cannot be read ({error}).",
        ) from error
    raise UserError(
        f"Tệp “{path.name}” không phải .toml hoặc .json. Đề nghị dùng một trong hai dạng này.",
        f"“{path.name}” is neither .toml nor .json.",
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Takes values out of plain data, with the place in every refusal."""

    file: str

    def rules(self, value: object) -> RulesFile:
        top = self.table(value, "", TOP)
        if self.whole(top, "format", "", 1) != 1:
            raise self.bad("format", "chỉ hỗ trợ bản 1", "only format 1 is known")
        if "size" not in top:
            raise self.bad("size", "còn thiếu số lượng cần chọn", "the number of places is missing")
        units = self.table(top.get("units", {}), "units", {"at_least", "at_most", "by", "names"})
        by = self.table(units.get("by", {}), "units.by", None)
        ties = self.table(top.get("ties", {}), "ties", {"order", "then", "seed"})
        then = self.choice(ties, "then", "ties", ("board", "revote", "lottery"), "board")
        rules = Rules(
            size=self.whole(top, "size", "", 0),
            exact=self.flag(top, "exact", ""),
            targets=tuple(self.target(t, k) for k, t in enumerate(self.tables(top, "targets"), 1)),
            unit_default=self.bounds(units, "units"),
            units={
                plain(code): self.bounds(self.table(b, f"units.by.{code}", {"at_least", "at_most"}), f"units.by.{code}")
                for code, b in by.items()
            },
            unit_names={
                plain(c): self.text({"names": n}, "names", "units")
                for c, n in self.table(units.get("names", {}), "units.names", None).items()
            },
            categories=tuple(self.category(c, k) for k, c in enumerate(self.tables(top, "categories"), 1)),
            must_include=self.decisions(top, "must_include"),
            must_exclude=self.decisions(top, "must_exclude"),
            reserves=self.whole(top, "reserves", "", 0),
            tie_breaks=tuple(self.tie_break(t, k) for k, t in enumerate(self.list(ties, "order", "ties"), 1)),
            then=then,  # type: ignore[arg-type]  # one of the three just checked
            seed=self.text(ties, "seed", "ties"),
            families=tuple(self.family(f, k) for k, f in enumerate(self.tables(top, "families"), 1)),
        )
        columns = self.table(top.get("columns", {}), "columns", set(KNOWN))
        return RulesFile(rules, {k: self.text(columns, k, "columns") for k in columns}, self.text(top, "title", ""))

    def target(self, value: object, number: int) -> Target:
        at = f"targets[{number}]"
        keys = {"id", "label", "column", "values", "share", "count", "tolerance", "direction", "priority"}
        t = self.table(value, at, keys)
        column = self.needed(t, "column", at)
        return Target(
            id=self.text(t, "id", at) or column,
            label=self.text(t, "label", at) or column,
            column=column,
            values=self.values(t, at),
            share=self.fraction(t, "share", at) if "share" in t else None,
            count=self.whole(t, "count", at, 0) if "count" in t else None,
            tolerance=self.fraction(t, "tolerance", at) if "tolerance" in t else Fraction(0),
            direction=self.choice(t, "direction", at, DIRECTIONS, "at_least"),  # type: ignore[arg-type]  # one of the three just checked
            priority=self.whole(t, "priority", at, number),
        )

    def category(self, value: object, number: int) -> Category:
        at = f"categories[{number}]"
        c = self.table(value, at, {"id", "label", "column", "values", "at_least", "at_most"})
        bounds = self.bounds(c, at)
        column = self.text(c, "column", at) or "category"
        id_ = self.needed(c, "id", at)
        values = self.values(c, at) if "values" in c else (plain(id_),)
        return Category(id_, self.text(c, "label", at) or id_, column, values, bounds.at_least, bounds.at_most)

    def family(self, value: object, number: int) -> Family:
        at = f"families[{number}]"
        f = self.table(value, at, {"id", "label", "column", "by", "members", "at_most"})
        if ("column" in f) == ("members" in f):
            raise self.bad(at, "phải có “column” hoặc “members” (một trong hai)", "needs either “column” or “members”")
        column = self.needed(f, "column", at) if "column" in f else ""
        members = tuple(dict.fromkeys(plain(m) for m in self.list(f, "members", at)))
        if "members" in f and len(members) < 2:
            raise self.bad(f"{at}.members", "phải có ít nhất hai mã", "must name at least two")
        id_ = self.text(f, "id", at) or column or f"family{number}"
        return Family(
            id=id_,
            label=self.text(f, "label", at) or id_,
            at_most=self.whole(f, "at_most", at, 1),
            column=column,
            by_id=self.choice(f, "by", at, ("value", "id"), "value") == "id",
            members=members,
        )

    def tie_break(self, value: object, number: int) -> TieBreak:
        at = f"ties.order[{number}]"
        if isinstance(value, str):
            column, _, order = value.strip().rpartition(" ")
            if order in {"asc", "desc"} and column:
                return TieBreak(column.strip(), order == "desc")
            return TieBreak(value.strip())
        t = self.table(value, at, {"column", "order", "label"})
        order = self.choice(t, "order", at, ("desc", "asc"), "desc")
        return TieBreak(self.needed(t, "column", at), order == "desc", self.text(t, "label", at))

    def decisions(self, top: Mapping[str, Any], key: str) -> dict[str, str]:
        found = {}
        for number, row in enumerate(self.tables(top, key), 1):
            at = f"{key}[{number}]"
            decision = self.table(row, at, {"id", "reason"})
            found[plain(self.needed(decision, "id", at))] = self.needed(decision, "reason", at)
        return found

    def bounds(self, table: Mapping[str, Any], at: str) -> Bounds:
        return Bounds(self.whole(table, "at_least", at, 0), self.whole(table, "at_most", at, 0) if "at_most" in table else None)

    def values(self, table: Mapping[str, Any], at: str) -> tuple[str, ...]:
        if "values" not in table:
            return YES
        found = [text for v in self.list(table, "values", at) for text in (("true", "1") if v is True else (plain(v),))]
        if not found:
            raise self.bad(f"{at}.values", "đang trống", "is empty")
        return tuple(found)

    # ---------------------------------------------------------------- plain values

    def table(self, value: object, at: str, known: set[str] | None) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise self.bad(at or "(gốc)", "phải là một bảng", "must be a table")
        for key in value:
            if known is not None and key not in known:
                raise self.bad(f"{at}.{key}".strip("."), "là khoá không được hỗ trợ", "is not a known key")
        return value

    def tables(self, table: Mapping[str, Any], key: str) -> list[Any]:
        return self.list(table, key, "")

    def list(self, table: Mapping[str, Any], key: str, at: str) -> list[Any]:
        value = table.get(key, [])
        if not isinstance(value, list):
            raise self.bad(f"{at}.{key}".strip("."), "phải là một danh sách", "must be a list")
        return value

    def text(self, table: Mapping[str, Any], key: str, at: str) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            raise self.bad(f"{at}.{key}".strip("."), "phải là chữ", "must be text")
        return value.strip()

    def needed(self, table: Mapping[str, Any], key: str, at: str) -> str:
        text = self.text(table, key, at)
        if not text:
            raise self.bad(f"{at}.{key}".strip("."), "còn thiếu", "is missing")
        return text

    def flag(self, table: Mapping[str, Any], key: str, at: str) -> bool:
        value = table.get(key, False)
        if not isinstance(value, bool):
            raise self.bad(f"{at}.{key}".strip("."), "phải là true hoặc false", "must be true or false")
        return value

    def whole(self, table: Mapping[str, Any], key: str, at: str, default: int) -> int:
        value = table.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 10**9:
            raise self.bad(f"{at}.{key}".strip("."), "phải là số nguyên không âm", "must be a whole number that is not negative")
        return value

    def fraction(self, table: Mapping[str, Any], key: str, at: str) -> Fraction:
        value = table[key]
        if (
            isinstance(value, bool)
            or not isinstance(value, int | Decimal)
            or (isinstance(value, Decimal) and not value.is_finite())
        ):
            raise self.bad(f"{at}.{key}".strip("."), "phải là số", "must be a number")
        return Fraction(value)

    def choice(self, table: Mapping[str, Any], key: str, at: str, known: tuple[str, ...], default: str) -> str:
        value = table.get(key, default)
        if value not in known:
            words = ", ".join(known)
            raise self.bad(f"{at}.{key}".strip("."), f"phải là một trong: {words}", f"must be one of: {words}")
        return str(value)

    def bad(self, at: str, vi: str, en: str) -> UserError:
        return UserError(f"Tệp “{self.file}”, mục “{at}” {vi}. Đề nghị sửa rồi chạy lại.", f"“{self.file}”, key “{at}” {en}.")

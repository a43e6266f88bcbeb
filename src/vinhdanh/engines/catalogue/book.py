"""The catalogue: all tables, and the questions that the other engines ask."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar

from vinhdanh.engines.catalogue import rows as r
from vinhdanh.engines.catalogue.facts import Fact, Row, in_force
from vinhdanh.engines.catalogue.honours import build_honours
from vinhdanh.engines.catalogue.loading import CatalogueError, build, check_unique, read_rows
from vinhdanh.engines.catalogue.matching import Index, Phrases, honour_in
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path

R = TypeVar("R", bound=Row)
S = TypeVar("S", bound=r.Spelled)

_WORD = re.compile(r"[\w&,\-]*\w")


class Catalogue:
    """All tables of one folder of data. Build it with `load` or take the shared one of `catalogue()`.

    Args:
        folder: Where the TOML files stand (docs/catalogue.md).

    Raises:
        CatalogueError: A row is not sound.
    """

    def __init__(self, folder: Path | Traversable) -> None:
        self._folder = folder
        self.sources = self._table(r.Source, "sources")
        self.documents = self._table(r.Document, "documents")
        self.rule_sets = tuple(
            build(r.RuleSet, "rule_sets", raw | {"documents": [d for d in self.documents if raw.get("code") in d.rule_sets]})
            for raw in read_rows(folder, "rule_sets")
        )
        check_unique("rule_sets", self.rule_sets)
        self.base_salaries = self._table(r.BaseSalary, "base_salary")
        self.levels = self._table(r.Level, "levels")
        self.ethnic_groups = self._table(r.EthnicGroup, "ethnic_groups")
        self.religions = self._table(r.Religion, "religions")
        self.posts = self._table(r.Post, "posts")
        self.labour_groups = self._table(r.LabourGroup, "labour_groups")
        self.protocol_groups = self._table(r.ProtocolGroup, "protocol_groups")
        self.paper_kinds = self._table(r.PaperKind, "paper_kinds")
        self.movements = self._table(r.Movement, "movements")
        self.days = self._table(r.DayOverride, "days")
        self.abbreviations = self._table(r.Abbreviation, "abbreviations")
        self._honours = build_honours(read_rows(folder, "honours"), self.rule_sets)
        self._check()

    def _table(self, cls: type[R], table: str) -> tuple[R, ...]:
        found = tuple(build(cls, table, raw) for raw in read_rows(self._folder, table))
        check_unique(table, found)
        return found

    def _check(self) -> None:
        """Links between tables: every source, rule set and level that is named exists, and the spellings are apart."""
        sources = {s.code for s in self.sources}
        levels = {level.code: level for level in self.levels}
        sets = {s.code for s in self.rule_sets}
        for row in self._all_rows():
            if row.source not in sources:
                raise CatalogueError(row.table, row.code, f"unknown source {row.source!r}")
        for document in self.documents:
            if not set(document.rule_sets) <= sets:
                raise CatalogueError("documents", document.code, "unknown rule set")
        for honours in self._honours.values():
            for honour in honours:
                _check_level(honour, levels)
                for fact in honour.facts():
                    if fact.source not in sources:
                        raise CatalogueError("honours", honour.code, f"unknown source {fact.source!r}")
        for row in self.days:
            try:
                date.fromisoformat(row.code)
            except ValueError as error:
                raise CatalogueError("days", row.code, "the code is no ISO day") from error

    def check_spellings(self) -> None:
        """Builds every index now, instead of at its first use. Raises CatalogueError when two rows share a spelling."""
        indexes: tuple[Index[Any], ...] = (
            self._ethnic,
            self._religion,
            self._labour,
            self._protocol,
            self._movement,
            self._post,
            self._level,
        )
        for index in (*indexes, *self._honour_indexes.values()):
            index.find("")

    def _all_rows(self) -> Iterable[Row]:
        tables: tuple[tuple[Row, ...], ...] = (
            self.sources,
            self.documents,
            self.rule_sets,
            self.base_salaries,
            self.levels,
            self.ethnic_groups,
            self.religions,
            self.posts,
            self.labour_groups,
            self.protocol_groups,
            self.paper_kinds,
            self.movements,
            self.days,
            self.abbreviations,
            *self._honours.values(),
        )
        return (row for table in tables for row in table)

    # ------------------------------------------------------------------------------------------ rule sets, honours

    def rule_set(self, code: str) -> r.RuleSet:
        """The rule set with this code. Raises UserError naming the known ones."""
        for row in self.rule_sets:
            if row.code == code:
                return row
        known = ", ".join(s.code for s in self.rule_sets)
        raise UserError(
            f"Danh mục chưa có bộ quy định “{code}”. Đề nghị chọn một trong các bộ: {known}.",
            f"The catalogue has no rule set {code!r}. Choose one of: {known}.",
        )

    def rule_set_on(self, on: date) -> r.RuleSet:
        """The rule set in force on this day. Raises UserError when the catalogue does not reach that day."""
        for row in in_force(self.rule_sets, on):
            return row
        raise self._not_reached("bộ quy định", "a rule set", on)

    def honours(self, rule_set: str, on: date | None = None) -> tuple[r.Honour, ...]:
        """All honours of a rule set, from the highest to the lowest; with a day only those that can be conferred on it."""
        self.rule_set(rule_set)
        return in_force(self._honours[rule_set], on)

    def honour(self, code: str, rule_set: str) -> r.Honour:
        """The honour with this code as the rule set has it. Raises UserError when the rule set does not have it."""
        for row in self.honours(rule_set):
            if row.code == code:
                return row
        raise UserError(
            f"Bộ quy định “{rule_set}” không có danh hiệu, hình thức khen thưởng “{code}”. Đề nghị kiểm tra lại mã.",
            f"Rule set {rule_set!r} has no honour {code!r}. Check the code.",
        )

    def match_honour(self, text: str, rule_set: str | None = None) -> r.Honour | None:
        """The honour that a typed text means, None when none fits.

        Args:
            text: "CSTĐCS 2018", "BK TLĐ", "Giấy khen của công đoàn cấp trên trực tiếp cơ sở".
            rule_set: Look only there; None: in all, the newest first (for honours held from earlier years).
        """
        place = (text, rule_set)
        if place not in self._matched:  # a list says "LĐTT" a thousand times
            self._matched[place] = self._match_honour(text, rule_set)
        return self._matched[place]

    @cached_property
    def _matched(self) -> dict[tuple[str, str | None], r.Honour | None]:
        return {}

    def _match_honour(self, text: str, rule_set: str | None) -> r.Honour | None:
        codes = [rule_set] if rule_set is not None else [s.code for s in reversed(self.rule_sets)]
        for code in codes:
            honours = self.honours(code)
            found = self._honour_index(code).find(text) or honour_in(text, honours)
            if found is not None:
                return found
        return None

    @cached_property
    def _honour_indexes(self) -> dict[str, Index[r.Honour]]:
        return {code: Index(rows, extra=("short", "code")) for code, rows in self._honours.items()}

    def _honour_index(self, code: str) -> Index[r.Honour]:
        return self._honour_indexes[code]

    def base_salary(self, on: date) -> Fact[int]:
        """The base salary in đồng in force on this day. Raises UserError for a day before the first row."""
        for row in in_force(self.base_salaries, on):
            return Fact(row.amount, row.fact_key("amount"), row.source, row.certainty, row.valid_from, row.valid_to)
        raise self._not_reached("mức lương cơ sở", "a base salary", on)

    # ------------------------------------------------------------------------------------------ people

    def ethnic_group(self, text: str, on: date | None = None) -> r.EthnicGroup | None:
        """The ethnic group in any spelling, or by its code; `ask` is set when a person should confirm ("Tàu" → Hoa)."""
        return _on(self._ethnic.find(text), on)

    def religion(self, text: str, on: date | None = None) -> r.Religion | None:
        """The religion in any spelling; None for a blank."""
        return _on(self._religion.find(text), on)

    def labour_group(self, text: str, on: date | None = None) -> r.LabourGroup | None:
        """The labour group in any spelling or by its code, or inside a longer text.

        `ask` is set when a person should confirm: a word of several meanings ("CN"), or a text that names several groups.
        """
        return _on(self._labour.find(text) or self._labour_inside.find_one(text), on)

    def protocol_group(self, text: str, on: date | None = None) -> r.ProtocolGroup | None:
        """The group of guests in any spelling or by its code, or the first one that a longer text names ("Phòng Nội vụ")."""
        return _on(self._protocol.find(text) or self._protocol_inside.find_one(text), on)

    def post(self, text: str, on: date | None = None) -> r.Post | None:
        """The post that the whole text means."""
        return _on(self._post.find(text), on)

    def posts_in(self, text: str) -> tuple[r.Post, ...]:
        """All posts that a text names, in its order ("Phó Hiệu trưởng, Chủ tịch CĐCS")."""
        return self._posts_inside.find_all(text)

    def manages(self, text: str) -> bool | None:
        """Whether the posts in a text lead or manage; None when it names no known post outside the union."""
        posts = [p for p in self.posts_in(text) if p.line != "union"]
        return any(p.manager for p in posts) if posts else None

    def movement(self, text: str, on: date | None = None) -> r.Movement | None:
        """The movement in any spelling or by its code, or the first one that a longer text names."""
        return _on(self._movement.find(text) or self._movement_inside.find_one(text), on)

    def level(self, text: str, on: date | None = None) -> r.Level | None:
        """The level in any spelling or by its code, if it exists on that day."""
        return _on(self._level.find(text), on)

    # ------------------------------------------------------------------------------------------ papers

    def paper_kind(self, code: str) -> r.PaperKind:
        """The kind of paper with this symbol, e.g. "TTr". Raises UserError when there is none."""
        for row in self.paper_kinds:
            if row.code == code:
                return row
        raise UserError(
            f"Danh mục không có loại văn bản “{code}”. Đề nghị dùng ký hiệu của Nghị định số 30/2020/NĐ-CP, Phụ lục III.",
            f"There is no kind of paper {code!r}. Use a symbol of decree 30/2020, annex III.",
        )

    def abbreviation(self, text: str) -> r.Abbreviation | None:
        """The abbreviation as it stands in the table (case counts: TTr is not TTR)."""
        return self._short.get(text)

    def expand(self, text: str) -> str:
        """The text with every abbreviation of one meaning written out; those of several meanings stay as they are."""

        def full(match: re.Match[str]) -> str:
            row = self._short.get(match.group())
            return row.name if row is not None and not row.others else match.group()

        return _WORD.sub(full, text)

    @cached_property
    def day_overrides(self) -> Mapping[date, bool]:
        """Days that the government decided otherwise, for `vietnamese.add_working_days(…, overrides=…)`."""
        return {row.day: row.working for row in self.days}

    # ------------------------------------------------------------------------------------------ indexes

    @cached_property
    def _ethnic(self) -> Index[r.EthnicGroup]:
        return Index(self.ethnic_groups, extra=("code",), prefixes=("dân tộc", "DT", "người"))

    @cached_property
    def _religion(self) -> Index[r.Religion]:
        return Index(self.religions, extra=("code",), prefixes=("tôn giáo",))

    @cached_property
    def _labour(self) -> Index[r.LabourGroup]:
        return Index(self.labour_groups, extra=("code", "short"))

    @cached_property
    def _protocol(self) -> Index[r.ProtocolGroup]:
        return Index(self.protocol_groups, extra=("code",))

    @cached_property
    def _movement(self) -> Index[r.Movement]:
        return Index(self.movements, extra=("code",), prefixes=("phong trào thi đua", "phong trào"))

    @cached_property
    def _level(self) -> Index[r.Level]:
        return Index(self.levels, extra=("code", "short"))

    @cached_property
    def _post(self) -> Index[r.Post]:
        return Index(self.posts, extra=("code", "short"))

    @cached_property
    def _labour_inside(self) -> Phrases[r.LabourGroup]:
        return Phrases(self.labour_groups, extra=("short",))

    @cached_property
    def _protocol_inside(self) -> Phrases[r.ProtocolGroup]:
        return Phrases(self.protocol_groups)

    @cached_property
    def _movement_inside(self) -> Phrases[r.Movement]:
        return Phrases(self.movements)

    @cached_property
    def _posts_inside(self) -> Phrases[r.Post]:
        return Phrases(self.posts)

    @cached_property
    def _short(self) -> dict[str, r.Abbreviation]:
        return {row.code: row for row in self.abbreviations}

    @staticmethod
    def _not_reached(vi: str, en: str, on: date) -> UserError:
        return UserError(
            f"Danh mục chưa có {vi} cho ngày {on:%d/%m/%Y}. Đề nghị bổ sung danh mục hoặc kiểm tra lại ngày.",
            f"The catalogue does not have {en} for {on.isoformat()}. Add a row or check the date.",
        )


def _on(row: S | None, on: date | None) -> S | None:
    return row if row is None or on is None or row.in_force(on) else None


def _check_level(honour: r.Honour, levels: Mapping[str, r.Level]) -> None:
    """An honour names a level that exists, and ends with it at the latest."""
    level = levels.get(honour.issuer_level)
    if level is None:
        raise CatalogueError("honours", honour.code, f"unknown level {honour.issuer_level!r}")
    if level.valid_to is not None and (honour.valid_to is None or honour.valid_to > level.valid_to):
        raise CatalogueError("honours", honour.code, f"outlives its level {level.code!r}")


def load(folder: Path | Traversable) -> Catalogue:
    """Reads a catalogue from a folder of its own and checks all of it. Raises CatalogueError when a row is not sound."""
    book = Catalogue(folder)
    book.check_spellings()
    return book


@cache
def catalogue() -> Catalogue:
    """The catalogue that comes with the program, read once. Its spellings are checked by the tests, not at each start."""
    return Catalogue(files("vinhdanh.engines.catalogue") / "data")

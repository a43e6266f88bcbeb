"""What is known of the unions below one, in memory: a register of 34,000 rows is compared without a query per row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.vietnamese import match_key
from vinhdanh.platform.organisations.models import Level, Post, Union, UnionGroup
from vinhdanh.platform.organisations.register.table import PLAIN
from vinhdanh.platform.organisations.selectors.groups import by_union

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

SURE = 93
"""Likeness of two names, of 100, from which one is proposed for the other: "Trường TH Hoa Sen" and "Trường TH Hoa Sem"."""


@dataclass(frozen=True, slots=True)
class Known:
    """A union as the database has it."""

    pk: int
    code: str
    parent: int | None
    path: str
    level: int
    revision: int
    living: bool
    values: dict[str, Any]
    responsible: str = ""
    title: str = ""


SHORT = {
    "tld": "tong lien doan",
    "tldld": "tong lien doan lao dong",
    "ldld": "lien doan lao dong",
    "cd": "cong doan",
    "cdcs": "cong doan co so",
}
"""How offices shorten the first word of a union's name, as matching keys."""


def union_key(name: str) -> str:
    """The key by which a union's name is found, written in full or shortened: "LĐLĐ huyện …" is "Liên đoàn Lao động huyện …"."""
    first, space, rest = match_key(name).partition(" ")
    return f"{SHORT.get(first, first)}{space}{rest}"


class Knowledge:
    """The unions of the branch `top`, by key, code and name; the levels; and which codes are taken elsewhere."""

    def __init__(self, top: Union, day: date) -> None:
        self.top = top.pk
        self.day = day
        self.levels = {level.pk: level for level in Level.objects.all()}
        answering = {
            union: (name, title)
            for union, name, title in Post.objects.on(day)
            .filter(union__in=Union.objects.below(top), responsible=True)
            .order_by("-pk")
            .values_list("union_id", "person__name", "title")
        }
        self.unions = {known.pk: known for known in _unions(top, day, answering)}
        self.by_code = {known.code: known for known in self.unions.values()}
        self.codes = set(Union.objects.values_list("code", flat=True))
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        self.below: dict[int | None, list[Known]] = defaultdict(list)
        for known in self.unions.values():
            if known.living:
                self.by_name[union_key(known.values["name"])].append(known)
                self.below[known.parent].append(known)
        self.groups: dict[str, list[UnionGroup]] = defaultdict(list)
        for group in UnionGroup.objects.filter(owner=top).exclude(valid_to__lte=day).order_by("position", "pk"):
            self.groups[match_key(group.name)].append(group)
        self.group_of = by_union(day, top)
        self._level_words = _level_words(self.levels.values(), day)
        self._choices: dict[int | None, dict[int, str]] = {}

    def level(self, text: str) -> Level | None:
        """The level that a cell means."""
        return self._level_words.get(match_key(text))

    def level_of_name(self, name: str) -> Level | None:
        """The level whose word a union's name begins with ("CĐCS Trường …"): the longest word."""
        words = match_key(name).split()
        for count in range(min(len(words), 8), 0, -1):
            level = self._level_words.get(" ".join(words[:count]))
            if level is not None and (level.valid_to is None or level.valid_to > self.day):
                return level
        return None

    def level_beside(self, parent: int) -> Level | None:
        """The level that the unions right below `parent` have, when it is one."""
        levels = {known.level for known in self.below[parent]}
        return self.levels[levels.pop()] if len(levels) == 1 else None

    def similar(self, name: str, parent: int | None, taken: set[int]) -> Known | None:
        """A living union right below `parent` whose name may be another spelling of `name`."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415  # heavy: loaded when a register comes in, not at start

        from vinhdanh.engines.appraisal.matching.units import alike  # noqa: PLC0415  # as above

        beside = [known for known in self.below[parent] if known.pk not in taken]
        for known in beside:
            if alike(name, known.values["name"]):
                return known
        if parent not in self._choices:
            self._choices[parent] = {known.pk: match_key(known.values["name"]) for known in self.below[parent]}
        choices = {pk: key for pk, key in self._choices[parent].items() if pk not in taken}
        best = process.extractOne(match_key(name), choices, scorer=fuzz.ratio, score_cutoff=SURE)
        return self.unions[best[2]] if best else None


def _unions(top: Union, day: date, answering: dict[int, tuple[str, str]]) -> Iterable[Known]:
    rows = Union.objects.below(top).values_list("pk", "code", "parent_id", "path", "level_id", "revision", "valid_to", *PLAIN)
    for pk, code, parent, path, level, revision, valid_to, *rest in rows.iterator(5000):
        name, title = answering.get(pk, ("", ""))
        living = valid_to is None or valid_to > day
        yield Known(pk, code, parent, path, level, revision, living, dict(zip(PLAIN, rest, strict=True)), name, title)


def _level_words(levels: Iterable[Level], day: date) -> dict[str, Level]:
    """Every spelling of every level; of two levels with one spelling the one that exists on `day` wins."""
    spellings = {row.code: (row.name, row.short, *row.spellings) for row in catalogue().levels}
    words: dict[str, Level] = {}
    for level in sorted(levels, key=lambda one: one.valid_to is not None and one.valid_to <= day):
        for word in (level.code, level.name, level.short, *spellings.get(level.code, ())):
            if word:
                words.setdefault(match_key(word), level)
    return words

"""The tables of the catalogue: one frozen class per table."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal  # noqa: TC003  # `loading.build` reads the annotations at run time
from typing import Any

from vinhdanh.engines.catalogue.facts import Fact, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled(Row):
    """A row that people write in several ways.

    Args:
        spellings: Other ways of writing it; accents, case, spaces and punctuation do not count.
        ask_spellings: Words that probably mean it, so that a person should confirm.
        ask: True on the row that a lookup returns when the word was one of `ask_spellings`.
    """

    spellings: tuple[str, ...] = ()
    ask_spellings: tuple[str, ...] = ()
    ask: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Spelled):
    """A level of the union or of the government. `rank` 1 is the highest; `line` is `union`, `government`, `party` or `work`.

    `grassroots`: unions of this level are what campaigns call upon.
    """

    line: str
    rank: int
    short: str = ""
    grassroots: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Prerequisite:
    """What must be held before: `honour` `times` times, in consecutive years when `consecutive`. `fact` says how sure this is."""

    honour: str
    times: int
    consecutive: bool
    fact: Fact[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A vote that the honour needs: `min_yes` percent of `base` (`total_members`, `present`, `collected`, `valid`)."""

    secret: bool
    min_yes: Fact[Decimal]
    base: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Honour(Spelled):
    """A title (`title`), a form of commendation (`form`) or a state honour (`state`), as one rule set has it.

    Args:
        short: Abbreviation used in tables.
        kind: `title`, `form` or `state`.
        line: Who confers it: `state` (agencies, enterprises, government) or `union`.
        subjects: `person`, `collective`, or both.
        issuer_level: Code of the level whose head decides.
        issuer: Who decides, as papers say it.
        order: Place from the highest (1) to the lowest, the order of a ceremony.
        rule_set: Code of the rule set that this row was read for.
        prize_person: Prize as a multiple of the base salary, None: not in the catalogue.
        prize_collective: The same for a collective.
        prerequisites: What must be held before; all of them.
        initiative_scope: Scope that a recognised initiative must have: `base`, `province`, `nation`; "" when none is needed.
        cap_percent: Greatest share of `cap_base` holders, None: no cap.
        cap_base: Code of the honour whose holders are the base of the cap.
        vote: The vote that it needs, None: by the unit's own rules.
        posting_working_days: How long the list is posted for opinions, None: by the unit's own rules.
        phrases: Groups of phrases; a text means this honour when it holds one of each group.
        dossier_items: What the file for it holds, in order; empty: by the deciding authority's own rules.
        unless: Phrases that rule it out (the youth union of a place is not its government).
    """

    kind: str
    line: str
    subjects: tuple[str, ...]
    order: int
    issuer_level: str
    issuer: str
    short: str = ""
    rule_set: str = ""
    prize_person: Fact[Decimal] | None = None
    prize_collective: Fact[Decimal] | None = None
    prerequisites: tuple[Prerequisite, ...] = ()
    initiative_scope: str = ""
    cap_percent: Fact[Decimal] | None = None
    cap_base: str = ""
    vote: Vote | None = None
    posting_working_days: Fact[int] | None = None
    phrases: tuple[tuple[str, ...], ...] = ()
    unless: tuple[str, ...] = ()
    dossier_items: tuple[str, ...] = ()

    def prize(self, kind: str) -> Fact[Decimal] | None:
        """The multiple of the base salary for a `person` or a `collective`."""
        return self.prize_collective if kind == "collective" else self.prize_person

    def facts(self) -> tuple[Fact[Any], ...]:
        """Every fact of the honour, so that a campaign can be shown those to confirm."""
        single = (self.prize_person, self.prize_collective, self.cap_percent, self.posting_working_days)
        votes = (self.vote.min_yes,) if self.vote else ()
        return (*(f for f in single if f is not None), *votes, *(p.fact for p in self.prerequisites))


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Row):
    """A law, decree or regulation. `name` is the phrase that follows "Căn cứ"; `line` is `state` or `union`; `rule_sets` cite it."""

    line: str
    rule_sets: tuple[str, ...]
    number: str = ""
    day: date | None = None
    body: str = ""

    @property
    def ground(self) -> str:
        """The sentence of a paper's legal grounds, without its closing mark."""
        return f"Căn cứ {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet(Row):
    """A set of rules that held together. A campaign pins one."""

    documents: tuple[Document, ...] = ()

    def grounds(self, on: date, line: str = "") -> tuple[Document, ...]:
        """The documents in force on this day, in the order in which a paper cites them; `line` keeps only `state` or `union` ones."""
        return tuple(d for d in self.documents if d.in_force(on) and line in {"", d.line})


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseSalary(Row):
    """The base salary in đồng a month from a day on. `code` is that day."""

    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EthnicGroup(Spelled):
    """An ethnic group. `name` is the first spelling of the handbook; `code_a` (1979) and `code_b` (census) number it differently."""

    code_a: str
    code_b: str = ""
    minority: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Religion(Spelled):
    """A religion; `census` is its code in the census, "" when it has none."""

    census: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Spelled):
    """A post. `line` is `union`, `work`, `government` or `party`; `manager` says whether it leads or manages (union posts do not)."""

    line: str
    manager: bool
    short: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabourGroup(Spelled):
    """What kind of worker a nominee is. `direct`: works at machine, field or line; `manager`: leads or manages."""

    short: str = ""
    direct: bool = False
    manager: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolGroup(Spelled):
    """A group of guests; the table stands in the order in which guests are introduced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKind(Row):
    """A kind of paper; `code` is its symbol in the number (decree 30/2020, annex III). `in_decree`: named there."""

    in_decree: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement(Spelled):
    """An emulation movement. `tag` marks what is no movement's title but is counted like one."""

    launched_by: str = ""
    target_group: str = ""
    tag: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOverride(Row):
    """A day on which offices work, or not, against the calendar. `code` is the day in ISO form."""

    working: bool

    @property
    def day(self) -> date:
        """The day."""
        return date.fromisoformat(self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviation(Row):
    """What people type for short. `name` is the first meaning, `others` further ones: with these it is not expanded by itself."""

    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Row):
    """Where facts come from."""

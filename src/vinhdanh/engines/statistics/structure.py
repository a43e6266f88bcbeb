"""B4: the structure of those nominated, of the delegates, of those who go up: one row per feature, one pair of columns per list."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.flags import age, flag, subject
from vinhdanh.engines.campaign.outcome import Live, Share, Table, Value
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.statistics import hidden
from vinhdanh.engines.statistics.bands import BANDS, SCHOOLING, education_band
from vinhdanh.engines.statistics.lists import Counted, lists
from vinhdanh.engines.vietnamese import decimal_comma

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.engines.campaign.types import Nominee


@dataclass(frozen=True, slots=True)
class Ages:
    """Ages of a list in the reference year: mean (one decimal place when printed), youngest, oldest, of how many they are known."""

    mean: Fraction
    youngest: int
    oldest: int
    known: int


def ages(counted: Counted) -> Ages | None:
    """Ages of those whose year of birth is known; None when nobody's is."""
    years = [n for n in (_age(nominee, counted.year) for nominee in counted.nominees) if n is not None]
    return Ages(Fraction(sum(years), len(years)), min(years), max(years), len(years)) if years else None


def _age(nominee: Nominee, year: int | None) -> int | None:
    who = subject(nominee)
    return age(who.birth, year) if who is not None else None


def _education(nominee: Nominee) -> str:
    """Only persons tell their education; that of a representative is not asked for."""
    return education_band(nominee.education) if nominee.kind == "person" else ""


def _labour(nominee: Nominee) -> str:
    who = subject(nominee)
    return who.labour_group if who is not None else ""


def _flag(name: str, value: str, year: int | None) -> Callable[[Nominee], bool]:
    return lambda n: flag(n, name, year=year) == value


def _in_band(low: int, high: int, year: int | None) -> Callable[[Nominee], bool]:
    return lambda n: (years := _age(n, year)) is not None and low <= years <= high


def _equals(read: Callable[[Nominee], str], value: str) -> Callable[[Nominee], bool]:
    return lambda n: read(n) == value


def _features(year: int | None, *, private: bool) -> Iterator[tuple[str, str, Callable[[Nominee], bool]]]:
    """Every row: the partition that it belongs to, its label, whom it counts. Rows of unknowns are dropped later when they are empty."""
    yield "kind", "Cá nhân", lambda n: n.kind == "person"
    yield "kind", "Tập thể (tính theo người đại diện)", lambda n: n.kind == "collective"
    yield "sex", "Nữ", _flag("woman", "yes", year)
    yield "sex", "Nam", _flag("woman", "no", year)
    yield "sex", "Chưa rõ giới tính", _flag("woman", "", year)
    yield "minority", "Dân tộc thiểu số", _flag("minority", "yes", year)
    yield "minority", "Chưa rõ dân tộc", _flag("minority", "", year)
    yield "non_manager", "Không giữ vị trí lãnh đạo, quản lý", _flag("non_manager", "yes", year)
    yield "non_manager", "Chưa rõ vị trí lãnh đạo, quản lý", _flag("non_manager", "", year)
    for group in catalogue().labour_groups:
        yield "labour", group.name, _equals(_labour, group.code)
    yield "labour", "Chưa rõ đối tượng lao động", _equals(_labour, "")
    for low, high, label in BANDS:
        yield "age", label, _in_band(low, high, year)
    yield "age", "Chưa rõ tuổi", lambda n: _age(n, year) is None
    for band, _ in SCHOOLING:
        yield "education", f"Trình độ chuyên môn: {band.lower()}", _equals(_education, band)
    yield "education", "Chưa rõ trình độ chuyên môn", _equals(_education, "")
    if private:
        yield "party", "Đảng viên", lambda n: bool(n.party.strip())


def _pair(counted: Counted, holds: Callable[[Nominee], bool]) -> tuple[Value, Value]:
    share = counted.share(holds)
    return share.count, share


def _printed(outcome: Outcome) -> list[Counted]:
    """The lists with a pair of columns: nominated, attend, reserve, each congress above with someone chosen."""
    return [
        c
        for c in lists(outcome)
        if c.key in {"nominated", "attend", "reserve"}
        or (c.key.startswith("upward:") and not c.key.endswith("reserve") and c.size)
    ]


def _footnote(columns: Sequence[Counted], *, public: bool = False) -> str:
    words = [f"tỷ lệ tính trên tổng số của từng cột: {'; '.join(f'{c.size} {c.base_label}' for c in columns)}"]
    words.append("tập thể tính theo người đại diện")
    for c in columns:
        if not public and c.key in {"attend", "nominated"} and (found := ages(c)) is not None:
            mean = decimal_comma(found.mean)
            words.append(
                f"tuổi bình quân ({c.title.lower()}, {found.known} trường hợp có năm sinh) {mean}, cao nhất {found.oldest}, thấp nhất {found.youngest}"
            )
    text = "; ".join(words)
    return f"{text[0].upper()}{text[1:]}."


def structure(outcome: Outcome, *, private: bool = False, public: bool = False) -> Table:
    """B4, structure of the lists: sex, minority, posts, labour groups, age bands, education (domain.md §6.9, §7).

    Args:
        outcome: The choices made.
        private: Add party membership, which is sensitive: never for a public page.
        public: For a public page: small cells are hidden, nothing private stands in it.
    """
    columns = _printed(outcome)
    heads: list[str] = ["Tiêu chí"]
    for c in columns:
        heads += [c.title, f"Tỷ lệ (trên {c.size})"]
    total: list[Value] = ["Tổng số"]
    for c in columns:
        total += [c.size, Share(c.size, c.size, c.base_label)]
    rows: list[tuple[Value, ...]] = []
    partitions: dict[str, list[int]] = {}
    for part, label, holds in _features(columns[0].year, private=private and not public):
        pairs = [_pair(c, holds) for c in columns]
        if label.startswith("Chưa rõ") and not any(count for count, _ in pairs):
            continue
        partitions.setdefault(part, []).append(len(rows))
        rows.append((label, *(value for pair in pairs for value in pair)))
    counts = range(1, 1 + 2 * len(columns), 2)
    live = tuple(Live(c + 1, count=c) for c in counts)
    table = Table("B4", "Cơ cấu đại biểu", tuple(heads), tuple(rows), tuple(total), _footnote(columns, public=public), live)
    return hidden.public(table, counts, partitions.values(), {c: c + 1 for c in counts}) if public else table

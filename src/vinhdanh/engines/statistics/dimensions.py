"""The dimensions along which nominees are counted (domain.md §7), and the five lists of people that are counted along them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from vinhdanh.engines.campaign.outcome import Share
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.statistics.bands import BANDS, SCHOOLING, THEORY, age_band
from vinhdanh.engines.vietnamese import sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from vinhdanh.engines.statistics.record import Record

UNKNOWN: Final = "Chưa rõ"


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way to part a list: every nominee has one value, "" when it is not known.

    Args:
        key: Part of the figures' names.
        title: What tables call it.
        of: The value of a record.
        labels: Words for the known values, in printed order; other values print as they are, after these.
        sparse: Values of `labels` that nobody has are not printed.
        unknown: Words for "".
        private: Sensitive: only for papers that ask for it, never for a public page (domain.md §8).
    """

    key: str
    title: str
    of: Callable[[Record], str]
    labels: Mapping[str, str] = field(default_factory=dict)
    sparse: bool = False
    unknown: str = UNKNOWN
    private: bool = False

    def label(self, value: str) -> str:
        """Words for a value."""
        return self.labels.get(value, value) if value else self.unknown

    def ordered(self, found: Iterable[str]) -> tuple[str, ...]:
        """Values to print: known ones in their order, then others by the alphabet, then "" when it occurs."""
        there = set(found)
        known = [v for v in self.labels if v in there or not self.sparse]
        others = sorted(there - self.labels.keys() - {""}, key=sort_key)
        return (*known, *others, *(("",) if "" in there else ()))


@cache
def dimensions() -> tuple[Dimension, ...]:
    """Every dimension that the data has, in printed order."""
    book = catalogue()
    return (
        Dimension("kind", "Loại", lambda r: r.kind, {"person": "Cá nhân", "collective": "Tập thể (tính theo người đại diện)"}),
        Dimension("sex", "Giới tính", lambda r: r.sex, {"nữ": "Nữ", "nam": "Nam"}),
        Dimension("minority", "Dân tộc thiểu số", lambda r: r.minority, {"yes": "Dân tộc thiểu số", "no": "Không phải"}),
        Dimension("ethnicity", "Dân tộc", lambda r: r.ethnicity, {e.name: e.name for e in book.ethnic_groups}, sparse=True),
        Dimension("age", "Độ tuổi", lambda r: age_band(r.age), {label: label for _, _, label in BANDS}),
        Dimension("schooling", "Trình độ văn hóa", lambda r: r.schooling, sparse=True),
        Dimension("education", "Trình độ chuyên môn", lambda r: r.education, {band: band for band, _ in SCHOOLING}),
        Dimension("theory", "Lý luận chính trị", lambda r: r.theory, {band: band for band, _ in THEORY}, sparse=True),
        Dimension("labour_group", "Đối tượng lao động", lambda r: r.labour_group, {g.code: g.name for g in book.labour_groups}),
        Dimension(
            "non_manager",
            "Lãnh đạo, quản lý",
            lambda r: r.non_manager,
            {"yes": "Không giữ vị trí lãnh đạo, quản lý", "no": "Giữ vị trí lãnh đạo, quản lý"},
        ),
        Dimension("group", "Khối, cụm", lambda r: r.group, sparse=True, unknown="Không thuộc khối, cụm"),
        Dimension("movement", "Phong trào", lambda r: r.movement, {m.code: m.name for m in book.movements}, sparse=True),
        Dimension(
            "first_timer",
            "Đã từng được khen",
            lambda r: r.first_timer,
            {"yes": "Lần đầu (danh sách không ghi danh hiệu, khen thưởng nào)", "no": "Đã có danh hiệu, hình thức khen thưởng"},
        ),
        Dimension(
            "religion", "Tôn giáo", lambda r: r.religion, {g.name: g.name for g in book.religions}, sparse=True, private=True
        ),
        Dimension("party", "Đảng viên", lambda r: r.party, {"yes": "Đảng viên"}, unknown="Không ghi là đảng viên", private=True),
    )


@dataclass(frozen=True, slots=True)
class People:
    """A list of different people (người) to count: key of its figures, heading, what its total is called, who stands in it."""

    key: str
    title: str
    base_label: str
    holds: Callable[[Record], bool]


PEOPLE: Final = (
    People("nominated", "Được đề nghị", "cá nhân, tập thể được đề nghị", lambda r: r.accepted),
    People("attend", "Được chọn dự", "đại biểu điển hình được chọn", lambda r: r.attend == "chosen"),
    People("reserve", "Dự khuyết", "đại biểu dự khuyết", lambda r: r.attend == "reserve"),
    People("commend", "Đề nghị khen thưởng", "cá nhân, tập thể được đề nghị khen thưởng", lambda r: bool(r.awards)),
    People("upward", "Cử dự cấp trên", "đại biểu được chọn dự cấp trên", lambda r: r.upward),
)


def breakdown(people: People, listed: Sequence[Record], dimension: Dimension) -> dict[str, Share]:
    """The list along a dimension: value -> share of the list, in printed order; the counts add up to the list.

    The one function that counts along dimensions: figures and tables both take their shares from it.
    """
    counted = Counter(dimension.of(r) for r in listed)
    return {value: Share(counted[value], len(listed), people.base_label) for value in dimension.ordered(counted)}


def of_people(records: Sequence[Record]) -> dict[People, tuple[Record, ...]]:
    """The five lists with who stands in them."""
    return {people: tuple(r for r in records if people.holds(r)) for people in PEOPLE}

"""What a nominee counts as: the derived flags and the attributes that targets, points and statistics count.

One place for all engines, so that a share in a paper and a target of the selection can never disagree. A collective counts by its
representative. What nobody told is unknown (""), never guessed. Definitions: domain.md §7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.types import Nominee, Representative, Settings, Target
    from vinhdanh.engines.vietnamese import PartialDate

YES: Final = "yes"
NO: Final = "no"
UNKNOWN: Final = ""

FLAGS: Final = ("woman", "minority", "direct_worker", "non_manager", "young")
"""The derived flags, each with the values `yes`, `no` and `` (unknown)."""

ATTRIBUTES: Final = ("sex", "ethnicity", "labour_group", "manager", "kind", "group", "union", "category", "movement", *FLAGS)
"""Everything that a target may name."""

YOUNG_AGE: Final = 30
"""Young: at most this old in the reference year (Luật Thanh niên 57/2020/QH14 art. 1; the first age band of domain.md §7)."""

MAJORITY: Final = "Kinh"
"""The one group that is no minority; Hoa and Khơ-me are minorities."""

FOREIGNER: Final = "Người nước ngoài"
UNSTATED: Final = "Không xác định"

DIRECT_WORKER: Final = "cn_truc_tiep"
LEADER: Final = "lanh_dao_quan_ly"


def _told(value: bool | None) -> str:
    if value is None:
        return UNKNOWN
    return YES if value else NO


def subject(nominee: Nominee) -> Nominee | Representative | None:
    """The one who is counted: the person, or the representative of a collective; None for a collective without one."""
    return nominee if nominee.kind == "person" else nominee.representative


def woman(nominee: Nominee) -> str:
    """`yes`, `no` or unknown: the person (or the representative) is a woman."""
    who = subject(nominee)
    return UNKNOWN if who is None or who.sex is None else _told(who.sex == "nữ")


def minority(nominee: Nominee) -> str:
    """`yes` for every ethnic group but Kinh; a foreigner is `no`, an unstated group unknown (domain.md §7)."""
    who = subject(nominee)
    if who is None or not who.ethnicity or who.ethnicity == UNSTATED:
        return UNKNOWN
    return _told(who.ethnicity not in {MAJORITY, FOREIGNER})


def direct_worker(nominee: Nominee) -> str:
    """`yes` when the unit declared the labour group "công nhân trực tiếp sản xuất"."""
    who = subject(nominee)
    return UNKNOWN if who is None or not who.labour_group else _told(who.labour_group == DIRECT_WORKER)


def non_manager(nominee: Nominee) -> str:
    """`yes` when no leading or managing post is held; union posts do not count as such.

    What was told about the post comes first; else the labour group speaks where its definition does: a leader is a manager, a direct
    worker (machine, field, line; team leaders too) is none. A public employee may be either and stays unknown.
    """
    who = subject(nominee)
    if who is None:
        return UNKNOWN
    if who.manager is not None:
        return _told(not who.manager)
    return {LEADER: NO, DIRECT_WORKER: YES}.get(who.labour_group, UNKNOWN)


def age(birth: PartialDate | None, year: int | None) -> int | None:
    """Age in whole years reached in `year`, as union statistics count it (year less year of birth); None when unknown."""
    return None if birth is None or year is None else year - birth.year


def young(nominee: Nominee, year: int | None, limit: int = YOUNG_AGE) -> str:
    """`yes` when at most `limit` years old in `year`; unknown without a birth date or a year."""
    who = subject(nominee)
    years = age(who.birth, year) if who is not None else None
    return UNKNOWN if years is None else _told(years <= limit)


def reference_year(settings: Settings) -> int | None:
    """The year in which ages are counted: the campaign's, else the conference's, else that of `today`, else the period's last."""
    if settings.year is not None:
        return settings.year
    for day in (settings.conference.day, settings.conference.tentative, settings.today):
        if day is not None:
            return day.year
    return settings.period[1] if settings.period else None


def flag(nominee: Nominee, name: str, *, year: int | None = None) -> str:
    """A derived flag by its name in `FLAGS`. Raises KeyError for any other name."""
    if name == "young":
        return young(nominee, year)
    return {"woman": woman, "minority": minority, "direct_worker": direct_worker, "non_manager": non_manager}[name](nominee)


def attributes(nominee: Nominee, name: str, *, year: int | None = None, group: str = "") -> tuple[str, ...]:
    """All values of an attribute of `ATTRIBUTES`: several for `category`, else at most one; empty when unknown.

    Args:
        nominee: The person or collective.
        name: One of `ATTRIBUTES`.
        year: Reference year for `young`, see `reference_year`.
        group: The group (khối / cụm) of the nominee's union, which only the register knows.

    Raises:
        KeyError: There is no such attribute.
    """
    if name in FLAGS:
        values: tuple[str, ...] = (flag(nominee, name, year=year),)
    elif name == "category":
        values = nominee.categories
    elif name in {"kind", "union", "movement"}:
        values = (getattr(nominee, name),)
    elif name == "group":
        values = (group,)
    elif name == "manager":
        values = ({YES: NO, NO: YES}.get(non_manager(nominee), UNKNOWN),)
    elif name in {"sex", "ethnicity", "labour_group"}:
        values = (getattr(subject(nominee), name, None) or UNKNOWN,)
    else:
        raise KeyError(name)
    return tuple(value for value in values if value)


def attribute(nominee: Nominee, name: str, *, year: int | None = None, group: str = "") -> str:
    """The first value of an attribute, "" when unknown; see `attributes`."""
    return next(iter(attributes(nominee, name, year=year, group=group)), UNKNOWN)


def counts(nominee: Nominee, target: Target, *, year: int | None = None, group: str = "") -> bool:
    """Whether the nominee counts for a target: one of its values is one of the target's. Unknown does not count."""
    return not set(target.values).isdisjoint(attributes(nominee, target.attribute, year=year, group=group))

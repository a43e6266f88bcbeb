"""Every count and share that papers and report quote, by name, always with its base.

Keys, where `<list>` is `nominated`, `attend`, `reserve`, `commend:<n>`, `upward:<n>` or `upward:<n>:reserve`, `<n>` the 1-based line of
the campaign:

* `<list>.total` – everyone in the list (of the nominated, for lists that were chosen from them);
* `<list>.person`, `<list>.collective` – kinds, of the list;
* `<list>.women`, `.minority`, `.direct_worker`, `.non_manager`, `.young` – flags, of the list; a collective counts by its representative;
* `<list>.women.unknown` and so on – of whom the flag is not known, of the list;
* `units.sent` (in time), `units.late`, `units.nil`, `units.missing`, `units.received` (sent or late), `units.attending` (with someone who
  attends) – of the register;
* `delegates.exemplars`, `delegates.guests` – of all delegates; `delegates.total` – of the cap, without base when there is none;
* `commend.times` – awards (lượt), `commend.people` – different nominees (người), both of the nominated;
* `commend.people.person`, `commend.people.collective` – of the different nominees commended;
* `<people>.<dimension>:<value>` – where `<people>` is `nominated`, `attend`, `reserve`, `commend` or `upward` (different people), along
  each dimension of `dimensions` that is not sensitive: `attend.sex:nữ`, `commend.ethnicity:Xtiêng`, `attend.age:31–40 tuổi`, `….age:` for
  those of whom it is not known; of the list;
* `commend.awards.<level>` – awards (lượt) by the level that decides, of all awards;
* `held.<honour>.times`, `held.<honour>.people` – honours held in the period: lượt of all lượt, người of the nominated.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from vinhdanh.engines.campaign.outcome import Share, UnitState
from vinhdanh.engines.statistics.dimensions import breakdown, dimensions, of_people
from vinhdanh.engines.statistics.held import held
from vinhdanh.engines.statistics.lists import COUNTED, Counted, accepted, distinct, lists
from vinhdanh.engines.statistics.record import records

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Outcome

UNITS: Final = "đơn vị công đoàn trong danh sách quản lý"
DELEGATES: Final = "đại biểu (điển hình và khách mời)"
CAP: Final = "đại biểu, số lượng tối đa"
NOMINATED: Final = "cá nhân, tập thể được đề nghị"
TIMES: Final = "lượt danh hiệu, hình thức khen thưởng trong giai đoạn"
AWARDS: Final = "lượt đề nghị khen thưởng"
COMMENDED: Final = "cá nhân, tập thể được đề nghị khen thưởng"


def _of_list(counted: Counted, nominated: int) -> dict[str, Share]:
    key = counted.key
    figures = {
        f"{key}.total": Share(counted.size, nominated, NOMINATED),
        f"{key}.person": counted.kind("person"),
        f"{key}.collective": counted.kind("collective"),
    }
    for name, flag in COUNTED.items():
        figures[f"{key}.{name}"] = counted.flagged(flag)
        figures[f"{key}.{name}.unknown"] = counted.flagged(flag, "")
    return figures


def _units(outcome: Outcome, attend: Counted) -> dict[str, Share]:
    states = Counter(status.state for status in outcome.units)
    base = len(outcome.units)
    figures = {f"units.{state.value}": Share(states[state], base, UNITS) for state in UnitState}
    figures["units.received"] = Share(states[UnitState.SENT] + states[UnitState.LATE], base, UNITS)
    register = {status.union.code for status in outcome.units}
    figures["units.attending"] = Share(len({n.union for n in attend.nominees} & register), base, UNITS)
    return figures


def _delegates(outcome: Outcome, attend: Counted) -> dict[str, Share]:
    guests = len(outcome.guests_in)
    everyone = attend.size + guests
    cap = outcome.campaign.settings.cap_delegates
    return {
        "delegates.exemplars": Share(attend.size, everyone, DELEGATES),
        "delegates.guests": Share(guests, everyone, DELEGATES),
        "delegates.total": Share(everyone, cap or 0, CAP),
    }


def _commended(outcome: Outcome, nominated: int) -> dict[str, Share]:
    by_id = {n.id: n for n in outcome.nominees}
    people = [by_id[award.nominee] for round_ in outcome.commend for award in round_.awards]
    number = distinct(people)
    return {
        "commend.times": Share(len(people), nominated, NOMINATED),
        "commend.people": Share(number, nominated, NOMINATED),
        "commend.people.person": Share(distinct(n for n in people if n.kind == "person"), number, COMMENDED),
        "commend.people.collective": Share(distinct(n for n in people if n.kind == "collective"), number, COMMENDED),
    }


def _held(outcome: Outcome) -> dict[str, Share]:
    nominees = accepted(outcome)
    entries = held(nominees, outcome.campaign.settings.period)
    people: dict[str, set[str]] = defaultdict(set)
    times: Counter[str] = Counter()
    for entry in entries:
        people[entry.honour].add(entry.nominee.id)
        times[entry.honour] += 1
    figures = {}
    for honour in sorted(times):
        figures[f"held.{honour}.times"] = Share(times[honour], len(entries), TIMES)
        figures[f"held.{honour}.people"] = Share(len(people[honour]), len(nominees), NOMINATED)
    return figures


def _along(outcome: Outcome) -> dict[str, Share]:
    """The five lists of people along every dimension that is not sensitive, and awards by level."""
    every = records(outcome)
    figures = {
        f"{people.key}.{dimension.key}:{value}": share
        for people, of in of_people(every).items()
        for dimension in dimensions()
        if not dimension.private
        for value, share in breakdown(people, of, dimension).items()
    }
    levels = Counter(award.level for record in every for award in record.awards)
    return figures | {f"commend.awards.{level}": Share(n, levels.total(), AWARDS) for level, n in sorted(levels.items())}


def figures(outcome: Outcome) -> dict[str, Share]:
    """All figures of an outcome; the keys stand in the head of this module.

    Every share has its base; where the base is zero there is a count and no share (`Share.fraction` is None).
    """
    counted = {c.key: c for c in lists(outcome)}
    nominated = counted["nominated"].size
    result: dict[str, Share] = {}
    for each in counted.values():
        result |= _of_list(each, nominated)
    result |= _units(outcome, counted["attend"])
    result |= _delegates(outcome, counted["attend"])
    result |= _commended(outcome, nominated)
    return result | _along(outcome) | _held(outcome)

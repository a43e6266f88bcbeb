"""Statistical tables of a campaign: B1 units, B2 honours held, B3 initiatives, B5 targets, B6 missing units, KP prize money (domain.md §7).

B4 stands in `structure`. All numbers are counts over the lists of `lists`, so that a table and a figure of the same name agree.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from vinhdanh.engines.campaign.clock import local
from vinhdanh.engines.campaign.flags import YES, flag, reference_year
from vinhdanh.engines.campaign.outcome import Choice, Live, Share, Standing, Table, UnitState, Value
from vinhdanh.engines.campaign.types import BallotLevel
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.statistics import hidden
from vinhdanh.engines.statistics.figures import DELEGATES
from vinhdanh.engines.statistics.held import Held, held
from vinhdanh.engines.statistics.lists import accepted, distinct
from vinhdanh.engines.vietnamese import amount_in_words, match_key, percent, short_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from decimal import Decimal

    from vinhdanh.engines.campaign.outcome import Award, Outcome, TargetResult, UnitStatus
    from vinhdanh.engines.campaign.types import Ballot, Nominee, Settings

STATES: Final = {
    UnitState.SENT: "Đúng hạn",
    UnitState.LATE: "Nộp muộn",
    UnitState.NIL: "Không có đề nghị",
    UnitState.MISSING: "Chưa gửi",
}
DIRECTIONS: Final = {"at_least": "ít nhất", "about": "khoảng", "at_most": "không quá"}
SCOPES: Final = {"base": "Cơ sở", "province": "Cấp trên cơ sở", "nation": "Toàn quốc", "": "Chưa ghi phạm vi"}


def _sum(rows: Iterable[Sequence[Value]], column: int) -> int:
    return sum(value for row in rows if isinstance(value := row[column], int))


def _counts(nominees: Sequence[Nominee], year: int | None) -> tuple[int, ...]:
    """Persons, collectives, women, minority, direct workers, requests to attend, to be commended, to go up."""
    tests: tuple[Callable[[Nominee], bool], ...] = (
        lambda n: n.kind == "person",
        lambda n: n.kind == "collective",
        lambda n: flag(n, "woman", year=year) == YES,
        lambda n: flag(n, "minority", year=year) == YES,
        lambda n: flag(n, "direct_worker", year=year) == YES,
        lambda n: n.attend,
        lambda n: bool(n.commend or n.typed_commend.strip()),
        lambda n: n.upward,
    )
    return tuple(sum(map(test, nominees)) for test in tests)


def _meeting(ballots: Iterable[Ballot]) -> str:
    """Day and attendance of a unit's own vote: "12/02/2020, 45 người dự"; "" when none is recorded."""
    told = []
    for ballot in ballots:
        day = short_date(ballot.day) if ballot.day else "chưa ghi ngày"
        told.append(day if ballot.present is None else f"{day}, {ballot.present} người dự")
    return "; ".join(told)


def _state(status: UnitStatus) -> str:
    """A list that came after reception closed counts as missing, but the table says that it came."""
    return "Gửi sau khi thôi nhận" if status.state is UnitState.MISSING and status.files else STATES[status.state]


def units(outcome: Outcome, *, public: bool = False) -> Table:
    """B1: per union of the register what it sent, when, whom it put forward, what it asks for; totals below.

    `public` hides small counts of women, of minorities and of direct workers.
    """
    year = reference_year(outcome.campaign.settings)
    by_union: dict[str, list[Nominee]] = defaultdict(list)
    for nominee in accepted(outcome):
        by_union[nominee.union].append(nominee)
    ballots: dict[str, list[Ballot]] = defaultdict(list)
    for ballot in outcome.campaign.ballots:
        if ballot.level is BallotLevel.UNION:
            ballots[ballot.union].append(ballot)
    rows: list[tuple[Value, ...]] = []
    for i, status in enumerate(outcome.units, 1):
        union = status.union
        received = short_date(local(status.received).date()) if status.received else ""
        counts = _counts(by_union.pop(union.code, []), year)
        rows.append((i, union.name, union.group, _meeting(ballots[union.code]), received, _state(status), *counts))
    strangers = [n for rest in by_union.values() for n in rest]
    if strangers:
        rows.append((len(rows) + 1, "Đơn vị không có trong danh sách", "", "", "", "", *_counts(strangers, year)))
    heads = (
        "TT", "Đơn vị", "Khối, cụm", "Họp bình chọn", "Ngày nhận", "Tình trạng", "Cá nhân", "Tập thể", "Nữ", "Dân tộc thiểu số",
        "Lao động trực tiếp", "Đề nghị dự", "Đề nghị khen thưởng", "Đề nghị dự cấp trên",
    )  # fmt: skip
    on_time = sum(s.state is UnitState.SENT for s in outcome.units)
    total: tuple[Value, ...] = (
        "",
        "Tổng cộng",
        "",
        "",
        "",
        f"{on_time}/{len(outcome.units)} đúng hạn",
        *_counts(accepted(outcome), year),
    )
    footnote = (
        "Tập thể tính nữ, dân tộc thiểu số, lao động trực tiếp theo người đại diện; danh sách đến sau khi thôi nhận không tính."
    )
    table = Table("B1", "Tổng hợp danh sách các đơn vị gửi về", heads, tuple(rows), total, footnote)
    return hidden.public(table, (8, 9, 10), (range(len(rows)),)) if public else table


# ------------------------------------------------------------------------------------------ what nominees already hold


def _held_row(entries: Sequence[Held], year: int | None) -> tuple[int, ...]:
    """Times, collectives, persons, and of the different nominees: women, minority, direct workers, non-managers."""
    people = list({e.nominee.id: e.nominee for e in entries}.values())
    flags = (
        sum(flag(n, name, year=year) == YES for n in people) for name in ("woman", "minority", "direct_worker", "non_manager")
    )
    kinds = Counter(n.kind for n in people)
    return (len(entries), kinds["collective"], kinds["person"], *flags)


def honours_held(outcome: Outcome) -> Table:
    """B2: honours of the period by honour and year: lượt, then the different collectives and persons behind them."""
    settings = outcome.campaign.settings
    year = reference_year(settings)
    entries = held(accepted(outcome), settings.period)
    groups: dict[tuple[str, int], list[Held]] = defaultdict(list)
    for entry in entries:
        groups[entry.honour, entry.year or 0].append(entry)
    counted = {key: _held_row(of, year) for key, of in groups.items()}
    return held_table(counted, _held_row(entries, year), settings.rule_set)


def held_table(counted: Mapping[tuple[str, int], tuple[int, ...]], every: tuple[int, ...], rule_set: str) -> Table:
    """B2 from counts by honour and year (0: not told), whoever counted them."""
    names = {honour.code: (i, honour.name) for i, honour in enumerate(catalogue().honours(rule_set))}
    rows: list[tuple[Value, ...]] = []
    for code, when in sorted(counted, key=lambda key: (names.get(key[0], (len(names), ""))[0], *key)):
        label = names[code][1] if code in names else code
        rows.append((label, str(when) if when else "Chưa ghi năm", *counted[code, when]))
    heads = (
        "Danh hiệu, hình thức",
        "Năm",
        "Lượt",
        "Tập thể",
        "Cá nhân",
        "Nữ",
        "Dân tộc thiểu số",
        "Lao động trực tiếp",
        "Không quản lý",
    )
    total: tuple[Value, ...] = ("Tổng cộng", "", *every)
    footnote = "Lượt: số lần được tặng. Các cột còn lại đếm người, tập thể khác nhau, nên tổng cộng không bằng tổng các dòng."
    return Table("B2", "Danh hiệu, hình thức khen thưởng đã đạt", heads, tuple(rows), total, footnote)


def initiatives(outcome: Outcome) -> Table:
    """B3: recognised initiatives of the nominees by scope: how many different ones, by how many people, the money they saved."""
    period = outcome.campaign.settings.period
    titles: dict[str, dict[tuple[str, str], int | None]] = defaultdict(dict)
    people: dict[str, set[str]] = defaultdict(set)
    for nominee in accepted(outcome):
        for made in nominee.initiatives:
            if made.year is None or period is None or period[0] <= made.year <= period[1]:
                titles[made.scope][nominee.union, match_key(made.title)] = made.value
                people[made.scope].add(nominee.id)
    counted = {}
    for scope, found in titles.items():
        values = [value for value in found.values() if value is not None]
        counted[scope] = (len(found), len(people[scope]), len(values), sum(values))
    return initiative_table(counted, len(set().union(*people.values())))


def initiative_table(counted: Mapping[str, tuple[int, int, int, int]], everyone: int) -> Table:
    """B3 from counts by scope – initiatives, people, with a value, đồng – and all different people."""
    order = [*(s for s in SCOPES if s in counted), *sorted(counted.keys() - SCOPES.keys())]
    rows: list[tuple[Value, ...]] = [(SCOPES.get(scope, scope), *counted[scope]) for scope in order]
    numbers = [_sum(rows, i) for i in (1, 3, 4)]
    heads = ("Phạm vi công nhận", "Số sáng kiến", "Số người, tập thể", "Có ghi giá trị làm lợi", "Giá trị làm lợi (đồng)")
    total: tuple[Value, ...] = ("Tổng cộng", numbers[0], everyone, numbers[1], numbers[2])
    footnote = "Sáng kiến cùng tên trong một đơn vị tính một; giá trị làm lợi chỉ cộng các sáng kiến có ghi."
    return Table("B3", "Sáng kiến được công nhận", heads, tuple(rows), total, footnote)


# ------------------------------------------------------------------------------------------ targets and missing units


def _target_row(title: str, target: TargetResult) -> tuple[Value, ...]:
    wanted = f"{DIRECTIONS.get(target.direction, target.direction)} {_short(target.wanted)}"
    reach = "" if target.reachable is None else f"{target.reachable[0]}–{target.reachable[1]}"
    share = Share(target.count, target.base, target.base_label)
    met = "Đạt" if target.met else f"Chưa đạt, còn {target.shortfall}"
    return (title, target.label, wanted, target.count, target.base, share, reach, met, target.base_label)


def _short(number: Decimal) -> str:
    """A number of percent without idle zeros: "70 %", "37,5 %"."""
    return percent(number, max(0, -int(number.normalize().as_tuple().exponent)))


def _ratio_rows(outcome: Outcome) -> list[tuple[Value, ...]]:
    """Exemplars and guests against the plan's shares: soft, within the campaign's tolerance in percent points."""
    settings = outcome.campaign.settings
    exemplars, guests = len(outcome.attend.by(Standing.CHOSEN)), len(outcome.guests_in)
    rows = []
    for label, wanted, count in (
        ("Điển hình tiên tiến", settings.share_exemplars, exemplars),
        ("Khách mời", settings.share_guests, guests),
    ):
        share = Share(count, exemplars + guests, DELEGATES)
        if wanted is not None:
            rows.append(_ratio_row(label, wanted, share, settings))
    return rows


def _ratio_row(label: str, wanted: Decimal, share: Share, settings: Settings) -> tuple[Value, ...]:
    met = share.fraction is not None and abs(share.fraction * 100 - Fraction(wanted)) <= Fraction(settings.share_tolerance)
    state = "Đạt" if met else "Chưa đạt"
    return ("Toàn hội nghị", label, f"khoảng {_short(wanted)}", share.count, share.base, share, "", state, DELEGATES)


def targets(outcome: Outcome) -> Table:
    """B5: wanted and reached, per choice with targets; the reachable range is the fewest and most that any allowed list has."""
    rows = _ratio_rows(outcome)
    choices: list[Choice] = [outcome.attend, *(c.choice for c in outcome.commend), *(u.choice for u in outcome.upward)]
    rows += [_target_row(choice.title, target) for choice in choices for target in choice.targets]
    heads = ("Danh sách", "Chỉ tiêu", "Mục tiêu", "Số đạt", "Trên số", "Tỷ lệ", "Có thể đạt", "Kết quả", "Tính trên")
    footnote = "Mục tiêu tỷ lệ để phấn đấu, không tự loại trường hợp nào; tập thể tính theo người đại diện."
    return Table("B5", "So sánh mục tiêu và kết quả", heads, tuple(rows), None, footnote, (Live(5, count=3, base=4),))


def missing_units(outcome: Outcome) -> Table:
    """B6: units whose list has not come (or came after reception closed), who answers for them, how often they were reminded."""
    rows: list[tuple[Value, ...]] = []
    for status in outcome.units:
        if status.state is not UnitState.MISSING:
            continue
        union = status.union
        responsible = ", ".join(part for part in (union.responsible, union.responsible_post) if part)
        days = "; ".join(short_date(day) for day in union.reminders)
        note = f"gửi sau khi thôi nhận ({short_date(local(status.received).date())})" if status.files and status.received else ""
        rows.append((len(rows) + 1, union.name, union.group, responsible, len(union.reminders), days, note))
    heads = ("TT", "Đơn vị", "Khối, cụm", "Người chịu trách nhiệm", "Số lần nhắc", "Ngày nhắc", "Ghi chú")
    footnote = f"{len(rows)} trên {len(outcome.units)} đơn vị trong danh sách quản lý."
    return Table("B6", "Các đơn vị chưa gửi danh sách", heads, tuple(rows), None, footnote)


# ------------------------------------------------------------------------------------------ money


def budget(outcome: Outcome) -> Table:
    """KP: prize money by honour, authority and source: numbers and sums of persons and collectives, in đồng.

    Prizes that wait for a fact to be confirmed are not in the sums; the footnote counts them.
    """
    kinds = {n.id: n.kind for n in outcome.nominees}
    groups: dict[tuple[str, str, str], list[Award]] = defaultdict(list)
    for round_ in outcome.commend:
        for award in round_.awards:
            groups[award.honour_name, award.authority, award.source].append(award)
    counted = {}
    for key, awards in groups.items():
        numbers: list[int] = []
        for kind in ("person", "collective"):
            of_kind = [a for a in awards if kinds[a.nominee] == kind]
            numbers += [len(of_kind), sum(a.prize or 0 for a in of_kind)]
        counted[key] = tuple(numbers)
    every = [award for awards in groups.values() for award in awards]
    return budget_table(counted, sum(a.prize is None for a in every), distinct_awarded(outcome))


def budget_table(counted: Mapping[tuple[str, str, str], tuple[int, ...]], waiting: int, people: int) -> Table:
    """KP from counts by honour, authority and source – persons, their đồng, collectives, their đồng –, awards without a sum, people."""
    rows: list[tuple[Value, ...]] = []
    for (name, authority, source), numbers in counted.items():
        rows.append((len(rows) + 1, name, authority, *numbers, numbers[1] + numbers[3], source))
    total = [_sum(rows, i) for i in range(3, 8)]
    words = [f"Bằng chữ: {amount_in_words(total[4], unit='đồng')}", f"{total[0] + total[2]} lượt, {people} người và tập thể"]
    words += [f"{waiting} lượt chưa tính tiền, chờ xác nhận số liệu"] if waiting else []
    heads = (
        "TT",
        "Hình thức",
        "Cấp quyết định",
        "Cá nhân",
        "Tiền thưởng cá nhân (đồng)",
        "Tập thể",
        "Tiền thưởng tập thể (đồng)",
        "Cộng (đồng)",
        "Nguồn",
    )
    last: tuple[Value, ...] = ("", "Tổng cộng", "", *total, "")
    return Table("KP", "Dự toán tiền thưởng", heads, tuple(rows), last, f"{'; '.join(words)}.", (Live(7, add=(4, 6)),))


def distinct_awarded(outcome: Outcome) -> int:
    """How many different nominees are commended: "người", where the awards are "lượt"."""
    by_id = {n.id: n for n in outcome.nominees}
    return distinct(by_id[award.nominee] for round_ in outcome.commend for award in round_.awards)

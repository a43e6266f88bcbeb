"""Notices: what is proposed, posted for opinions (domain.md §3.5); and the result for each unit, one page a unit.

A posted list shows names, posts, units and what is proposed: nothing else of a person (domain.md §8).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.outcome import ReasonKind, Standing
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.papers import cells, counts, office
from vinhdanh.engines.papers.kinds import awards, phrases
from vinhdanh.engines.papers.model import (
    Block,
    Bullets,
    Column,
    DataTable,
    Heading,
    Paper,
    Para,
    Part,
    Row,
    Title,
    group_row,
    italic,
    plain,
)
from vinhdanh.engines.vietnamese import add_working_days, decimal_comma, long_date, roman
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from vinhdanh.engines.campaign.outcome import Choice, Outcome, Placed, UnitStatus, UpwardRound
    from vinhdanh.engines.campaign.types import Nominee
    from vinhdanh.engines.catalogue import Fact

POSTING, RESULTS, CODE = "posting", "results", "TB"
NONE = "-"
SHORT = "Thiếu"
"""Begins a cell that says how many points were missing; a note below the table explains it."""


def build_posting(outcome: Outcome) -> tuple[Paper, ...]:
    """The notice with the list that is posted; none while nothing is proposed."""
    groups = _posted(outcome)
    return (_posting(outcome, groups),) if groups else ()


def _posted(outcome: Outcome) -> list[tuple[str, tuple[Nominee, ...]]]:
    s = outcome.campaign.settings
    out: list[tuple[str, tuple[Nominee, ...]]] = []
    for authority, given in awards.by_authority(outcome).items():
        names = awards.honour_names(given, s)
        label = f"Đề nghị {authority} tặng {names}" if authority else f"{s.host.name} tặng {names}"
        out.append((label, tuple(dict.fromkeys(n for _, n in counts.awarded(outcome, given)))))
    for made in outcome.upward:
        chosen = counts.standing(outcome, made.choice)
        if chosen:
            out.append((f"Đại biểu dự {made.upward.congress}", chosen))
    return out


def posting_days(outcome: Outcome) -> Fact[int] | None:
    """The longest posting that the honours proposed need, None when it is by the office's own rules."""
    s = outcome.campaign.settings
    days = []
    for code in {a.honour for made in outcome.commend for a in made.awards}:
        try:
            fact = catalogue().honour(code, s.rule_set).posting_working_days
        except UserError:
            continue
        if fact is not None:
            days.append(fact)
    return max(days, key=lambda fact: fact.value, default=None)


def _term(outcome: Outcome) -> list[str]:
    """How long, from when, until when; the days are for the hand until the book has the day of the notice."""
    s = outcome.campaign.settings
    book = office.given(s, POSTING)
    fact = posting_days(outcome)
    settled = fact is not None and fact.settled(s.confirmed)
    length = fact.value if fact is not None and settled else None
    begin = book.day if book and book.day else None
    doubt = "" if settled else f" ({office.CHECK})"
    long = [f"Thời gian: {counts.number(fact.value)} ngày làm việc{doubt}."] if fact else []
    first = long_date(begin) if begin else phrases.open_day(s)
    last = long_date(add_working_days(begin, length)) if begin and length else phrases.open_day(s)
    return [*long, f"Từ {first} đến hết {last}."]


def _posting(outcome: Outcome, groups: list[tuple[str, tuple[Nominee, ...]]]) -> Paper:
    s = outcome.campaign.settings
    units = phrases.units_word(outcome)
    about = "khen thưởng"
    if any(made.choice.by(Standing.CHOSEN) for made in outcome.upward):
        about = "khen thưởng và cử dự đại hội cấp trên" if outcome.commend else "cử dự đại hội cấp trên"
    subject = f"Niêm yết công khai danh sách đề nghị {about}"
    day = office.day_of(s, POSTING)
    counted = [f"{office.lower_first(label)}: {counts.tally(of).split}" for label, of in groups]
    blocks: list[Block] = [
        Para(
            f"Thực hiện {phrases.plan_short(s)}, {office.issuer(s)} thông báo niêm yết công khai danh sách tập thể, cá nhân được đề nghị "
            f"{about} như sau:"
        ),
        Heading("1. Nội dung niêm yết"),
        Bullets(tuple(f"{office.upper_first(line)}." for line in counted)),
        Heading("2. Thời gian, hình thức niêm yết"),
        Bullets(
            (
                *_term(outcome),
                f"Hình thức: niêm yết tại trụ sở {s.host.name} và tại các {units} có tập thể, cá nhân được đề nghị.",
            )
        ),
        Heading("3. Tiếp nhận ý kiến"),
        Para(
            f"Ý kiến về các tập thể, cá nhân có tên trong danh sách gửi bằng văn bản về {office.short(s.host)} trong thời gian niêm yết, "
            "ghi rõ họ tên, địa chỉ, số điện thoại và ký tên. Thông tin của người có ý kiến được giữ kín."
        ),
    ]
    last = f"Đề nghị các {units} niêm yết, phổ biến (có danh sách kèm theo)./."
    part = Part(
        head=office.head(s, POSTING, CODE),
        title=Title("THÔNG BÁO", subject),
        blocks=tuple(blocks),
        ending=office.ending(s, (last,), office.archive(s, f"Các {units}", "Niêm yết tại trụ sở"), room=22),
    )
    note = f"(Kèm theo Thông báo số {office.number_alone(s, POSTING, CODE)} {office.dated(day, s)} của {s.host.name})"
    annex = Part(
        title=Title("DANH SÁCH", f"Tập thể, cá nhân được đề nghị {about}", note, width=150, size=13),
        blocks=(_list(outcome, groups),),
    )
    return Paper(f"Thông báo {office.lower_first(subject)}", s.host.name, (part, annex), day)


def _list(outcome: Outcome, groups: list[tuple[str, tuple[Nominee, ...]]]) -> DataTable:
    units = cells.unit_names(outcome)
    columns = (cells.NUMBER, Column("Họ và tên, tên tập thể", 55), Column("Chức vụ, đơn vị"))
    rows: list[Row] = []
    for n, (label, of) in enumerate(groups, 1):
        rows.append(group_row(f"{roman(n)}. {office.upper_first(label)}: {counts.tally(of).split}", span=len(columns)))
        for i, nominee in enumerate(of, 1):
            unit = units.get(nominee.union, "")
            place = cells.post(nominee, unit) if nominee.kind == "person" else unit
            rows.append(Row((str(i), nominee.name, place)))
    return DataTable(columns, tuple(rows))


# ------------------------------------------------------------------------------------------ results


def build_results(outcome: Outcome) -> tuple[Paper, ...]:
    """One paper with a page for each unit that put someone forward, in the order of the register."""
    by_union: dict[str, list[Nominee]] = {}
    for nominee in outcome.nominees:
        by_union.setdefault(nominee.union, []).append(nominee)
    known = _Known(outcome)
    parts = tuple(_result(known, unit, by_union[unit.union.code]) for unit in outcome.units if unit.union.code in by_union)
    if not parts:
        return ()
    s = outcome.campaign.settings
    return (Paper(f"Thông báo kết quả bình chọn dự {office.event(s)}", s.host.name, parts, office.day_of(s, RESULTS)),)


class _Known:
    """What became of each nominee, looked up once for all units."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.attend = _places(outcome.attend)
        self.commend = [_places(made.choice) for made in outcome.commend]
        self.upward: list[tuple[UpwardRound, dict[str, Placed]]] = [
            (made, _places(made.choice)) for made in outcome.upward if made.upward.seats is not None
        ]
        self.reserve: dict[tuple[str, str], int] = {}
        for choice in (outcome.attend, *(made.choice for made in outcome.upward)):
            self.reserve |= {(choice.key, p.nominee): i for i, p in enumerate(choice.by(Standing.RESERVE), 1)}
        self.awarded: dict[str, list[str]] = {}
        s = outcome.campaign.settings
        for made in outcome.commend:
            authority = made.commendation.authority
            for award in made.awards:
                self.awarded.setdefault(award.nominee, []).append(
                    f"{phrases.given_short(award, authority, s)}{' (đề nghị)' if authority else ''}"
                )

    def attends(self, nominee: Nominee, choice: Choice, placed: Placed | None) -> str:
        """Where a nominee stands among those who attend, or go up."""
        if placed is None:
            return NONE
        if placed.standing is Standing.RESERVE:
            return f"Dự khuyết thứ {self.reserve[choice.key, nominee.id]}"
        return "Được chọn" if placed.standing is Standing.CHOSEN else _missed(placed)

    def commended(self, nominee: Nominee) -> str:
        """What a nominee is given or proposed for."""
        given = self.awarded.get(nominee.id)
        if given:
            return "; ".join(given)
        missed = [of[nominee.id] for of in self.commend if nominee.id in of]
        return _missed(missed[0]) if missed else NONE

    def reasons(self, nominee: Nominee) -> list[str]:
        """Reasons that are more than a figure, each once; the figure stands in the cell."""
        asked = [self.attend, *(of for _, of in self.upward)]
        asked += [] if nominee.id in self.awarded else self.commend
        placed = [of[nominee.id] for of in asked if nominee.id in of]
        said = (p.reason for p in placed if p.standing in {Standing.OUT, Standing.EXCLUDED})
        return list(
            dict.fromkeys(r.sentence for r in said if r and not (r.kind is ReasonKind.POINTS and r.points_low is not None))
        )


def _places(choice: Choice) -> dict[str, Placed]:
    return {p.nominee: p for p in choice.placed}


def _missed(placed: Placed) -> str:
    """Not chosen, with the points that were missing when points decided."""
    if placed.standing is Standing.EXCLUDED:
        return "Không thuộc diện xét"
    reason = placed.reason
    if reason is None or reason.kind is not ReasonKind.POINTS or reason.points_low is None:
        return "Chưa được chọn"
    low, high = reason.points_low, reason.points_high
    short = _points(low) if high in {None, low} else f"từ {_points(low)} đến {_points(high or low)}"
    return f"{SHORT} {short} điểm"


def _points(value: Decimal) -> str:
    """Points with the decimals that they have, one at least."""
    return decimal_comma(value, max(1, -int(value.normalize().as_tuple().exponent)))


def _result(known: _Known, unit: UnitStatus, own: Sequence[Nominee]) -> Part:
    s = known.outcome.campaign.settings
    tally = counts.tally(own)
    reasons = list(dict.fromkeys(r for n in own for r in known.reasons(n)))
    shown = [(made, of) for made, of in known.upward if any(n.id in of for n in own)]
    blocks: list[Block] = [
        Para(
            f"{office.issuer(s)} thông báo kết quả bình chọn {tally.both} do đơn vị đề nghị như sau:",
            keep=True,
        ),
        _result_table(known, own, shown, reasons),
    ]
    return Part(
        head=office.head(s, RESULTS, CODE),
        title=Title("THÔNG BÁO", "Kết quả bình chọn, đề nghị khen thưởng điển hình tiên tiến"),
        dear=(unit.union.name,),
        blocks=tuple(blocks),
        ending=office.ending(s, (_summons(known, own),), ("Như trên", "Lưu: VT"), room=20),
    )


def _result_table(
    known: _Known, own: Sequence[Nominee], shown: list[tuple[UpwardRound, dict[str, Placed]]], reasons: list[str]
) -> DataTable:
    attend = known.outcome.attend
    heads = [f"Dự đại hội\ncấp trên{f' ({n})' if len(shown) > 1 else ''}" for n, _ in enumerate(shown, 1)]
    columns = (
        Column("TT", 9, "center"),
        Column("Họ và tên, tên tập thể", 44),
        Column("Dự Hội nghị"),
        Column("Khen thưởng", 47 if shown else 65),
        *(Column(head, 30) for head in heads),
    )
    rows = [
        Row(
            (
                str(i),
                n.name,
                known.attends(n, attend, known.attend.get(n.id)),
                known.commended(n),
                *(known.attends(n, made.choice, of.get(n.id)) for made, of in shown),
            )
        )
        for i, n in enumerate(own, 1)
    ]
    notes = []
    if any(plain(cell).startswith(f"{SHORT} ") for row in rows for cell in row.cells[2:]):
        notes.append(f"“{SHORT} … điểm”: chưa được chọn, còn thiếu số điểm nêu trên để được chọn.")
    if any(plain(cell) == NONE for row in rows for cell in row.cells[2:]):
        notes.append(f"“{NONE}”: đơn vị không đề nghị.")
    notes += [*_congresses(shown), *reasons]
    rows += [Row(((italic(f"Ghi chú: {' '.join(notes)}"),),), span=len(columns))] if notes else []
    return DataTable(columns, tuple(rows), size=11, inset=1)


def _congresses(shown: list[tuple[UpwardRound, dict[str, Placed]]]) -> list[str]:
    if not shown:
        return []
    named = [f"{f'({n}) ' if len(shown) > 1 else ''}{made.upward.congress}" for n, (made, _) in enumerate(shown, 1)]
    return [f"Đại hội cấp trên: {'; '.join(named)}."]


def _summons(known: _Known, own: Sequence[Nominee]) -> str:
    """The last words: tell those concerned, and see that the delegates come."""
    chosen = sum(1 for n in own if (p := known.attend.get(n.id)) and p.standing is Standing.CHOSEN)
    tell = "Đề nghị đơn vị thông báo kết quả đến các tập thể, cá nhân có tên trên"
    if not chosen:
        return f"{tell}./."
    day = known.outcome.campaign.settings.conference.day
    told = f" {long_date(day)}" if day else ""
    return f"{tell}; bố trí {counts.number(chosen)} đại biểu được chọn dự Hội nghị{told} đầy đủ, đúng giờ./."

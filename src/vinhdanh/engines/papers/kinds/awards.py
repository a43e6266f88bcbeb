"""What requests and decisions say about awards: grounds, merits, counts by group, prizes, the list with its sums."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.papers import cells, counts, office
from vinhdanh.engines.papers.model import (
    Block,
    Column,
    DataTable,
    Para,
    Part,
    Row,
    Run,
    Title,
    group_row,
    italic,
    total_row,
    words_row,
)
from vinhdanh.engines.vietnamese import amount_in_words, money, roman
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.outcome import Award, Outcome
    from vinhdanh.engines.campaign.types import Nominee, Settings
    from vinhdanh.engines.catalogue import Document

Pair = tuple["Award", "Nominee"]
_WORD = {"collective": "tập thể", "person": "cá nhân"}


def by_authority(outcome: Outcome) -> dict[str, tuple[Award, ...]]:
    """Awards by who decides ("" is the host), in the order of the campaign; those without awards are left out."""
    out: dict[str, list[Award]] = {}
    for made in outcome.commend:
        out.setdefault(made.commendation.authority, []).extend(made.awards)
    return {authority: tuple(given) for authority, given in out.items() if given}


def honour_names(given: Sequence[Award], s: Settings) -> str:
    """Names of the honours, each once; a doubtful one with "cần xác nhận".

    Without the words that say whose it is ("Giấy khen của …" → "Giấy khen"): the sentence names who gives it.
    """
    names: dict[str, None] = {}
    for award in given:
        name = award.honour_name.split(" của ")[0]
        names[name if cells.honour_settled(award.honour, s) else f"{name} ({office.CHECK})"] = None
    return ", ".join(names)


def grounds(s: Settings, given: Sequence[Award], day: date | None) -> tuple[str, ...]:
    """Legal grounds in force on the day of the paper: the state's for state honours, the union's rules for its own."""
    of = documents(s, given, day)
    return tuple(d.ground if d.settled(s.confirmed) else f"{d.ground} ({office.CHECK})" for d in of)


def documents(s: Settings, given: Sequence[Award], day: date | None) -> tuple[Document, ...]:
    """The documents of `grounds`."""
    rules = catalogue().rule_set(s.rule_set)
    lines = {_line(a.honour, s) for a in given}
    on = day or s.today or s.conference.day or rules.valid_from or date.min
    return rules.grounds(on, "state" if lines == {"state"} else "")


def _line(honour: str, s: Settings) -> str:
    try:
        return catalogue().honour(honour, s.rule_set).line
    except UserError:
        return ""


def result(outcome: Outcome) -> list[Block]:
    """How many units sent lists, how many proposals came."""
    got = counts.returns(outcome.units)
    tally = counts.listed(outcome, "nominated", counts.accepted(outcome))
    late = f" (trong đó {counts.number(got.late)} đơn vị gửi chậm)" if got.late else ""
    nil = f"; {counts.number(got.nil)} đơn vị báo không có đề nghị" if got.nil else ""
    missing = f"; {counts.number(got.missing)} đơn vị chưa gửi" if got.missing else ""
    return [
        Para(
            f"Có {counts.number(got.lists)}/{counts.number(got.units)} công đoàn cơ sở tổ chức bình chọn, gửi danh sách{late}{nil}{missing}. "
            f"Tổng số đề nghị là {counts.number(tally.total)} ({tally.split})."
        )
    ]


def merits(outcome: Outcome, pairs: Sequence[Pair]) -> list[Block]:
    """Honours held in the period and recognised initiatives of those proposed, counted."""
    s = outcome.campaign.settings
    people = list(dict.fromkeys(n for _, n in pairs))
    held = counts.honours_held(people, s.period)
    made = sum(len(n.initiatives) for n in people)
    value = sum(i.value or 0 for n in people for i in n.initiatives)
    parts = [f"{counts.number(times)} lượt {cells.honour_name(code, s)}" for code, times in held.items()]
    if made:
        worth = f" với giá trị làm lợi {money(value)} đồng" if value else ""
        parts.append(f"{counts.number(made)} sáng kiến được công nhận{worth}")
    tally = counts.tally(people)
    past = f"Trong {office.period(s.period)}, các" if s.period else "Các"
    out: list[Block] = []
    if parts:
        out.append(Para(f"{past} tập thể, cá nhân được đề nghị đã đạt {'; '.join(parts)}."))
    if tally.total:
        out.append(
            Para(
                f"Trong {counts.number(tally.total)} đề nghị ({tally.split}), tính theo cá nhân và người đại diện của tập thể: "
                f"nữ {counts.share(tally.women, tally.total)}, dân tộc thiểu số {counts.share(tally.minority, tally.total)}, "
                f"công nhân trực tiếp sản xuất {counts.share(tally.direct, tally.total)}."
            )
        )
    return out


def content(outcome: Outcome, authority: str, pairs: Sequence[Pair]) -> list[Block]:
    """What is asked, and the counts by group."""
    s = outcome.campaign.settings
    past = f" {office.period(s.period)}" if s.period else ""
    tally = counts.tally(n for _, n in pairs)
    return [
        Para(
            f"Đề nghị {authority} tặng {honour_names([a for a, _ in pairs], s)} cho {tally.both} "
            f"đã có thành tích xuất sắc trong các phong trào thi đua yêu nước{past}, theo các khối như sau:",
            keep=True,
        ),
        _by_group(outcome, pairs),
    ]


def _by_group(outcome: Outcome, pairs: Sequence[Pair]) -> DataTable:
    group_of = {u.code: u.group for u in outcome.campaign.unions}
    columns = (
        Column("TT", 10, "center"),
        Column("Khối"),
        Column("Tập thể", 20, "center"),
        Column("Cá nhân", 20, "center"),
        Column("Nữ", 13, "center"),
        Column("Dân tộc\nthiểu số", 23, "center"),
        Column("Công nhân\ntrực tiếp", 27, "center"),
    )
    rows: list[Row] = []
    for group in counts.groups(outcome):
        t = counts.tally(n for _, n in pairs if group_of.get(n.union, "") == group)
        if t.total:
            rows.append(Row((str(len(rows) + 1), group or "Đơn vị khác", *_figures(t))))
    total = counts.tally(n for _, n in pairs)
    rows.append(Row(("", "Cộng", *_figures(total)), bold=True))
    return DataTable(columns, tuple(rows), size=13, whole=True)


def _figures(t: counts.Tally) -> tuple[str, ...]:
    return tuple(str(n) for n in (t.collectives, t.persons, t.women, t.minority, t.direct))


def prizes(outcome: Outcome, given: Sequence[Award]) -> list[Block]:
    """The paragraph on the prize money: how much each gets when all get the same, and the sum."""
    level = _level(outcome, given)
    return [Para((f"{level} " if level else "", *prize_sentence(given)))]


def _level(outcome: Outcome, given: Sequence[Award]) -> str:
    parts = []
    for kind in ("collective", "person"):
        of = {award.prize for award, nominee in counts.awarded(outcome, given) if nominee.kind == kind}
        if len(of) > 1 or None in of:
            return ""
        parts += [f"{money(prize)} đồng đối với mỗi {_WORD[kind]}" for prize in of if prize is not None]
    return f"Mức tiền thưởng kèm theo là {' và '.join(parts)}." if parts else ""


def prize_sentence(given: Sequence[Award]) -> tuple[str | Run, ...]:
    """The prize money: "Tổng số tiền thưởng là 32.184.000 đồng (Ba mươi hai triệu …), trích từ …"; open facts are named."""
    total, open_ = counts.prize_total(given)
    if open_ == len(given):
        return (f"Mức tiền thưởng kèm theo: {office.CHECK} trước khi ban hành.",)
    sources = ", ".join(dict.fromkeys(a.source for a in given if a.source))
    source = f", trích từ {sources}" if sources else ""
    rest = f"; chưa kể {counts.number(open_)} trường hợp {office.CHECK} mức tiền thưởng" if open_ else ""
    return (
        f"Tổng số tiền thưởng là {money(total)} đồng (",
        italic(amount_in_words(total, unit="đồng")),
        f"){source}{rest}.",
    )


def annex(outcome: Outcome, pairs: Sequence[Pair], subject: str, note: str) -> Part:
    """The list: collectives, then persons, by honour, with sums, the total and the amount in words."""
    units = cells.unit_names(outcome)
    several = len({a.honour_name for a, _ in pairs}) > 1
    columns = (
        Column("TT", 10, "center"),
        Column("Họ và tên, tên tập thể", 44),
        Column("Chức vụ, đơn vị"),
        *((Column("Hình thức", 36),) if several else ()),
        Column("Tiền thưởng\n(đồng)", 29 if counts.prize_total([a for a, _ in pairs])[1] else 26, "right"),
    )
    rows: list[Row] = []
    span = len(columns) - 1
    for n, (kind, own) in enumerate(groupby(pairs, key=lambda pair: pair[1].kind), 1):
        of = list(own)
        rows.append(
            group_row(
                f"{roman(n)}. {_WORD[kind].upper()}: {counts.number(len(of))} {_WORD[kind]}", _sum([a for a, _ in of]), span=span
            )
        )
        for i, (award, nominee) in enumerate(of, 1):
            unit = units.get(nominee.union, "")
            place = cells.post(nominee, unit) if kind == "person" else unit
            form = (award.honour_name,) if several else ()
            rows.append(Row((str(i), nominee.name, place, *form, office.CHECK if award.prize is None else money(award.prize))))
    given = [a for a, _ in pairs]
    tally = counts.tally(n for _, n in pairs)
    rows.append(
        total_row(
            f"TỔNG CỘNG: {counts.number(tally.total)} ({tally.split})"
            if tally.persons and tally.collectives
            else f"TỔNG CỘNG: {tally.split}",
            _sum(given),
            span=span,
        )
    )
    total, open_ = counts.prize_total(given)
    if open_ < len(given):
        rows.append(words_row(amount_in_words(total, unit="đồng"), len(columns)))
    if open_:
        rows.append(
            Row(
                (f"Ghi chú: {counts.number(open_)} trường hợp {office.CHECK} mức tiền thưởng, chưa tính vào tổng số.",),
                span=len(columns),
            )
        )
    return Part(title=Title("DANH SÁCH", subject, note, width=150, size=13), blocks=(DataTable(columns, tuple(rows)),))


def _sum(given: Sequence[Award]) -> str:
    total, open_ = counts.prize_total(given)
    return office.CHECK if open_ == len(given) and given else money(total)

"""Sổ khen thưởng, and danh sách ký nhận tiền thưởng with its sums in words (domain.md §4.13, §4.14)."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from vinhdanh.engines.papers import cells, counts, office
from vinhdanh.engines.papers.kinds import awards, phrases
from vinhdanh.engines.papers.model import (
    Column,
    DataTable,
    Ending,
    Paper,
    Part,
    Row,
    Signature,
    Text,
    Title,
    group_row,
    italic,
    total_row,
    words_row,
)
from vinhdanh.engines.vietnamese import amount_in_words, money, roman, short_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.outcome import Award, Outcome
    from vinhdanh.engines.campaign.types import Nominee, Settings

REGISTER, PAYMENTS = "register", "payments"
SIGNING = 9.0
"""mm; room for a hand to sign in a row."""
_WORD = {"collective": "tập thể", "person": "cá nhân"}
_REGISTER_COLUMNS = (
    Column("Số vào\nsổ", 15, "center"),
    Column("Họ và tên, tên tập thể", 45),
    Column("Chức vụ, đơn vị"),
    Column("Số, ngày quyết định", 40),
    Column("Tiền thưởng\n(đồng)", 27, "right"),
    Column("Ngày trao,\nký nhận", 27),
    Column("Ghi chú", 17),
)


def build_register(outcome: Outcome) -> tuple[Paper, ...]:
    """The register of commendations: the host's own with the numbers of its certificates, then those of other authorities."""
    by = awards.by_authority(outcome)
    if not by:
        return ()
    s = outcome.campaign.settings
    rows: list[Row] = []
    ordered = sorted(by.items(), key=lambda pair: pair[0] != "")
    groups = [(authority, list(of)) for authority, given in ordered for _, of in groupby(given, key=lambda a: a.honour_name)]
    first = 1
    for n, (authority, of) in enumerate(groups, 1):
        label = f"{roman(n)}. {phrases.given_by(of[0], authority, s)}: {counts.number(len(of))} lượt"
        rows.append(group_row(label, _sum(of), "", "", span=4))
        rows += _entries(outcome, authority, of, first)
        first += len(of)
    every = [a for given in by.values() for a in given]
    rows.append(total_row(f"TỔNG CỘNG: {counts.number(len(every))} lượt", _sum(every), "", "", span=4))
    past = f" {office.period(s.period)}" if s.period else ""
    subject = f"Điển hình tiên tiến{past}"
    tally = counts.tally({n.id: n for _, n in counts.awarded(outcome, every)}.values())
    total, open_ = counts.prize_total(every)
    last = f"Sổ có {counts.number(len(every))} lượt khen thưởng cho {tally.both}{_amount(total, open_, len(every))}./."
    part = Part(
        head=office.head(s),
        title=Title("SỔ KHEN THƯỞNG", subject, size=13),
        blocks=(DataTable(_REGISTER_COLUMNS, tuple(rows), size=11, inset=1),),
        ending=Ending(
            (last,),
            (),
            phrases.level(
                (Signature(("NGƯỜI VÀO SỔ",), room=22), office.signature(s, day=office.dated(None, s, s.place), room=22))
            ),
        ),
        landscape=True,
    )
    return (Paper(f"Sổ khen thưởng điển hình tiên tiến{past}", s.host.name, (part,), office.day_of(s, REGISTER)),)


def _amount(total: int, open_: int, of: int) -> str:
    if open_ == of:
        return f"; tiền thưởng {office.CHECK}"
    rest = f", chưa kể {counts.number(open_)} trường hợp {office.CHECK}" if open_ else ""
    return f"; tổng số tiền thưởng {money(total)} đồng ({amount_in_words(total, unit='đồng')}){rest}"


def _sum(given: Sequence[Award]) -> str:
    total, open_ = counts.prize_total(given)
    return office.CHECK if given and open_ == len(given) else money(total)


def _prize(award: Award) -> str:
    return office.CHECK if award.prize is None else money(award.prize)


def _decision(s: Settings, authority: str) -> str:
    """Number and day of the host's own decision; another authority's is for the hand."""
    book = office.given(s, "decision")
    if authority or book is None or not book.number:
        return ""
    day = f", {short_date(book.day)}" if book.day else ""
    return f"{office.number_alone(s, 'decision', 'QĐ')}{day}"


def _entries(outcome: Outcome, authority: str, given: Sequence[Award], first: int) -> list[Row]:
    s = outcome.campaign.settings
    units = cells.unit_names(outcome)
    people = {n.id: n for n in outcome.nominees}
    decision = _decision(s, authority)
    rows = []
    # the host's own in the order of its awards, numbered as the certificates are
    for n, award in enumerate(given, first):
        nominee = people[award.nominee]
        number = "" if authority else f"{n:03d}"
        rows.append(Row((number, nominee.name, _place(nominee, units), decision, _prize(award), "", ""), height=7))
    return rows


def _place(nominee: Nominee, units: dict[str, str]) -> str:
    unit = units.get(nominee.union, "")
    return cells.post(nominee, unit) if nominee.kind == "person" else unit


# ------------------------------------------------------------------------------------------ ký nhận


def build_payments(outcome: Outcome) -> tuple[Paper, ...]:
    """A list to sign for the prize money, one for each deciding authority."""
    return tuple(
        _payment(outcome, authority, given, nth) for nth, (authority, given) in enumerate(awards.by_authority(outcome).items())
    )


def _payment(outcome: Outcome, authority: str, given: tuple[Award, ...], nth: int) -> Paper:
    s = outcome.campaign.settings
    names = awards.honour_names(given, s)
    who = authority or s.host.name
    several = len({a.honour_name for a in given}) > 1
    columns = (
        Column("TT", 12, "center"),
        Column("Họ và tên, tên tập thể", 72),
        Column("Chức vụ, đơn vị"),
        *((Column("Hình thức", 40),) if several else ()),
        Column("Số tiền (đồng)", 34, "right"),
        Column("Ký nhận", 45),
    )
    rows = _payment_rows(outcome, given, several=several)
    tally = counts.tally(n for _, n in counts.awarded(outcome, given))
    open_ = counts.prize_total(given)[1]
    sources = ", ".join(dict.fromkeys(a.source for a in given if a.source))
    source = f" Nguồn: {sources}." if sources else ""
    rest = f" Còn {counts.number(open_)} trường hợp {office.CHECK} mức tiền thưởng." if open_ else ""
    last = f"Danh sách có {tally.both}.{source}{rest}".rstrip(".") + "./."
    part = Part(
        head=office.head(s),
        title=Title("DANH SÁCH KÝ NHẬN TIỀN THƯỞNG", f"Kèm theo {names} của {who}", size=13),
        blocks=(DataTable(columns, rows),),
        ending=Ending(
            (last,),
            (),
            phrases.level(
                (
                    Signature(("NGƯỜI LẬP",), room=22),
                    Signature(("KẾ TOÁN",), room=22),
                    office.signature(s, day=office.dated(None, s, s.place), room=22),
                )
            ),
        ),
        landscape=True,
    )
    return Paper(
        f"Danh sách ký nhận tiền thưởng kèm theo {names} của {who}", s.host.name, (part,), office.day_of(s, PAYMENTS, nth)
    )


def _payment_rows(outcome: Outcome, given: tuple[Award, ...], *, several: bool) -> tuple[Row, ...]:
    """Collectives and persons with their prize and room to sign, the sums of each, the whole in figures and words."""
    span, width = (4, 6) if several else (3, 5)
    units = cells.unit_names(outcome)
    pairs = counts.awarded(outcome, given)
    rows: list[Row] = []
    for n, (kind, own) in enumerate(groupby(pairs, key=lambda pair: pair[1].kind), 1):
        of = list(own)
        head = f"{roman(n)}. {_WORD[kind].upper()}: {counts.number(len(of))} {_WORD[kind]}"
        rows.append(group_row(head, _sum([a for a, _ in of]), "", span=span))
        for i, (award, nominee) in enumerate(of, 1):
            form = (award.honour_name,) if several else ()
            rows.append(Row((str(i), _receiver(nominee), _place(nominee, units), *form, _prize(award), ""), height=SIGNING))
    total, open_ = counts.prize_total(given)
    rows.append(total_row(f"TỔNG CỘNG: {counts.tally(n for _, n in pairs).split}", _sum(given), "", span=span))
    if open_ < len(given):
        rows.append(words_row(amount_in_words(total, unit="đồng"), width))
    return tuple(rows)


def _receiver(nominee: Nominee) -> Text:
    """The person; for a collective also who receives for it (decree on ceremonies: the head receives)."""
    if nominee.kind == "collective" and nominee.representative:
        return (nominee.name, italic(f" (đại diện: {nominee.representative.name})"))
    return nominee.name

"""Tờ trình kinh phí with its dự toán, and quyết toán (domain.md §6.11): prizes from the awards, costs from `[[budget]]`, gaps for the hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.papers import counts, office
from vinhdanh.engines.papers.kinds import awards, costs, phrases
from vinhdanh.engines.papers.kinds.plan import basis_line
from vinhdanh.engines.papers.model import (
    Block,
    Bullets,
    Column,
    DataTable,
    Ending,
    Grounds,
    Heading,
    Paper,
    Para,
    Part,
    Row,
    Signature,
    Title,
    group_row,
    italic,
    total_row,
    words_row,
)
from vinhdanh.engines.vietnamese import amount_in_words, money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.outcome import Award, Outcome
    from vinhdanh.engines.campaign.types import BudgetLine, Settings

BUDGET, BUDGET_CODE = "budget", "TTr"
SETTLEMENT, SETTLEMENT_CODE = "settlement", "BC"
OTHER_LINES = (
    "Trang trí, maket, khánh tiết",
    "Thuê hội trường, âm thanh, màn hình",
    "In giấy mời, thẻ, tài liệu",
    "In giấy khen, khung",
    "Hoa, quà tặng",
    "Phóng sự, tuyên truyền",
    "Văn nghệ",
    "Nước uống, ăn giữa buổi",
    "Hỗ trợ đi lại cho công nhân trực tiếp sản xuất",
    "Y tế, bảo vệ",
    "Văn phòng phẩm",
    "Dự phòng",
)
"""Usual lines of a conference (domain.md §6.11): names alone, the office strikes out or adds what it needs."""
SPARE, BUDGET_SPARE = 1, 3
"""Empty rows for what the office adds."""
WIDE = 250.0
"""mm; titles of landscape pages may be long."""
_WORD = {"collective": "tập thể", "person": "cá nhân"}
_BUDGET_COLUMNS = (
    Column("TT", 12, "center"),
    Column("Nội dung"),
    Column("ĐVT", 20, "center"),
    Column("Số\nlượng", 18, "center"),
    Column("Đơn giá\n(đồng)", 29, "right"),
    Column("Thành tiền\n(đồng)", 32, "right"),
    Column("Nguồn kinh phí", 46),
    Column("Ghi chú", 18),
)
_SETTLEMENT_COLUMNS = (
    Column("TT", 12, "center"),
    Column("Nội dung"),
    Column("Dự toán\n(đồng)", 34, "right"),
    Column("Thực hiện\n(đồng)", 34, "right"),
    Column("Chênh lệch\n(tăng +, giảm -)", 34, "right"),
    Column("Chứng từ (số, ngày)", 38),
    Column("Ghi chú", 22),
)


@dataclass(frozen=True, slots=True)
class Line:
    """Prizes of one honour, authority, kind and amount: `each` in đồng, None while a fact waits to be confirmed."""

    name: str
    unit: str
    count: int
    each: int | None
    source: str

    @property
    def total(self) -> int | None:
        """`count` times `each`."""
        return None if self.each is None else self.count * self.each


def _signatures(s: Settings) -> tuple[Signature, ...]:
    return phrases.level((Signature(("NGƯỜI LẬP",), room=20), Signature(("KẾ TOÁN",), room=20), office.signature(s, room=20)))


def prize_lines(outcome: Outcome) -> tuple[Line, ...]:
    """Lines of prizes in the order of the campaign, collectives before persons."""
    found: dict[tuple[str, str, int | None, str], int] = {}
    s = outcome.campaign.settings
    for authority, given in awards.by_authority(outcome).items():
        for award, nominee in counts.awarded(outcome, given):
            key = (phrases.given_short(award, authority, s), _WORD[nominee.kind], award.prize, award.source)
            found[key] = found.get(key, 0) + 1
    return tuple(Line(name, word, count, each, source) for (name, word, each, source), count in found.items())


def _every(outcome: Outcome) -> list[Award]:
    return [award for made in outcome.commend for award in made.awards]


def _sum(given: Sequence[Award]) -> str:
    total, open_ = counts.prize_total(given)
    return office.CHECK if open_ == len(given) and given else money(total)


def _each(amount: int | None) -> str:
    return office.CHECK if amount is None else money(amount)


def build(outcome: Outcome) -> tuple[Paper, ...]:
    """The request for money, with the estimate as its annex."""
    s = outcome.campaign.settings
    to = s.government or s.parent
    dear = to.name if to else office.BLANK
    given = _every(outcome)
    subject = f"Về việc hỗ trợ kinh phí tổ chức {office.event(s)}"
    grounds = tuple(basis_line(b) for b in s.basis)
    blocks: list[Block] = [
        *((Grounds(grounds),) if grounds else ()),
        Para(f"Thực hiện {phrases.plan_of(s)}, {office.issuer(s)} kính trình {dear} xem xét, hỗ trợ kinh phí tổ chức, cụ thể:"),
        Heading("1. Quy mô, thời gian, địa điểm"),
        Para(_scale(outcome)),
        Heading("2. Dự toán kinh phí"),
        *_estimate(s, given),
        Heading("3. Nguồn kinh phí"),
        *_sources(s, given),
        *_support(s),
    ]
    last = f"{office.issuer(s)} kính đề nghị {dear} xem xét, hỗ trợ (có dự toán chi tiết kèm theo)./."
    request = Part(
        head=office.head(s, BUDGET, BUDGET_CODE),
        title=Title("TỜ TRÌNH", subject),
        dear=(dear,),
        blocks=tuple(blocks),
        ending=office.ending(s, (last,), office.archive(s, "Như trên")),
    )
    day = office.day_of(s, BUDGET)
    note = f"(Kèm theo Tờ trình số {office.number_alone(s, BUDGET, BUDGET_CODE)} {office.dated(day, s)} của {s.host.name})"
    annex = Part(
        title=Title("DỰ TOÁN KINH PHÍ", f"Tổ chức {office.event(s)}", note, width=WIDE, size=13),
        blocks=(_budget_table(outcome), *_open_note(given)),
        ending=Ending((), (), _signatures(s)),
        landscape=True,
    )
    return (Paper(f"Tờ trình {office.lower_first(subject)}", s.host.name, (request, annex), day),)


def _scale(outcome: Outcome) -> str:
    s = outcome.campaign.settings
    chosen, guests = len(counts.standing(outcome, outcome.attend)), len(outcome.guests_in)
    who = f"{counts.number(chosen + guests)} đại biểu" if chosen + guests else f"{office.BLANK} đại biểu"
    split = f" ({counts.number(chosen)} điển hình tiên tiến, {counts.number(guests)} khách mời)" if chosen and guests else ""
    when = phrases.conference(s)
    return f"Hội nghị có {who}{split}{f'; {when}' if when else ''}."


def _estimate(s: Settings, given: Sequence[Award]) -> list[Block]:
    prizes, spent = costs.prizes(given), costs.summed(map(costs.amount, costs.lines(s)))
    out: list[Block] = []
    if prizes.parts > prizes.open:
        also = f", chưa kể {counts.number(prizes.open)} trường hợp {office.CHECK} mức tiền thưởng" if prizes.open else ""
        out.append(_told("a) Tiền thưởng", prizes.known, also))
    else:
        out.append(Para(f"a) Tiền thưởng: {office.CHECK if given else office.BLANK}."))
    if spent.parts > spent.open:
        also = f", chưa kể {counts.number(spent.open)} khoản chưa có số tiền" if spent.open else ""
        out.append(_told("b) Chi tổ chức Hội nghị", spent.known, also))
    else:
        out.append(Para("b) Chi tổ chức Hội nghị (đồng):", fill=True))
    total = (prizes + spent).amount if prizes.parts and spent.parts else None
    if total is None:
        return [*out, Para("Tổng cộng (đồng):", fill=True), Para("Bằng chữ:", fill=True)]
    return [*out, _told("Tổng cộng", total)]


def _told(label: str, amount: int, also: str = "") -> Para:
    return Para((f"{label}: {money(amount)} đồng (", italic(amount_in_words(amount, unit="đồng")), f"){also}."))


def _support(s: Settings) -> list[Block]:
    if s.budget_support is not None:
        return [_told("Kinh phí đề nghị hỗ trợ", s.budget_support)]
    return [Para("Kinh phí đề nghị hỗ trợ (đồng):", fill=True), Para("Bằng chữ:", fill=True)]


def _sources(s: Settings, given: Sequence[Award]) -> list[Block]:
    items = []
    for source in costs.sources(s, given):
        kinds = (("tiền thưởng", source.prizes), ("chi tổ chức Hội nghị", source.costs))
        parts = [(word, f"{money(of.known)} đồng" if of.parts > of.open else office.CHECK) for word, of in kinds if of.parts]
        if len(parts) == 1:
            items.append(f"{source.name}: {parts[0][1]} ({parts[0][0]}).")
        else:
            total = source.estimate
            first = f"{money(total)} đồng, gồm " if total is not None else ""
            items.append(f"{source.name}: {first}{'; '.join(f'{word} {amount}' for word, amount in parts)}.")
    own = costs.lines(s)
    named = bool(own) and all(line.source for line in own)
    return [*((Bullets(tuple(items)),) if items else ()), *(() if named else (Para("- Chi tổ chức Hội nghị:", fill=True),))]


def _budget_table(outcome: Outcome) -> DataTable:
    s, given = outcome.campaign.settings, _every(outcome)
    prizes, own = costs.prizes(given), costs.lines(s)
    rows: list[Row] = [group_row("A. TIỀN THƯỞNG", _sum(given) if given else "", "", "", span=5)]
    for n, line in enumerate(prize_lines(outcome), 1):
        rows.append(Row((str(n), line.name, line.unit, money(line.count), _each(line.each), _each(line.total), line.source, "")))
    if prizes.parts > prizes.open:
        rows.append(words_row(amount_in_words(prizes.known, unit="đồng"), len(_BUDGET_COLUMNS)))
    if len(rows) == 1:
        rows += [_blank(1)]
    spent = costs.summed(map(costs.amount, own))
    rows.append(group_row("B. CHI TỔ CHỨC HỘI NGHỊ", costs.shown(spent.amount), "", "", span=5))
    rows += [_cost_row(n, line) for n, line in enumerate(own, 1)]
    if not own:
        rows += [Row((str(n), name, *("",) * 6)) for n, name in enumerate(OTHER_LINES, 1)]
        rows += [_blank(len(OTHER_LINES) + i) for i in range(1, BUDGET_SPARE + 1)]
    total = (prizes + spent).amount if prizes.parts and own else None
    rows.append(total_row("TỔNG CỘNG (A + B)", costs.shown(total), "", "", span=5))
    if total is None:
        rows.append(Row((f"Bằng chữ: {office.BLANK * 6}",), span=len(_BUDGET_COLUMNS)))
    else:
        rows.append(words_row(amount_in_words(total, unit="đồng"), len(_BUDGET_COLUMNS)))
    return DataTable(_BUDGET_COLUMNS, tuple(rows), size=11)


def _cost_row(number: int, line: BudgetLine) -> Row:
    quantity = "" if line.quantity is None else f"{line.quantity.normalize():f}".replace(".", ",")
    return Row(
        (
            str(number),
            line.text,
            line.unit,
            quantity,
            costs.shown(line.price),
            costs.shown(costs.amount(line)),
            line.source,
            line.note,
        )
    )


def _blank(number: int) -> Row:
    return Row((str(number), *("",) * 7), height=7)


def _open_note(given: Sequence[Award]) -> tuple[Block, ...]:
    open_ = counts.prize_total(given)[1]
    if not open_:
        return ()
    return (
        Para((italic(f"Ghi chú: {counts.number(open_)} trường hợp {office.CHECK} mức tiền thưởng, chưa tính vào tổng số."),)),
    )


# ------------------------------------------------------------------------------------------ quyết toán


def build_settlement(outcome: Outcome) -> tuple[Paper, ...]:
    """The settlement: estimates, actuals and vouchers as far as the campaign tells them, the rest for the hand."""
    s = outcome.campaign.settings
    given = _every(outcome)
    subject = f"Quyết toán kinh phí tổ chức {office.event(s)}"
    blocks: tuple[Block, ...] = (
        Para(f"Thực hiện {phrases.plan_short(s)}, {office.issuer(s)} báo cáo quyết toán kinh phí như sau:"),
        _settlement_table(outcome),
        *_open_note(given),
        Para("Thuyết minh chênh lệch:", fill=True),
    )
    last = f"{office.issuer(s)} báo cáo và chịu trách nhiệm về số liệu, chứng từ quyết toán./."
    part = Part(
        head=office.head(s, SETTLEMENT, SETTLEMENT_CODE),
        title=Title("BÁO CÁO", subject, width=WIDE),
        blocks=blocks,
        ending=Ending((last,), (), _signatures(s)),
        landscape=True,
    )
    return (Paper(f"Báo cáo {office.lower_first(subject)}", s.host.name, (part,), office.day_of(s, SETTLEMENT)),)


def _settlement_table(outcome: Outcome) -> DataTable:
    s, given = outcome.campaign.settings, _every(outcome)
    own, prizes, paid = costs.lines(s), costs.prizes(given), costs.paid(s)
    spent, planned = costs.summed(line.actual for line in own), costs.summed(map(costs.amount, own))
    from_ = costs.sources(s, given)
    income, drawn = costs.summed(f.estimate for f in from_), costs.summed(f.spent.amount for f in from_)
    rows = [
        _settled("I", "NGUỒN KINH PHÍ", income.amount if own else None, drawn.amount, head=True),
        *(_settled(str(n), f.name, f.estimate, f.spent.amount) for n, f in enumerate(from_, 1)),
        *([] if own else [_settled(str(len(from_) + 1), "", None, None)] * SPARE),
        _settled("II", "CHI TIỀN THƯỞNG", prizes.amount, paid.amount, voucher=vouchers(s), head=True, open_=bool(prizes.open)),
    ]
    for n, line in enumerate(prize_lines(outcome), 1):
        rows.append(Row((str(n), f"{line.name} ({line.unit})", _each(line.total), *("",) * 4)))
    if not given:
        rows.append(_settled("1", "", None, None))
    rows.append(_settled("III", "CHI TỔ CHỨC HỘI NGHỊ", planned.amount, spent.amount, head=True))
    for n, cost in enumerate(own, 1):
        rows.append(_settled(str(n), cost.text, costs.amount(cost), cost.actual, voucher=cost.voucher, note=cost.note))
    if not own:
        names = (*OTHER_LINES, *("",) * SPARE)
        rows += [_settled(str(n), name, None, None) for n, name in enumerate(names, 1)]
    total = (prizes + planned).amount if own and prizes.parts else None
    all_spent = (paid + spent).amount if own and paid.parts else None
    rows.append(_totals("TỔNG CHI (II + III)", total, all_spent))
    rest = (_less(income.amount if own else None, total), _less(drawn.amount, all_spent))
    rows.append(total_row("CHÊNH LỆCH THU - CHI (I - II - III)", *map(costs.shown, rest), "", "", "", span=2))
    rows.append(Row((f"Tổng chi bằng chữ: {_in_words(all_spent)}",), span=len(_SETTLEMENT_COLUMNS)))
    return DataTable(_SETTLEMENT_COLUMNS, tuple(rows), size=11)


def _less(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one - other


def vouchers(s: Settings) -> str:
    """The vouchers of the prizes."""
    return "; ".join(line.voucher for line in s.budget if line.prizes and line.voucher)


def _in_words(amount: int | None) -> str:
    return office.BLANK * 6 if amount is None else f"{amount_in_words(amount, unit='đồng')}."


def _settled(
    number: str,
    name: str,
    estimate: int | None,
    actual: int | None,
    *,
    voucher: str = "",
    note: str = "",
    head: bool = False,
    open_: bool = False,
) -> Row:
    """A line of the settlement; the head of a section stands bold over number and name."""
    first = office.CHECK if open_ else costs.shown(estimate)
    values = (first, costs.shown(actual), costs.difference(estimate, actual), voucher, note)
    return group_row(f"{number}. {name}", *values, span=2) if head else Row((number, name, *values))


def _totals(label: str, estimate: int | None, actual: int | None) -> Row:
    return total_row(label, costs.shown(estimate), costs.shown(actual), costs.difference(estimate, actual), "", "", span=2)

"""Tờ trình kinh phí with its dự toán, and the form of quyết toán (domain.md §6.11): prizes from the data, the rest for the hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.papers import counts, office
from vinhdanh.engines.papers.kinds import awards, phrases
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
    Text,
    Title,
    group_row,
    italic,
    total_row,
    words_row,
)
from vinhdanh.engines.vietnamese import amount_in_words, money, roman

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.outcome import Award, Outcome
    from vinhdanh.engines.campaign.types import Settings

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
        *_estimate(given),
        Heading("3. Nguồn kinh phí"),
        *_sources(given),
        Para("Kinh phí đề nghị hỗ trợ (đồng):", fill=True),
        Para("Bằng chữ:", fill=True),
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


def _estimate(given: Sequence[Award]) -> list[Block]:
    total, open_ = counts.prize_total(given)
    out: list[Block] = []
    if given and open_ < len(given):
        also = f", chưa kể {counts.number(open_)} trường hợp {office.CHECK} mức tiền thưởng" if open_ else ""
        out.append(Para(("a) Tiền thưởng: ", f"{money(total)} đồng (", italic(amount_in_words(total, unit="đồng")), f"){also}.")))
    else:
        out.append(Para(f"a) Tiền thưởng: {office.CHECK if given else office.BLANK}."))
    return [*out, *(Para(label, fill=True) for label in ("b) Chi tổ chức Hội nghị (đồng):", "Tổng cộng (đồng):", "Bằng chữ:"))]


def _sources(given: Sequence[Award]) -> list[Block]:
    sums = [(source, _sum(of)) for source, of in phrases.sources(given).items() if source]
    items = tuple(f"{source}: {of if of == office.CHECK else f'{of} đồng'} (tiền thưởng)." for source, of in sums)
    return [*((Bullets(items),) if items else ()), Para("- Chi tổ chức Hội nghị:", fill=True)]


def _budget_table(outcome: Outcome) -> DataTable:
    given = _every(outcome)
    rows: list[Row] = [group_row("A. TIỀN THƯỞNG", _sum(given) if given else "", "", "", span=5)]
    for n, line in enumerate(prize_lines(outcome), 1):
        rows.append(Row((str(n), line.name, line.unit, money(line.count), _each(line.each), _each(line.total), line.source, "")))
    if len(rows) == 1:
        rows += [_blank(1)]
    rows.append(group_row("B. CHI TỔ CHỨC HỘI NGHỊ", "", "", "", span=5))
    rows += [Row((str(n), name, *("",) * 6)) for n, name in enumerate(OTHER_LINES, 1)]
    rows += [_blank(len(OTHER_LINES) + i) for i in range(1, BUDGET_SPARE + 1)]
    rows.append(total_row("TỔNG CỘNG (A + B)", "", "", "", span=5))
    rows.append(Row((f"Bằng chữ: {office.BLANK * 6}",), span=len(_BUDGET_COLUMNS)))
    total, open_ = counts.prize_total(given)
    if given and open_ < len(given):
        rows.insert(1 + len(prize_lines(outcome)), words_row(amount_in_words(total, unit="đồng"), len(_BUDGET_COLUMNS)))
    return DataTable(_BUDGET_COLUMNS, tuple(rows), size=11)


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
    """The form of the settlement: estimate of the prizes from the data, actuals and vouchers for the hand."""
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
    given = _every(outcome)
    rows: list[Row] = []

    def section(label: str, first: str, lines: Sequence[tuple[str, str]]) -> None:
        rows.append(group_row(f"{roman(len([r for r in rows if r.sticky]) + 1)}. {label}", first, "", "", "", "", span=2))
        rows.extend(Row((str(n), name, estimate, *("",) * 4)) for n, (name, estimate) in enumerate(lines, 1))

    sources = [(source, _sum(of)) for source, of in phrases.sources(given).items() if source]
    section("NGUỒN KINH PHÍ", "", [*sources, *[("", "")] * SPARE])
    prizes: list[tuple[str, str]] = [(f"{line.name} ({line.unit})", _each(line.total)) for line in prize_lines(outcome)]
    section("CHI TIỀN THƯỞNG", _sum(given) if given else "", prizes or [("", "")])
    section("CHI TỔ CHỨC HỘI NGHỊ", "", [(name, "") for name in OTHER_LINES] + [("", "")] * SPARE)
    empty: tuple[Text, ...] = ("",) * 5
    rows.append(total_row("TỔNG CHI (II + III)", *empty, span=2))
    rows.append(total_row("CHÊNH LỆCH THU - CHI (I - II - III)", *empty, span=2))
    rows.append(Row((f"Tổng chi bằng chữ: {office.BLANK * 6}",), span=len(_SETTLEMENT_COLUMNS)))
    return DataTable(_SETTLEMENT_COLUMNS, tuple(rows), size=11)

"""Báo cáo tổng kết Hội nghị: a draft with the data of the run; what only the day itself brings stays a blank (domain.md §4.12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.types import BallotLevel
from vinhdanh.engines.papers import cells, counts, office, tables
from vinhdanh.engines.papers.kinds import awards, delegates
from vinhdanh.engines.papers.kinds.plan import basis_line
from vinhdanh.engines.papers.model import Block, Bullets, Grounds, Heading, Paper, Para, Part, Title, italic
from vinhdanh.engines.vietnamese import amount_in_words, long_date, money, roman

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Outcome

KEY, CODE = "report", "BC"
ANNEXES = ("B1", "B4")


def build(outcome: Outcome) -> tuple[Paper, ...]:
    """The draft of the report, with the statistical tables as annexes."""
    s = outcome.campaign.settings
    sections: tuple[tuple[str, list[Block]], ...] = (
        ("CÔNG TÁC CHỈ ĐẠO, CHUẨN BỊ", _preparation(outcome)),
        ("KẾT QUẢ TỔ CHỨC HỘI NGHỊ", _conference(outcome)),
        ("KHEN THƯỞNG", _honours(outcome)),
        ("CHỌN ĐẠI BIỂU DỰ ĐẠI HỘI CẤP TRÊN", _upward(outcome)),
        ("TUYÊN TRUYỀN, KINH PHÍ", [*_open("1. Tuyên truyền:"), *_open("2. Kinh phí tổ chức, nguồn kinh phí:")]),
        ("ĐÁNH GIÁ, KIẾN NGHỊ", [*_open("1. Ưu điểm:"), *_open("2. Hạn chế, nguyên nhân:"), *_open("3. Kiến nghị:")]),
    )
    blocks: list[Block] = [Grounds(tuple(basis_line(b) for b in s.basis))] if s.basis else []
    blocks.append(Para(f"{office.issuer(s)} báo cáo kết quả tổ chức {office.event(s)} như sau:"))
    for n, (name, inner) in enumerate((pair for pair in sections if pair[1]), 1):
        blocks += [Heading(f"{roman(n)}. {name}"), *inner]
    last = f"Trên đây là Báo cáo tổng kết {office.event(s)} của {s.host.name}./."
    recipients = office.archive(s, office.short(s.parent) if s.parent else "", office.short(s.government) if s.government else "")
    part = Part(
        head=office.head(s, KEY, CODE),
        title=Title("BÁO CÁO", f"Tổng kết {office.event(s)}"),
        blocks=tuple(blocks),
        ending=office.ending(s, (last,), recipients),
    )
    day = office.day_of(s, KEY)
    note = f"(Kèm theo Báo cáo số {office.number_alone(s, KEY, CODE)} {office.dated(day, s)} của {s.host.name})"
    printed = [t for t in outcome.tables if t.code in ANNEXES]
    annexes = [
        tables.annex(table, f"PHỤ LỤC {roman(n)}" if len(printed) > 1 else "PHỤ LỤC", note) for n, table in enumerate(printed, 1)
    ]
    return (Paper(f"Báo cáo tổng kết {office.event(s)}", s.host.name, (part, *annexes), day),)


def _open(label: str) -> list[Block]:
    """What only the day itself brings: a label and two dotted lines for the hand."""
    return [Para(label, fill=True), Para("", indent=False, fill=True)]


def _preparation(outcome: Outcome) -> list[Block]:
    s = outcome.campaign.settings
    book = office.given(s, "plan")
    plan = f" số {book.number}" if book and book.number else ""
    day = f" {long_date(book.day)}" if book and book.day else ""
    deadline = f" Thời hạn gửi danh sách: {office.milestone(s.reception.deadline)}." if s.reception.deadline else ""
    return [
        Para(
            f"{office.issuer(s)} đã ban hành Kế hoạch{plan}{day}, triển khai đến {counts.number(len(outcome.units))} công đoàn cơ sở.{deadline}"
        ),
        *awards.result(outcome),
    ]


def _conference(outcome: Outcome) -> list[Block]:
    s = outcome.campaign.settings
    c = s.conference
    when = long_date(c.day) if c.day else f"{office.BLANK}{office.BLANK}"
    start = f"{c.start.hour:02d} giờ {c.start.minute:02d}, " if c.start else ""
    invited = len(counts.standing(outcome, outcome.attend)) + len(outcome.guests_in)
    agenda = "; ".join(a.text.rstrip(" .;") for a in s.agenda)
    out: list[Block] = [
        Heading("1. Thời gian, địa điểm", 2),
        Para(f"Hội nghị được tổ chức {start}{when}, tại {c.place or office.BLANK}."),
        Heading("2. Đại biểu", 2),
        Para(f"Số đại biểu được triệu tập: {counts.number(invited)}; có mặt: {office.BLANK}; vắng mặt: {office.BLANK}."),
        *(Para(_unended(line)) for line in delegates.structure(outcome)),
        Heading("3. Diễn biến, tham luận", 2),
    ]
    if agenda:
        out.append(Para(f"Hội nghị đã thực hiện chương trình gồm: {agenda}."))
    out += [*_open("Số tham luận, nội dung chính:"), *_hall(outcome)]
    return out


def _unended(line: str) -> str:
    return line.removesuffix("/.")


def _hall(outcome: Outcome) -> list[Block]:
    """What the hall decided on the list of those who go up: the counted figures, or blanks."""
    out: list[Block] = [Heading("4. Kết quả biểu quyết danh sách đại biểu", 2)]
    ballots = [b for b in outcome.campaign.ballots if b.level is BallotLevel.HALL]
    for ballot in ballots:
        figures = (
            ("có mặt", ballot.present),
            ("phiếu phát ra", ballot.issued),
            ("phiếu thu về", ballot.collected),
            ("phiếu hợp lệ", ballot.valid),
            ("phiếu không hợp lệ", ballot.invalid),
        )
        told = "; ".join(f"{name} {counts.number(n)}" for name, n in figures if n is not None)
        how = "bỏ phiếu kín" if ballot.method == "secret" else "biểu quyết giơ tay"
        out.append(Para(f"Hội nghị {how}{f': {told}' if told else ''}."))
        votes = [v for v in outcome.campaign.votes if v.ballot == ballot.id]
        if votes:
            out.append(Bullets(tuple(f"{v.name}: {counts.number(v.votes)} phiếu đồng ý." for v in votes)))
    if not ballots:
        out.append(Para(f"Đồng ý: {office.BLANK}; không đồng ý: {office.BLANK}; ý kiến khác: {office.BLANK}."))
    return out


def _honours(outcome: Outcome) -> list[Block]:
    s = outcome.campaign.settings
    out: list[Block] = []
    items = []
    for authority, given in awards.by_authority(outcome).items():
        pairs = counts.awarded(outcome, given)
        tally = counts.tally(n for _, n in pairs)
        total, open_ = counts.prize_total(given)
        prize: tuple[str | object, ...] = (
            f"; tiền thưởng {money(total)} đồng (",
            italic(amount_in_words(total, unit="đồng")),
            ")",
        )
        if open_ == len(given):
            prize = (f"; tiền thưởng {office.CHECK}",)
        elif open_:
            prize = (*prize, f", chưa kể {counts.number(open_)} trường hợp {office.CHECK}")
        decided = f"Đề nghị {authority} tặng" if authority else f"{s.host.name} tặng"
        items.append((f"{decided} {awards.honour_names(given, s)} cho {tally.both}", *prize, "."))
    if items:
        out.append(Bullets(tuple(items)))  # type: ignore[arg-type] # runs and strings
    return out


def _upward(outcome: Outcome) -> list[Block]:
    items = []
    for made in outcome.upward:
        chosen = counts.standing(outcome, made.choice)
        if made.upward.seats is None:
            items.append(f"{made.upward.congress}: số lượng chưa được phân bổ.")
        else:
            names = ", ".join(cells.delegate(n) for n in chosen)
            items.append(
                f"{made.upward.congress}: {counts.number(len(chosen))}/{counts.number(made.upward.seats)} đại biểu{f' ({names})' if names else ''}; có danh sách trích ngang kèm theo."
            )
    return [Bullets(tuple(items))] if items else []

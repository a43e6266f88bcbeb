"""Báo cáo tổng kết phong trào thi đua và công tác khen thưởng of a period (R45), after the headings of domain.md §4.11.

Figures are those of the outcome, with what they rest on; results that only the office knows stay dotted. Tables B2 and B3 are annexes.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.papers import cells, counts, office, tables
from vinhdanh.engines.papers.kinds import awards, phrases
from vinhdanh.engines.papers.kinds.plan import basis_line
from vinhdanh.engines.papers.model import (
    Block,
    Bullets,
    Column,
    DataTable,
    Grounds,
    Heading,
    Paper,
    Para,
    Part,
    Row,
    Run,
    Text,
    Title,
    bold,
    italic,
)
from vinhdanh.engines.vietnamese import amount_in_words, money, percent, roman

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Outcome

KEY, CODE = "five_years", "BC"
ANNEXES = ("B2", "B3")


def build(outcome: Outcome) -> tuple[Paper, ...]:
    """The report on the period, a draft, with its annexes."""
    s = outcome.campaign.settings
    name = f"phong trào thi đua yêu nước và công tác khen thưởng{_span(s.period)}"
    ahead = f", phương hướng, nhiệm vụ {office.period(s.period_next)}" if s.period_next else ""
    audience = f" trong {s.audience}" if s.audience else ""
    past = f" {office.period(s.period).upper()}" if s.period else ""
    results = (
        ("ĐẶC ĐIỂM TÌNH HÌNH", _situation(outcome)),
        ("CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO", phrases.ask("Các văn bản, hội nghị, đợt kiểm tra đã tổ chức:", 4)),
        ("KẾT QUẢ CÁC PHONG TRÀO THI ĐUA", _movements(outcome)),
        ("CÔNG TÁC KHEN THƯỞNG", _honours(outcome)),
        ("XÂY DỰNG, NHÂN RỘNG ĐIỂN HÌNH TIÊN TIẾN", _exemplars(outcome)),
        ("HẠN CHẾ, NGUYÊN NHÂN", [*phrases.ask("1. Hạn chế:", 3), *phrases.ask("2. Nguyên nhân:", 3)]),
        ("BÀI HỌC KINH NGHIỆM", phrases.lines(4)),
    )
    blocks: list[Block] = [Grounds(tuple(basis_line(b) for b in s.basis))] if s.basis else []
    blocks += [
        Para(f"{office.issuer(s)} báo cáo tổng kết {name}{audience} như sau:"),
        *_half("PHẦN THỨ NHẤT", f"KẾT QUẢ PHONG TRÀO THI ĐUA YÊU NƯỚC VÀ CÔNG TÁC KHEN THƯỞNG{past}"),
        *_numbered(results),
        *_half("PHẦN THỨ HAI", f"PHƯƠNG HƯỚNG, NHIỆM VỤ{f' {office.period(s.period_next).upper()}' if s.period_next else ''}"),
        *_numbered(_ahead()),
    ]
    last = f"Trên đây là Báo cáo tổng kết {name}{ahead} của {s.host.name}./."
    part = Part(
        head=office.head(s, KEY, CODE),
        title=Title("BÁO CÁO", f"Tổng kết {name}{ahead}"),
        blocks=tuple(blocks),
        ending=office.ending(s, (last,), office.archive(s, *(office.short(b) for b in (s.parent, s.government) if b))),
    )
    day = office.day_of(s, KEY)
    note = f"(Kèm theo Báo cáo số {office.number_alone(s, KEY, CODE)} {office.dated(day, s)} của {s.host.name})"
    printed = [t for t in outcome.tables if t.code in ANNEXES]
    annexes = (tables.annex(t, f"PHỤ LỤC {roman(n)}" if len(printed) > 1 else "PHỤ LỤC", note) for n, t in enumerate(printed, 1))
    return (Paper(f"Báo cáo tổng kết {name}", s.host.name, (part, *annexes), day),)


def _span(years: tuple[int, int] | None) -> str:
    """How long the period is: " 05 năm (2016 - 2020)"."""
    return f" {counts.number(years[1] - years[0] + 1)} năm ({years[0]} - {years[1]})" if years else ""


def _half(label: str, name: str) -> list[Block]:
    return [Para((bold(words),), align="center", indent=False, keep=True) for words in (label, name)]


def _numbered(sections: tuple[tuple[str, list[Block]], ...]) -> list[Block]:
    out: list[Block] = []
    for n, (name, inner) in enumerate(sections, 1):
        out += [Heading(f"{roman(n)}. {name}"), *inner]
    return out


def _situation(outcome: Outcome) -> list[Block]:
    s = outcome.campaign.settings
    unions = outcome.campaign.unions
    known = [u for u in unions if u.members is not None]
    members = sum(u.members or 0 for u in known)
    out: list[Block] = []
    if unions:
        text = f"{s.host.name} có {counts.number(len(unions))} {phrases.units_word(outcome)} tham gia đợt bình chọn"
        if members:
            base = "" if len(known) == len(unions) else f" (theo số liệu của {counts.number(len(known))} đơn vị)"
            parts = [
                f"{word} {money(sum(n or 0 for n in of))} ({percent(Fraction(sum(n or 0 for n in of), members))})"
                for word, of in (("nữ", [u.women for u in known]), ("dân tộc thiểu số", [u.minority for u in known]))
                if all(n is not None for n in of)
            ]
            text += f", với {money(members)} đoàn viên{base}"
            text += f"; trong đó {', '.join(parts)}, tỷ lệ tính trên {money(members)} đoàn viên" if parts else ""
        out.append(Para(f"{text}."))
        groups = [(g, sum(u.group == g for u in unions)) for g in counts.groups(outcome) if g]
        if groups:
            out.append(Para(f"Theo khối: {'; '.join(f'{g} {counts.number(n)} đơn vị' for g, n in groups)}."))
    return [*out, *phrases.ask("1. Thuận lợi:", 3), *phrases.ask("2. Khó khăn:", 3)]


def _movements(outcome: Outcome) -> list[Block]:
    s = outcome.campaign.settings
    nominees = counts.accepted(outcome)
    of: Counter[str] = Counter(n.movement for n in nominees if n.movement)
    out: list[Block] = []
    for n, name in enumerate(s.movements, 1):
        row = catalogue().movement(name)
        number = of[row.code] if row else of[name]
        out.append(Heading(f"{n}. Phong trào “{name}”", 2))
        if number:
            out.append(Para(f"Các đơn vị giới thiệu {counts.number(number)} tập thể, cá nhân tiêu biểu của phong trào."))
        out += phrases.ask("Số đăng ký, nội dung, kết quả, công trình, phần việc tiêu biểu:", 3)
    if not s.movements:
        out += phrases.ask("Nội dung, kết quả từng phong trào:", 4)
    return [*out, *_initiatives(outcome)]


def _initiatives(outcome: Outcome) -> list[Block]:
    """B3 in one sentence: its own total, so that annex and text agree."""
    table = next((t for t in outcome.tables if t.code == "B3"), None)
    head = Heading(f"{len(outcome.campaign.settings.movements) + 1}. Sáng kiến, cải tiến kỹ thuật", 2)
    if table is None or table.total is None or not table.rows:
        return [head, *phrases.ask("Số sáng kiến, giá trị làm lợi:", 2)]
    made, people, valued, worth = (v if isinstance(v, int) else 0 for v in table.total[1:5])
    scopes = "; ".join(f"{office.lower_first(str(row[0]))} {counts.number(int(str(row[1])))}" for row in table.rows)
    value = f" Trong đó {counts.number(valued)} sáng kiến có ghi giá trị làm lợi, cộng {money(worth)} đồng." if valued else ""
    told = (
        f"Các tập thể, cá nhân được đề nghị có {counts.number(made)} sáng kiến được công nhận của {counts.number(people)} tác giả, "
        f"tập thể (theo phạm vi công nhận: {scopes}).{value}"
    )
    return [head, Para(told), *phrases.ask("Sáng kiến tiêu biểu, hiệu quả:", 2)]


def _honours(outcome: Outcome) -> list[Block]:
    s = outcome.campaign.settings
    nominees = counts.accepted(outcome)
    held = counts.honours_held(nominees, s.period)
    past = f"Trong {office.period(s.period)}, " if s.period else ""
    out: list[Block] = [Heading("1. Kết quả khen thưởng trong giai đoạn", 2)]
    if held:
        order = {h.code: i for i, h in enumerate(catalogue().honours(s.rule_set))}
        rows = sorted(held.items(), key=lambda pair: order.get(pair[0], len(order)))
        out += [
            Para(
                f"{past}{counts.number(len(nominees))} tập thể, cá nhân được các đơn vị đề nghị đã đạt {money(sum(held.values()))} lượt "
                "danh hiệu, hình thức khen thưởng (một tập thể, cá nhân có thể được tặng nhiều lượt):",
                keep=True,
            ),
            DataTable(
                (cells.NUMBER, Column("Danh hiệu, hình thức khen thưởng"), Column("Số lượt", 25, "center")),
                tuple(Row((str(i), cells.honour_name(code, s), money(n))) for i, (code, n) in enumerate(rows, 1)),
                size=13,
            ),
        ]
    out += phrases.ask("Kết quả khen thưởng chung của các cấp (theo từng năm):", 2)
    items = _awards(outcome)
    if items:
        out += [Heading("2. Khen thưởng tại Hội nghị", 2), Bullets(tuple(items))]
    return out


def _awards(outcome: Outcome) -> list[Text]:
    s = outcome.campaign.settings
    items: list[Text] = []
    for authority, given in awards.by_authority(outcome).items():
        tally = counts.tally(n for _, n in counts.awarded(outcome, given))
        decided = f"Đề nghị {authority} tặng" if authority else f"{s.host.name} tặng"
        total, open_ = counts.prize_total(given)
        prize: tuple[str | Run, ...] = (f"; tiền thưởng {office.CHECK}",)
        if open_ < len(given):
            rest = f", chưa kể {counts.number(open_)} trường hợp {office.CHECK}" if open_ else ""
            prize = (f"; tiền thưởng {money(total)} đồng (", italic(amount_in_words(total, unit="đồng")), f"){rest}")
        direct = f"; công nhân trực tiếp sản xuất {counts.share(tally.direct, tally.total)} trên {counts.number(tally.total)}"
        items.append((f"{decided} {awards.honour_names(given, s)} cho {tally.both}{direct}", *prize, "."))
    return items


def _exemplars(outcome: Outcome) -> list[Block]:
    nominated = counts.listed(outcome, "nominated", counts.accepted(outcome))
    chosen = counts.listed(outcome, "attend", counts.standing(outcome, outcome.attend))
    out: list[Block] = []
    if nominated.total:
        out.append(
            Para(
                f"Các đơn vị đã bình chọn, giới thiệu {counts.number(nominated.total)} điển hình tiên tiến ({nominated.split}); trong đó nữ "
                f"{counts.share(nominated.women, nominated.total)}, dân tộc thiểu số {counts.share(nominated.minority, nominated.total)}, "
                f"công nhân trực tiếp sản xuất {counts.share(nominated.direct, nominated.total)}; tập thể tính theo người đại diện."
            )
        )
    if chosen.total:
        out.append(Para(f"Chọn {counts.number(chosen.total)} đại biểu điển hình tiên tiến ({chosen.split}) dự Hội nghị."))
    return [*out, *phrases.ask("Điển hình tiêu biểu (tên, đơn vị, thành tích), cách làm nhân rộng:", 4)]


def _ahead() -> tuple[tuple[str, list[Block]], ...]:
    columns = (cells.NUMBER, Column("Chỉ tiêu"), Column("Đơn vị tính", 32, "center"), Column("Mức phấn đấu", 36, "center"))
    blank = tuple(Row((str(n), "", "", ""), height=7) for n in range(1, 6))
    return (
        ("MỤC TIÊU", phrases.lines(3)),
        ("CHỈ TIÊU", [DataTable(columns, blank, size=13, whole=True)]),
        (
            "NHIỆM VỤ, GIẢI PHÁP",
            [
                *phrases.ask("1. Công tác lãnh đạo, tuyên truyền:", 3),
                *phrases.ask("2. Phong trào thi đua:", 3),
                *phrases.ask("3. Công tác khen thưởng, nhân rộng điển hình:", 3),
            ],
        ),
    )

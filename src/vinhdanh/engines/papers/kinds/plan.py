"""Kế hoạch: the plan, set anew from the campaign's data (domain.md §1; what the data do not say is not said)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.papers import cells, counts, office
from vinhdanh.engines.papers.model import Block, Bullets, Column, DataTable, Grounds, Heading, Paper, Para, Part, Row, Title
from vinhdanh.engines.vietnamese import long_date, money, percent, roman, short_date

if TYPE_CHECKING:
    from decimal import Decimal

    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.engines.campaign.types import AgendaItem, Basis, Settings

KEY, CODE = "plan", "KH"
_DONE_BY = ("KH", "HD", "CV", "CT")
"""Kinds of paper that one carries out ("Thực hiện …"); the others one rests on ("Căn cứ …")."""
_DIRECTION = {"at_least": "từ {} trở lên", "about": "khoảng {}", "at_most": "không quá {}"}


def build(outcome: Outcome) -> tuple[Paper, ...]:
    """The plan of the campaign."""
    s = outcome.campaign.settings
    purpose, content, programme, doing = _purpose(s), _content(s), _programme(s), _doing(s)
    blocks: list[Block] = []
    if s.basis:
        blocks.append(Grounds(tuple(basis_line(b) for b in s.basis)))
    blocks.append(Para(f"{office.issuer(s)} xây dựng kế hoạch tổ chức {office.event(s)}, cụ thể như sau:"))
    sections = (("MỤC ĐÍCH, YÊU CẦU", purpose), ("NỘI DUNG", content), ("CHƯƠNG TRÌNH", programme), ("TỔ CHỨC THỰC HIỆN", doing))
    for n, (name, inner) in enumerate((pair for pair in sections if pair[1]), 1):
        blocks += [Heading(f"{roman(n)}. {name}"), *inner]
    last = f"Trên đây là Kế hoạch tổ chức {office.event(s)}; đề nghị các công đoàn cơ sở và các bộ phận liên quan tổ chức thực hiện./."
    recipients = s.recipients or office.archive(s, "Các công đoàn cơ sở")
    part = Part(
        head=office.head(s, KEY, CODE),
        title=Title("KẾ HOẠCH", f"Tổ chức {office.event(s)}"),
        blocks=tuple(blocks),
        ending=office.ending(s, (last,), recipients),
    )
    return (Paper(f"Kế hoạch tổ chức {office.event(s)}", s.host.name, (part,), office.day_of(s, KEY)),)


def basis_line(basis: Basis) -> str:
    """A ground: "Thực hiện Kế hoạch số 75/KH-TLĐ ngày 27 tháng 9 năm 2019 của … về …"."""
    code = basis.number.rsplit("/", 1)[-1].split("-")[0].strip()
    names = {kind.code: kind.name for kind in catalogue().paper_kinds}
    words = ["Thực hiện" if code in _DONE_BY else "Căn cứ", names.get(code, "văn bản")]
    if basis.number:
        words.append(f"số {basis.number}")
    if basis.day:
        words.append(long_date(basis.day))
    if basis.body:
        words.append(f"của {basis.body}")
    if basis.subject:
        words.append(basis.subject)
    return " ".join(words)


def _purpose(s: Settings) -> list[Block]:
    if s.purposes:
        return [Para(f"{n}. {text.rstrip(' .;')}.") for n, text in enumerate(s.purposes, 1)]
    audience = f" trong {s.audience}" if s.audience else ""
    past = f" {office.period(s.period)}" if s.period else ""
    ahead = f"; đề ra phương hướng, nhiệm vụ {office.period(s.period_next)}" if s.period_next else ""
    items = [
        f"Tổng kết, đánh giá kết quả các phong trào thi đua yêu nước và công tác khen thưởng{past}{ahead}.",
        f"Biểu dương, tôn vinh các tập thể, cá nhân điển hình tiên tiến{audience}; phát hiện, bồi dưỡng, nhân rộng điển hình, tạo động lực thi đua hoàn thành nhiệm vụ.",
    ]
    if s.occasions:
        items.append(f"Lập thành tích chào mừng {_listed(s.occasions)}.")
    items.append(
        "Việc bình chọn bảo đảm dân chủ, khách quan, công khai, đúng đối tượng; việc tổ chức bảo đảm trang trọng, thiết thực, tiết kiệm, có sức lan tỏa."
    )
    return [Para(f"{n}. {text}") for n, text in enumerate(items, 1)]


def _listed(items: tuple[str, ...]) -> str:
    return "; ".join(item.rstrip(" ;.") for item in items)


def _content(s: Settings) -> list[Block]:
    topics = (
        ("Tuyên truyền, phát động thi đua", _movements(s)),
        ("Bình chọn, lập danh sách đề nghị", _nominating(s)),
        ("Thời gian, địa điểm", _when(s)),
        ("Thành phần, số lượng đại biểu", _who(s)),
        ("Khen thưởng", _honours(s)),
        ("Chọn đại biểu dự đại hội cấp trên", _upward(s)),
    )
    out: list[Block] = []
    for n, (name, items) in enumerate((t for t in topics if t[1]), 1):
        out += [Heading(f"{n}. {name}", 2), Bullets(tuple(items))]
    return out


def _movements(s: Settings) -> list[str]:
    hailed = [f"Phát động thi đua lập thành tích chào mừng {_listed(s.occasions)}."] if s.occasions and s.purposes else []
    if not s.movements:
        return hailed
    named = ", ".join(f"“{m}”" for m in s.movements)
    return [
        *hailed,
        f"Đẩy mạnh các phong trào thi đua {named}; tuyên truyền về các điển hình tiên tiến, gương người tốt, việc tốt.",
    ]


def _nominating(s: Settings) -> list[str]:
    items = []
    if s.priorities:
        items.append(f"Ưu tiên {_listed(s.priorities)}.")
    if s.soft:
        items.append(f"Bảo đảm {_listed(s.soft)}.")
    if s.unit_floor or s.unit_cap:
        low = f"ít nhất {counts.number(s.unit_floor)}" if s.unit_floor else ""
        high = f"nhiều nhất {counts.number(s.unit_cap)}" if s.unit_cap else ""
        items.append(f"Mỗi công đoàn cơ sở được chọn {', '.join(t for t in (low, high) if t)} đại biểu điển hình tiên tiến.")
    return items


def _when(s: Settings) -> list[str]:
    c = s.conference
    items = []
    if c.duration_days is not None:
        items.append(f"Thời gian tổ chức: {_days(c.duration_days)} ngày.")
    when = ""
    if c.day:
        start = f"{c.start.hour:02d} giờ {c.start.minute:02d}, " if c.start else ""
        when = f"Tổ chức: {start}{long_date(c.day)}"
    elif c.tentative:
        when = f"Dự kiến tổ chức: {long_date(c.tentative)}"
    if c.not_after:
        done = f"hoàn thành {office.milestone(c.not_after)}"
        when = f"{when}; {done}" if when else office.upper_first(done)
    if when:
        items.append(f"{when}.")
    items.append(f"Địa điểm: {c.place}." if c.place else "Địa điểm: sẽ ghi trong giấy mời.")
    return items


def _days(days: Decimal) -> str:
    of = Fraction(days)
    return counts.number(int(of)) if of.denominator == 1 else f"{of.numerator}/{of.denominator}"


def _who(s: Settings) -> list[str]:
    items = []
    if s.cap_delegates is not None:
        shares = [
            f"{name} khoảng {percent(of, 0)}"
            for name, of in (("đại biểu điển hình tiên tiến", s.share_exemplars), ("khách mời", s.share_guests))
            if of is not None
        ]
        told = f" ({', '.join(shares)})" if shares else ""
        items.append(f"Số lượng: không quá {s.cap_delegates} đại biểu{told}.")
    if s.audience:
        items.append(
            f"Đại biểu điển hình tiên tiến: tập thể, cá nhân tiêu biểu trong {s.audience} do các công đoàn cơ sở bình chọn."
        )
    if s.guest_groups:
        items.append(f"Khách mời: {_listed(s.guest_groups)}.")
    if s.targets:
        wanted = [
            f"{office.lower_first(t.label)} {_DIRECTION[t.direction].format(percent(t.share, 0 if t.share == int(t.share) else 1))}"
            for t in sorted(s.targets, key=lambda t: t.priority)
        ]
        items.append(f"Cơ cấu phấn đấu trong đại biểu điển hình tiên tiến, theo thứ tự ưu tiên: {'; '.join(wanted)}.")
    return items


def _honours(s: Settings) -> list[str]:
    items = []
    for c in s.commendations:
        name = cells.honour_name(c.honour, s).split(" của ")[0]
        caps = [
            f"không quá {counts.number(n)} {word}"
            for n, word in ((c.collectives, "tập thể"), (c.persons, "cá nhân"))
            if n is not None
        ]
        limit = f": {', '.join(caps)}" if caps else ""
        verb = f"Đề nghị {c.authority} tặng" if c.authority else f"{s.host.name} tặng"
        prizes = [
            f"{money(n)} đồng/{word}"
            for n, word in ((c.prize_collective, "tập thể"), (c.prize_person, "cá nhân"))
            if n is not None
        ]
        bonus = f"; tiền thưởng {', '.join(prizes)}" if prizes else ""
        items.append(f"{verb} {name}{limit}{bonus}.")
    return items


def _upward(s: Settings) -> list[str]:
    items = []
    for u in s.upward:
        seats = f"{counts.number(u.seats)} đại biểu" if u.seats is not None else "số lượng chưa được phân bổ"
        extra = f", {counts.number(u.reserves)} dự khuyết" if u.seats is not None and u.reserves else ""
        items.append(f"{u.congress}: {seats}{extra}.")
    return items


def _programme(s: Settings) -> list[Block]:
    if not s.agenda:
        return []
    if not any(a.start or a.minutes or a.performer for a in s.agenda):
        return [Bullets(tuple(a.text.rstrip(" .;") + "." for a in s.agenda))]
    columns = (cells.NUMBER, Column("Thời gian", 30, "center"), Column("Nội dung"), Column("Người thực hiện", 45))
    rows = tuple(Row((str(n), _hours(a), a.text, a.performer)) for n, a in enumerate(s.agenda, 1))
    return [DataTable(columns, rows, size=13, whole=len(rows) <= 12)]


def _hours(item: AgendaItem) -> str:
    """When an item runs: "07h30 - 07h35"; only the minutes when the start is open."""
    if item.start is None:
        return f"{counts.number(item.minutes)} phút" if item.minutes else ""
    begin = item.start.hour * 60 + item.start.minute
    times = [begin, begin + item.minutes] if item.minutes else [begin]
    return " - ".join(f"{t // 60 % 24:02d}h{t % 60:02d}" for t in times)


def _doing(s: Settings) -> list[Block]:
    host = office.short(s.host)
    units = ["Tổ chức bình chọn dân chủ, khách quan, công khai; lập biên bản và danh sách theo mẫu."]
    if s.reception.deadline:
        units.append(f"Gửi danh sách về {host} {office.milestone(s.reception.deadline)}.")
    if s.reception.closes:
        units.append(
            f"{office.upper_first(host)} nhận danh sách đến hết ngày {short_date(s.reception.closes)}; danh sách gửi sau thời hạn được ghi nhận là gửi chậm."
        )
    own = [
        "Thẩm định danh sách, bình chọn, hoàn thiện hồ sơ đề nghị khen thưởng; chuẩn bị nội dung, cơ sở vật chất tổ chức Hội nghị."
    ]
    if s.dossier_deadline:
        through = f" (qua {s.dossier_channel})" if s.dossier_channel else ""
        items = f", gồm: {'; '.join(s.dossier_items)}" if s.dossier_items else ""
        own.append(
            f"Gửi hồ sơ về {s.parent.name if s.parent else 'công đoàn cấp trên'}{through} {office.milestone(s.dossier_deadline)}{items}."
        )
    return [
        Heading("1. Đối với công đoàn cơ sở", 2),
        Bullets(tuple(units)),
        Heading(f"2. Đối với {s.host.name}", 2),
        Bullets(tuple(own)),
    ]

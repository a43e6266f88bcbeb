"""Biên bản họp xét khen thưởng (domain.md §4.8) and biên bản hội nghị: drafts with what is known and gaps for what the room decides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.types import BallotLevel
from vinhdanh.engines.papers import cells, counts, office
from vinhdanh.engines.papers.ceremony import ballots, timed
from vinhdanh.engines.papers.kinds import awards, phrases
from vinhdanh.engines.papers.model import (
    Block,
    Bullets,
    Column,
    DataTable,
    Ending,
    Heading,
    Paper,
    Para,
    Part,
    Row,
    Signature,
    Title,
    group_row,
)
from vinhdanh.engines.vietnamese import long_date, match_key, percent, roman

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vinhdanh.engines.campaign.outcome import Award, Outcome, UpwardRound
    from vinhdanh.engines.campaign.types import Ballot, Nominee, Settings
    from vinhdanh.engines.papers.model import Head

AWARDS_KEY, CONFERENCE_KEY, CODE = "awards_minutes", "conference_minutes", "BB"
GAP = office.BLANK * 2
CLOCK = f"{office.BLANK} giờ {office.BLANK} phút"
_WORDS = (("collective", "TẬP THỂ", "tập thể"), ("person", "CÁ NHÂN", "cá nhân"))


def build_awards(outcome: Outcome) -> tuple[Paper, ...]:
    """The minutes of the meeting that chose whom to commend, with votes where the council voted; none without awards."""
    given = awards.by_authority(outcome)
    if not given:
        return ()
    s = outcome.campaign.settings
    council = next((b for b in outcome.campaign.ballots if b.level is BallotLevel.COUNCIL), None)
    day = office.day_of(s, AWARDS_KEY) or (council.day if council else None)
    blocks: list[Block] = [Para(_meeting(s, day, council)), *_members(council), *_course(outcome)]
    for n, (authority, own) in enumerate(given.items(), 1):
        blocks += _result(outcome, n, authority, own, council)
    last = (
        f"Cuộc họp kết thúc hồi {CLOCK} cùng ngày. Biên bản đã được đọc cho các thành viên dự họp cùng nghe, nhất trí thông qua và được "
        "lập thành 02 bản./."
    )
    part = Part(
        head=_head(s, AWARDS_KEY, day),
        title=Title("BIÊN BẢN", "Họp xét khen thưởng tập thể, cá nhân điển hình tiên tiến" + _past(s), width=140),
        blocks=tuple(blocks),
        ending=Ending((last,), (), _signed("THƯ KÝ", "CHỦ TỌA")),
    )
    return (Paper(f"Biên bản họp xét khen thưởng, {office.event(s)}", s.host.name, (part,), day),)


def _past(s: Settings) -> str:
    return f" {office.period(s.period)}" if s.period else ""


def _head(s: Settings, key: str, day: date | None) -> Head:
    return replace(office.head(s, key, CODE), place_date=office.dated(day, s, s.place or office.BLANK))


def _signed(*posts: str) -> tuple[Signature, ...]:
    return phrases.level(tuple(Signature((post,), "", 24) for post in posts))


def _meeting(s: Settings, day: date | None, council: Ballot | None) -> str:
    who = "Hội đồng xét khen thưởng của" if council else s.host.standing or "Cuộc họp của"
    return f"Hồi {CLOCK}, {long_date(day) if day else office.dated(None, s)}, tại {GAP}, {who} {s.host.name} họp xét khen thưởng."


def _members(council: Ballot | None) -> list[Block]:
    total = counts.number(council.total_members) if council and council.total_members is not None else office.BLANK
    present = counts.number(council.present) if council and council.present is not None else office.BLANK
    away = office.BLANK
    if council and council.total_members is not None and council.present is not None and council.total_members >= council.present:
        away = counts.number(council.total_members - council.present)
    why = "" if away == "0" else f", lý do: {GAP}"
    return [
        Heading("I. THÀNH PHẦN"),
        Para(f"1. Chủ tọa: {GAP}; thư ký: {GAP}.", align="left"),
        Para(f"2. Tổng số thành viên: {total}; có mặt: {present}; vắng mặt: {away}{why}.", align="left"),
        Para("3. Thành viên dự họp (họ tên, chức vụ):", fill=True),
        *phrases.lines(2),
    ]


def _course(outcome: Outcome) -> list[Block]:
    s = outcome.campaign.settings
    return [
        Heading("II. NỘI DUNG"),
        Para(f"1. Cuộc họp nghe quán triệt tiêu chuẩn, điều kiện, nguyên tắc khen thưởng theo {phrases.plan_of(s)}."),
        *(Para(f"2. {block.text}") for block in awards.result(outcome) if isinstance(block, Para)),
        Para("3. Cuộc họp nghe báo cáo tóm tắt thành tích và kết quả thẩm định; ý kiến thảo luận:", fill=True),
        *phrases.lines(2),
        Heading("III. KẾT QUẢ"),
    ]


def _result(outcome: Outcome, n: int, authority: str, given: tuple[Award, ...], council: Ballot | None) -> list[Block]:
    s = outcome.campaign.settings
    pairs = counts.awarded(outcome, given)
    tally = counts.tally(nominee for _, nominee in pairs)
    names = awards.honour_names(given, s)
    asked = f"đề nghị {authority} tặng" if authority else f"{s.host.name} tặng"
    return [
        Para(f"{n}. Nhất trí {asked} {names} cho {tally.both}, có danh sách dưới đây:", keep=True),
        _list(outcome, pairs, council),
    ]


def _list(outcome: Outcome, pairs: Sequence[tuple[Award, Nominee]], council: Ballot | None) -> DataTable:
    units = cells.unit_names(outcome)
    cast = {}
    of = None
    if council:
        found = ballots.counted(council, ballots.by_ballot(outcome).get(council.id, ()), ballots.by_name(outcome))
        cast = {c.nominee.id: c for c in found if c.nominee}
        of = ballots.base(council)
    columns = [cells.NUMBER, Column("Họ và tên, tên tập thể", 48), Column("Chức vụ, đơn vị")]
    if cast:
        columns += [
            Column("Số phiếu\nđồng ý", 21, "center"),
            Column(f"Tỷ lệ (%)\ntrên {of}" if of else "Tỷ lệ (%)", 22, "center"),
        ]
    rows: list[Row] = []
    for kind, heading, word in _WORDS:
        own = [nominee for _, nominee in pairs if nominee.kind == kind]
        if own:
            rows.append(group_row(f"{heading}: {counts.number(len(own))} {word}", span=len(columns)))
        for i, nominee in enumerate(own, 1):
            unit = units.get(nominee.union, "")
            vote = cast.get(nominee.id)
            votes = (
                counts.number(vote.votes) if vote else "",
                percent(vote.share)[:-2] if vote and vote.share is not None else "",
            )
            post = cells.post(nominee, unit) if kind == "person" else "" if match_key(unit) == match_key(nominee.name) else unit
            rows.append(Row((str(i), nominee.name, post, *(votes if cast else ()))))
    return DataTable(tuple(columns), tuple(rows))


def build_conference(outcome: Outcome) -> tuple[Paper, ...]:
    """The minutes of the conference, a draft: data of the run, gaps for what the day brings."""
    s = outcome.campaign.settings
    c = s.conference
    day = office.day_of(s, CONFERENCE_KEY) or c.day
    start = f"{c.start.hour:02d} giờ {c.start.minute:02d} phút" if c.start else CLOCK
    when = long_date(c.day) if c.day else office.dated(None, s)
    sections: tuple[tuple[str, list[Block]], ...] = (
        ("THÀNH PHẦN", _present(outcome)),
        ("DIỄN BIẾN HỘI NGHỊ", _agenda(s)),
        ("KHEN THƯỞNG", _presented(outcome)),
        ("KẾT QUẢ BIỂU QUYẾT", _votes(outcome)),
    )
    blocks: list[Block] = [Para(f"Hồi {start}, {when}, tại {c.place or GAP}, {s.host.name} tổ chức {office.event(s)}.")]
    for n, (name, inner) in enumerate((pair for pair in sections if pair[1]), 1):
        blocks += [Heading(f"{roman(n)}. {name}"), *inner]
    last = (
        f"Hội nghị kết thúc hồi {CLOCK} cùng ngày. Biên bản được đọc trước Hội nghị, có {office.BLANK} đại biểu biểu quyết thông qua, "
        "được lập thành 02 bản./."
    )
    part = Part(
        head=_head(s, CONFERENCE_KEY, day),
        title=Title("BIÊN BẢN", office.upper_first(office.event(s)), width=140),
        blocks=tuple(blocks),
        ending=Ending((last,), (), _signed("THƯ KÝ", "CHỦ TỌA")),
    )
    return (Paper(f"Biên bản {office.event(s)}", s.host.name, (part,), day),)


def _present(outcome: Outcome) -> list[Block]:
    s = outcome.campaign.settings
    tally = counts.listed(outcome, "attend", counts.standing(outcome, outcome.attend))
    guests = len(outcome.guests_in)
    chair = f"1. Chủ trì: {s.conference.chair}." if s.conference.chair else f"1. Chủ trì: {GAP}."
    return [
        Para(chair),
        Para(f"2. Chủ tọa điều hành: {GAP}; thư ký Hội nghị: {GAP}.", align="left"),
        Para(
            f"3. Đại biểu được triệu tập: {counts.number(tally.total + guests)}, gồm {counts.number(tally.total)} đại biểu điển hình tiên tiến "
            f"({tally.split}) và {counts.number(guests)} khách mời; có mặt: {office.BLANK}; vắng mặt: {office.BLANK} (có lý do: {office.BLANK})."
        ),
    ]


def _agenda(s: Settings) -> list[Block]:
    out: list[Block] = []
    for n, t in enumerate(timed(s.agenda), 1):
        who = f" ({t.item.performer})" if t.item.performer else ""
        out += [Para(f"{n}. {t.item.text.rstrip(' .;')}{who}:", fill=True), *phrases.lines(1)]
    return out or [*phrases.lines(4)]


def _presented(outcome: Outcome) -> list[Block]:
    s = outcome.campaign.settings
    items = []
    for authority, given in awards.by_authority(outcome).items():
        tally = counts.tally(n for _, n in counts.awarded(outcome, given))
        items.append(
            f"{awards.honour_names(given, s)} của {authority or s.host.name}: {tally.both} theo danh sách; đã trao tại Hội nghị: {office.BLANK}; "
            f"nhận thay: {office.BLANK}."
        )
    return [Bullets(tuple(items))] if items else []


def _votes(outcome: Outcome) -> list[Block]:
    """What the hall decided on those who go up: the counted figures where there are, else gaps."""
    out: list[Block] = []
    hall = [b for b in outcome.campaign.ballots if b.level is BallotLevel.HALL]
    for made in outcome.upward:
        if made.upward.seats is not None and made.choice.placed:
            out += _upward(outcome, made)
    if not out and not hall:
        return []
    for ballot in hall:
        cast = ballots.counted(ballot, ballots.by_ballot(outcome).get(ballot.id, ()), ballots.by_name(outcome))
        told = [
            f"{word} {counts.number(n)}"
            for word, n in (("có mặt", ballot.present), ("thu về", ballot.collected), ("hợp lệ", ballot.valid))
            if n is not None
        ]
        how = "bỏ phiếu kín" if ballot.method == "secret" else "biểu quyết giơ tay"
        out.append(Para(f"Hội nghị {how}: {', '.join(told) or office.BLANK}. Kết quả:"))
        out.append(Bullets(tuple(f"{c.name}: {counts.number(c.votes)} đồng ý" for c in cast)))
    if not hall:
        out.append(
            Para(
                f"Hội nghị biểu quyết bằng hình thức {GAP}. Số đại biểu có mặt: {office.BLANK}; đồng ý: {office.BLANK}; không đồng ý: "
                f"{office.BLANK}; ý kiến khác: {office.BLANK}."
            )
        )
    return out


def _upward(outcome: Outcome, made: UpwardRound) -> list[Block]:
    units = cells.unit_names(outcome)
    chosen = counts.standing(outcome, made.choice)
    items = tuple(
        f"{cells.delegate(n)}, {post};" if (post := cells.post(n, units.get(n.union, ""))) else f"{cells.delegate(n)};"
        for n in chosen
    )
    seats = counts.number(made.upward.seats or 0)
    return [
        Para(
            f"Danh sách trình Hội nghị: {counts.number(len(chosen))}/{seats} đại biểu dự {made.upward.congress}:",
            keep=bool(items),
        ),
        *((Bullets((*items[:-1], items[-1].rstrip(";") + ".")),) if items else ()),
    ]

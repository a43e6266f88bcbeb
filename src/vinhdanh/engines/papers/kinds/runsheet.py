"""Kịch bản điều hành: minute by minute what is said, who does it, what must be ready; award waves, whom to introduce (domain.md §6.2–6.4).

Words of the speaker are proposals that the office edits; names, numbers and times are the campaign's.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.papers import counts, measures, office
from vinhdanh.engines.papers.ceremony import agenda, award_waves, cues, timed
from vinhdanh.engines.papers.ceremony.stage import by_protocol
from vinhdanh.engines.papers.kinds.programme import when_where
from vinhdanh.engines.papers.measures import NBSP
from vinhdanh.engines.papers.model import Column, DataTable, Ending, Paper, Part, Row, Title, bold, group_row, italic
from vinhdanh.engines.vietnamese import match_key

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.engines.campaign.types import Settings
    from vinhdanh.engines.papers.ceremony import Recipient, Timed, Wave
    from vinhdanh.engines.papers.model import Text

KEY = "runsheet"
SIZE = 11.0
_GUESTS = (Column("TT", 12, "center"), Column("Ông, bà", 18, "center"), Column("Họ và tên", 62), Column("Chức vụ, cơ quan"))


def build(outcome: Outcome) -> tuple[Paper, ...]:
    """The run sheet with its two annexes; none while there is neither an agenda nor an award."""
    s = outcome.campaign.settings
    waves = award_waves(outcome)
    if not s.agenda and not waves:
        return ()
    day = office.day_of(s, KEY, running=True)
    last = (
        italic(
            "Lời dẫn là gợi ý, người dẫn chương trình chỉnh sửa cho phù hợp; thời gian có thể thay đổi theo diễn biến của Hội nghị."
        ),
    )
    main = Part(
        head=office.head(s),
        title=Title("KỊCH BẢN ĐIỀU HÀNH", office.upper_first(office.event(s)), when_where(s), width=200),
        blocks=(_table(outcome, waves),),
        ending=office.ending(
            s, (last,), office.archive(s, "Ban Tổ chức", "Người dẫn chương trình"), day=office.dated(day, s, s.place), room=22
        ),
        landscape=True,
    )
    note = f"(Kèm theo Kịch bản điều hành {office.event(s)})"
    annexes = [_introduction(outcome, note)] if any(g.confirmed for g in outcome.guests_in) else []
    return (Paper(f"Kịch bản điều hành {office.event(s)}", s.host.name, (main, *annexes), day),)


def _table(outcome: Outcome, waves: tuple[Wave, ...]) -> DataTable:
    s = outcome.campaign.settings
    items = timed(s.agenda)
    wide = max([24.0, *(measures.width(t.span, SIZE) + 3 for t in items)])
    columns = (
        Column("Thời gian", wide, "center"),
        Column("Nội dung", 44),
        Column("Lời dẫn"),
        Column("Người\nthực hiện", 32),
        Column("Hậu cần", 40),
        Column("Ghi chú", 25),
    )
    rows: list[Row] = []
    at = cues.award_item([t.item for t in items]) if waves else None
    for i, t in enumerate(items):
        rows.append(_item(s, i + 1, t))
        if i == at:
            rows += [_wave_row(w) for w in waves]
    if waves and at is None:
        rows.append(Row(("", (bold("Công bố quyết định khen thưởng, trao thưởng"),), "", "", "", "Chương trình chưa có mục này")))
        rows += [_wave_row(w) for w in waves]
    return DataTable(columns, tuple(rows), size=SIZE, inset=1.2)


def _item(s: Settings, number: int, t: Timed) -> Row:
    cue = cues.cue(t.item, s)
    return Row(
        (
            t.span,
            (bold(agenda.kept(f"{number}. {t.item.text.rstrip(' .;')}")),),
            agenda.kept(cue.words),
            t.item.performer or office.BLANK,
            cue.ready,
            cue.note,
        )
    )


def _wave_row(wave: Wave) -> Row:
    who = " và ".join(
        f"{counts.number(wave.of(kind))} {word}"
        for kind, word in (("collective", "tập thể"), ("person", "cá nhân"))
        if wave.of(kind)
    )
    presenter = wave.presenter
    invited = f"{presenter.name}, {presenter.post}" if presenter else office.BLANK * 2
    words: Text = (
        f"Trân trọng kính mời {invited}, trao thưởng; kính mời lên sân khấu {who}: ",
        bold("; ".join(spoken(r) for r in wave.recipients)),
        ".",
    )
    number = len(wave.recipients)
    outside = sum(bool(r.note) for r in wave.recipients)
    part = f", phần {wave.part[0]}/{wave.part[1]}" if wave.part[1] > 1 else ""
    return Row(
        (
            wave.label,
            f"{wave.honour}{part} ({who})",
            words,
            office.upper_first(presenter.name) if presenter else office.BLANK,
            f"{counts.number(number)} bộ hiện vật, hoa, tiền thưởng xếp theo vị trí 1{NBSP}đến{NBSP}{number}",
            f"{counts.number(outside)} trường hợp cần lưu ý (xem danh sách đợt)" if outside else "",
        )
    )


def spoken(recipient: Recipient) -> str:
    """A recipient as the speaker calls: a collective with its unit, unless its name says it."""
    if recipient.kind == "person" or not recipient.unit or match_key(recipient.unit) in match_key(recipient.name):
        return recipient.name
    return f"{recipient.name} ({recipient.unit})"


def _introduction(outcome: Outcome, note: str) -> Part:
    """Guests who confirmed, in the order in which they are introduced."""
    names = {g.code: g.name for g in catalogue().protocol_groups}
    rows: list[Row] = []
    number = 0
    present = by_protocol(g for g in outcome.guests_in if g.confirmed)
    for group, own in groupby(present, key=lambda g: g.group if g.group in names else ""):
        of = list(own)
        rows.append(group_row(f"{names.get(group, 'Khách mời khác')}: {counts.number(len(of))} đại biểu", span=len(_GUESTS)))
        for guest in of:
            number += 1
            rows.append(
                Row((str(number), guest.honorific, guest.name, ", ".join(t for t in (guest.post, guest.organisation) if t)))
            )
    open_ = len(outcome.guests_in) - number
    told = f" Còn {counts.number(open_)} khách mời chưa xác nhận, không có trong danh sách này." if open_ else ""
    last = (f"Danh sách theo xác nhận tham dự; đối chiếu với kết quả điểm danh trước khi giới thiệu.{told}",)
    return Part(
        title=Title("PHỤ LỤC", "Giới thiệu đại biểu khách mời, theo thứ tự", note, width=200),
        blocks=(DataTable(_GUESTS, tuple(rows), size=12),),
        ending=Ending(last),
        landscape=True,
    )

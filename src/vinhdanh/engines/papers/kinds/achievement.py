"""Báo cáo thành tích of everyone proposed for commendation: of a person (Mẫu 02) and of a collective (Mẫu 01 of decree 91/2017/NĐ-CP).

Filled as far as the unit's list told; the rest is dotted, for the one who reports (domain.md §3.6, §4.10). One file for each authority.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.papers import cells, counts, office
from vinhdanh.engines.papers.certificates.words import full_unit
from vinhdanh.engines.papers.kinds import awards, phrases
from vinhdanh.engines.papers.model import (
    Block,
    Column,
    DataTable,
    Ending,
    Head,
    Heading,
    Paper,
    Para,
    Part,
    Row,
    Signature,
    Title,
)
from vinhdanh.engines.vietnamese import long_date, match_key, money, short_date
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.outcome import Award, Outcome
    from vinhdanh.engines.campaign.types import Achievement, Initiative, Nominee, Settings, Union

KEY = "achievements"
EMPTY_ROWS = 2
"""Rows left for the hand where the list told nothing."""
_SCOPES = {"base": "cấp cơ sở", "province": "cấp trên cơ sở", "nation": "toàn quốc"}
_DECISION = "Số, ngày, tháng, năm của quyết định;\ncơ quan ban hành"


def build(outcome: Outcome) -> tuple[Paper, ...]:
    """One paper for each deciding authority, a report for each nominee: collectives first, each in the order of the list."""
    return tuple(_reports(outcome, authority, given) for authority, given in awards.by_authority(outcome).items())


def _reports(outcome: Outcome, authority: str, given: tuple[Award, ...]) -> Paper:
    s = outcome.campaign.settings
    unions = {u.code: u for u in outcome.campaign.unions}
    honours: dict[str, list[str]] = {}
    nominees: dict[str, Nominee] = {}
    for award, nominee in counts.awarded(outcome, given):
        nominees[nominee.id] = nominee
        honours.setdefault(nominee.id, []).append(phrases.given_by(award, authority, s))
    parts = tuple(_report(s, n, unions.get(n.union), honours[n.id]) for n in nominees.values())
    to = authority or s.host.name
    return Paper(f"Báo cáo thành tích đề nghị {to} khen thưởng", s.host.name, parts, office.day_of(s, KEY))


def _report(s: Settings, nominee: Nominee, union: Union | None, honours: Sequence[str]) -> Part:
    unit = union.name if union else ""
    place = (union.place if union else "") or s.place or office.BLANK
    head = Head(
        " ".join(office.body_lines(s.host)),
        ((full_unit(unit) or office.BLANK).upper(),),
        "",
        office.dated(None, s, place),
    )
    person = nominee.kind == "person"
    names = ", ".join(dict.fromkeys(honours))
    return Part(
        head=head,
        title=Title("BÁO CÁO THÀNH TÍCH", f"Đề nghị tặng {names}"),
        blocks=tuple(_person(s, nominee, unit) if person else _collective(s, nominee, unit)),
        ending=_ending(nominee),
    )


def _told(label: str, value: str) -> Para:
    """A known value, or dots after its label."""
    return Para(f"{label}: {value}.") if value else Para(f"{label}:", fill=True)


def _person(s: Settings, n: Nominee, unit: str) -> list[Block]:
    sex = {"nam": "Nam", "nữ": "Nữ"}.get(n.sex or "", office.BLANK)
    born = short_date(n.birth) if n.birth else office.BLANK
    return [
        Heading("I. SƠ LƯỢC LÝ LỊCH"),
        Para(f"- Họ và tên: {n.name}. Giới tính: {sex}."),
        Para(f"- {'Ngày, tháng, năm' if n.birth is None or n.birth.day else 'Năm'} sinh: {born}."),
        _told("- Quê quán", n.home),
        Para("- Nơi ở hiện nay:", fill=True),
        _told("- Đơn vị công tác", unit),
        _told("- Chức vụ, nghề nghiệp", n.post),
        _told("- Trình độ chuyên môn, nghiệp vụ", n.education),
        Para("- Học hàm, học vị, danh hiệu, giải thưởng:", fill=True),
        Heading("II. THÀNH TÍCH ĐẠT ĐƯỢC"),
        *phrases.ask("1. Quyền hạn, nhiệm vụ được giao hoặc đảm nhận:", 3),
        Heading("2. Thành tích đạt được", 2),
        *_deeds(s, n),
        *_held(s, n),
    ]


def _collective(s: Settings, n: Nominee, unit: str) -> list[Block]:
    sizes = ((n.members, ""), (n.women_members, "nữ "), (n.minority_members, "dân tộc thiểu số "))
    known = [f"{word}{counts.number(size)}" for size, word in sizes if size is not None]
    first = "Số lao động" if n.members is not None else "Trong đó"
    head = n.representative
    who = ", ".join(t for t in (head.name, head.post) if t) if head else ""
    return [
        Heading("I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH"),
        _told("- Tên tập thể", n.name),
        *([_told("- Loại hình", n.collective_type)] if n.collective_type else []),
        *([] if match_key(unit) == match_key(n.name) else [_told("- Đơn vị", unit)]),
        Para(f"- {first}: {', '.join(known)}.") if known else Para("- Số lao động (nữ, dân tộc thiểu số):", fill=True),
        _told("- Người đại diện", who),
        *phrases.ask("1. Đặc điểm, tình hình (tổ chức, cơ sở vật chất, thuận lợi, khó khăn):", 3),
        *phrases.ask("2. Chức năng, nhiệm vụ được giao:", 3),
        Heading("II. THÀNH TÍCH ĐẠT ĐƯỢC"),
        Heading("1. Kết quả thực hiện nhiệm vụ, phong trào thi đua", 2),
        *_deeds(s, n),
        *phrases.ask("2. Những biện pháp, nguyên nhân đạt được thành tích:", 3),
        *phrases.ask("3. Việc thực hiện chủ trương của Đảng, chính sách, pháp luật của Nhà nước; hoạt động đoàn thể:", 3),
        *_held(s, n),
    ]


def _deeds(s: Settings, n: Nominee) -> list[Block]:
    past = f"Trong {office.period(s.period)}: " if s.period else ""
    summary = n.summary.rstrip(" .")
    out: list[Block] = []
    if summary:
        out.append(Para(f"- {past}{office.lower_first(summary) if past else summary}."))
    if n.movement:
        row = catalogue().movement(n.movement)
        out.append(Para(f"- Tham gia phong trào thi đua “{row.name if row else n.movement}”."))
    if n.initiatives:
        out.append(Para("- Sáng kiến được công nhận:", keep=True))
        out.append(_initiatives(n.initiatives))
    return [*out, *phrases.lines(4)]


def _initiatives(made: Sequence[Initiative]) -> DataTable:
    columns = (
        Column("Năm", 15, "center"),
        Column("Tên sáng kiến"),
        Column("Phạm vi", 28, "center"),
        Column("Quyết định công nhận", 34),
        Column("Giá trị làm lợi\n(đồng)", 31, "right"),
    )
    rows = tuple(
        Row(
            (
                str(i.year or ""),
                i.title,
                _SCOPES.get(i.scope, ""),
                i.decision,
                "" if i.value is None else money(i.value),
            )
        )
        for i in made
    )
    return DataTable(columns, rows)


def _is_title(achievement: Achievement, s: Settings) -> bool:
    try:
        return bool(achievement.honour) and catalogue().honour(achievement.honour, s.rule_set).kind == "title"
    except UserError:
        return False


def _held(s: Settings, n: Nominee) -> list[Block]:
    titles = [a for a in n.achievements if _is_title(a, s)]
    forms = [a for a in n.achievements if not _is_title(a, s)]
    return [
        Heading("III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG"),
        Heading("1. Danh hiệu thi đua", 2),
        _honours("Danh hiệu thi đua", titles, s),
        Heading("2. Hình thức khen thưởng", 2),
        _honours("Hình thức khen thưởng", forms, s),
    ]


def _honours(head: str, held: Sequence[Achievement], s: Settings) -> DataTable:
    columns = (Column("Năm", 18, "center"), Column(head), Column(_DECISION, 75))
    rows = [
        Row((str(a.year or (a.day.year if a.day else "")), cells.honour_name(a.honour, s, a.typed), _decision(a)))
        for a in sorted(held, key=lambda a: a.year or (a.day.year if a.day else 0))
    ]
    return DataTable(columns, tuple(rows) or (Row(("", "", ""), height=7),) * EMPTY_ROWS)


def _decision(a: Achievement) -> str:
    number = a.decision if not a.decision or a.decision.lower().startswith("quyết định") else f"Quyết định số {a.decision}"
    return " ".join(t for t in (number, long_date(a.day) if a.day else "") if t)


def _ending(n: Nominee) -> Ending:
    left = Signature(("THỦ TRƯỞNG ĐƠN VỊ", "XÁC NHẬN, ĐỀ NGHỊ"), note="(Ký, đóng dấu)")
    if n.kind == "person":
        last = "Tôi xin cam đoan nội dung báo cáo trên là đúng sự thật và chịu trách nhiệm về nội dung đã báo cáo./."
        right = Signature(("NGƯỜI BÁO CÁO",), n.name, note="(Ký, ghi rõ họ tên)")
        return Ending((last,), (), phrases.level((left, right)))
    last = "Tập thể cam đoan nội dung báo cáo trên là đúng sự thật và chịu trách nhiệm về nội dung đã báo cáo./."
    name = n.representative.name if n.representative else ""
    right = Signature(("ĐẠI DIỆN TẬP THỂ",), name, note="(Ký, ghi rõ họ tên)")
    return Ending((last,), (), phrases.level((left, right)))

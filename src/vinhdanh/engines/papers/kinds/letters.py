"""Letters to the units (công văn): how the plan is carried out, and a reminder that names those who have not answered (R56, R60)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.outcome import UnitState
from vinhdanh.engines.papers import cells, counts, office
from vinhdanh.engines.papers.kinds import phrases
from vinhdanh.engines.papers.model import Block, Bullets, Column, DataTable, Heading, Paper, Para, Part, Row
from vinhdanh.engines.vietnamese import long_date, short_date

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Outcome, UnitStatus
    from vinhdanh.engines.campaign.types import Settings

ROLLOUT, REMINDER = "rollout", "reminder"
NAMED = 5
"""So many units are addressed by name; more are addressed by the list in the letter."""
EXTENDED = 5
"""So many extensions are named in the letter."""
_COLUMNS = (
    Column("TT", 10, "center"),
    Column("Đơn vị"),
    Column("Người phụ trách,\nđiện thoại", 38),
    Column("Thời hạn gửi", 27, "center"),
    Column("Đã nhắc", 42),
)


def build_rollout(outcome: Outcome) -> tuple[Paper, ...]:
    """The letter that carries the plan to the units: whom to choose, what to send, until when."""
    s = outcome.campaign.settings
    units = phrases.units_word(outcome)
    sections: tuple[tuple[str, list[str]], ...] = (
        ("Tuyên truyền, phổ biến", _telling(s)),
        ("Bình chọn, giới thiệu", _choosing(s)),
        ("Hồ sơ gửi về", _sending(s)),
        ("Thời hạn, nơi nhận", _until(outcome)),
    )
    blocks: list[Block] = [
        Para(f"Thực hiện {phrases.plan_of(s)}, {office.issuer(s)} đề nghị các {units} triển khai một số nội dung sau:")
    ]
    for n, (name, items) in enumerate(sections, 1):
        blocks += [Heading(f"{n}. {name}"), Bullets(tuple(items))]
    contact = f" (liên hệ {s.conference.contact})" if s.conference.contact else ""
    last = (
        f"Đề nghị các {units} quan tâm, tổ chức thực hiện. Trong quá trình thực hiện, nếu có vướng mắc, "
        f"đề nghị phản ánh về {office.short(s.host)}{contact} để được hướng dẫn./."
    )
    subject = "triển khai bình chọn, lập danh sách đề nghị tuyên dương, khen thưởng"
    part = Part(
        head=phrases.letter_head(s, ROLLOUT, subject),
        dear=(f"Các {units}",),
        blocks=tuple(blocks),
        ending=office.ending(s, (last,), office.archive(s, "Như trên")),
    )
    return (Paper(f"Công văn về việc {subject}", s.host.name, (part,), office.day_of(s, ROLLOUT)),)


def _joined(items: tuple[str, ...]) -> str:
    return "; ".join(item.rstrip(" ;.") for item in items)


def _telling(s: Settings) -> list[str]:
    items = ["Phổ biến nội dung, yêu cầu của Kế hoạch đến đoàn viên, người lao động trong đơn vị."]
    if s.movements:
        named = ", ".join(f"“{m}”" for m in s.movements)
        items.append(f"Đẩy mạnh các phong trào thi đua {named}; tuyên truyền gương điển hình tiên tiến, người tốt, việc tốt.")
    if s.occasions:
        items.append(f"Lập thành tích chào mừng {_joined(s.occasions)}.")
    return items


def _choosing(s: Settings) -> list[str]:
    audience = f" trong {s.audience}" if s.audience else ""
    past = f" {office.period(s.period)}" if s.period else ""
    items = [f"Đối tượng: tập thể, cá nhân điển hình tiên tiến{audience}{past}."]
    wishes = [f"ưu tiên {_joined(s.priorities)}"] if s.priorities else []
    wishes += [f"bảo đảm {_joined(s.soft)}"] if s.soft else []
    if wishes:
        items.append(f"Cơ cấu: {'; '.join(wishes)}.")
    items.append(
        f"Số lượng đại biểu dự Hội nghị: thực hiện theo Thông báo phân bổ chỉ tiêu của {s.host.name}; số lượng đề nghị "
        "khen thưởng căn cứ thành tích đạt được, không phân chia bình quân."
    )
    names = dict.fromkeys(cells.honour_name(c.honour, s) for c in s.commendations)
    if names:
        items.append(f"Hình thức khen thưởng: {'; '.join(names)}.")
    items.append(
        "Tổ chức họp bình chọn dân chủ, khách quan, công khai; bỏ phiếu kín hoặc biểu quyết; lập biên bản họp, biên bản kiểm phiếu; "
        "niêm yết kết quả tại đơn vị trước khi gửi."
    )
    return items


def _sending(s: Settings) -> list[str]:
    return [
        f"Danh sách đề nghị tham dự, khen thưởng theo mẫu do {office.short(s.host)} gửi cho từng đơn vị (giữ nguyên các cột của mẫu).",
        "Biên bản họp bình chọn, biên bản kiểm phiếu.",
        "Báo cáo thành tích của từng tập thể, cá nhân được đề nghị khen thưởng, có xác nhận của thủ trưởng đơn vị.",
    ]


def _until(outcome: Outcome) -> list[str]:
    s = outcome.campaign.settings
    host = office.short(s.host)
    due = office.milestone(s.reception.deadline) if s.reception.deadline else f"trước {phrases.open_day(s)}"
    items = [f"Gửi về {host} {due}."]
    if s.reception.closes:
        items.append(
            f"Danh sách gửi sau thời hạn trên được nhận đến hết {long_date(s.reception.closes)} và ghi nhận là gửi chậm; sau đó không nhận thêm."
        )
    extended = [(u.name, s.reception.extensions[u.code]) for u in outcome.campaign.unions if u.code in s.reception.extensions]
    if extended:
        named = "; ".join(f"{name} đến hết ngày {short_date(day)}" for name, day in extended[:EXTENDED])
        more = f" và {counts.number(len(extended) - EXTENDED)} đơn vị khác" if len(extended) > EXTENDED else ""
        items.append(f"Gia hạn: {named}{more}.")
    items.append("Đơn vị không có tập thể, cá nhân đề nghị thì báo bằng văn bản, nêu rõ lý do, trong cùng thời hạn.")
    return items


def build_reminder(outcome: Outcome) -> tuple[Paper, ...]:
    """The letter to the units whose list has not come, by name; none when every unit has answered."""
    late = [u for u in outcome.units if u.state is UnitState.MISSING]
    return (_reminder(outcome, late),) if late else ()


def _reminder(outcome: Outcome, late: list[UnitStatus]) -> Paper:
    s = outcome.campaign.settings
    units = phrases.units_word(outcome)
    got = counts.returns(outcome.units)
    day = office.day_of(s, REMINDER, running=True)
    until = f"đến {long_date(day)}" if day else "đến nay"
    nil = f", {counts.number(got.nil)} đơn vị báo không có đề nghị" if got.nil else ""
    blocks: list[Block] = [
        Para(
            f"Thực hiện {phrases.plan_short(s)}, {until}, đã có {counts.number(got.lists)}/{counts.number(got.units)} {units} "
            f"gửi danh sách đề nghị tuyên dương, khen thưởng{nil}; còn {counts.number(got.missing)} đơn vị chưa gửi:",
            keep=True,
        ),
        DataTable(_COLUMNS, tuple(_row(n, unit, s) for n, unit in enumerate(late, 1))),
        *(Para(text) for text in _asking(s)),
    ]
    subject = "đôn đốc gửi danh sách đề nghị tuyên dương, khen thưởng"
    dear = tuple(u.union.name for u in late) if len(late) <= NAMED else (f"Các {units} có tên trong danh sách dưới đây",)
    contact = f" Mọi vướng mắc đề nghị liên hệ {s.conference.contact}." if s.conference.contact else ""
    last = f"Rất mong các đơn vị quan tâm, phối hợp thực hiện.{contact}".rstrip(".") + "./."
    part = Part(
        head=phrases.letter_head(s, REMINDER, subject, running=True),
        dear=dear,
        blocks=tuple(blocks),
        ending=office.ending(s, (last,), ("Như trên", "Lưu: VT"), room=24),
    )
    return Paper(f"Công văn về việc {subject}", s.host.name, (part,), day)


def _row(number: int, unit: UnitStatus, s: Settings) -> Row:
    union = unit.union
    who = ", ".join(t for t in (union.responsible, union.phone) if t)
    days = ", ".join(short_date(d) for d in union.reminders)
    reminded = f"{counts.number(len(union.reminders))} lần: {days}" if union.reminders else ""
    came = "; danh sách đến sau khi kết thúc nhận" if unit.files else ""
    return Row((str(number), union.name + came, who, phrases.deadline(union, s), reminded))


def _asking(s: Settings) -> list[str]:
    host = office.short(s.host)
    if phrases.reception_over(s) and s.reception.closes:
        return [
            (
                f"Thời gian nhận danh sách đã kết thúc (hết {long_date(s.reception.closes)}). {office.issuer(s)} đề nghị các đơn vị có tên trên "
                f"báo cáo bằng văn bản lý do chưa gửi; nếu không có tập thể, cá nhân đề nghị thì ghi rõ “không có đề nghị”, "
                f"gửi về {host} trước {phrases.open_day(s)}."
            )
        ]
    closes = f"chậm nhất đến hết {long_date(s.reception.closes)}" if s.reception.closes else f"trước {phrases.open_day(s)}"
    return [
        f"{office.issuer(s)} đề nghị các đơn vị có tên trên khẩn trương tổ chức bình chọn, lập danh sách theo mẫu, gửi về {host} {closes}.",
        "Đơn vị không có tập thể, cá nhân đề nghị cũng báo bằng văn bản, nêu rõ lý do, trong thời hạn nêu trên.",
    ]

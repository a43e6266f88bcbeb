"""Phiếu tiếp nhận for each list that came, and giấy xác nhận for each unit that answered: one page a unit (R56: time, version, counts)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.outcome import UnitState
from vinhdanh.engines.campaign.types import Severity
from vinhdanh.engines.papers import counts, office
from vinhdanh.engines.papers.kinds import phrases
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
)
from vinhdanh.engines.vietnamese import money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.outcome import Outcome, UnitStatus
    from vinhdanh.engines.campaign.types import Finding, Settings

RECEIPT, CONFIRMATION = "receipts", "confirmations"
CODE = "GXN"
SHOWN = 6
"""So many matters to be put right stand on a receipt; of more, their number."""
SUM = 12
"""So many digits of a file's SHA-256 name its version."""
_STATES = {
    UnitState.SENT: "đúng thời hạn",
    UnitState.LATE: "chậm so với thời hạn",
    UnitState.MISSING: "sau khi đã kết thúc nhận danh sách, không đưa vào xét chọn",
}
_FILES = (
    Column("TT", 10, "center"),
    Column("Tên tệp, văn bản"),
    Column("Dung lượng\n(byte)", 28, "center"),
    Column("Mã kiểm tra", 38, "center"),
)


def build_receipts(outcome: Outcome) -> tuple[Paper, ...]:
    """One paper with a page for each unit whose list came, in the order of the register."""
    came = [u for u in outcome.units if u.files or u.state in {UnitState.SENT, UnitState.LATE}]
    if not came:
        return ()
    s = outcome.campaign.settings
    found = _open_matters(outcome.findings)
    parts = tuple(_receipt(outcome, unit, found.get(unit.union.code, [])) for unit in came)
    return (Paper(f"Phiếu tiếp nhận danh sách đề nghị dự {office.event(s)}", s.host.name, parts, office.day_of(s, RECEIPT)),)


def _open_matters(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """What a unit has to put right; notes of the run are for the host alone."""
    out: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.union and finding.severity is not Severity.NOTE:
            out.setdefault(finding.union, []).append(finding)
    return out


def _content(unit: UnitStatus) -> str:
    parts = ((unit.persons, "cá nhân"), (unit.collectives, "tập thể"))
    return " và ".join(f"{counts.number(n)} {word}" for n, word in parts if n) or "0 cá nhân, 0 tập thể"


def _arrived(unit: UnitStatus) -> str:
    when = unit.received or unit.union.received
    return phrases.moment(when) if when else f"{office.BLANK} giờ {office.BLANK}, ngày {office.BLANK}"


def _receipt(outcome: Outcome, unit: UnitStatus, matters: Sequence[Finding]) -> Part:
    s = outcome.campaign.settings
    union = unit.union
    blocks: list[Block] = [
        Para(("Đơn vị gửi: ", union.name, f", mã {union.code}.")),
        Para("Người gửi:", fill=True),
        Para(f"Thời gian nhận: {_arrived(unit)}."),
        *_due(unit, s),
        Para(f"Nội dung: danh sách đề nghị tuyên dương, khen thưởng, gồm {_content(unit)}."),
        Heading("1. Văn bản, tệp đã nhận"),
        _files(outcome, unit),
        Heading("2. Nội dung đề nghị bổ sung, hoàn chỉnh"),
        *_matters(matters),
    ]
    last = "Phiếu lập thành 02 bản, bên gửi giữ 01 bản, bên nhận giữ 01 bản./."
    signatures = (
        Signature(("NGƯỜI GỬI",), note="(Ký, ghi rõ họ tên)", room=20),
        Signature(("NGƯỜI NHẬN",), note="(Ký, ghi rõ họ tên)", room=20),
    )
    return Part(
        head=office.head(s),
        title=Title("PHIẾU TIẾP NHẬN", "Danh sách đề nghị tuyên dương, khen thưởng"),
        blocks=tuple(blocks),
        ending=Ending((last,), (), signatures),
    )


def _due(unit: UnitStatus, s: Settings) -> list[Block]:
    due = phrases.deadline(unit.union, s)
    said = f"Thời hạn gửi: {due}. " if due else ""
    state = _STATES.get(unit.state, "")
    return [Para(f"{said}Danh sách gửi {state}.")] if said or state else []


def _files(outcome: Outcome, unit: UnitStatus) -> DataTable:
    rows = []
    for n, name in enumerate(unit.files, 1):
        data = outcome.campaign.nominations.get(name.removeprefix("nominations/"))
        size, version = (money(len(data)), hashlib.sha256(data).hexdigest()[:SUM]) if data is not None else ("", "")
        rows.append(Row((str(n), name.rsplit("/", 1)[-1], size, version)))
    for label in ("Biên bản họp bình chọn", "Biên bản kiểm phiếu", "Báo cáo thành tích"):
        rows.append(Row((str(len(rows) + 1), f"{label}: {office.BLANK} bản", "", "")))
    return DataTable(_FILES, tuple(rows))


def _matters(matters: Sequence[Finding]) -> list[Block]:
    if not matters:
        return [Para("Chưa phát hiện nội dung cần bổ sung, hoàn chỉnh.")]
    items = tuple(f.message for f in matters[:SHOWN])
    more = len(matters) - SHOWN
    out: list[Block] = [Bullets(items)]
    if more > 0:
        out.append(Para(f"Và {counts.number(more)} nội dung khác, có bản kê kèm theo."))
    return out


def build_confirmations(outcome: Outcome) -> tuple[Paper, ...]:
    """One paper with a page for each unit that answered: a list in time or late, or that it has no one to propose."""
    answered = [u for u in outcome.units if u.state is not UnitState.MISSING]
    if not answered:
        return ()
    s = outcome.campaign.settings
    day = office.day_of(s, CONFIRMATION)
    parts = tuple(_confirmation(s, unit) for unit in answered)
    return (Paper(f"Giấy xác nhận gửi danh sách đề nghị dự {office.event(s)}", s.host.name, parts, day),)


def _confirmation(s: Settings, unit: UnitStatus) -> Part:
    union = unit.union
    subject = "Về việc gửi danh sách đề nghị tuyên dương, khen thưởng"
    if unit.state is UnitState.NIL:
        reason = f", lý do: {union.nil_reason.rstrip(' .')}" if union.nil_reason else ""
        done = f"Đã báo không có tập thể, cá nhân đề nghị tuyên dương, khen thưởng{reason}."
    else:
        due = phrases.deadline(union, s)
        term = f" (thời hạn: {due})" if due else ""
        done = f"Đã gửi danh sách đề nghị hồi {_arrived(unit)}, {_STATES[unit.state]}{term}; danh sách gồm {_content(unit)}."
    blocks: tuple[Block, ...] = (
        Para(f"{s.host.name} xác nhận:"),
        Para(f"Đơn vị: {union.name}."),
        Para(f"Người phụ trách: {', '.join(t for t in (union.responsible, union.responsible_post) if t)}.")
        if union.responsible
        else Para("Người phụ trách:", fill=True),
        Para(done),
    )
    last = f"Giấy xác nhận này là căn cứ theo dõi việc thực hiện {phrases.plan_of(s)}./."
    return Part(
        head=office.head(s, CONFIRMATION, CODE),
        title=Title("GIẤY XÁC NHẬN", subject),
        blocks=blocks,
        ending=office.ending(s, (last,), (union.name, "Lưu: VT")),
    )

"""Checks a campaign as a whole: what is missing, and what does not go together. Nominees are checked by `appraisal`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import vinhdanh.engines.catalogue as rows
from vinhdanh.engines.campaign.check_ballots import ballot_findings
from vinhdanh.engines.campaign.check_rows import guest_findings, override_findings, union_findings
from vinhdanh.engines.campaign.flags import ATTRIBUTES, FLAGS
from vinhdanh.engines.campaign.inbox import inbox_findings
from vinhdanh.engines.campaign.places import Places
from vinhdanh.engines.campaign.types import BallotLevel, Campaign, Finding, Milestone, Sense, Settings, Severity
from vinhdanh.engines.vietnamese import short_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

FILE = "campaign.toml"
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""An id names files: lower-case ASCII letters, digits, hyphens between them."""

HOURS_A_DAY = 8
"""Working hours of a day, by which a duration in days is compared with the programme's minutes."""

TIE_BREAKS = (*FLAGS, *(str(level) for level in BallotLevel), "honours", "initiatives")
SCOPES = ("", "base", "province", "nation")


def check(campaign: Campaign, places: Places | None = None) -> tuple[Finding, ...]:
    """What is missing or contradicts itself in a campaign.

    Args:
        campaign: The campaign as loaded.
        places: Where each row of a workbook stands, as `load` noted it; findings then name the cell.
    """
    where = places or {}
    settings = campaign.settings
    parts: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
        _missing,
        _catalogue_codes,
        _dates,
        _numbers,
        _targets,
        _merit,
        _agenda,
        _upward,
    )
    return (
        *(finding for part in parts for finding in part(settings)),
        *_contents(campaign),
        *union_findings(campaign, where),
        *ballot_findings(campaign, where),
        *guest_findings(campaign, where),
        *override_findings(campaign),
        *inbox_findings(campaign, where),
    )


def _found(code: str, severity: Severity, message: str, remedy: str) -> Finding:
    return Finding(f"campaign.{code}", severity, message, remedy, file=FILE)


def _missing(s: Settings) -> Iterator[Finding]:
    """What nothing can be done without, and what papers leave open."""
    needed = (("id", s.id), ("name", s.name), ("rule_set", s.rule_set), ("host.name", s.host.name))
    for key, text in needed:
        if not text.strip():
            yield _found(
                "missing-value", Severity.BLOCKING, f"{FILE} chưa có giá trị của khóa bắt buộc {key}.", f"Điền khóa {key}."
            )
    if s.id.strip() and not ID.fullmatch(s.id):
        message = f"Mã của đợt (id) “{s.id}” không dùng được làm tên tệp."
        yield _found("id-bad", Severity.BLOCKING, message, "Chỉ dùng chữ thường không dấu, số và dấu gạch nối.")
    if s.cap_delegates is None and s.exemplars is None:
        yield _found(
            "missing-value",
            Severity.BLOCKING,
            f"{FILE} chưa có số lượng đại biểu: cap_delegates (tổng số tối đa) hoặc exemplars (số đại biểu điển hình).",
            "Điền khóa cap_delegates theo kế hoạch.",
        )
    wanted = (
        ("period", s.period, "giai đoạn tính thành tích"),
        ("reception.deadline", s.reception.deadline, "hạn gửi danh sách"),
        ("conference.day", s.conference.day, "ngày tổ chức Hội nghị"),
        ("conference.place", s.conference.place, "địa điểm tổ chức Hội nghị"),
        ("place", s.place, "địa danh ghi trên văn bản"),
        ("host.symbol", s.host.symbol, "ký hiệu trong số văn bản"),
        ("host.signer.name", s.host.signer.name, "họ tên người ký văn bản"),
        ("agenda", s.agenda, "chương trình Hội nghị"),
        ("merit", s.merit, "bảng điểm"),
    )
    for key, value, what in wanted:
        if not value:
            yield _found(
                "not-set",
                Severity.NOTE,
                f"{FILE} chưa có {what} ({key}).",
                f"Điền khóa {key} khi đã biết.",
            )


def _catalogue_codes(s: Settings) -> Iterator[Finding]:
    """The rule set is one of the catalogue, and so are the honours in it."""
    if not s.rule_set:
        return
    known = [r.code for r in rows.catalogue().rule_sets]
    if s.rule_set not in known:
        yield _found(
            "rule-set-unknown",
            Severity.BLOCKING,
            f"Bộ quy định “{s.rule_set}” không có trong danh mục.",
            "Ghi một trong các mã: " + ", ".join(f'"{c}"' for c in known) + ".",
        )
        return
    honours = {h.code for h in rows.catalogue().honours(s.rule_set)}
    used = [(f"commendations[{i}].honour", c.honour) for i, c in enumerate(s.commendations, start=1)]
    used += [(f"merit[{i}].match", m.match) for i, m in enumerate(s.merit, start=1) if m.kind == "honour"]
    for path, code in used:
        if code not in honours:
            yield _found(
                "honour-unknown",
                Severity.BLOCKING if path.startswith("commendations") else Severity.WARNING,
                f"Khóa {path}: bộ quy định {s.rule_set} không có danh hiệu, hình thức khen thưởng mang mã “{code}”.",
                f"Sửa mã ở khóa {path} theo danh mục của bộ quy định {s.rule_set}.",
            )


def _last(milestone: Milestone) -> date:
    """The last day on which the milestone is kept."""
    return milestone.day.first() - timedelta(days=1) if milestone.sense is Sense.BEFORE else milestone.day.last()


def _dates(s: Settings) -> Iterator[Finding]:
    """Deadline, closing, conference, dossier in this order."""
    deadline, day = s.reception.deadline, s.conference.day
    if deadline is not None and s.reception.closes is not None and s.reception.closes < _last(deadline):
        yield _order(
            "Ngày khóa sổ nhận danh sách (reception.closes) đến trước hạn gửi danh sách (reception.deadline).", "reception.closes"
        )
    if deadline is not None and day is not None and _last(deadline) >= day:
        yield _order(
            "Hạn gửi danh sách (reception.deadline) không đến trước ngày tổ chức Hội nghị (conference.day).", "reception.deadline"
        )
    if day is not None and s.reception.closes is not None and s.reception.closes >= day:
        yield _order(
            "Ngày khóa sổ (reception.closes) không đến trước ngày tổ chức Hội nghị (conference.day).", "reception.closes"
        )
    if day is not None and s.conference.not_after is not None and day > _last(s.conference.not_after):
        yield _order(
            f"Ngày tổ chức Hội nghị {short_date(day)} sau hạn phải hoàn thành {short_date(s.conference.not_after.day)} (conference.not_after).",
            "conference.day",
        )
    tentative = s.conference.tentative
    if day is not None and tentative is not None and not tentative.first() <= day <= tentative.last():
        yield _order(
            "Ngày tổ chức (conference.day) khác thời gian dự kiến (conference.tentative).", "conference.day", Severity.NOTE
        )
    if day is not None and s.dossier_deadline is not None and _last(s.dossier_deadline) < day:
        yield _order("Hạn gửi hồ sơ (dossier_deadline) đến trước ngày tổ chức Hội nghị.", "dossier_deadline")
    for name, period in (("period", s.period), ("period_next", s.period_next)):
        if period is not None and period[0] > period[1]:
            yield _found(
                "period-reversed",
                Severity.BLOCKING,
                f"Khóa {name}: năm đầu sau năm cuối.",
                f"Sửa khóa {name} thành [năm đầu, năm cuối].",
            )


def _order(message: str, key: str, severity: Severity = Severity.WARNING) -> Finding:
    return _found("dates-out-of-order", severity, message, f"Xem lại khóa {key} và các mốc liên quan.")


def _numbers(s: Settings) -> Iterator[Finding]:
    """Shares and caps."""
    shares = (s.share_exemplars, s.share_guests)
    if None not in shares and sum(x for x in shares if x is not None) != 100:
        yield _found(
            "shares-not-100",
            Severity.WARNING,
            f"Tỷ lệ điển hình {shares[0]} % và khách mời {shares[1]} % cộng lại không bằng 100 %.",
            "Sửa share_exemplars hoặc share_guests.",
        )
    for key, share in (("share_exemplars", shares[0]), ("share_guests", shares[1])):
        if share is not None and share > 100:
            yield _found("share-above-100", Severity.BLOCKING, f"Khóa {key} lớn hơn 100 %.", f"Ghi khóa {key} từ 0 đến 100.")
    if s.cap_delegates is not None and s.exemplars is not None and s.exemplars > s.cap_delegates:
        yield _found(
            "exemplars-above-cap",
            Severity.BLOCKING,
            f"Số đại biểu điển hình {s.exemplars} lớn hơn tổng số tối đa {s.cap_delegates}.",
            "Sửa exemplars hoặc cap_delegates.",
        )
    if s.unit_cap is not None and s.unit_cap < s.unit_floor:
        yield _bounds("unit_floor", "unit_cap")
    for i, category in enumerate(s.categories, start=1):
        if category.at_most is not None and category.at_most < category.at_least:
            yield _bounds(f"categories[{i}].at_least", f"categories[{i}].at_most")
    yield from _doubles("categories", [c.id for c in s.categories])


def _bounds(low: str, high: str) -> Finding:
    return _found("bounds-crossed", Severity.BLOCKING, f"{low} lớn hơn {high}.", f"Sửa {low} hoặc {high}.")


def _doubles(table: str, ids: Sequence[str]) -> Iterator[Finding]:
    for one in sorted({i for i in ids if ids.count(i) > 1}):
        yield _found(
            "id-twice", Severity.BLOCKING, f"Bảng {table} có nhiều dòng mang mã “{one}”.", "Đặt cho mỗi dòng một mã riêng."
        )


def _targets(s: Settings) -> Iterator[Finding]:
    yield from _doubles("targets", [t.id for t in s.targets])
    for i, t in enumerate(s.targets, start=1):
        if t.attribute not in ATTRIBUTES:
            yield _found(
                "attribute-unknown",
                Severity.BLOCKING,
                f"targets[{i}] đếm theo “{t.attribute}”, chương trình không biết cách đếm này.",
                "Ghi attribute là một trong: " + ", ".join(ATTRIBUTES) + ".",
            )
        if t.share > 100:
            yield _found("share-above-100", Severity.BLOCKING, f"targets[{i}].share lớn hơn 100 %.", "Ghi tỷ lệ từ 0 đến 100.")
        if not t.values:
            yield _found(
                "values-empty",
                Severity.BLOCKING,
                f"targets[{i}].values trống nên không đếm được ai.",
                'Ghi các giá trị được tính, ví dụ ["yes"].',
            )


def _merit(s: Settings) -> Iterator[Finding]:
    yield from _doubles("merit", [m.id for m in s.merit])
    for i, m in enumerate(s.merit, start=1):
        if m.points != m.points.quantize(Decimal("0.01")):
            yield _found(
                "points-too-fine",
                Severity.WARNING,
                f"merit[{i}].points có quá hai chữ số thập phân.",
                "Ghi điểm với nhiều nhất hai chữ số thập phân.",
            )
        if m.kind == "initiative" and m.match not in SCOPES:
            yield _found(
                "scope-unknown",
                Severity.WARNING,
                f"merit[{i}].match: phạm vi sáng kiến “{m.match}” không có.",
                'Ghi base, province, nation hoặc "".',
            )
    for key in s.ties.order:
        if key not in TIE_BREAKS:
            yield _found(
                "tie-unknown",
                Severity.WARNING,
                f"ties.order có “{key}”, chương trình không biết.",
                "Ghi các mã: " + ", ".join(TIE_BREAKS) + ".",
            )


def _agenda(s: Settings) -> Iterator[Finding]:
    """Start times go forward; the minutes fit between them and into the duration."""
    free: int | None = None  # minutes of the day at which the item before ends
    for i, item in enumerate(s.agenda, start=1):
        start = free if item.start is None else item.start.hour * 60 + item.start.minute
        if item.start is not None and start is not None and free is not None and start < free:
            message = (
                f"Chương trình: nội dung thứ {i} (“{item.text}”) bắt đầu lúc {item.start:%H:%M}, "
                f"trước khi nội dung trước kết thúc ({free // 60:02d}:{free % 60:02d})."
            )
            yield _found("agenda-overlap", Severity.WARNING, message, "Sửa giờ bắt đầu (start) hoặc số phút (minutes).")
        free = None if start is None else start + (item.minutes or 0)
    total = sum(item.minutes or 0 for item in s.agenda)
    if s.conference.duration_days is not None and total > s.conference.duration_days * HOURS_A_DAY * 60:
        limit = int(s.conference.duration_days * HOURS_A_DAY * 60)
        yield _found(
            "agenda-too-long",
            Severity.WARNING,
            f"Chương trình dài {total} phút, quá thời gian của Hội nghị ({limit} phút).",
            "Rút bớt số phút của các nội dung, hoặc xem lại conference.duration_days.",
        )


def _upward(s: Settings) -> Iterator[Finding]:
    for u in s.upward:
        if u.seats is None:
            yield _found(
                "upward-not-allotted",
                Severity.WARNING,
                f"{u.congress}: số lượng đại biểu chưa được phân bổ nên chưa chọn đại biểu.",
                "Điền seats trong bảng [[upward]] khi cấp trên phân bổ.",
            )


def _contents(campaign: Campaign) -> Iterator[Finding]:
    """What the folder itself lacks."""
    if campaign.plan_paper is None:
        yield Finding(
            "campaign.plan-missing",
            Severity.NOTE,
            "Thư mục chưa có tệp kế hoạch (plan.docx, plan.pdf, plan.txt…).",
            "Chép tệp kế hoạch vào thư mục với tên plan.",
        )
    if not campaign.nominations:
        yield Finding(
            "campaign.no-nominations",
            Severity.WARNING,
            "Thư mục nominations chưa có danh sách nào của các đơn vị.",
            "Chép danh sách của các đơn vị vào thư mục nominations.",
            file="nominations",
        )


__all__ = ["Places", "check"]

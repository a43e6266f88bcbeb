"""What the report shows, as plain values: every number comes from the outcome, every drawing from the same number as its table.

Nothing sensitive passes: no ethnicity, religion, party membership or birth of a person, no line of points that tells one of them.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.outcome import Choice, Outcome, Placed, ReasonKind, Standing, TargetResult, UnitState, UnitStatus
from vinhdanh.engines.campaign.types import Severity
from vinhdanh.engines.vietnamese import money, name_key, percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from decimal import Decimal

    from vinhdanh.engines.campaign.types import Finding

STATE_WORDS = {
    UnitState.SENT: "đã gửi",
    UnitState.LATE: "gửi muộn",
    UnitState.NIL: "không có đề nghị",
    UnitState.MISSING: "chưa gửi",
}
STATE_ICONS = {UnitState.SENT: "check", UnitState.LATE: "clock", UnitState.NIL: "nil", UnitState.MISSING: "ring"}
# The stylesheet calls a unit that has sent nothing "silent".
STATE_STYLES = {UnitState.SENT: "sent", UnitState.LATE: "late", UnitState.NIL: "nil", UnitState.MISSING: "silent"}
SEVERITY_WORDS = {Severity.BLOCKING: "Chặn", Severity.WARNING: "Cần chú ý", Severity.NOTE: "Ghi nhận"}
SEVERITY_ICONS = {Severity.BLOCKING: "stop", Severity.WARNING: "warning", Severity.NOTE: "info"}
SENSITIVE_ATTRIBUTES = frozenset({"ethnicity", "minority", "religion", "party"})


@dataclass(frozen=True, slots=True)
class Gauge:
    """A bar with its figures; positions are per cent of the scale."""

    name: str
    value: str
    note: str
    state: str
    fill: str
    goal: str = ""
    wall: str = ""
    missing_from: str = ""
    missing_width: str = ""
    reach_low: str = ""
    reach_high: str = ""
    row: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone on the timeline."""

    day: date
    x: str
    words: str
    text: str
    done: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A row of a list."""

    order: int
    name: str
    union: str
    points: str
    standing: Standing
    why: str
    lines: str


def position(part: int | Fraction, whole: int) -> str:
    """`part` of `whole` as a per cent for a drawing, two decimals, clipped to 0–100."""
    if whole <= 0:
        return "0"
    value = min(max(Fraction(part) * 100 / whole, Fraction(0)), Fraction(100))
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def gauges(outcome: Outcome) -> tuple[Gauge, ...]:
    """The hard cap, exemplars against guests, and each target of those who attend."""
    settings = outcome.campaign.settings
    chosen = len(outcome.attend.by(Standing.CHOSEN))
    guests = len(outcome.guests_in)
    total = chosen + guests
    rows: list[Gauge] = []
    if settings.cap_delegates is not None:
        cap = settings.cap_delegates
        over = total > cap
        rows.append(
            Gauge(
                name="Tổng số đại biểu",
                value=f"{total} / {cap}",
                note=f"Giới hạn cứng: không quá {cap} đại biểu."
                if not over
                else f"Vượt {total - cap} đại biểu: phải giảm hoặc sửa Kế hoạch.",
                state="short" if over else "done",
                fill=position(total, max(cap, total)),
                wall=position(cap, max(cap, total)),
                row=("Tổng số đại biểu", f"không quá {cap}", str(total), "", "vượt" if over else "đạt"),
            )
        )
    if settings.share_exemplars is not None and total:
        rows.append(
            _share_gauge("Đại biểu điển hình tiên tiến", chosen, total, settings.share_exemplars, settings.share_tolerance)
        )
    if settings.share_guests is not None and total:
        rows.append(_share_gauge("Đại biểu khách mời", guests, total, settings.share_guests, settings.share_tolerance))
    return (*rows, *(target_gauge(t) for t in outcome.attend.targets))


def _share_gauge(name: str, count: int, base: int, wanted: Decimal, tolerance: Decimal) -> Gauge:
    share = Fraction(count * 100, base)
    met = abs(share - Fraction(wanted)) <= Fraction(tolerance)
    return Gauge(
        name=name,
        value=f"{count} · {percent(Fraction(count, base))}",
        note=f"Khoảng {percent(wanted)} trên {base} đại biểu (cho phép lệch {percent(tolerance)}): "
        + ("phù hợp." if met else "chưa phù hợp."),
        state="done" if met else "short",
        fill=position(count, base),
        goal=position(Fraction(wanted), 100),
        row=(name, f"khoảng {percent(wanted)}", f"{count} ({percent(Fraction(count, base))})", "", "đạt" if met else "chưa đạt"),
    )


_DIRECTION_WORDS = {"at_least": "từ", "about": "khoảng", "at_most": "không quá"}


def target_gauge(target: TargetResult) -> Gauge:
    """One target: reached, wanted, what was reachable, and how many are short."""
    base = target.base
    words = f"{_DIRECTION_WORDS.get(target.direction, 'khoảng')} {percent(target.wanted)}"
    reach = ""
    low = high = ""
    if target.reachable and base:
        low, high = position(target.reachable[0], base), position(target.reachable[1], base)
        reach = f"{target.reachable[0]}–{target.reachable[1]} ({percent(Fraction(target.reachable[0], base))} đến {percent(Fraction(target.reachable[1], base))})"
    share = percent(Fraction(target.count, base)) if base else "–"
    fill = position(target.count, base)
    goal = position(Fraction(target.wanted), 100)
    short = not target.met and float(fill) < float(goal)
    outcome_words = "đạt" if target.met else f"chưa đạt, lệch {target.shortfall} người"
    return Gauge(
        name=target.label,
        value=f"{target.count} · {share}",
        note=f"Mục tiêu {words} trên {base} {target.base_label}: {outcome_words}." + (f" Có thể đạt {reach}." if reach else ""),
        state="done" if target.met else "short",
        fill=fill,
        goal=goal,
        missing_from=fill if short else "",
        missing_width=f"{float(goal) - float(fill):.2f}" if short else "",
        reach_low=low,
        reach_high=high,
        row=(target.label, words, f"{target.count} ({share})", reach, outcome_words),
    )


def funnel(outcome: Outcome) -> tuple[tuple[str, int, str], ...]:
    """From nominated to honoured: label, number, width of the bar in per cent of the largest."""
    attend = outcome.attend
    blocked = {f.nominee for f in outcome.findings if f.nominee and f.severity is Severity.BLOCKING}
    rows = [
        ("Được đề nghị", len(outcome.nominees)),
        ("Không vướng thẩm định", sum(n.id not in blocked for n in outcome.nominees)),
        ("Đề nghị dự Hội nghị", sum(n.attend for n in outcome.nominees)),
        ("Được chọn dự Hội nghị", len(attend.by(Standing.CHOSEN))),
        ("Trình khen thưởng", sum(len(r.choice.by(Standing.CHOSEN)) for r in outcome.commend)),
        ("Đi dự Đại hội cấp trên", sum(len(r.choice.by(Standing.CHOSEN)) for r in outcome.upward)),
    ]
    most = max((n for _, n in rows), default=0)
    return tuple((label, n, position(n, most)) for label, n in rows)


def unit_groups(outcome: Outcome) -> tuple[tuple[str, tuple[UnitStatus, ...]], ...]:
    """Units by group, groups in the register's order, units not done first, then in Vietnamese order."""
    rank = {UnitState.MISSING: 0, UnitState.LATE: 1, UnitState.NIL: 2, UnitState.SENT: 3}
    groups: dict[str, list[UnitStatus]] = {}
    for unit in outcome.units:
        groups.setdefault(unit.union.group or "Đơn vị", []).append(unit)
    return tuple((g, tuple(sorted(us, key=lambda u: (rank[u.state], u.union.code)))) for g, us in groups.items())


def unit_counts(units: Iterable[UnitStatus]) -> dict[UnitState, int]:
    """How many units stand in each state."""
    counted = Counter(u.state for u in units)
    return {state: counted.get(state, 0) for state in UnitState}


def people(outcome: Outcome, choice: Choice, standings: Sequence[Standing]) -> tuple[Person, ...]:
    """Rows of a list, without anything sensitive. Those outside come in the order of their points, then of their names."""
    sensitive = {t.id: t.label for t in outcome.campaign.settings.targets if t.attribute in SENSITIVE_ATTRIBUTES}
    hidden_lines = {m.label for m in outcome.campaign.settings.merit if m.kind == "flag" and m.match in SENSITIVE_ATTRIBUTES}
    unions = {u.code: u.name for u in outcome.campaign.unions}
    rows = []
    for p in choice.placed:
        if p.standing not in standings:
            continue
        nominee = outcome.nominee(p.nominee)
        rows.append((p, nominee))
    rows.sort(
        key=lambda r: (
            standings.index(r[0].standing),
            r[0].order if r[0].standing in {Standing.CHOSEN, Standing.RESERVE} else 0,
            -r[0].points,
            name_key(r[1].name, r[1].sort_given),
        )
    )
    return tuple(
        Person(
            order=i,
            name=n.name,
            union=unions.get(n.union, n.union),
            points=_decimal(p.points),
            standing=p.standing,
            why=sentence(p, sensitive.values()),
            lines=" · ".join(
                f"{line.label}: {_decimal(line.points)}" for line in p.lines if line.points and line.label not in hidden_lines
            ),
        )
        for i, (p, n) in enumerate(rows, 1)
    )


def sentence(placed: Placed, sensitive_labels: Iterable[str]) -> str:
    """Why in or out. A sentence that would tell someone's ethnicity is replaced by the same fact without the name of the target."""
    text = placed.reason.sentence if placed.reason else placed.why
    if any(label and label.casefold() in text.casefold() for label in sensitive_labels):
        if placed.reason and placed.reason.kind is ReasonKind.TARGET:
            return "Nếu chọn thì một mục tiêu về cơ cấu đại biểu bị thiếu thêm; số điểm không thay đổi được điều này."
        return (
            "Được chọn theo điểm và các mục tiêu về cơ cấu đại biểu."
            if placed.standing is Standing.CHOSEN
            else "Theo cơ cấu đại biểu."
        )
    return text


def _decimal(value: Decimal) -> str:
    text = f"{value.normalize():f}" if value else "0"
    return text.replace(".", ",")


@dataclass(frozen=True, slots=True)
class Matter:
    """Findings of one code: what they are about, the remedy that most of them have, how many, in how many units."""

    severity: Severity
    title: str
    remedy: str
    number: int
    units: int


@cache
def _titles() -> dict[str, str]:
    text = files("vinhdanh.engines.pipeline.report").joinpath("titles.toml").read_text(encoding="utf-8")
    return {f"{engine}.{code}": title for engine, rows in tomllib.loads(text).items() for code, title in rows.items()}


def title_of(code: str) -> str:
    """What a finding is about without anyone's data, "" for a code that has no title yet."""
    return _titles().get(code, "")


def matters(outcome: Outcome) -> tuple[Matter, ...]:
    """Findings by code, the most serious and most frequent first. Messages may tell personal data and are not repeated here."""
    rank = {Severity.BLOCKING: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    groups: dict[tuple[Severity, str], list[Finding]] = {}
    for f in outcome.findings:
        groups.setdefault((f.severity, f.code), []).append(f)
    rows = [
        Matter(
            severity,
            title_of(code),
            Counter(f.remedy for f in found).most_common(1)[0][0],
            len(found),
            len({f.union for f in found} - {""}),
        )
        for (severity, code), found in groups.items()
    ]
    return tuple(sorted(rows, key=lambda m: (rank[m.severity], -m.number, m.title, m.remedy)))


def budget(outcome: Outcome) -> tuple[tuple[str, str, int, int, str], ...]:
    """Honour, authority, collectives, persons, sum in words of figures, one row a round."""
    rows = []
    for r in outcome.commend:
        kinds = Counter(outcome.nominee(a.nominee).kind for a in r.awards)
        prizes = [a.prize for a in r.awards]
        known = [p for p in prizes if p is not None]
        total = f"{money(sum(known))} đ" if len(known) == len(prizes) else "cần xác nhận"
        rows.append((r.choice.title, r.commendation.authority, kinds["collective"], kinds["person"], total))
    return tuple(rows)

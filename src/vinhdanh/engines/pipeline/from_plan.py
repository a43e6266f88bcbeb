"""From a plan that was read to the campaign.toml of its folder: what is sure is set, with the quoted words as comments.

A doubtful value is not set: it stands as a comment for a person to decide. What the plan does not say stays open.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from vinhdanh.engines.campaign import settings_text
from vinhdanh.engines.campaign.types import (
    AgendaItem,
    Basis,
    Body,
    Conference,
    Milestone,
    PaperNumber,
    Reception,
    Sense,
    Settings,
    Signer,
    Target,
    Upward,
)
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.plan import KEYS
from vinhdanh.engines.plan.old_text import ENCODING_WORDS
from vinhdanh.engines.vietnamese import PartialDate, repair, short_date, slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vinhdanh.engines.plan import Reading, Value

_HOMES: dict[str, tuple[str, str]] = {
    "name": ("", "name"),
    "kind": ("", "kind"),
    "ordinal": ("", "ordinal"),
    "year": ("", "year"),
    "place": ("", "place"),
    "audience": ("", "audience"),
    "period": ("", "period"),
    "period_next": ("", "period_next"),
    "cap.delegates": ("", "cap_delegates"),
    "share.exemplars": ("", "share_exemplars"),
    "share.guests": ("", "share_guests"),
    "deadline.dossier": ("", "dossier_deadline"),
    "dossier.channel": ("", "dossier_channel"),
    "dossier.item": ("", "dossier_items"),
    "movement": ("", "movements"),
    "occasion": ("", "occasions"),
    "purpose": ("", "purposes"),
    "guest": ("", "guest_groups"),
    "priority": ("", "priorities"),
    "soft": ("", "soft"),
    "target": ("targets", "label"),
    "recipient": ("", "recipients"),
    "host": ("host", "name"),
    "host.abbreviation": ("host", "short"),
    "host.standing": ("host", "standing"),
    "signer": ("host", "signer"),
    "parent": ("parent", "name"),
    "commend.authority": ("government", "name"),
    "deadline.nominations": ("reception", "deadline"),
    "conference.tentative": ("conference", "tentative"),
    "conference.date": ("conference", "day"),
    "conference.start": ("conference", "start"),
    "conference.place": ("conference", "place"),
    "duration": ("conference", "duration_days"),
    "deadline.conference": ("conference", "not_after"),
    "basis": ("basis", "number"),
    "agenda": ("agenda", "text"),
    "upward.congress": ("upward", "congress"),
    "number": ("papers", "number"),
    "date": ("papers", "day"),
}
"""Key of the reading -> table and key of campaign.toml under which its quote is noted."""

_ROWS = {"basis": "number", "agenda": "text", "targets": "label"}
"""Tables with a row for each value: the quote stands under the head of its row."""

_CLOCK = re.compile(r"(\d{1,2})\s*(?:giờ|h|g|:)\s*(\d{2})?", re.IGNORECASE)
_FLAGS = {
    "woman": r"(?:(?:đoàn viên|hội viên|đại biểu|lao động|người) )?nữ",
    "minority": r"(?:(?:người|đoàn viên|cán bộ|công nhân|lao động) )?(?:là )?dân tộc (?:thiểu số|ít người)",
    "direct_worker": r"(?:công nhân,? )?(?:công nhân|(?:người )?lao động|cnlđ|công nhân lao động) trực tiếp(?: sản xuất)?|(?:người )?trực tiếp sản xuất",
    "non_manager": r"(?:.* )?không (?:giữ|tham gia)(?: chức vụ| vị trí)? (?:lãnh đạo,? quản lý|lãnh đạo|quản lý)",
}
"""Flag of a nominee -> the labels that mean it and nothing else; another label is for a person to decide."""

_DIRECTIONS: tuple[Literal["at_least", "about", "at_most"], ...] = ("at_least", "about", "at_most")

_SESSION = Decimal("0.5")
"""A "buổi" is half a day."""


def settings_from(reading: Reading) -> Settings:
    """The settings that a plan gives: sure values only, everything else as in an empty campaign.

    Args:
        reading: The plan, read.
    """
    sure = _Sure(reading)
    conference = _conference(sure)
    number, day, year = sure.text("number"), sure.day("date"), sure.number("year")
    parent, government = sure.text("parent"), sure.text("commend.authority")
    return Settings(
        id=_id(sure, reading.source),
        name=sure.text("name"),
        rule_set=_rule_set(conference.day or day, year),
        host=_host(sure, number),
        kind=sure.text("kind"),
        ordinal=sure.number("ordinal"),
        year=year,
        place=sure.text("place"),
        audience=sure.text("audience"),
        parent=Body(parent) if parent else None,
        government=Body(government) if government else None,
        period=sure.years("period"),
        period_next=sure.years("period_next"),
        basis=tuple(_basis(reading)),
        reception=Reception(deadline=sure.milestone("deadline.nominations")),
        conference=conference,
        dossier_deadline=sure.milestone("deadline.dossier"),
        dossier_channel=sure.text("dossier.channel"),
        dossier_items=sure.texts("dossier.item"),
        cap_delegates=sure.number("cap.delegates"),
        share_exemplars=sure.share("share.exemplars"),
        share_guests=sure.share("share.guests"),
        upward=tuple(Upward(congress, sure.number("upward.seats")) for congress in sure.texts("upward.congress")[:1]),
        agenda=tuple(AgendaItem(repair(str(v.value)), _start(v)) for v in sure.values("agenda")),
        movements=sure.texts("movement"),
        occasions=sure.texts("occasion"),
        purposes=sure.texts("purpose"),
        guest_groups=sure.texts("guest"),
        priorities=sure.texts("priority"),
        soft=sure.texts("soft"),
        targets=tuple(target for _, target in _targets(reading)),
        recipients=sure.texts("recipient"),
        papers=(PaperNumber("plan", number, day),) if number or day else (),
    )


def _id(sure: _Sure, source: str) -> str:
    """A short id from who holds it, and when."""
    words = (sure.text("host") or sure.text("name") or source, str(sure.number("year") or ""))
    return slug(" ".join(filter(None, words)), longest=60) or "campaign"


def _host(sure: _Sure, number: str) -> Body:
    symbol = number.rpartition("-")[2] if "-" in number else ""
    return Body(sure.text("host"), sure.text("host.abbreviation"), symbol, (), sure.text("host.standing"), sure.signer())


def _conference(sure: _Sure) -> Conference:
    return Conference(
        tentative=sure.partial("conference.tentative"),
        day=sure.day("conference.date"),
        start=_clock(sure.text("conference.start")),
        place=sure.text("conference.place"),
        duration_days=sure.duration(),
        not_after=sure.milestone("deadline.conference"),
    )


def campaign_toml(reading: Reading) -> str:
    """campaign.toml of a plan: the settings with the quoted words above each of them, then what is doubtful, missing, or has no key.

    Args:
        reading: The plan, read.

    Returns:
        Text that `campaign.load` reads; the same reading always gives the same text.
    """
    notes: dict[tuple[str, str], list[Value]] = defaultdict(list)
    loose: list[Value] = []
    counted = [v for v, _ in _targets(reading)]
    for v in reading.values:
        home = _HOMES.get(v.key) if v.key != "target" or v in counted else None
        (notes[home] if home and not v.doubtful else loose).append(v)
    out: list[str] = []
    table = ""
    for line in settings_text(settings_from(reading)).splitlines():
        header = re.match(r"\[+([\w.]+)\]+$", line)
        key = re.match(r"(\w+) = ", line)
        table = header[1] if header else table
        if key and table not in _ROWS:
            out += (_quote(reading, v) for v in notes.get((table, key[1]), ()))
        out.append(line)
        if header and table in _ROWS:
            out.append(_quote(reading, notes[table, _ROWS[table]].pop(0)))
    return "\n".join([_head(reading), *out, *_rest(reading, loose, remarks(reading))]) + "\n"


def remarks(reading: Reading) -> tuple[str, ...]:
    """What is to be said of a plan as a whole before its campaign is used, in Vietnamese."""
    said = []
    if reading.encoding in ENCODING_WORDS:
        words = ENCODING_WORDS[reading.encoding]
        said.append(f"Kế hoạch ghi bằng bảng mã {words}, đã được chuyển sang Unicode; đề nghị đối chiếu với bản gốc.")
    if not settings_from(reading).rule_set:
        said.append(
            f"Kế hoạch có trước ngày {short_date(_oldest())}, danh mục chưa có bộ quy định của thời điểm đó nên khóa rule_set để trống;"
            " đề nghị đồng chí chọn bộ quy định."
        )
    return tuple(said)


def _head(reading: Reading) -> str:
    labels = {k.key: k.label for k in KEYS}
    lines = [
        f"# Lập từ kế hoạch “{_plain(reading.source)}”. Dòng “# Kế hoạch, dòng …” dẫn nguyên văn chỗ đã đọc; đề nghị đối chiếu trước khi dùng."
    ]
    if reading.missing:
        lines.append("# Kế hoạch không nêu: " + "; ".join(labels[k] for k in reading.missing) + ".")
    return "\n".join(lines)


def _rest(reading: Reading, loose: list[Value], said: tuple[str, ...]) -> list[str]:
    labels = {k.key: k.label for k in KEYS}
    doubtful = [v for v in loose if v.doubtful]
    other = [v for v in loose if not v.doubtful]
    out = []
    if doubtful or said:
        out += ["", "# CHƯA CHẮC CHẮN, chưa đưa vào các khóa ở trên. Đề nghị đồng chí xem lại và tự ghi:"]
        out += [f"#   {_plain(remark)}" for remark in said]
        out += [f"#   {labels[v.key]}: {_plain(str(v.value))}. {v.note} {_quote(reading, v)[2:]}" for v in doubtful]
    if other:
        out += ["", "# Kế hoạch còn nêu (không có khóa riêng):"]
        out += [f"#   {labels[v.key]}: {_quote(reading, v)[2:]}" for v in other]
    return out


def _quote(reading: Reading, v: Value) -> str:
    said = f"# Kế hoạch, dòng {reading.line(v)}: “{_plain(v.quote)}”"
    return f"{said} – {_plain(v.note)}" if v.note and not v.doubtful else said


def _plain(text: str) -> str:
    """Words that can stand in a comment: one line, no control characters, which TOML forbids there."""
    return "".join(c for c in repair(text) if c >= " " and c != "\x7f")


def _basis(reading: Reading) -> Iterable[Basis]:
    """The documents with their subjects: a subject belongs to the document that stands directly before it."""
    cited = [v for v in reading.all("basis") if not v.doubtful]
    for i, v in enumerate(cited):
        given = v.value if isinstance(v.value, dict) else {}
        end = cited[i + 1].start if i + 1 < len(cited) else len(reading.text)
        subject = next((s.value for s in reading.all("basis.subject") if v.end <= s.start < end), None)
        day = given.get("date")
        yield Basis(
            str(given.get("number") or ""),
            date.fromisoformat(str(day)) if day else None,
            str(given.get("body") or ""),
            repair(str(subject.get("subject"))) if isinstance(subject, dict) else "",
        )


def _target(v: Value) -> Target | None:
    """A target of the choice, None when its label is no flag that nominees have."""
    given = v.value if isinstance(v.value, dict) else {}
    label, sense = repair(str(given.get("label", ""))), str(given.get("sense", ""))
    flag = next((f for f, words in _FLAGS.items() if re.fullmatch(words, label.lower())), None)
    direction = next((d for d in _DIRECTIONS if d == sense), None)
    if v.doubtful or flag is None or direction is None:
        return None
    return Target(flag, label, flag, ("yes",), Decimal(str(given["share"])), direction=direction)


def _targets(reading: Reading) -> list[tuple[Value, Target]]:
    """The targets of the plan with the values they come from, of equal rank: a plan that only lists them sets no order."""
    found: dict[str, tuple[Value, Target]] = {}
    for v in reading.all("target"):
        target = _target(v)
        if target:
            found.setdefault(target.id, (v, target))
    return list(found.values())


def _rule_set(day: date | None, year: int | None) -> str:
    """The rule set in force on the day of the conference or of the plan, else in the middle of its year, else the newest.

    "" when none is known of that day: a campaign without a rule set is a blocking finding, so that a person chooses.
    """
    on = day or (date(year, 6, 30) if year else date.max)
    return "" if on < _oldest() else catalogue().rule_set_on(on).code


def _oldest() -> date:
    """The first day of which the catalogue knows a rule set."""
    return min(r.valid_from or date.min for r in catalogue().rule_sets)


def _clock(text: str) -> time | None:
    m = _CLOCK.match(text)
    if not m or int(m[1]) > 23 or int(m[2] or 0) > 59:
        return None
    return time(int(m[1]), int(m[2] or 0))


def _start(v: Value) -> time | None:
    """The hour at which an item of a timed programme begins, read from its quote."""
    return _clock(v.quote.lstrip()) if v.quote.lstrip()[:1].isdigit() else None


class _Sure:
    """The values of a reading that need no second look, each in the type of the settings."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def values(self, key: str) -> tuple[Value, ...]:
        return tuple(v for v in self._reading.all(key) if not v.doubtful)

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(repair(str(v.value)) for v in self.values(key))

    def text(self, key: str) -> str:
        return next(iter(self.texts(key)), "")

    def number(self, key: str) -> int | None:
        found = next((v.value for v in self.values(key)), None)
        return found if isinstance(found, int) else None

    def share(self, key: str) -> Decimal | None:
        found = next((v.value for v in self.values(key)), None)
        return Decimal(str(found)) if isinstance(found, int | float) else None

    def years(self, key: str) -> tuple[int, int] | None:
        first, dash, last = self.text(key).partition("-")
        return (int(first), int(last)) if dash else None

    def milestone(self, key: str) -> Milestone | None:
        found = next((v.value for v in self.values(key)), None)
        if not isinstance(found, dict):
            return None
        return Milestone(PartialDate.parse_iso(str(found["date"])), Sense(str(found["sense"])))

    def partial(self, key: str) -> PartialDate | None:
        found = self.milestone(key)
        return found.day if found else None

    def day(self, key: str) -> date | None:
        found = self.partial(key)
        return date(found.year, found.month, found.day) if found and found.month and found.day else None

    def duration(self) -> Decimal | None:
        found = next((v.value for v in self.values("duration")), None)
        if not isinstance(found, dict):
            return None
        unit: Literal["day", "session"] = "day" if found["unit"] == "day" else "session"
        return Decimal(str(found["value"])) * (1 if unit == "day" else _SESSION)

    def signer(self) -> Signer:
        found = next((v.value for v in self.values("signer")), None)
        if not isinstance(found, dict) or not isinstance(found["posts"], list):
            return Signer()
        return Signer(tuple(repair(str(p)) for p in found["posts"]), repair(str(found["name"])))

"""Why someone is in, in reserve or out: one sentence each, true as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.selection.dual import NEVER
from vinhdanh.engines.selection.reasons import POINTS, TARGET, TIE, Verdict
from vinhdanh.engines.selection.types import Reason
from vinhdanh.engines.selection.words import UNDECIDED, points, row, several, upper, who

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vinhdanh.engines.selection.levels import Levels
    from vinhdanh.engines.selection.model import Model
    from vinhdanh.engines.selection.types import Candidate, Rules, Target

STILL = "thêm điểm cũng không thay đổi được điều này"
VERBS = {"at_least": "hụt", "at_most": "vượt", "about": "lệch"}


@dataclass(frozen=True, slots=True)
class Context:
    """What a reason is told about: the rules, the bounds that held, the levels, the name of each id."""

    rules: Rules
    model: Model
    levels: Levels
    names: Mapping[str, str]


def excluded(candidate: Candidate, rules: Rules) -> Reason:
    """A finding or a decision keeps the candidate out."""
    why = rules.must_exclude[candidate.id].strip().rstrip(".")
    return Reason("excluded", upper(f"{who(candidate)} không thuộc diện xét chọn: {why}."))


def chosen(candidate: Candidate, rules: Rules, stage: int, *, drawn: bool) -> str:
    """Why someone is in: by decision, by merit, by a tie-break, by lot, or for the time being."""
    if candidate.id in rules.must_include:
        return f"Được chọn theo quyết định: {rules.must_include[candidate.id].strip().rstrip('.')}."
    if stage == 0:
        return f"Có mặt trong mọi danh sách tốt nhất, với {points(candidate.score, rules)} điểm."
    if stage <= len(rules.tie_breaks):
        return f"Ngang nhau về tổng điểm với phương án khác, được xếp trước theo tiêu chí phụ “{_label(rules, stage)}”."
    if drawn:
        return "Được chọn theo kết quả bốc thăm công khai giữa những trường hợp ngang nhau."
    return f"Ngang nhau với người khác về điểm và tiêu chí phụ; tạm ghi vào danh sách, {UNDECIDED[rules.then]}."


def reserve(place: int) -> str:
    """The place on the reserve list."""
    return f"Dự khuyết thứ {place}."


def not_chosen(candidate: Candidate, verdict: Verdict, context: Context) -> Reason:
    """The reason of one who is not chosen."""
    person, rules = who(candidate), context.rules
    if verdict.kind == POINTS and verdict.high >= NEVER:
        low = verdict.low * context.model.unit_score
        text = f"muốn đứng trong một danh sách tốt nhất, {person} cần thêm ít nhất {points(low, rules)} điểm, khi các giới hạn giữ nguyên."
        return Reason("points", upper(text), low)
    if verdict.kind == POINTS:
        low, high = verdict.low * context.model.unit_score, verdict.high * context.model.unit_score
        lacks = f"{points(low, rules)}" if low == high else f"ít nhất {points(low, rules)} và nhiều nhất {points(high, rules)}"
        text = f"{person} còn thiếu {lacks} điểm để đứng trong một danh sách tốt nhất, khi các giới hạn và mức đạt chỉ tiêu giữ nguyên."
        return Reason("points", upper(text), low, high)
    if verdict.kind == TIE:
        return Reason("tie", upper(_tie(person, verdict.stage, rules, drawn=verdict.drawn)))
    if verdict.kind == TARGET and verdict.level < 0:
        text = f"nếu chọn {person} thì phải để trống thêm {verdict.worse} chỗ do các giới hạn về số lượng; {STILL}."
        return Reason("target", upper(text), target="size", worse=verdict.worse)
    if verdict.kind == TARGET:
        members = [rules.targets[t] for t in context.levels.groups[verdict.level]]
        text = f"nếu chọn {person} thì {_missed(members, verdict.worse)}; {STILL}."
        return Reason("target", upper(text), target=members[0].id, worse=verdict.worse)
    return Reason("unit", upper(f"không thể chọn {person} vì {_bounds(verdict, context)}; {STILL}."))


def _missed(members: Sequence[Target], worse: int) -> str:
    if len(members) == 1:
        return f"chỉ tiêu “{members[0].label}” {VERBS[members[0].direction]} thêm {worse} người"
    labels = ", ".join(f"“{t.label}”" for t in members)
    return f"các chỉ tiêu {labels} cùng mức ưu tiên lệch thêm tổng cộng {worse} người"


def _tie(person: str, stage: int, rules: Rules, *, drawn: bool) -> str:
    same = f"danh sách có {person} đạt tổng điểm bằng danh sách được chọn"
    if stage <= len(rules.tie_breaks):
        return f"{same} nhưng xếp sau theo tiêu chí phụ “{_label(rules, stage)}”."
    if drawn:
        return f"{same}, các tiêu chí phụ cũng ngang nhau; kết quả bốc thăm công khai không rơi vào trường hợp này."
    return f"{same}, các tiêu chí phụ cũng ngang nhau; {UNDECIDED[rules.then]}."


def _label(rules: Rules, stage: int) -> str:
    tie_break = rules.tie_breaks[stage - 1]
    return tie_break.label or tie_break.column


def _bounds(verdict: Verdict, context: Context) -> str:
    decided = sum(r.kind == "include" for r in verdict.rows)
    phrases = [row(r, context.model, context.rules, context.names) for r in verdict.rows if r.kind != "include"]
    if decided:
        phrases.append(f"{decided} người đã được chọn theo quyết định")
    return f"giới hạn {several(phrases)}" if phrases else "giới hạn về số lượng"

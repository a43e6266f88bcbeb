"""The request to be commended: kinds allowed, honours in force, authorities that exist, the chain of titles, awards given twice.

Codes that begin with `appraisal.commend-` hold back the commendation only (`engines.honours.proposals`); the nominee may still attend.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from vinhdanh.engines.appraisal.period import year_of
from vinhdanh.engines.appraisal.wording import NOTE, WARNING, about, listing, who
from vinhdanh.engines.campaign.requests import asked, ceremony_day, offered, only_praised
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.vietnamese import match_key, short_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from vinhdanh.engines.campaign.types import Achievement, Campaign, Finding, Nominee, Settings
    from vinhdanh.engines.catalogue import Honour, Prerequisite

SUBJECTS: Final = {"person": "cá nhân", "collective": "tập thể"}
SCOPES: Final = ("", "base", "province", "nation")
"""Scopes of an initiative from the narrowest; a wider one covers a narrower."""


def _kinds(nominee: Nominee, honour: Honour) -> Iterator[Finding]:
    if nominee.kind not in honour.subjects:
        allowed = " và ".join(SUBJECTS[s] for s in honour.subjects)
        message = f"{who(nominee)} được đề nghị {honour.name}, là hình thức chỉ dành cho {allowed}."
        yield about(nominee, "commend-kind", WARNING, message, f"Chọn hình thức dành cho {SUBJECTS[nominee.kind]}.")


def _in_force(nominee: Nominee, honour: Honour, settings: Settings) -> Iterator[Finding]:
    day = ceremony_day(settings)
    if day is None:
        return
    level = next((row for row in catalogue().levels if row.code == honour.issuer_level), None)
    if not honour.in_force(day):
        message = f"{who(nominee)} được đề nghị {honour.name}, không còn hoặc chưa có hiệu lực vào ngày {short_date(day)}."
        yield about(nominee, "commend-not-in-force", WARNING, message, "Chọn hình thức khen thưởng đang có hiệu lực.")
    elif level is not None and not level.in_force(day):
        message = f"{who(nominee)} được đề nghị {honour.name}, nhưng cấp quyết định ({level.name}) không tồn tại vào ngày {short_date(day)}."
        yield about(nominee, "commend-no-authority", WARNING, message, "Đề nghị cấp có thẩm quyền hiện hành.")


# ------------------------------------------------------------------------------------------ the chain of titles


def _covers(held: str, wanted: str, honours: Mapping[str, Honour]) -> bool:
    """Whether an honour held proves another: itself, or one that it rests on (CSTĐCS rests on LĐTT)."""
    seen, ahead = set(), [held]
    while ahead:
        code = ahead.pop()
        if code == wanted:
            return True
        if code not in seen and code in honours:
            seen.add(code)
            ahead.extend(p.honour for p in honours[code].prerequisites)
    return False


def longest_run(years: Iterable[int]) -> int:
    """The greatest number of consecutive years."""
    ordered = sorted(set(years))
    best = run = min(1, len(ordered))
    for before, after in pairwise(ordered):
        run = run + 1 if after == before + 1 else 1
        best = max(best, run)
    return best


def _prerequisite(
    nominee: Nominee, honour: Honour, need: Prerequisite, honours: Mapping[str, Honour], settings: Settings
) -> Iterator[Finding]:
    held = [a for a in nominee.achievements if a.honour and _covers(a.honour, need.honour, honours)]
    years = {year for a in held if (year := year_of(a)) is not None}
    have = longest_run(years) if need.consecutive else len({(year_of(a), match_key(a.decision)) for a in held})
    name = honours[need.honour].name if need.honour in honours else need.honour
    if have < need.times:
        sure = need.fact.settled(settings.confirmed)
        run = " liên tục" if need.consecutive else ""
        told = ", ".join(str(y) for y in sorted(years)) or "chưa ghi năm nào"
        doubt = "" if sure else f" (điều kiện cần xác nhận, khóa {need.fact.key})"
        message = (
            f"{who(nominee)} được đề nghị {honour.name}: cần {need.times} lần{run} đạt {name}{doubt}, danh sách ghi: {told}."
        )
        remedy = "Bổ sung danh hiệu đã đạt kèm số quyết định, hoặc chọn hình thức khác."
        yield about(nominee, *(("commend-chain", WARNING) if sure else ("chain-unconfirmed", NOTE)), message, remedy)
        return
    bare = [f"{a.typed} ({year_of(a) or 'chưa ghi năm'})" for a in held if not a.decision.strip()]
    if bare:
        message = f"{who(nominee)} chưa ghi số quyết định của danh hiệu làm căn cứ: {listing(bare)}."
        yield about(nominee, "no-decision-number", NOTE, message, "Ghi số, ngày của quyết định để cấp khen thưởng đối chiếu.")


def _chain(nominee: Nominee, honour: Honour, honours: Mapping[str, Honour], settings: Settings) -> Iterator[Finding]:
    for need in honour.prerequisites:
        yield from _prerequisite(nominee, honour, need, honours, settings)
    scope = honour.initiative_scope
    if scope and nominee.kind == "person":
        wide = SCOPES[SCOPES.index(scope) :]
        fitting = [i for i in nominee.initiatives if i.scope in wide]
        if fitting and not any(i.decision.strip() for i in fitting):
            message = f"{who(nominee)} chưa ghi quyết định công nhận của sáng kiến: {listing([i.title for i in fitting])}."
            yield about(
                nominee, "initiative-evidence", NOTE, message, "Ghi số, ngày của quyết định hoặc giấy chứng nhận sáng kiến."
            )
        if not fitting:
            message = f"{who(nominee)} được đề nghị {honour.name} nhưng chưa có sáng kiến được công nhận ở phạm vi yêu cầu."
            yield about(nominee, "commend-initiative", WARNING, message, "Bổ sung sáng kiến, phạm vi và quyết định công nhận.")


def _request(nominee: Nominee, campaign: Campaign, honours: Mapping[str, Honour]) -> Iterator[Finding]:
    settings = campaign.settings
    code = asked(nominee, settings)
    if not code:
        if nominee.typed_commend.strip() and not only_praised(nominee):
            message = f"{who(nominee)} được đề nghị “{nominee.typed_commend}”, chưa xác định được là hình thức nào."
            yield about(nominee, "commend-unrecognised", WARNING, message, "Ghi đúng tên hình thức khen thưởng như trong mẫu.")
        return
    honour = honours.get(code)
    if honour is None:
        message = f"{who(nominee)} được đề nghị “{nominee.typed_commend or code}”, không có trong bộ quy định của đợt này."
        yield about(nominee, "commend-unrecognised", WARNING, message, "Chọn hình thức khen thưởng có trong bộ quy định.")
        return
    if code not in offered(settings):
        message = f"{who(nominee)} được đề nghị {honour.name}, không thuộc các hình thức mà đợt này xét."
        yield about(
            nominee,
            "commend-not-offered",
            WARNING,
            message,
            "Chọn một hình thức của đợt này, hoặc bổ sung hình thức vào campaign.toml.",
        )
    yield from _kinds(nominee, honour)
    yield from _in_force(nominee, honour, settings)
    yield from _chain(nominee, honour, honours, settings)


# ------------------------------------------------------------------------------------------ awards given twice


def _same_award(nominee: Nominee) -> Iterator[Finding]:
    years: dict[tuple[str, int | None, str], list[Achievement]] = defaultdict(list)
    for held in nominee.achievements:
        if held.honour:
            years[held.honour, year_of(held), match_key(held.decision)].append(held)
    twice = [f"{held[0].typed} ({year or 'không ghi năm'})" for (_, year, _), held in years.items() if len(held) > 1]
    if twice:
        message = f"{who(nominee)} có thành tích ghi hai lần, chỉ tính một: {listing(twice)}."
        yield about(nominee, "same-award-twice", WARNING, message, "Xóa dòng thừa, hoặc ghi số quyết định của từng lần.")


def _one_achievement(nominee: Nominee, honours: Mapping[str, Honour]) -> Iterator[Finding]:
    """Several forms by one decision of one level: law 2022 forbids several forms for one achievement (domain.md §2.1)."""
    groups: dict[tuple[str, str, int | None], dict[str, str]] = defaultdict(dict)
    for held in nominee.achievements:
        honour = honours.get(held.honour)
        if honour is not None and honour.kind == "form" and held.decision.strip():
            groups[match_key(held.decision), honour.issuer_level, year_of(held)][honour.code] = held.typed
    for forms in groups.values():
        if len(forms) > 1:
            message = f"{who(nominee)} được một quyết định cùng cấp tặng {len(forms)} hình thức: {listing(list(forms.values()))}."
            remedy = "Kiểm tra lại; một thành tích không được tặng nhiều hình thức khen thưởng."
            yield about(nominee, "two-awards-one-achievement", WARNING, message, remedy)


def _given_before(nominee: Nominee, settings: Settings) -> Iterator[Finding]:
    """The honour asked for was already given in the year of the ceremony, so perhaps for the same achievement."""
    code, day = asked(nominee, settings), ceremony_day(settings)
    if code and day is not None and any(a.honour == code and year_of(a) == day.year for a in nominee.achievements):
        message = f"{who(nominee)} đã được tặng chính hình thức đang đề nghị trong năm {day.year}."
        yield about(
            nominee,
            "given-this-year",
            WARNING,
            message,
            "Xác nhận đây là thành tích khác; một thành tích chỉ được khen một lần ở một cấp.",
        )


def check_commending(campaign: Campaign, nominees: Sequence[Nominee]) -> Iterator[Finding]:
    """Requests to be commended against the catalogue's rule set (domain.md §2, §3.4)."""
    honours = {honour.code: honour for honour in catalogue().honours(campaign.settings.rule_set)}
    for nominee in nominees:
        yield from _request(nominee, campaign, honours)
        yield from _same_award(nominee)
        yield from _one_achievement(nominee, honours)
        yield from _given_before(nominee, campaign.settings)

"""The same person, collective or text twice. Nothing is ever merged: the machine points, a person decides.

Domain.md §3.4. Certain doubles (same name, same full birth date; same row twice) hold back the later row; likely ones are warned of: those
of one matching key by rule, so that the same case always gets the same answer; those that a clerk typed otherwise by `matching`, with a score.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Final

from vinhdanh.engines.appraisal.matching import Person, matches
from vinhdanh.engines.appraisal.wording import BLOCKING, WARNING, about, listing, union_name, where, who
from vinhdanh.engines.vietnamese import accent_key, match_key, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vinhdanh.engines.campaign.types import Campaign, Finding, Nominee
    from vinhdanh.engines.vietnamese import PartialDate

SAME_TEXT: Final = 60
"""Texts shorter than this many letters of the matching key ("hoàn thành tốt nhiệm vụ") may be alike by chance."""

CROWD: Final = 40
"""Beyond this many people of one name, pairs are no longer listed one by one."""


def _agree(a: PartialDate | None, b: PartialDate | None) -> bool:
    """Whether two birth dates may be one: every part that both tell is equal; an untold date agrees with all."""
    if a is None or b is None:
        return True
    if a.year != b.year:
        return False
    if a.month is None or b.month is None:
        return True
    return a.month == b.month and (a.day is None or b.day is None or a.day == b.day)


def _full(birth: PartialDate | None) -> bool:
    return birth is not None and birth.day is not None


def _pairs(campaign: Campaign, nominees: Sequence[Nominee]) -> Iterator[Finding]:
    groups: dict[str, list[Nominee]] = defaultdict(list)
    for nominee in nominees:
        if nominee.kind == "person" and (key := match_key(nominee.name)):
            groups[key].append(nominee)
    settled: set[str] = set()
    for group in groups.values():
        for first, second in combinations(group[:CROWD], 2):
            found = None if second.id in settled else _pair(campaign, first, second)
            if found is not None:
                settled.add(second.id)
                yield found
    yield from _typed_otherwise(campaign, [n for n in nominees if n.kind == "person"], settled)


def _typed_otherwise(campaign: Campaign, persons: Sequence[Nominee], settled: set[str]) -> Iterator[Finding]:
    """People who may be one though names, births or columns differ; of each later row the surest pair, in the order of the lists."""
    rows = {n.id: i for i, n in enumerate(persons)}
    surest: dict[str, Finding] = {}
    for match in matches([Person(n.id, n.name, n.birth, n.sex, n.union) for n in persons]):
        first, second = persons[rows[match.first.id]], persons[rows[match.second.id]]
        if second.id in settled or second.id in surest:
            continue
        score = percent(Decimal(str(match.score)) * 100, 0)
        reasons = "; ".join(reason for reason in match.reasons if reason not in _UNITS)
        if first.union == second.union:
            code, message = "likely-duplicate", f"{who(second)} có thể trùng với {who(first)} ({where(first)})"
        else:
            code = "person-in-two-unions"
            message = (
                f"{who(second)} có thể đã được hai đơn vị cùng đề nghị: {union_name(campaign, second.union)} và "
                f"{union_name(campaign, first.union)} ({who(first)}, {where(first)})"
            )
        surest[second.id] = about(second, code, WARNING, f"{message}, mức độ phù hợp {score}: {reasons}.", _REMEDY[code])
    yield from (surest[n.id] for n in persons if n.id in surest)


_UNITS: Final = {"cùng đơn vị", "khác đơn vị"}
"""Reasons that the message itself says."""

_REMEDY: Final = {
    "likely-duplicate": "Xác minh với đơn vị; nếu là một người, xóa dòng thừa; nếu là hai người, giữ nguyên cả hai dòng.",
    "person-in-two-unions": "Xác minh với hai đơn vị; nếu là một người, giữ lại ở một danh sách; nếu là hai người khác nhau, giữ nguyên.",
}


def _pair(campaign: Campaign, first: Nominee, second: Nominee) -> Finding | None:
    """What two people of one matching key are to each other; the finding stands at the later row."""
    same_sex = first.sex is None or second.sex is None or first.sex == second.sex
    if not _agree(first.birth, second.birth) or not same_sex:
        return None
    same_name = accent_key(first.name) == accent_key(second.name)
    same_birth = first.birth is not None and first.birth == second.birth
    if first.union == second.union:
        return _pair_inside(first, second, certain=same_name and same_birth)
    if not same_birth or not (same_name or _full(first.birth)):
        return None
    certain = same_name and _full(first.birth)
    message = (
        f"{who(second)} có thể đã được hai đơn vị cùng đề nghị: {union_name(campaign, second.union)} và "
        f"{union_name(campaign, first.union)} ({where(first)}); họ tên và ngày sinh {'giống nhau' if certain else 'phù hợp nhau'}."
    )
    remedy = "Xác minh với hai đơn vị; nếu là một người, giữ lại ở một danh sách; nếu là hai người khác nhau, ghi quyết định chấp nhận kèm lý do."
    return about(second, "person-in-two-unions", BLOCKING if certain else WARNING, message, remedy)


def _pair_inside(first: Nominee, second: Nominee, *, certain: bool) -> Finding:
    if certain:
        message = f"{who(second)} được ghi hai lần trong danh sách của đơn vị (lần trước: {where(first)})."
        remedy = "Xóa dòng thừa; nếu là hai người trùng họ tên và ngày sinh, ghi quyết định chấp nhận kèm lý do."
        return about(second, "duplicate-person", BLOCKING, message, remedy)
    message = f"{who(second)} có thể trùng với {who(first)} ({where(first)}): họ tên gần giống, năm sinh không mâu thuẫn."
    remedy = "Xác minh với đơn vị; nếu là một người, xóa dòng thừa; nếu là hai người, bổ sung ngày sinh."
    return about(second, "likely-duplicate", WARNING, message, remedy)


def _collectives(nominees: Sequence[Nominee]) -> Iterator[Finding]:
    seen: dict[tuple[str, str], Nominee] = {}
    for nominee in nominees:
        key = (nominee.union, accent_key(nominee.name))
        if nominee.kind != "collective" or not key[1]:
            continue
        first = seen.setdefault(key, nominee)
        if first is not nominee:
            message = f"{who(nominee)} được ghi hai lần trong danh sách của đơn vị (lần trước: {where(first)})."
            yield about(nominee, "duplicate-collective", BLOCKING, message, "Xóa dòng thừa hoặc ghi rõ tên của tập thể thứ hai.")


def _representatives(nominees: Sequence[Nominee]) -> Iterator[Finding]:
    """One person cannot sit on two seats: as representative twice, or as representative and on their own."""
    seats: dict[tuple[str, str], list[tuple[Nominee, PartialDate | None]]] = defaultdict(list)
    for nominee in nominees:
        if nominee.kind == "person" and (key := accent_key(nominee.name)):
            seats[nominee.union, key].append((nominee, nominee.birth))
    for nominee in nominees:
        representative = nominee.representative
        if nominee.kind != "collective" or representative is None or not representative.name:
            continue
        key2 = (nominee.union, accent_key(representative.name))
        first = next((n for n, birth in seats[key2] if _agree(birth, representative.birth)), None)
        seats[key2].append((nominee, representative.birth))
        if first is None:
            continue
        if first.kind == "collective":
            message = f"đồng chí {representative.name} đại diện cho hai tập thể: {first.name} và {nominee.name}."
            yield about(
                nominee,
                "representative-twice",
                WARNING,
                message,
                "Đề nghị đơn vị cử người đại diện khác cho một trong hai tập thể.",
            )
        else:
            message = f"đồng chí {representative.name} vừa được đề nghị với tư cách cá nhân ({where(first)}), vừa đại diện cho tập thể {nominee.name}."
            yield about(
                nominee,
                "representative-nominated",
                WARNING,
                message,
                "Đề nghị đơn vị cử người khác đại diện tập thể, hoặc xác nhận chỉ dự một lần.",
            )


def _texts(nominees: Sequence[Nominee]) -> Iterator[Finding]:
    groups: dict[str, list[Nominee]] = defaultdict(list)
    for nominee in nominees:
        key = match_key(nominee.summary)
        if len(key) >= SAME_TEXT:
            groups[key].append(nominee)
    for group in groups.values():
        if len(group) > 1:
            names = listing([n.name for n in group])
            message = f"{who(group[1])} có bản tóm tắt thành tích giống hệt của người hoặc tập thể khác: {names} ({len(group)} trường hợp)."
            yield about(
                group[1], "same-summary", WARNING, message, "Đề nghị đơn vị viết lại tóm tắt đúng thành tích của từng trường hợp."
            )


def check_duplicates(campaign: Campaign, nominees: Sequence[Nominee]) -> Iterator[Finding]:
    """Doubles among persons, collectives, representatives and texts (domain.md §3.4), each at the later row."""
    yield from _pairs(campaign, nominees)
    yield from _collectives(nominees)
    yield from _representatives(nominees)
    yield from _texts(nominees)

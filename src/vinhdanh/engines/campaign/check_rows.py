"""Checks of the register of unions, the guests and the human decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import vinhdanh.engines.catalogue as rows
from vinhdanh.engines.campaign.places import Places, placed
from vinhdanh.engines.campaign.types import Campaign, Finding, Severity, Union
from vinhdanh.engines.vietnamese import match_key

if TYPE_CHECKING:
    from collections.abc import Iterator


def union_findings(campaign: Campaign, places: Places) -> Iterator[Finding]:
    """Codes and names are unique, the parts are no larger than the whole, extensions name a union of the register."""
    seen: dict[str, str] = {}
    names: dict[str, str] = {}
    if not campaign.unions:
        yield Finding(
            "campaign.no-unions",
            Severity.BLOCKING,
            "Danh bạ đơn vị còn trống.",
            "Ghi các đơn vị vào unions.xlsx.",
            file="unions.xlsx",
        )
    for n, u in enumerate(campaign.unions):
        if u.code in seen:
            found = Finding(
                "campaign.union-twice",
                Severity.BLOCKING,
                f"Mã đơn vị “{u.code}” được ghi cho cả “{seen[u.code]}” và “{u.name}”.",
                "Đặt cho mỗi đơn vị một mã riêng.",
                union=u.code,
            )
            yield placed(found, places, "unions", n, "code")
        seen.setdefault(u.code, u.name)
        key = match_key(u.name)
        if key in names and names[key] != u.code:
            found = Finding(
                "campaign.union-name-twice",
                Severity.WARNING,
                f"Hai mã {names[key]} và {u.code} cùng tên “{u.name}”.",
                "Xem lại, bỏ dòng thừa nếu là một đơn vị.",
                union=u.code,
            )
            yield placed(found, places, "unions", n, "name")
        names.setdefault(key, u.code)
        for field, finding in _counts(u):
            yield placed(finding, places, "unions", n, field)
    for code in sorted(campaign.settings.reception.extensions):
        if code not in seen:
            yield Finding(
                "campaign.union-unknown",
                Severity.WARNING,
                f"reception.extensions ghi mã đơn vị “{code}” không có trong unions.xlsx.",
                "Sửa mã đơn vị.",
                file="campaign.toml",
            )


def _counts(u: Union) -> Iterator[tuple[str, Finding]]:
    for field, count, what in (
        ("women", u.women, "nữ"),
        ("minority", u.minority, "dân tộc thiểu số"),
        ("workers", u.workers, "công nhân trực tiếp"),
    ):
        if count is not None and u.members is not None and count > u.members:
            yield (
                field,
                Finding(
                    "campaign.part-above-whole",
                    Severity.WARNING,
                    f"{u.name}: số {what} {count} nhiều hơn tổng số đoàn viên {u.members}.",
                    "Sửa số liệu của đơn vị.",
                    file="unions.xlsx",
                    union=u.code,
                ),
            )
    if u.at_least is not None and u.at_most is not None and u.at_least > u.at_most:
        yield (
            "at_least",
            Finding(
                "campaign.bounds-crossed",
                Severity.BLOCKING,
                f"{u.name}: số đại biểu tối thiểu {u.at_least} lớn hơn tối đa {u.at_most}.",
                "Sửa một trong hai số.",
                file="unions.xlsx",
                union=u.code,
            ),
        )


def guest_findings(campaign: Campaign, places: Places) -> Iterator[Finding]:
    """Groups are known, nobody stands twice."""
    codes = {g.code for g in rows.catalogue().protocol_groups}
    ids: set[str] = set()
    people: dict[tuple[str, str, str], str] = {}
    for n, g in enumerate(campaign.guests):
        if g.group not in codes:
            listed = "; ".join(row.name for row in rows.catalogue().protocol_groups)
            message = f"Khách mời “{g.name}” ghi thành phần “{g.group}”, không có trong danh mục; xếp cuối thứ tự lễ tân."
            yield placed(
                Finding("campaign.group-unknown", Severity.WARNING, message, f"Chọn một trong: {listed}.", file="guests.xlsx"),
                places,
                "guests",
                n,
                "group",
            )
        if g.id in ids:
            yield placed(
                Finding(
                    "campaign.guest-id-twice",
                    Severity.WARNING,
                    f"Mã khách “{g.id}” được ghi nhiều lần.",
                    "Đặt cho mỗi khách một mã riêng.",
                    file="guests.xlsx",
                ),
                places,
                "guests",
                n,
                "id",
            )
        ids.add(g.id)
        key = (match_key(g.name), match_key(g.post), match_key(g.organisation))
        if key in people:
            yield placed(
                Finding(
                    "campaign.guest-twice",
                    Severity.WARNING,
                    f"Khách mời “{g.name}” được ghi hai lần ({people[key]} và {g.id}).",
                    "Xóa dòng thừa.",
                    file="guests.xlsx",
                ),
                places,
                "guests",
                n,
                "name",
            )
        people.setdefault(key, g.id)


def override_findings(campaign: Campaign) -> Iterator[Finding]:
    """Each decision has its reason, names a union of the register, and does not contradict another."""
    codes = {u.code for u in campaign.unions}
    said: dict[tuple[str, str], str] = {}
    for i, o in enumerate(campaign.overrides, start=1):
        path = f"decisions[{i}]"
        if not o.reason.strip():
            yield _decision("decision-no-reason", f"{path} về “{o.nominee}” chưa có lý do (reason).", "Ghi lý do của quyết định.")
        if o.action == "accept" and not o.finding:
            yield _decision(
                "decision-no-finding",
                f"{path} chấp nhận một nội dung nhưng chưa ghi mã ở khóa finding.",
                "Ghi mã nội dung được chấp nhận vào khóa finding.",
            )
        if not any(o.nominee.startswith((f"{code}/", f"{code}-P", f"{code}-C")) for code in codes):
            yield _decision(
                "decision-union-unknown",
                f"{path} nêu “{o.nominee}”, không thuộc đơn vị nào trong unions.xlsx.",
                "Ghi mã người hoặc tập thể (GD-07-P03), hoặc mã đơn vị/họ tên.",
                Severity.WARNING,
            )
        if o.action == "accept":
            continue
        for choice in ("attend", "commend", "upward") if o.choice == "nominee" else (o.choice,):
            if said.setdefault((o.nominee, choice), o.action) != o.action:
                yield _decision(
                    "decision-contradiction",
                    f"{path}: “{o.nominee}” vừa được đưa vào vừa bị loại trong cùng một lựa chọn.",
                    "Chỉ giữ lại một quyết định.",
                )
                break


def _decision(code: str, message: str, remedy: str, severity: Severity = Severity.BLOCKING) -> Finding:
    return Finding(f"campaign.{code}", severity, message, remedy, file="decisions.toml")

"""Lists that a row of a table repeats: `{{dai_bieu.ho_ten}}` in a row gives one row for each delegate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vinhdanh.engines.campaign.flags import subject
from vinhdanh.engines.campaign.outcome import Standing
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.papers import cells, counts, office
from vinhdanh.engines.vietnamese import money

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vinhdanh.engines.campaign.outcome import Award, Outcome
    from vinhdanh.engines.campaign.types import Nominee

PERSON: Final = {
    "tt": "Số thứ tự",
    "ho_ten": "Họ và tên, hoặc tên tập thể",
    "loai": "“Cá nhân” hoặc “Tập thể”",
    "gioi_tinh": "Nam, nữ (của người đại diện nếu là tập thể)",
    "ngay_sinh": "Ngày sinh như đã ghi",
    "nam_sinh": "Năm sinh",
    "dan_toc": "Dân tộc",
    "chuc_vu": "Chức vụ, công việc",
    "doi_tuong": "Đối tượng lao động",
    "don_vi": "Tên đơn vị",
    "khoi": "Khối, cụm của đơn vị",
    "thanh_tich": "Tóm tắt thành tích",
}
AWARD: Final = {
    **PERSON,
    "hinh_thuc": "Hình thức khen thưởng",
    "cap": "Cấp quyết định",
    "tien": "Tiền thưởng (đồng)",
    "nguon": "Nguồn",
}
GUEST: Final = {
    "tt": "Số thứ tự",
    "danh_xung": "Danh xưng",
    "ho_ten": "Họ và tên",
    "chuc_vu": "Chức vụ",
    "co_quan": "Cơ quan, tổ chức",
}
UNIT: Final = {
    "tt": "Số thứ tự",
    "ma": "Mã đơn vị",
    "ten": "Tên đơn vị",
    "khoi": "Khối, cụm",
    "dia_ban": "Địa bàn",
    "so_ca_nhan": "Số cá nhân đề nghị",
    "so_tap_the": "Số tập thể đề nghị",
}
LISTS: Final = {
    "de_nghi": ("Cá nhân, tập thể được đề nghị", PERSON),
    "dai_bieu": ("Đại biểu điển hình được chọn", PERSON),
    "du_khuyet": ("Đại biểu dự khuyết", PERSON),
    "cu_du": ("Đại biểu cử dự cấp trên", PERSON),
    "khen_thuong": ("Từng lượt khen thưởng đề nghị", AWARD),
    "khach_moi": ("Khách mời", GUEST),
    "don_vi": ("Các đơn vị trong danh sách quản lý", UNIT),
}
"""Name of the list -> what it is, its fields with their meaning. Religion and party stand in none: they are no one's to print freely."""


def items(outcome: Outcome, name: str) -> list[dict[str, str]]:
    """The rows of a list: field -> words. Raises KeyError for a list that is not in `LISTS`."""
    if name == "don_vi":
        rows = [
            {
                "ma": s.union.code,
                "ten": s.union.name,
                "khoi": s.union.group,
                "dia_ban": s.union.place,
                "so_ca_nhan": str(s.persons),
                "so_tap_the": str(s.collectives),
            }
            for s in outcome.units
        ]
    elif name == "khach_moi":
        rows = [
            {"danh_xung": g.honorific, "ho_ten": g.name, "chuc_vu": g.post, "co_quan": g.organisation} for g in outcome.guests_in
        ]
    elif name == "khen_thuong":
        awards = [a for r in outcome.commend for a in r.awards]
        rows = [_award(outcome, a, n) for a, n in counts.awarded(outcome, awards)]
    else:
        rows = [_person(outcome, n) for n in _nominees(outcome, name)]
    return [{"tt": str(i), **row} for i, row in enumerate(rows, 1)]


def _nominees(outcome: Outcome, name: str) -> Iterable[Nominee]:
    if name == "cu_du":
        chosen = [n for u in outcome.upward for n in counts.standing(outcome, u.choice)]
        return {n.id: n for n in chosen}.values()
    return {
        "de_nghi": lambda: counts.accepted(outcome),
        "dai_bieu": lambda: counts.standing(outcome, outcome.attend),
        "du_khuyet": lambda: counts.standing(outcome, outcome.attend, Standing.RESERVE),
    }[name]()


def _person(outcome: Outcome, n: Nominee) -> dict[str, str]:
    who = subject(n)
    union = next((u for u in outcome.campaign.unions if u.code == n.union), None)
    group = catalogue().labour_group(who.labour_group) if who and who.labour_group else None
    return {
        "ho_ten": n.name,
        "loai": "Cá nhân" if n.kind == "person" else "Tập thể",
        "gioi_tinh": (who.sex if who else None) or "",
        "ngay_sinh": cells.birth_day(n),
        "nam_sinh": str(who.birth.year) if who and who.birth else "",
        "dan_toc": who.ethnicity if who else "",
        "chuc_vu": (who.post if who else "") or n.post,
        "doi_tuong": group.name if group else "",
        "don_vi": union.name if union else n.union,
        "khoi": union.group if union else "",
        "thanh_tich": n.summary,
    }


def _award(outcome: Outcome, award: Award, n: Nominee) -> dict[str, str]:
    return {
        **_person(outcome, n),
        "hinh_thuc": award.honour_name,
        "cap": award.authority or outcome.campaign.settings.host.name,
        "tien": office.CHECK if award.prize is None else money(award.prize),
        "nguon": award.source,
    }

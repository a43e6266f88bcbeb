"""Short makers of campaigns and nominees for tests; all names are invented."""

from __future__ import annotations

from typing import Any

from vinhdanh.engines.campaign.types import Body, Campaign, Nominee, Place, Representative, Settings, Union
from vinhdanh.engines.vietnamese import PartialDate


def settings(**more: Any) -> Settings:
    return Settings(
        **{
            "id": "phu-lam-2020",
            "name": "Hội nghị tuyên dương",
            "rule_set": "2017-2023",
            "host": Body("Liên đoàn Lao động huyện Phú Lâm"),
            "year": 2020,
            "period": (2016, 2020),
            **more,
        }
    )


def campaign(*, unions: tuple[Union, ...] | None = None, **more: Any) -> Campaign:
    """A campaign with unions A and B; keywords of `Campaign` go there, all others into its settings."""
    own = {key: more.pop(key) for key in ("ballots", "votes", "guests", "overrides") if key in more}
    register = (Union("A", "CĐCS Trường A"), Union("B", "CĐCS Nông trường B")) if unions is None else unions
    return Campaign(settings(**more), unions=register, **own)


def person(id_: str = "A-P01", name: str = "Nguyễn Văn An", **more: Any) -> Nominee:
    """A complete person: nothing is missing unless told so."""
    return Nominee(
        **{
            "id": id_,
            "kind": "person",
            "union": id_.split("-", maxsplit=1)[0],
            "name": name,
            "sex": "nam",
            "birth": PartialDate(1985, 3, 7),
            "ethnicity": "Kinh",
            "labour_group": "cn_truc_tiep",
            "summary": f"Thành tích của {name}",
            "place": Place(f"{id_.split('-', maxsplit=1)[0]}.xlsx", "Cá nhân", int(id_[-2:]) + 6),
            **more,
        }
    )


def collective(id_: str = "A-C01", name: str = "Tổ cạo mủ số 1", **more: Any) -> Nominee:
    """A complete collective with a representative of its own."""
    representative = Representative(
        "Thị Mai", "Tổ trưởng", "nữ", PartialDate(1990, 1, 2), "Xtiêng", "cn_truc_tiep", manager=False
    )
    return Nominee(
        **{
            "id": id_,
            "kind": "collective",
            "union": id_.split("-", maxsplit=1)[0],
            "name": name,
            "representative": representative,
            "summary": f"Thành tích của {name}",
            "place": Place(f"{id_.split('-', maxsplit=1)[0]}.xlsx", "Tập thể", int(id_[-2:]) + 6),
            **more,
        }
    )

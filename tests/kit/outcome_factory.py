"""An invented outcome of a run, for tests of papers, report and pipeline. No person, unit decision or number in it is real.

`make_outcome()` gives a whole small campaign; its arguments make it empty, large, or full of gaps.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from outcome_settings import settings

from vinhdanh.engines.campaign.outcome import (
    Award,
    Choice,
    CommendRound,
    MeritLine,
    Outcome,
    Placed,
    Reason,
    ReasonKind,
    Share,
    Standing,
    Table,
    TargetResult,
    UnitState,
    UnitStatus,
    UpwardRound,
)
from vinhdanh.engines.campaign.types import (
    Achievement,
    Campaign,
    Commendation,
    Finding,
    Guest,
    Initiative,
    Nominee,
    Override,
    Representative,
    Settings,
    Severity,
    Union,
)
from vinhdanh.engines.vietnamese import PartialDate

if TYPE_CHECKING:
    from collections.abc import Sequence

FAMILIES = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Nông",
    "Đàm",
    "Điểu",
    "Thị",
    "Thạch",
)
MIDDLE = {"nam": ("Văn", "Hữu", "Đức", "Quốc", "Minh"), "nữ": ("Thị", "Thị Ngọc", "Thị Kim", "Thị Mỹ")}
GIVEN = {
    "nam": (
        "An",
        "Bình",
        "Cường",
        "Dũng",
        "Đức",
        "Hải",
        "Khánh",
        "Long",
        "Nghĩa",
        "Phúc",
        "Quân",
        "Sơn",
        "Thắng",
        "Tuấn",
        "Việt",
    ),
    "nữ": ("Ánh", "Bích", "Chi", "Duyên", "Đào", "Giang", "Hạnh", "Hường", "Lan", "Mai", "Nga", "Oanh", "Phượng", "Thơm", "Vân"),
}
ETHNIC = ("Kinh", "Kinh", "Kinh", "Kinh", "Xtiêng", "Tày", "Nùng", "Khơ-me", "Hoa")
UNITS = (
    ("XA", "Xã", ("Xã Bình Sơn", "Xã Bù Nho", "Xã Long Hà", "Xã Phú Riềng", "Xã Phước Tân")),
    (
        "GD",
        "Trường học",
        ("Trường Mầm non Hoa Sen", "Trường Tiểu học Long Hà A", "Trường THCS Lê Quý Đôn", "Trường THPT Nguyễn Khuyến"),
    ),
    (
        "CQ",
        "Cơ quan, đơn vị sự nghiệp",
        ("Trung tâm Y tế", "Kho bạc Nhà nước Phú Riềng", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
    ),
    (
        "DN",
        "Doanh nghiệp, hợp tác xã",
        ("Công ty Cổ phần Chế biến điều Bù Nho", "Công ty Cao su Phú Trung", "Công ty May Bình Sơn"),
    ),
)
POSTS = {"XA": "Công chức văn hóa - xã hội", "GD": "Giáo viên", "CQ": "Chuyên viên", "DN": "Công nhân"}
LABOUR = {"XA": "cong_chuc", "GD": "vien_chuc", "CQ": "vien_chuc", "DN": "cn_truc_tiep"}
GROUPS = ("cap_tren", "dang", "hdnd_ubnd", "mttq", "doan_the", "phong_ban", "dia_phuong", "doanh_nghiep")

IN_TIME, TOO_LATE = (datetime.fromisoformat(f"2020-03-{when}") for when in ("02T15:20", "09T09:05"))


def make_unions() -> tuple[Union, ...]:
    """The invented register, two late and two missing units and a nil return among them (see `make_units`)."""
    made = []
    for prefix, group, names in UNITS:
        for i, name in enumerate(names, 1):
            made.append(
                Union(
                    code=f"{prefix}-{i:02d}",
                    name=f"CĐCS {name}",
                    group=group,
                    place="Phú Riềng",
                    members=40 + 10 * i,
                    women=20 + 5 * i,
                    minority=4 + i,
                    workers=30 if prefix == "DN" else 0,
                    responsible=f"{FAMILIES[i]} Thị {GIVEN['nữ'][i]}",
                    responsible_post="Chủ tịch CĐCS",
                    phone=f"0271 3000 {i:03d}",
                    reminders=(date(2020, 3, 4), date(2020, 3, 10)) if i == len(names) else (),
                )
            )
    return tuple(made)


@dataclass
class _Maker:
    chance: random.Random
    today: int = 2020

    def name(self, sex: Literal["nam", "nữ"]) -> str:
        pick = self.chance.choice
        family = pick(FAMILIES)
        if family == "Thị":
            return f"Thị {pick(GIVEN['nữ'])}" if sex == "nữ" else f"Điểu {pick(GIVEN['nam'])}"
        if family in {"Điểu", "Thạch"}:
            return f"{family} {pick(GIVEN['nam'])}" if sex == "nam" else f"Thị {pick(GIVEN['nữ'])}"
        return f"{family} {pick(MIDDLE[sex])} {pick(GIVEN[sex])}"

    def person(self, union: Union, number: int) -> Nominee:
        sex: Literal["nam", "nữ"] = self.chance.choice(("nam", "nữ"))
        prefix = union.code[:2]
        manager = number == 1
        return Nominee(
            id=f"{union.code}-P{number:02d}",
            kind="person",
            union=union.code,
            name=self.name(sex),
            sex=sex,
            birth=PartialDate(self.chance.randint(1965, 1998), self.chance.randint(1, 12), self.chance.randint(1, 28)),
            ethnicity=self.chance.choice(ETHNIC),
            religion=self.chance.choice(("Không", "Không", "Công giáo", "Phật giáo")),
            party=self.chance.choice(("", "", "19/5/2014", "03/02/2012")),
            home=self.chance.choice(("Phú Riềng, Bình Phước", "Ý Yên, Nam Định", "Hòa An, Cao Bằng")),
            schooling="12/12",
            education="Đại học" if prefix != "DN" else "Thợ bậc 4/7",
            theory="Sơ cấp" if manager else "",
            post=("Phó Trưởng phòng" if prefix == "CQ" else "Tổ trưởng") if manager else POSTS[prefix],
            labour_group="lanh_dao_quan_ly" if manager else LABOUR[prefix],
            manager=manager,
            achievements=(
                Achievement("Lao động tiên tiến", "LDTT", 2018),
                Achievement("Chiến sĩ thi đua cơ sở", "CSTDCS", 2019, "12/QĐ-UBND", date(2020, 1, 10)),
            ),
            initiatives=(Initiative("Cải tiến sàng điều hai tầng", "base", 2019, "", 12_000_000),) if number == 2 else (),
            summary="Hoàn thành xuất sắc nhiệm vụ nhiều năm liền; tích cực tham gia các phong trào thi đua.",
            commend="GK_H" if number <= 3 else "GK_CTT",
            typed_commend="Giấy khen",
            upward=number == 2,
        )

    def collective(self, union: Union, number: int) -> Nominee:
        sex: Literal["nam", "nữ"] = self.chance.choice(("nam", "nữ"))
        return Nominee(
            id=f"{union.code}-C{number:02d}",
            kind="collective",
            union=union.code,
            name=f"Tổ công đoàn số {number}",
            collective_type="Tổ công đoàn",
            members=18,
            women_members=9,
            minority_members=3,
            achievements=(Achievement("Tập thể Lao động xuất sắc", "TTLDXS", 2019, "15/QĐ-UBND", date(2020, 1, 12)),),
            commend="GK_H",
            typed_commend="Giấy khen UBND",
            representative=Representative(
                self.name(sex),
                "Tổ trưởng",
                sex,
                PartialDate(1980),
                self.chance.choice(ETHNIC),
                LABOUR[union.code[:2]],
                manager=False,
            ),
        )


def make_nominees(unions: Sequence[Union], persons_each: int, seed: int) -> tuple[Nominee, ...]:
    """`persons_each` persons and one collective for each union, in the order of the register."""
    maker = _Maker(random.Random(seed))
    made: list[Nominee] = []
    for union in unions:
        made += [maker.person(union, i + 1) for i in range(persons_each)]
        made.append(maker.collective(union, 1))
    return tuple(made)


def make_units(unions: Sequence[Union], nominees: Sequence[Nominee]) -> tuple[UnitStatus, ...]:
    """Each group's last unit is missing or late, the second of the first group a nil return, the rest sent."""
    out = []
    for i, union in enumerate(unions):
        own = [n for n in nominees if n.union == union.code]
        if not own:
            state = UnitState.NIL if union.nil_reason else UnitState.MISSING
        else:
            state = UnitState.LATE if i % 5 == 3 else UnitState.SENT
        received = {UnitState.SENT: IN_TIME, UnitState.LATE: TOO_LATE}.get(state)
        out.append(
            UnitStatus(
                union,
                state,
                (f"{union.code}.xlsx",) if own else (),
                received,
                sum(n.kind == "person" for n in own),
                sum(n.kind == "collective" for n in own),
            )
        )
    return tuple(out)


def choice(key: str, title: str, ids: Sequence[str], places: int | None, reserves: int) -> Choice:
    """A choice that takes the first `places`, then the reserves, and leaves the rest out."""
    placed = []
    taken = places or 0
    for i, id_ in enumerate(ids):
        standing = Standing.CHOSEN if i < taken else Standing.RESERVE if i < taken + reserves and taken else Standing.OUT
        points = Decimal(100) - i
        reason = None
        if standing is not Standing.CHOSEN:
            reason = Reason(ReasonKind.POINTS, f"Số điểm {points} thấp hơn người cuối được chọn.", points, points)
        placed.append(
            Placed(id_, standing, i + 1, points, (MeritLine("Phiếu của Hội đồng", "14/15 phiếu", points),), "Đủ điểm.", reason)
        )
    return Choice(
        key,
        title,
        places,
        tuple(placed),
        (
            TargetResult(
                "women", "Nữ", Decimal(50), 9, 20, "đại biểu điển hình", "at_least", met=False, shortfall=1, reachable=(4, 14)
            ),
        ),
        "not_allotted" if places is None else "optimal",
    )


def make_guests(count: int) -> tuple[Guest, ...]:
    """Invented guests of all protocol groups, in order."""
    return tuple(
        Guest(
            id=f"K{i + 1:02d}",
            name=f"{FAMILIES[i % 16]} Văn {GIVEN['nam'][i % 15]}",
            honorific="Ông",
            post="Lãnh đạo" if i % 3 else "Trưởng phòng",
            organisation=f"Cơ quan số {i + 1}",
            group=GROUPS[min(i * len(GROUPS) // max(count, 1), len(GROUPS) - 1)],
            must=i % 2 == 0,
            confirmed=(True, None, True)[i % 3],
        )
        for i in range(count)
    )


def make_tables(units: Sequence[UnitStatus]) -> tuple[Table, ...]:
    """B1 and B4 in the shape of the statistics engine."""
    rows = tuple(
        (i, u.union.name, u.collectives, u.persons, "Đúng hạn" if u.state is UnitState.SENT else "")
        for i, u in enumerate(units, 1)
    )
    b1 = Table(
        "B1",
        "Tổng hợp đề nghị của các công đoàn cơ sở",
        ("TT", "Đơn vị", "Tập thể", "Cá nhân", "Thời hạn"),
        rows,
        (None, "Cộng", sum(u.collectives for u in units), sum(u.persons for u in units), ""),
        "Cá nhân, tập thể tính theo danh sách các đơn vị đã gửi.",
    )
    b4 = Table(
        "B4",
        "Cơ cấu đại biểu điển hình",
        ("Tiêu chí", "Số lượng", "Tỷ lệ"),
        (("Nữ", 9, Share(9, 20, "đại biểu điển hình")), ("Dân tộc thiểu số", 6, Share(6, 20, "đại biểu điển hình"))),
        None,
        "Tỷ lệ tính trên 20 đại biểu điển hình; tập thể tính theo người đại diện.",
    )
    return (b1, b4)


def make_outcome(
    *,
    persons_each: int = 4,
    guests: int = 16,
    seats: int = 20,
    seed: int = 7,
    empty: bool = False,
    campaign_settings: Settings | None = None,
) -> Outcome:
    """A whole invented outcome.

    Args:
        persons_each: Persons that each union put forward (a collective comes with them).
        guests: Number of guests; the last two stay out.
        seats: Places for exemplars.
        seed: Of the invented names.
        empty: No nominees, no guests, nothing chosen.
        campaign_settings: Other settings than `settings()`.
    """
    chosen = campaign_settings or settings()
    unions = make_unions()
    silent = {"XA-05", "DN-03", "XA-02"}
    unions = tuple(replace(u, nil_reason="Đơn vị mới thành lập") if u.code == "XA-02" else u for u in unions)
    senders = () if empty else tuple(u for u in unions if u.code not in silent)
    nominees = make_nominees(senders, persons_each, seed)
    units = make_units(unions, nominees)
    people = make_guests(0 if empty else guests)
    ids = [n.id for n in nominees]
    rounds = []
    for i, commendation in enumerate(chosen.commendations, 1):
        own = [n.id for n in nominees if n.commend == commendation.honour]
        made = choice(f"commend:{commendation.honour}:{i}", "Khen thưởng", own, len(own), 0)
        rounds.append(CommendRound(commendation, made, tuple(_award(n, commendation) for n in nominees if n.id in set(own))))
    asked = [n.id for n in nominees if n.upward]
    upward = tuple(
        UpwardRound(u, choice(f"upward:{i}", u.congress, asked, u.seats, u.reserves)) for i, u in enumerate(chosen.upward, 1)
    )
    findings = (
        Finding(
            "sheets.birth-unreadable",
            Severity.WARNING,
            "Năm sinh không đọc được.",
            "Ghi lại năm sinh.",
            "GD-01.xlsx",
            "Cá nhân",
            "C7",
        ),
    )
    overrides = () if empty else (Override(ids[0], "attend", "include", "Theo kết luận họp Ban Thường vụ", "Ban Thường vụ"),)
    return Outcome(
        campaign=Campaign(chosen, unions, guests=people, overrides=overrides),
        nominees=nominees,
        findings=findings,
        units=units,
        attend=choice("attend", "Đại biểu dự Hội nghị", ids, 0 if empty else seats, chosen.reserves),
        commend=tuple(rounds),
        upward=upward,
        guests_in=people[: max(0, len(people) - 2)],
        guests_out=people[max(0, len(people) - 2) :],
        tables=make_tables(units),
        figures={},
        seed="invented",
    )


def _award(nominee: Nominee, commendation: Commendation) -> Award:
    if commendation.honour == "GK_H":
        name, prize = "Giấy khen của Chủ tịch Ủy ban nhân dân huyện", 894_000 if nominee.kind == "collective" else 447_000
    else:
        name = "Giấy khen của công đoàn cấp trên trực tiếp cơ sở"
        prize = (commendation.prize_collective if nominee.kind == "collective" else commendation.prize_person) or 0
    return Award(nominee.id, commendation.honour, name, commendation.authority, prize or None, commendation.source)

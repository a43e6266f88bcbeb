"""examples/2026-xa: a commune-level union under a province's federation, 2026, rule set `2025-7`. Commune and people are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from random import Random
from typing import Any

from example_parts.district import told, write
from example_parts.names import Names
from example_parts.people import Collective, People, Person
from example_parts.register import COMMUNE, FIRM, SCHOOL
from example_parts.votes import council_ballot, union_ballot
from vinhdanh.engines.campaign.types import (
    AgendaItem,
    Basis,
    Body,
    Campaign,
    Commendation,
    Conference,
    Guest,
    MeritRow,
    Milestone,
    Override,
    PaperNumber,
    Reception,
    Settings,
    Signer,
    Target,
    TieRule,
    Union,
    Upward,
)
from vinhdanh.engines.vietnamese import PartialDate

SEED = 2026
LAYOUTS = ("standard", "standard", "two_level", "standard", "ticked", "text", "standard")
_UNIONS = (
    ("X-01", "CĐCS Cơ quan xã Suối Mây", COMMUNE, 46),
    ("X-02", "CĐCS Trạm Y tế xã Suối Mây", COMMUNE, 19),
    ("T-01", "CĐCS Trường Mầm non Nắng Mai", SCHOOL, 31),
    ("T-02", "CĐCS Trường Tiểu học Suối Mây", SCHOOL, 44),
    ("T-03", "CĐCS Trường Trung học cơ sở Suối Mây", SCHOOL, 39),
    ("D-01", "CĐCS Công ty TNHH Điều Suối Mây", FIRM, 180),
    ("D-02", "CĐCS Hợp tác xã Cao su Bình Minh", FIRM, 64),
    ("D-03", "CĐCS Công ty TNHH Bao bì Thành Phát", FIRM, 95),
)
MISSING = "D-03"
_POSTS = (
    ("dang", "Đảng ủy xã Suối Mây", "Bí thư", True),
    ("dang", "Đảng ủy xã Suối Mây", "Phó Bí thư Thường trực", True),
    ("cap_tren", "Liên đoàn Lao động tỉnh Đồng Nai", "Phó Chủ tịch", True),
    ("hdnd_ubnd", "Ủy ban nhân dân xã Suối Mây", "Chủ tịch", True),
    ("hdnd_ubnd", "Ủy ban nhân dân xã Suối Mây", "Phó Chủ tịch", False),
    ("mttq", "Ủy ban Mặt trận Tổ quốc Việt Nam xã Suối Mây", "Chủ tịch", True),
    ("doan_the", "Hội Liên hiệp Phụ nữ xã Suối Mây", "Chủ tịch", False),
    ("phong_ban", "Phòng Văn hóa - Xã hội xã Suối Mây", "Trưởng phòng", False),
    ("doanh_nghiep", "Công ty TNHH Điều Suối Mây", "Giám đốc", False),
)


def build(plan: tuple[str, bytes]) -> tuple[Campaign, dict[str, Any]]:
    """The campaign and what its lists truly hold."""
    chance = Random(SEED)
    names = Names(chance)
    people, settings = People(chance, names), _settings()
    register = tuple(_union(chance, names, u) for u in _UNIONS)
    files: dict[str, bytes] = {}
    truth, ballots, votes = [], [], []
    everyone: list[Person | Collective] = []
    for i, union in enumerate(u for u in register if u.code != MISSING):
        persons = [_later(people.person(union)) for _ in range(6 if union.code == "D-01" else 5 if union.group == FIRM else 4)]
        groups = [people.collective(union, i)] if i % 3 == 1 and LAYOUTS[i] != "text" else []
        for group in groups:
            group.achievements = [
                (code, year + 6, "") for code, year, _ in group.achievements if code in {"CDCSVM", "TCDVM", "TTLDTT"}
            ]
            group.commend = "GK_X"
        name, written = write(settings, union, (persons, groups), LAYOUTS[i], i)
        files[name] = written.data
        truth.append(told(name, union, LAYOUTS[i], (persons, groups), written))
        listed: list[Person | Collective] = [*persons, *groups]
        everyone += listed
        ballot, counted = union_ballot(chance, union, listed, date(2026, 3, 16 + i))
        ballots.append(ballot)
        votes += counted
    council, counted = council_ballot(chance, everyone, date(2026, 4, 14), present=8)
    guests = tuple(
        Guest(
            f"K-{n:03d}",
            names.new("nữ" if n % 3 == 0 else "nam", "Kinh"),
            "Bà" if n % 3 == 0 else "Ông",
            post,
            body,
            group,
            must,
            None if n == 9 else True,
        )
        for n, (group, body, post, must) in enumerate(_POSTS, start=1)
    )
    by = f"X-02/{next(n.name for n in everyone if n.union == 'X-02')}"
    why = "Đại diện duy nhất của ngành y tế xã, được phân công tham luận."
    campaign = Campaign(
        settings=settings,
        unions=register,
        ballots=(*ballots, council),
        votes=(*votes, *counted),
        guests=guests,
        overrides=(Override(by, "attend", "include", why, "Ban Thường vụ Công đoàn xã", date(2026, 4, 15)),),
        nominations=files,
        plan_paper=plan,
    )
    return campaign, {"files": truth, "late": [], "missing": [MISSING], "nil": []}


def _union(chance: Random, names: Names, row: tuple[str, str, str, int]) -> Union:
    code, name, group, members = row
    share = {COMMUNE: (0.45, 0.2, 0.0), SCHOOL: (0.7, 0.12, 0.0), FIRM: (0.45, 0.3, 0.9)}[group]
    received = (
        None
        if code == MISSING
        else datetime.combine(date(2026, 3, 20 + chance.randint(0, 6)), time(chance.randint(8, 16), chance.randint(0, 59)))
    )
    return Union(
        code,
        name,
        group,
        "Suối Mây",
        members,
        *(round(members * s) for s in share),
        responsible=names.new(chance.choice(["nam", "nữ"]), "Kinh"),
        responsible_post="Chủ tịch CĐCS",
        phone=f"09{chance.randint(0, 99_999_999):08d}",
        received=received,
        reminders=(date(2026, 3, 20), date(2026, 3, 27)) if received is None else (),
    )


def _later(p: Person) -> Person:
    """The same person six years later: honours and initiatives of 2022 to 2025, by the rule set of today."""
    asked = {"GK_H": "GK_X", "GK_CTT": "GK_CTT", "": ""}[p.commend]
    kept = [(code, year + 6, decision) for code, year, decision in p.achievements if code != "GK_H"]
    return replace(p, commend=asked, achievements=kept, initiatives=[(t, s, y + 6) for t, s, y in p.initiatives])


def _settings() -> Settings:
    signer = Signer(("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"), "Phan Thị Diệu Thảo")
    return Settings(
        id="suoi-may-2026",
        name="Hội nghị biểu dương điển hình tiên tiến trong công nhân, viên chức, lao động xã Suối Mây năm 2026",
        rule_set="2025-7",
        host=Body("Công đoàn xã Suối Mây", "Công đoàn xã", "CĐ", ("CÔNG ĐOÀN XÃ SUỐI MÂY",), "Ban Thường vụ", signer),
        today=date(2026, 4, 16),
        kind="Hội nghị biểu dương điển hình tiên tiến",
        year=2026,
        place="Suối Mây",
        audience="công nhân, viên chức, lao động xã Suối Mây",
        parent=Body(
            "Liên đoàn Lao động tỉnh Đồng Nai", "LĐLĐ tỉnh", "LĐLĐ", ("LIÊN ĐOÀN LAO ĐỘNG", "TỈNH ĐỒNG NAI"), "Ban Thường vụ"
        ),
        government=Body("Ủy ban nhân dân xã Suối Mây", "UBND xã", "UBND", ("ỦY BAN NHÂN DÂN", "XÃ SUỐI MÂY")),
        period=(2021, 2025),
        period_next=(2026, 2030),
        basis=(
            Basis(
                "18/KH-LĐLĐ",
                date(2026, 1, 22),
                "Liên đoàn Lao động tỉnh Đồng Nai",
                "về biểu dương điển hình tiên tiến trong công nhân, viên chức, lao động năm 2026",
            ),
        ),
        reception=Reception(Milestone(PartialDate(2026, 3, 28)), date(2026, 4, 3)),
        conference=Conference(
            day=date(2026, 4, 29),
            start=time(8, 0),
            place="Hội trường Ủy ban nhân dân xã Suối Mây",
            chair="Ban Thường vụ Công đoàn xã",
            duration_days=Decimal("0.5"),
            not_after=Milestone(PartialDate(2026, 5, 1)),
            contact="đồng chí Võ Thanh Phong, điện thoại 0900 000 026",
        ),
        dossier_deadline=Milestone(PartialDate(2026, 5, 8)),
        dossier_channel="Văn phòng Liên đoàn Lao động tỉnh Đồng Nai",
        dossier_items=("Báo cáo kết quả Hội nghị", "Danh sách trích ngang đại biểu"),
        cap_delegates=30,
        share_exemplars=Decimal(70),
        share_guests=Decimal(30),
        targets=(
            Target("workers", "Công nhân trực tiếp sản xuất", "direct_worker", ("yes",), Decimal(35), priority=1),
            Target("women", "Nữ", "woman", ("yes",), Decimal(50), priority=2),
        ),
        merit=(
            MeritRow("union", "Phiếu bình chọn tại công đoàn cơ sở", "votes", "union", Decimal(30)),
            MeritRow("council", "Phiếu của Hội đồng bình chọn", "votes", "council", Decimal(40)),
            MeritRow("cstdcs", "Chiến sĩ thi đua cơ sở", "honour", "CSTDCS", Decimal(4), 5),
            MeritRow("bkldt", "Bằng khen của Liên đoàn Lao động tỉnh", "honour", "BK_LDT", Decimal(5), 2),
            MeritRow("sk", "Sáng kiến", "initiative", "", Decimal("2.5"), 3),
        ),
        ties=TieRule(("direct_worker", "woman"), "board"),
        reserves=3,
        unit_floor=1,
        unit_cap=5,
        commendations=(
            Commendation("GK_X", "Chủ tịch Ủy ban nhân dân xã Suối Mây", 6, 2, source="Quỹ Thi đua, khen thưởng xã"),
            Commendation("GK_CTT", "", 8, 2, 300_000, 600_000, "Tài chính công đoàn"),
        ),
        upward=(
            Upward("Hội nghị biểu dương điển hình tiên tiến trong công nhân, viên chức, lao động tỉnh Đồng Nai năm 2026", 2, 1),
        ),
        agenda=(
            AgendaItem("Chào cờ", time(8, 0), 5, "Ban Tổ chức"),
            AgendaItem("Tuyên bố lý do, giới thiệu đại biểu", time(8, 5), 10, "Ban Tổ chức"),
            AgendaItem("Báo cáo kết quả phong trào thi đua", time(8, 15), 30, "Chủ tịch Công đoàn xã"),
            AgendaItem("Giao lưu với điển hình tiên tiến", time(8, 45), 40, "Các điển hình tiên tiến"),
            AgendaItem("Biểu dương, khen thưởng", time(9, 25), 30, "Lãnh đạo xã"),
            AgendaItem("Bế mạc", time(9, 55), 10, "Chủ tọa"),
        ),
        movements=("Lao động giỏi, Lao động sáng tạo", "Tham mưu giỏi, phục vụ tốt"),
        occasions=("Ngày Quốc tế Lao động 01/5",),
        guest_groups=(
            "Liên đoàn Lao động tỉnh",
            "Đảng ủy, HĐND, UBND, Ủy ban MTTQ Việt Nam xã",
            "các đoàn thể, doanh nghiệp trên địa bàn",
        ),
        priorities=("công nhân trực tiếp sản xuất",),
        soft=("tỷ lệ nữ phù hợp",),
        recipients=("LĐLĐ tỉnh", "Đảng ủy, UBND xã", "Các CĐCS", "Lưu: VT"),
        papers=(PaperNumber("plan", "04/KH-CĐ", date(2026, 2, 10)),),
        confirmed=("catalogue.honours.GK_X.prize_person", "catalogue.honours.GK_X.prize_collective", "catalogue.documents.TT15"),
    )

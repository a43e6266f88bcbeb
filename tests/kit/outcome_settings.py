"""Settings of an invented campaign of 2020, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from vinhdanh.engines.campaign.types import (
    AgendaItem,
    Basis,
    Body,
    Commendation,
    Conference,
    Milestone,
    PaperNumber,
    Reception,
    Settings,
    Signer,
    Target,
    Upward,
)
from vinhdanh.engines.vietnamese import PartialDate


def settings(**changes: object) -> Settings:
    """Settings of an invented district campaign of 2020, with `changes`."""
    made = Settings(
        id="phu-rieng-2020",
        name="Hội nghị tuyên dương điển hình tiên tiến trong công nhân, viên chức, lao động huyện Phú Riềng lần thứ I, năm 2020",
        rule_set="2017-2023",
        host=Body(
            name="Liên đoàn Lao động huyện Phú Riềng",
            short="LĐLĐ huyện",
            symbol="LĐLĐ",
            head=("LIÊN ĐOÀN LAO ĐỘNG", "HUYỆN PHÚ RIỀNG"),
            standing="Ban Thường vụ",
            signer=Signer(("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"), "Lương Đình Khải"),
        ),
        today=date(2020, 4, 16),
        kind="Hội nghị tuyên dương điển hình tiên tiến",
        ordinal=1,
        year=2020,
        place="Phú Riềng",
        audience="công nhân, viên chức, lao động huyện Phú Riềng",
        parent=Body(name="Liên đoàn Lao động tỉnh Bình Phước", short="LĐLĐ tỉnh", symbol="LĐLĐ", head=("LĐLĐ TỈNH BÌNH PHƯỚC",)),
        government=Body(name="Ủy ban nhân dân huyện Phú Riềng", short="UBND huyện", symbol="UBND"),
        period=(2016, 2020),
        period_next=(2021, 2025),
        basis=(
            Basis(
                "75/KH-TLĐ",
                date(2019, 9, 27),
                "Tổng Liên đoàn Lao động Việt Nam",
                "về tổ chức Hội nghị điển hình tiên tiến trong các cấp Công đoàn",
            ),
            Basis(
                "70/KH-LĐLĐ",
                date(2019, 11, 5),
                "Liên đoàn Lao động tỉnh Bình Phước",
                "về việc tổ chức Hội nghị điển hình tiên tiến các cấp",
            ),
        ),
        reception=Reception(Milestone(PartialDate(2020, 3, 3)), closes=date(2020, 3, 20), extensions={"XA-02": date(2020, 3, 6)}),
        conference=Conference(
            tentative=PartialDate(2020, 5),
            day=date(2020, 5, 15),
            start=time(7, 30),
            place="Hội trường Trung tâm Văn hóa huyện Phú Riềng",
            chair="Ban Thường vụ Liên đoàn Lao động huyện",
            duration_days=Decimal("0.5"),
            not_after=Milestone(PartialDate(2020, 5, 19)),
            contact="đồng chí Trần Thị Bình, điện thoại 0271 3000 000",
        ),
        dossier_deadline=Milestone(PartialDate(2020, 5, 26)),
        dossier_channel="Ban Chính sách - Pháp luật",
        dossier_items=("Báo cáo tổng kết Hội nghị", "Danh sách trích ngang đại biểu"),
        cap_delegates=250,
        share_exemplars=Decimal(70),
        share_guests=Decimal(30),
        targets=(
            Target("women", "Nữ", "woman", ("yes",), Decimal(50), priority=2),
            Target("workers", "Công nhân trực tiếp sản xuất", "direct_worker", ("yes",), Decimal(30), priority=1),
        ),
        reserves=5,
        unit_floor=1,
        unit_cap=8,
        commendations=(
            Commendation(
                "GK_H", "Chủ tịch Ủy ban nhân dân huyện Phú Riềng", 30, 6, source="Quỹ thi đua, khen thưởng của huyện năm 2020"
            ),
            Commendation("GK_CTT", "", prize_person=300000, prize_collective=600000, source="Ngân sách công đoàn năm 2020"),
        ),
        upward=(
            Upward("Đại hội Thi đua yêu nước trong công nhân, viên chức, lao động tỉnh Bình Phước lần thứ V, năm 2020", 4, 1),
            Upward("Đại hội Thi đua yêu nước toàn quốc lần thứ X"),
        ),
        agenda=(
            AgendaItem("Chào cờ", time(7, 30), 5, "Ban Tổ chức"),
            AgendaItem("Tuyên bố lý do, giới thiệu đại biểu và khai mạc", time(7, 35), 15, "Ban Tổ chức"),
            AgendaItem("Báo cáo tổng kết phong trào thi đua và công tác khen thưởng", None, 20, "Thường trực LĐLĐ huyện"),
            AgendaItem("Biểu dương, tôn vinh, khen thưởng"),
            AgendaItem("Tổng kết và bế mạc"),
        ),
        movements=("Lao động giỏi, Lao động sáng tạo", "Tham mưu giỏi, phục vụ tốt"),
        occasions=("130 năm Ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 - 19/5/2020)",),
        guest_groups=("Lãnh đạo LĐLĐ tỉnh", "Huyện ủy, HĐND - UBND, UBMTTQ Việt Nam huyện", "Các phòng, ban, ngành, đoàn thể"),
        priorities=("công nhân trực tiếp sản xuất", "công chức, viên chức không giữ vị trí lãnh đạo, quản lý"),
        soft=("tỷ lệ nữ phù hợp", "tỷ lệ đại biểu người dân tộc thiểu số phù hợp"),
        recipients=("LĐLĐ tỉnh", "UBND huyện; Hội đồng TĐKT huyện", "Các CĐCS trực thuộc", "Website LĐLĐ huyện", "Lưu: VT"),
        papers=(PaperNumber("plan", "02/KH-LĐLĐ", date(2020, 1, 6)), PaperNumber("request", "09/TTr-LĐLĐ", date(2020, 4, 16))),
    )
    return replace(made, **changes)  # type: ignore[arg-type]

"""The settings of examples/phu-rieng-2020: what the plan paper says, and what the office has decided since."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from example_parts.register import EXTENDED
from vinhdanh.engines.campaign.types import (
    AgendaItem,
    Basis,
    Body,
    BudgetLine,
    Commendation,
    Conference,
    MeritRow,
    Milestone,
    Override,
    PaperNumber,
    Reception,
    Settings,
    Signer,
    Target,
    TieRule,
    Upward,
)
from vinhdanh.engines.vietnamese import PartialDate

UBND = "Chủ tịch Ủy ban nhân dân huyện Phú Riềng"


def settings() -> Settings:
    """campaign.toml of the example."""
    return Settings(
        id="phu-rieng-2020",
        name="Hội nghị tuyên dương điển hình tiên tiến trong công nhân, viên chức, lao động huyện Phú Riềng lần thứ I, năm 2020",
        rule_set="2017-2023",
        host=Body(
            "Liên đoàn Lao động huyện Phú Riềng",
            "LĐLĐ huyện",
            "LĐLĐ",
            ("LIÊN ĐOÀN LAO ĐỘNG", "HUYỆN PHÚ RIỀNG"),
            "Ban Thường vụ",
            Signer(("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"), "Đặng Thị Minh Ngọc"),
        ),
        today=date(2020, 4, 17),
        kind="Hội nghị tuyên dương điển hình tiên tiến",
        ordinal=1,
        year=2020,
        place="Phú Riềng",
        audience="công nhân, viên chức, lao động huyện Phú Riềng",
        parent=Body(
            "Liên đoàn Lao động tỉnh Bình Phước", "LĐLĐ tỉnh", "LĐLĐ", ("LIÊN ĐOÀN LAO ĐỘNG", "TỈNH BÌNH PHƯỚC"), "Ban Thường vụ"
        ),
        government=Body("Ủy ban nhân dân huyện Phú Riềng", "UBND huyện", "UBND", ("ỦY BAN NHÂN DÂN", "HUYỆN PHÚ RIỀNG")),
        period=(2016, 2020),
        period_next=(2021, 2025),
        basis=_basis(),
        reception=Reception(Milestone(PartialDate(2020, 3, 3)), date(2020, 3, 20), extensions=EXTENDED),
        conference=_conference(),
        dossier_deadline=Milestone(PartialDate(2020, 5, 26)),
        dossier_channel="Ban Chính sách - Pháp luật Liên đoàn Lao động tỉnh Bình Phước",
        dossier_items=(
            "Báo cáo tổng kết Hội nghị",
            "Danh sách trích ngang đại biểu dự Đại hội Thi đua yêu nước trong công nhân, viên chức, lao động tỉnh Bình Phước lần thứ V, năm 2020",
        ),
        cap_delegates=250,
        share_exemplars=Decimal(70),
        share_guests=Decimal(30),
        targets=_targets(),
        merit=_merit(),
        ties=TieRule(("direct_worker", "woman", "minority", "council"), "board"),
        reserves=10,
        unit_floor=1,
        unit_cap=6,
        commendations=(
            Commendation("GK_H", UBND, 40, 8, source="Quỹ Thi đua, khen thưởng huyện"),
            Commendation("GK_CTT", "", 60, 15, 300_000, 600_000, "Tài chính công đoàn Liên đoàn Lao động huyện"),
        ),
        upward=(
            Upward("Đại hội Thi đua yêu nước trong công nhân, viên chức, lao động tỉnh Bình Phước lần thứ V, năm 2020", 8, 2),
            Upward("Đại hội Thi đua yêu nước tỉnh Bình Phước lần thứ V"),
        ),
        agenda=_agenda(),
        movements=(
            "Lao động giỏi, Lao động sáng tạo",
            "Tham mưu giỏi, phục vụ tốt",
            "Đổi mới, sáng tạo, hiệu quả trong hoạt động công đoàn",
        ),
        occasions=(
            "Đại hội Đảng các cấp",
            "kỷ niệm 90 năm Ngày thành lập Đảng Cộng sản Việt Nam (03/02/1930 - 03/02/2020)",
            "130 năm Ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 - 19/5/2020)",
        ),
        guest_groups=(
            "Lãnh đạo LĐLĐ tỉnh",
            "Huyện ủy, HĐND-UBND, UBMTTQ Việt Nam huyện",
            "các Phòng- ban, Ngành, đoàn thể",
            "các địa phương và đơn vị",
            "các Công ty, Doanh nghiệp",
        ),
        priorities=("công nhân trực tiếp sản xuất", "công chức, viên chức không giữ vị trí lãnh đạo, quản lý"),
        soft=("tỷ lệ nữ phù hợp", "tỷ lệ đại biểu người dân tộc thiểu số phù hợp"),
        recipients=("LĐLĐ tỉnh", "UBND huyện; Hội đồng TĐKT huyện", "Các CĐCS trực thuộc", "Website LĐLĐ huyện", "Lưu: VT"),
        papers=(PaperNumber("plan", "05/KH-LĐLĐ", date(2020, 1, 6)),),
        budget=_budget(),
        budget_support=20_000_000,
    )


def _budget() -> tuple[BudgetLine, ...]:
    own, district = "Tài chính công đoàn Liên đoàn Lao động huyện", "Ngân sách huyện hỗ trợ"
    lines: tuple[tuple[str, str, int, int, str], ...] = (
        ("Trang trí, ma-két, khánh tiết", "hội trường", 1, 5_000_000, own),
        ("Thuê hội trường, âm thanh, màn hình", "buổi", 1, 6_000_000, district),
        ("In giấy mời, thẻ đại biểu", "bộ", 250, 12_000, own),
        ("In giấy khen, khung", "bộ", 75, 45_000, own),
        ("Hoa tặng, hoa trang trí", "lẵng", 12, 250_000, own),
        ("Phóng sự về điển hình tiên tiến", "phóng sự", 1, 8_000_000, district),
        ("Nước uống, ăn giữa buổi", "người", 250, 24_000, district),
        ("Văn phòng phẩm, tài liệu", "bộ", 250, 8_000, own),
    )
    known = tuple(BudgetLine(text, unit, Decimal(n), price, source) for text, unit, n, price, source in lines)
    # the price is not agreed yet: a gap on paper
    return (*known, BudgetLine("Hỗ trợ đi lại cho công nhân trực tiếp sản xuất", "người", Decimal(60), None, own))


def _basis() -> tuple[Basis, ...]:
    return (
        Basis(
            "75/KH-TLĐ",
            date(2019, 9, 27),
            "Tổng Liên đoàn Lao động Việt Nam",
            "về tổ chức Hội nghị điển hình tiên tiến trong các cấp Công đoàn và Đại hội Thi đua yêu nước trong công nhân, viên chức, lao động toàn quốc lần thứ X, năm 2020",
        ),
        Basis(
            "70/KH-LĐLĐ",
            date(2019, 11, 5),
            "Liên đoàn Lao động tỉnh Bình Phước",
            "về việc tổ chức Hội nghị điển hình tiên tiến các cấp tiến tới Đại hội Thi đua yêu nước tỉnh Bình Phước lần thứ V và Đại hội Thi đua yêu nước toàn quốc lần thứ X",
        ),
    )


def _conference() -> Conference:
    return Conference(
        tentative=PartialDate(2020, 5),
        day=date(2020, 5, 15),
        start=time(7, 30),
        place="Hội trường Trung tâm Văn hóa - Thể thao huyện Phú Riềng",
        chair="Ban Thường vụ Liên đoàn Lao động huyện Phú Riềng",
        duration_days=Decimal("0.5"),
        not_after=Milestone(PartialDate(2020, 5, 19)),
        contact="đồng chí Lê Thị Thu Hà, Văn phòng Liên đoàn Lao động huyện, điện thoại 0900 000 015",
    )


def _targets() -> tuple[Target, ...]:
    return (
        Target("workers", "Công nhân trực tiếp sản xuất", "direct_worker", ("yes",), Decimal(40), priority=1),
        Target("non-managers", "Không giữ vị trí lãnh đạo, quản lý", "non_manager", ("yes",), Decimal(88), priority=2),
        Target("women", "Nữ", "woman", ("yes",), Decimal(50), priority=3),
        Target("minority", "Dân tộc thiểu số", "minority", ("yes",), Decimal(20), priority=4),
    )


def _merit() -> tuple[MeritRow, ...]:
    def row(ident: str, label: str, rule: tuple[str, str], points: str, limit: int | None = None) -> MeritRow:
        kind, match = rule
        return MeritRow(ident, label, kind, match, Decimal(points), limit)  # type: ignore[arg-type]  # one of the four kinds

    return (
        row("union", "Phiếu bình chọn tại công đoàn cơ sở", ("votes", "union"), "20"),
        row("council", "Phiếu của Hội đồng bình chọn", ("votes", "council"), "40"),
        row("cstdt", "Chiến sĩ thi đua cấp tỉnh", ("honour", "CSTDT"), "10", 1),
        row("cstdcs", "Chiến sĩ thi đua cơ sở", ("honour", "CSTDCS"), "3", 4),
        row("ldtt", "Lao động tiên tiến", ("honour", "LDTT"), "1", 4),
        row("bkt", "Bằng khen của Ủy ban nhân dân tỉnh", ("honour", "BK_T"), "8", 1),
        row("bkldt", "Bằng khen của Liên đoàn Lao động tỉnh", ("honour", "BK_LDT"), "5", 2),
        row("gkh", "Giấy khen của Chủ tịch Ủy ban nhân dân huyện", ("honour", "GK_H"), "3", 2),
        row("gkctt", "Giấy khen của Liên đoàn Lao động huyện", ("honour", "GK_CTT"), "2", 2),
        row("ttldxs", "Tập thể Lao động xuất sắc", ("honour", "TTLDXS"), "6", 2),
        row("ttldtt", "Tập thể Lao động tiên tiến", ("honour", "TTLDTT"), "2", 4),
        row("cdcsvm", "Công đoàn cơ sở vững mạnh", ("honour", "CDCSVM"), "2", 4),
        row("tcdvm", "Tổ công đoàn vững mạnh", ("honour", "TCDVM"), "2", 4),
        row("skt", "Sáng kiến cấp tỉnh", ("initiative", "province"), "6", 2),
        row("skcs", "Sáng kiến cấp cơ sở", ("initiative", "base"), "2.5", 3),
        row("worker", "Công nhân trực tiếp sản xuất", ("flag", "direct_worker"), "5"),
        row("no-manager", "Không giữ vị trí lãnh đạo, quản lý", ("flag", "non_manager"), "3"),
    )


def _agenda() -> tuple[AgendaItem, ...]:
    lines = (
        ("Chào cờ", (7, 30), 5, "Ban Tổ chức"),
        ("Tuyên bố lý do, giới thiệu đại biểu và khai mạc", (7, 35), 15, "Ban Thường vụ LĐLĐ huyện"),
        (
            "Báo cáo tổng kết phong trào thi đua và công tác khen thưởng 05 năm (2016 - 2020), phương hướng, nhiệm vụ công tác thi đua, khen thưởng 05 năm (2021 - 2025)",
            (7, 50),
            25,
            "Chủ tịch LĐLĐ huyện",
        ),
        ("Báo cáo tham luận và hoạt động giao lưu với các điển hình tiên tiến", (8, 15), 60, "Các điển hình tiên tiến"),
        ("Biểu dương, tôn vinh, khen thưởng", (9, 15), 50, "Lãnh đạo UBND huyện, LĐLĐ huyện"),
        ("Phát động phong trào thi đua giai đoạn 2021 - 2025", (10, 5), 15, "Chủ tịch LĐLĐ huyện"),
        ("Phát biểu hưởng ứng phong trào thi đua", (10, 20), 15, "Đại diện các công đoàn cơ sở"),
        ("Thông qua danh sách đại biểu đi dự Đại hội cấp trên", (10, 35), 15, "Chủ tọa"),
        ("Tổng kết và bế mạc", (10, 50), 10, "Chủ tọa"),
    )
    return tuple(AgendaItem(text, time(*start), minutes, performer) for text, start, minutes, performer in lines)


def overrides(remote: str, doubtful: str) -> tuple[Override, ...]:
    """Decisions of the standing board: one who must come, one who is not considered."""
    board, day = "Ban Thường vụ Liên đoàn Lao động huyện", date(2020, 4, 10)
    return (
        Override(
            remote,
            "attend",
            "include",
            "Đại diện xã vùng sâu, được phân công phát biểu hưởng ứng phong trào thi đua.",
            board,
            day,
        ),
        Override(
            doubtful,
            "nominee",
            "exclude",
            "Đơn vị có văn bản đề nghị rút vì đang xem xét trách nhiệm về quản lý tài chính.",
            board,
            day,
        ),
    )

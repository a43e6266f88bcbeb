"""A paper with one of everything, for tests of both writers."""

from __future__ import annotations

from datetime import date

from vinhdanh.engines.papers.model import (
    Bullets,
    Column,
    DataTable,
    Ending,
    Grounds,
    Head,
    Heading,
    Paper,
    Para,
    Part,
    Row,
    Signature,
    Title,
    bold,
    group_row,
    italic,
    total_row,
    words_row,
)

HOSTILE = '#eval("1") *x* _y_ $z$ @ref <w:p/> & "q" \\ `code` ] } //'
COLUMNS = (
    Column("TT", 10, "center"),
    Column("Họ và tên, tên tập thể"),
    Column("Nam", 13, "center", "Năm sinh"),
    Column("Nữ", 13, "center", "Năm sinh"),
    Column("Tiền thưởng\n(đồng)", 26, "right"),
)


def rows(count: int) -> tuple[Row, ...]:
    """Rows of invented names."""
    return tuple(Row((str(i), f"Nguyễn Thị Người Thứ {i}", "", "1988", "447.000")) for i in range(1, count + 1))


def list_part(count: int, *, landscape: bool = False) -> Part:
    """A list with group head, total and words."""
    table = DataTable(
        COLUMNS,
        (
            group_row(f"I. CÁ NHÂN: {count} cá nhân", "447.000", span=4),
            *rows(count),
            total_row("TỔNG CỘNG", "447.000", span=4),
            words_row("Bốn trăm bốn mươi bảy nghìn đồng", 5),
        ),
    )
    note = "(Kèm theo Tờ trình số 09/TTr-LĐLĐ ngày 16 tháng 4 năm 2020 của Liên đoàn Lao động huyện Phú Riềng)"
    title = Title("DANH SÁCH", "Tập thể, cá nhân đề nghị khen thưởng", note, width=150, size=13)
    return Part(title=title, blocks=(table,), landscape=landscape)


def sample(*, count: int = 3, annex_landscape: bool = True, extra: str = "") -> Paper:
    """A request with every kind of block and an annex."""
    head = Head(
        "LĐLĐ TỈNH BÌNH PHƯỚC",
        ("LIÊN ĐOÀN LAO ĐỘNG", "HUYỆN PHÚ RIỀNG"),
        "Số: 09/TTr-LĐLĐ",
        "Phú Riềng, ngày 16 tháng 4 năm 2020",
    )
    subject = (
        "Về việc đề nghị khen thưởng tập thể, cá nhân điển hình tiên tiến trong công nhân, viên chức, lao động huyện Phú Riềng "
        "giai đoạn 2016 - 2020"
    )
    blocks = (
        Grounds(
            (
                "Căn cứ Luật Thi đua, Khen thưởng ngày 26 tháng 11 năm 2003",
                "Thực hiện Kế hoạch số 02/KH-LĐLĐ ngày 06 tháng 01 năm 2020 của Liên đoàn Lao động huyện về tổ chức Hội nghị lần thứ I",
            )
        ),
        Para(
            (
                "Ban Thường vụ kính trình Ủy ban nhân dân huyện xem xét, khen thưởng các tập thể, cá nhân điển hình tiên tiến, ",
                bold("cụ thể"),
                " ",
                italic("như sau"),
                f": {extra}",
            )
        ),
        Heading("1. Nội dung đề nghị"),
        Heading("1.1. Các khối", 2),
        Bullets(("Trường học chiếm 54,2 %.", ("Xã: ", bold("04 cá nhân."))), marker="-"),
        Para("QUYẾT ĐỊNH:", align="center", indent=False, keep=True),
        DataTable(
            (Column("TT", 10), Column("Khối")), (Row(("1", "Trường học")), Row(("2", "Xã"), height=22)), size=13, whole=True
        ),
        Para("Ý kiến khác:", fill=True),
        Para("Ghi chú ở lề trái.", align="left", indent=False),
    )
    ending = Ending(
        ("Kính đề nghị Ủy ban nhân dân huyện xem xét, quyết định./.",),
        ("Như trên", "Các Ủy viên BTV LĐLĐ huyện", "Lưu: VT"),
        (Signature(("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"), "Lương Đình Khải"),),
    )
    request = Part(
        head=head,
        title=Title("TỜ TRÌNH", subject),
        dear=("Ủy ban nhân dân huyện Phú Riềng", "Hội đồng Thi đua - Khen thưởng huyện Phú Riềng"),
        blocks=blocks,
        ending=ending,
    )
    return Paper(
        "Tờ trình về việc đề nghị khen thưởng",
        "Liên đoàn Lao động huyện Phú Riềng",
        (request, list_part(count, landscape=annex_landscape)),
        date(2020, 4, 16),
    )

"""Every placeholder of a template with its meaning in Vietnamese, and its words for one paper."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from vinhdanh.engines.papers import counts, measures, office
from vinhdanh.engines.papers.breaks import balanced
from vinhdanh.engines.papers.model import punctuated
from vinhdanh.engines.papers.template.lists import LISTS
from vinhdanh.engines.vietnamese import amount_in_words, long_date, money, percent

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.engines.campaign.types import Settings
    from vinhdanh.engines.papers.model import Part

Shape = Literal["words", "block", "row"]


@dataclass(frozen=True, slots=True)
class Field:
    """A placeholder: its name, what it gives, whether it is words in a line, a block that fills a paragraph of its own, or in a row."""

    name: str
    vi: str
    shape: Shape = "words"


OF_PAPER: Final = {
    "co_quan_cap_tren": "Cơ quan cấp trên, góc trái đầu trang",
    "co_quan": "Cơ quan ban hành, góc trái đầu trang",
    "so_van_ban": "Số, ký hiệu có chữ “Số:”, ví dụ “Số: 09/TTr-LĐLĐ”; chưa có số thì để khoảng trống",
    "so": "Số, ký hiệu không có chữ “Số:”",
    "dia_danh_ngay": "Địa danh, ngày tháng năm của văn bản",
    "ve_viec": "“V/v …” của công văn",
    "loai_van_ban": "Tên loại văn bản, ví dụ “TỜ TRÌNH”",
    "trich_yeu": "Trích yếu dưới tên loại",
    "ghi_chu_tieu_de": "Dòng “Kèm theo …” dưới trích yếu",
    "noi_nhan": "Các dòng nơi nhận (không có chữ “Nơi nhận:”)",
    "quyen_han": "Quyền hạn, chức vụ của người ký",
    "nguoi_ky": "Họ và tên người ký",
    "quyen_han_2": "Quyền hạn, chức vụ của người ký thứ hai",
    "nguoi_ky_2": "Họ và tên người ký thứ hai",
}
OF_CAMPAIGN: Final = {
    "ten_hoi_nghi": "Tên đầy đủ của hội nghị",
    "don_vi_to_chuc": "Tên đơn vị tổ chức",
    "don_vi_to_chuc_ngan": "Tên ngắn của đơn vị tổ chức",
    "cap_tren": "Tên cấp trên",
    "chinh_quyen": "Tên cơ quan chính quyền cùng cấp",
    "doi_tuong": "Đối tượng của đợt",
    "giai_doan": "Giai đoạn tổng kết",
    "nam": "Năm của đợt",
    "dia_danh": "Địa danh",
    "ngay_hoi_nghi": "Ngày tổ chức hội nghị; chưa rõ thì để khoảng trống",
    "dia_diem": "Địa điểm hội nghị; chưa rõ thì để khoảng trống",
    "so_don_vi": "Số đơn vị trong danh sách quản lý",
    "so_don_vi_da_gui": "Số đơn vị đã gửi danh sách",
    "so_don_vi_chua_gui": "Số đơn vị chưa gửi danh sách",
    "so_khach_moi": "Số khách mời",
    "luot_khen_thuong": "Số lượt khen thưởng đề nghị",
    "nguoi_khen_thuong": "Số cá nhân, tập thể khác nhau được đề nghị khen thưởng",
    "tien_thuong": "Tổng tiền thưởng đã tính được (đồng)",
    "tien_thuong_bang_chu": "Tổng tiền thưởng bằng chữ",
}
_LISTED: Final = {
    "de_nghi": ("nominated", "được đề nghị"),
    "dai_bieu": ("attend", "đại biểu điển hình"),
    "du_khuyet": ("reserve", "dự khuyết"),
}
_WHAT: Final = {
    "": ("total", ""),
    "_ca_nhan": ("person", "là cá nhân"),
    "_tap_the": ("collective", "là tập thể"),
    "_nu": ("women", "là nữ"),
    "_dan_toc_thieu_so": ("minority", "là người dân tộc thiểu số"),
    "_truc_tiep": ("direct_worker", "là lao động trực tiếp"),
    "_khong_quan_ly": ("non_manager", "không giữ vị trí lãnh đạo, quản lý"),
    "_tre": ("young", "từ 30 tuổi trở xuống"),
}
FIGURES: Final = {
    f"{kind}_{name}{what}": (f"{key}.{figure}", f"{'Số' if kind == 'so' else 'Tỷ lệ'} {listed} {words}".rstrip())
    for name, (key, listed) in _LISTED.items()
    for what, (figure, words) in _WHAT.items()
    for kind in ("so", "ty_le")
    if what or kind == "so"
}
BLOCKS: Final = {
    "dau_van_ban": "Cả phần đầu trang: cơ quan, quốc hiệu, số, ngày (thay cho từng phần)",
    "gach:co_quan": "Đường kẻ dưới tên cơ quan",
    "tieu_de": "Cả phần tên loại và trích yếu, có đường kẻ (thay cho từng phần)",
    "gach:trich_yeu": "Đường kẻ dưới trích yếu",
    "kinh_gui": "Phần “Kính gửi”",
    "noi_dung": "Toàn bộ nội dung, từ căn cứ đến dòng cuối “./.”",
    "chu_ky": "Cả phần nơi nhận và chữ ký (thay cho từng phần)",
    "phu_luc": "Danh sách, phụ lục kèm theo; luôn ở cuối mẫu",
}
TABLES: Final = ("B1", "B2", "B2.1", "B3", "B4", "B4.1", "B4.2", "B5", "B6", "B7", "KP")
MOST_TABLES: Final = 9


def fields() -> tuple[Field, ...]:
    """Every placeholder, in the order in which they are listed to people."""
    words = {**OF_PAPER, **OF_CAMPAIGN, **{name: vi for name, (_, vi) in FIGURES.items()}}
    tables = {f"bang:{i}": f"Bảng thứ {i} của văn bản" for i in range(1, MOST_TABLES + 1)}
    tables |= {f"bang:{code}": f"Biểu tổng hợp {code}" for code in TABLES}
    rows = {f"{name}.{field}": f"{vi}: {meaning}" for name, (vi, of) in LISTS.items() for field, meaning in of.items()}
    return (
        *(Field(name, vi) for name, vi in words.items()),
        *(Field(name, vi, "block") for name, vi in {**BLOCKS, **tables}.items()),
        *(Field(name, vi, "row") for name, vi in rows.items()),
    )


def known() -> dict[str, Field]:
    """Placeholders by name."""
    return {f.name: f for f in fields()}


def words(part: Part, outcome: Outcome) -> dict[str, str]:
    """The words of every placeholder that stands in a line, for one paper of the outcome."""
    return {**_of_paper(part), **_of_campaign(outcome), **{name: _figure(outcome, name) for name in FIGURES}}


def issuer_lines(part: Part) -> tuple[str, ...]:
    """Lines of the issuing body, broken as the built-in head breaks them."""
    room = measures.text_width(landscape=part.landscape) * measures.HEAD_LEFT
    return tuple(line for words in (part.head.issuer if part.head else ()) for line in balanced(words, room, 13, "b"))


def subject_lines(part: Part) -> tuple[str, ...]:
    """Lines of the title's subject, broken as the built-in title breaks them."""
    title = part.title
    if title is None or not title.subject:
        return ()
    return balanced(title.subject, title.width or (200 if part.landscape else 132), title.size, "b")


def _of_paper(part: Part) -> dict[str, str]:
    head, title, end = part.head, part.title, part.ending
    room = measures.text_width(landscape=part.landscape) * measures.HEAD_LEFT
    signed = (*(end.signatures if end else ()), None, None)
    first, second = signed[0], signed[1]
    number = head.number if head else ""
    return {
        "co_quan_cap_tren": "\n".join(balanced(head.parent, room, 13)) if head and head.parent else "",
        "co_quan": "\n".join(issuer_lines(part)),
        "so_van_ban": number,
        "so": number.removeprefix("Số:").lstrip(" "),
        "dia_danh_ngay": head.place_date if head else "",
        "ve_viec": "\n".join(balanced(head.subject, room, 12)) if head and head.subject else "",
        "loai_van_ban": title.kind if title else "",
        "trich_yeu": "\n".join(subject_lines(part)),
        "ghi_chu_tieu_de": title.note if title else "",
        "noi_nhan": "\n".join(f"- {measures.joined(line)}" for line in punctuated(end.recipients))
        if end and end.recipients
        else "",
        "quyen_han": "\n".join(first.posts) if first else "",
        "nguoi_ky": (first.name or measures.DOTS) if first else "",
        "quyen_han_2": "\n".join(second.posts) if second else "",
        "nguoi_ky_2": (second.name or measures.DOTS) if second else "",
    }


def _of_campaign(outcome: Outcome) -> dict[str, str]:
    s = outcome.campaign.settings
    sent = counts.returns(outcome.units)
    awards = [a for r in outcome.commend for a in r.awards]
    total, _ = counts.prize_total(awards)
    return {
        **_of_settings(s),
        "so_don_vi": counts.number(sent.units),
        "so_don_vi_da_gui": counts.number(sent.lists),
        "so_don_vi_chua_gui": counts.number(sent.missing),
        "so_khach_moi": counts.number(len(outcome.guests_in)),
        "luot_khen_thuong": counts.number(len(awards)),
        "nguoi_khen_thuong": counts.number(len({a.nominee for a in awards})),
        "tien_thuong": money(total),
        "tien_thuong_bang_chu": amount_in_words(total, unit="đồng"),
    }


def _of_settings(s: Settings) -> dict[str, str]:
    when = s.conference.day or s.conference.tentative
    return {
        "ten_hoi_nghi": office.event(s),
        "don_vi_to_chuc": s.host.name,
        "don_vi_to_chuc_ngan": office.short(s.host),
        "cap_tren": s.parent.name if s.parent else "",
        "chinh_quyen": s.government.name if s.government else "",
        "doi_tuong": s.audience,
        "giai_doan": office.period(s.period),
        "nam": str(s.year) if s.year else "",
        "dia_danh": s.place,
        "ngay_hoi_nghi": long_date(when) if when else office.BLANK,
        "dia_diem": s.conference.place or office.BLANK,
    }


def _figure(outcome: Outcome, name: str) -> str:
    """A figure of the outcome: the same number that papers and tables quote; room for the hand when it was not counted."""
    share = outcome.figures.get(FIGURES[name][0])
    if share is None:
        return office.BLANK
    if name.startswith("so_"):
        return counts.number(share.count)
    return percent(Fraction(share.count, share.base)) if share.base else "-"

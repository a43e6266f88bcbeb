"""What people type finds its row."""

from __future__ import annotations

from collections.abc import Callable  # hypothesis reads it at run time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.engines.catalogue import EthnicGroup, Post, catalogue
from vinhdanh.engines.catalogue.matching import Index, Phrases

BOOK = catalogue()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("S'Tiêng", "Xtiêng"),
        ("Stieng", "Xtiêng"),
        ("XTIÊNG", "Xtiêng"),
        ("S’tiêng", "Xtiêng"),
        ("H'Mông", "Hmông"),
        ("Mong", "Hmông"),
        ("Khmer", "Khơ-me"),
        ("Khơ me", "Khơ-me"),
        ("Khơmer", "Khơ-me"),
        ("Ê Đê", "Ê-đê"),
        ("Êđê", "Ê-đê"),
        ("Gia Rai", "Gia-rai"),
        ("Jrai", "Gia-rai"),
        ("M'Nông", "Mnông"),
        ("Sán Chỉ", "Sán Chay"),
        ("kinh", "Kinh"),
        ("Kinh (Việt)", "Kinh"),
        ("Hoa (Hán)", "Hoa"),
        ("Dân tộc Tày", "Tày"),
        ("DT: Nùng", "Nùng"),
        ("người Hoa", "Hoa"),
        ("Người nước ngoài", "Người nước ngoài"),
        ("Cờ Lao", "Cơ Lao"),
        ("Vân Kiều", "Bru-Vân Kiều"),
        ("e_de", "Ê-đê"),
    ],
)
def test_ethnic_groups_in_the_spellings_people_type(typed: str, name: str) -> None:
    row = BOOK.ethnic_group(typed)
    assert row is not None
    assert row.name == name
    assert not row.ask


@pytest.mark.parametrize(("typed", "name"), [("Tàu", "Hoa"), ("Mán", "Dao"), ("Miên", "Khơ-me"), ("dân tộc Tàu", "Hoa")])
def test_doubtful_words_ask(typed: str, name: str) -> None:
    row = BOOK.ethnic_group(typed)
    assert row is not None
    assert (row.name, row.ask) == (name, True)
    assert row == BOOK.ethnic_group(name), "asking does not make another group of it"


@pytest.mark.parametrize("typed", ["", "Klingon", "Kinh Tày", "dân tộc"])
def test_unknown_groups_give_none(typed: str) -> None:
    assert BOOK.ethnic_group(typed) is None


@given(
    st.sampled_from(BOOK.ethnic_groups), st.sampled_from([str.upper, str.lower, str.title]), st.sampled_from(["", " ", ".", " ;"])
)
def test_a_name_is_found_in_any_case_and_with_marks(group: EthnicGroup, change: Callable[[str], str], tail: str) -> None:
    found = BOOK.ethnic_group(change(group.name) + tail)
    assert found is not None
    assert found.code == group.code


@pytest.mark.parametrize(
    ("typed", "code", "ask"),
    [
        ("CN trực tiếp", "cn_truc_tiep", False),
        ("CNTT SX", "cn_truc_tiep", False),
        ("công nhân trực tiếp sản xuất", "cn_truc_tiep", False),
        ("CN", "cn_truc_tiep", True),
        ("VC", "vien_chuc", False),
        ("CC", "cong_chuc", False),
        ("Công chức", "cong_chuc", False),
        ("NLĐ", "nld_khac", False),
        ("CBCĐ chuyên trách", "cbcd_chuyen_trach", False),
        ("CBCĐ không chuyên trách", "cbcd_khong_chuyen_trach", False),
        ("CBCĐ", "cbcd_khong_chuyen_trach", True),
        ("quản lý", "lanh_dao_quan_ly", False),
        ("Lãnh đạo", "lanh_dao_quan_ly", False),
        ("doanh nhân", "doanh_nhan", False),
        ("cn_truc_tiep", "cn_truc_tiep", False),
        ("CN trực tiếp khai thác mủ", "cn_truc_tiep", False),
        ("Viên chức, CBCĐ không chuyên trách", "vien_chuc", True),
    ],
)
def test_labour_groups(typed: str, code: str, *, ask: bool) -> None:
    row = BOOK.labour_group(typed)
    assert row is not None
    assert (row.code, row.ask) == (code, ask)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("CSTĐCS", "CSTDCS"),
        ("CSTĐ cơ sở", "CSTDCS"),
        ("Chiến sỹ thi đua cơ sở 2018", "CSTDCS"),
        ("CSTĐ cơ sở ngành Giáo dục năm 2019", "CSTDCS"),
        ("Chiến sĩ thi đua cấp tỉnh năm 2019", "CSTDT"),
        ("CSTĐ bộ", "CSTDT"),
        ("CSTĐTQ", "CSTDTQ"),
        ("Chiến sĩ thi đua toàn quốc", "CSTDTQ"),
        ("Lao động tiên tiến 2016, 2017", "LDTT"),
        ("LĐTT", "LDTT"),
        ("Tập thể lao động tiên tiến", "TTLDTT"),
        ("TTLĐXS năm 2018", "TTLDXS"),
        ("GK UBND huyện", "GK_H"),
        ("Giấy khen của Chủ tịch UBND huyện Phú Riềng (QĐ số 12/QĐ-UBND)", "GK_H"),
        ("Giấy khen của Uỷ ban nhân dân thị xã", "GK_H"),
        ("Giấy khen UBND xã Long Hà, huyện Phú Riềng", "GK_X"),
        ("Giấy khen của LĐLĐ huyện", "GK_CTT"),
        ("Giấy khen của LĐLĐ huyện Phú Riềng, tỉnh Bình Phước", "GK_CTT"),
        ("Giấy khen của Công đoàn ngành Giáo dục", "GK_CTT"),
        ("Giấy khen CĐCS", "GK_CS"),
        ("Giấy khen của Giám đốc công ty", "GK_TT"),
        ("Giấy khen của Sở GD&ĐT", "GK_TT"),
        ("Bằng khen LĐLĐ tỉnh Bình Phước", "BK_LDT"),
        ("Bằng khen của Tổng Liên đoàn", "BK_TLD"),
        ("BK TLĐ 2019", "BK_TLD"),
        ("BK UBND tỉnh", "BK_T"),
        ("Bằng khen tỉnh Bình Phước", "BK_T"),
        ("Bằng khen của Bộ trưởng Bộ GD&ĐT", "BK_T"),
        ("Bằng khen của Thủ tướng Chính phủ năm 2017", "BK_TTg"),
        ("Huân chương Lao động hạng Ba", "HCLD3"),
        ("HCLĐ hạng nhì", "HCLD2"),
        ("Huân chương lao động hạng nhất năm 2016", "HCLD1"),
        ("Anh hùng Lao động", "AHLD"),
        ("Bằng Lao động sáng tạo", "BLDST"),
        ("Kỷ niệm chương Vì sự nghiệp xây dựng tổ chức Công đoàn", "KNC"),
        ("Giải thưởng Nguyễn Đức Cảnh lần thứ II", "GT_NDC"),
        ("Giải thưởng Nguyễn Văn Linh", "GT_NVL"),
        ("Cờ thi đua của Chính phủ", "CO_CP"),
        ("Cờ thi đua UBND tỉnh", "CO_T"),
        ("Cờ thi đua của LĐLĐ tỉnh", "CO_LDT"),
        ("Cờ thi đua TLĐ", "CO_TLD"),
        ("Đoàn viên công đoàn xuất sắc", "DVXS"),
        ("Tổ công đoàn vững mạnh", "TCDVM"),
        ("CĐCS vững mạnh xuất sắc", "CDCSVM"),
        ("GK_H", "GK_H"),
    ],
)
def test_honours_in_the_words_people_type(typed: str, code: str) -> None:
    honour = BOOK.match_honour(typed, "2017-2023")
    assert honour is not None
    assert honour.code == code


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Giấy khen",
        "Bằng khen",
        "Chiến sĩ thi đua",
        "Hoàn thành tốt nhiệm vụ",
        "Bằng khen của Tỉnh đoàn",
        "Tỉnh đoàn tặng bằng khen cấp tỉnh",
        "Giấy khen của Huyện ủy",
        "Cờ",
    ],
)
def test_words_that_do_not_name_one_honour(typed: str) -> None:
    assert BOOK.match_honour(typed, "2017-2023") is None
    assert BOOK.match_honour(typed, "2017-2023") is None, "and the second time neither"


def test_an_honour_of_the_past_is_found_without_a_rule_set() -> None:
    assert BOOK.match_honour("GK UBND huyện", "2025-7") is None
    old = BOOK.match_honour("GK UBND huyện")
    assert old is not None
    assert (old.code, old.rule_set) == ("GK_H", "2024-2025")


@pytest.mark.parametrize("rule_set", ["2017-2023", "2024-2025", "2025-7"])
def test_every_name_of_every_honour_finds_it(rule_set: str) -> None:
    for honour in BOOK.honours(rule_set):
        for word in (honour.name, honour.code, honour.short, *honour.spellings):
            found = BOOK.match_honour(word, rule_set)
            assert found is not None, word
            assert found.code == honour.code, word


@given(st.text(max_size=60))
def test_any_text_can_be_looked_up(text: str) -> None:
    for find in (
        BOOK.ethnic_group,
        BOOK.religion,
        BOOK.labour_group,
        BOOK.protocol_group,
        BOOK.post,
        BOOK.movement,
        BOOK.match_honour,
    ):
        find(text)
    BOOK.manages(text)
    BOOK.expand(text)


@pytest.mark.parametrize(
    ("typed", "manages"),
    [
        ("Phó Hiệu trưởng, Chủ tịch CĐCS", True),
        ("Giáo viên, Phó Chủ tịch CĐCS", False),
        ("Công nhân cạo mủ", False),
        ("Trưởng phòng Kỹ thuật", True),
        ("Phó Tổng Giám đốc", True),
        ("GV", False),
        ("Tổ trưởng tổ khai thác", False),
        ("Trưởng Ban Thanh tra nhân dân", None),
        ("Chủ tịch CĐCS", None),
        ("Ủy viên BCH CĐCS", None),
        ("", None),
        ("xyz", None),
    ],
)
def test_who_manages(typed: str, *, manages: bool | None) -> None:
    assert BOOK.manages(typed) is manages


def test_posts_are_found_in_the_order_of_the_text() -> None:
    assert [p.code for p in BOOK.posts_in("Chủ tịch CĐCS, Phó Hiệu trưởng, Chủ tịch CĐCS")] == ["ct_cd", "pho_hieu_truong"]
    post = BOOK.post("Phó Chủ tịch CĐCS")
    assert post is not None
    assert (post.code, post.manager) == ("pct_cd", False)


def test_a_spelling_of_marks_only_finds_nothing() -> None:
    row = Post(code="a", name="…", source="general", certainty="M+", line="work", manager=True, spellings=("thợ điện",))
    assert Phrases([row]).find_all("… -") == ()
    assert Phrases([row]).find_all("Tổ thợ điện") == (row,)
    assert Index([row]).find("…") is None
    assert Index([row]).find("Thợ điện") is row


def test_other_lookups() -> None:
    for find, text, code in [
        (BOOK.religion, "Thiên chúa", "cong_giao"),
        (BOOK.religion, "0", "khong"),
        (BOOK.religion, "K", "khong"),
        (BOOK.religion, "Tôn giáo: không", "khong"),
        (BOOK.protocol_group, "UBMTTQ Việt Nam", "mttq"),
        (BOOK.protocol_group, "HĐND-UBND", "hdnd_ubnd"),
        (BOOK.protocol_group, "dang", "dang"),
        (BOOK.protocol_group, "Lãnh đạo LĐLĐ tỉnh Bình Phước", "cap_tren"),
        (BOOK.protocol_group, "UBND huyện", "hdnd_ubnd"),
        (BOOK.protocol_group, "UBND xã Long Hà", "dia_phuong"),
        (BOOK.protocol_group, "Phòng Nội vụ huyện", "phong_ban"),
        (BOOK.protocol_group, "Công ty TNHH MTV Cao su", "doanh_nghiep"),
        (BOOK.movement, "LĐG trong CNVCLĐ", "ldg_ldst"),
        (BOOK.movement, "Phong trào thi đua “Lao động giỏi, Lao động sáng tạo”", "ldg_ldst"),
        (BOOK.movement, "LĐG-LĐST", "ldg_ldst"),
        (BOOK.movement, "Tham mưu giỏi, phục vụ tốt", "tmg_pvt"),
        (BOOK.level, "LĐLĐ tỉnh", "tinh_cd"),
        (BOOK.level, "CĐCS", "co_so"),
    ]:
        row = find(text)
        assert row is not None, text
        assert row.code == code
    assert BOOK.religion("") is None
    assert BOOK.labour_group("thợ lặn") is None


def test_a_movement_has_its_time() -> None:
    assert BOOK.movement("1 triệu sáng kiến", date(2022, 1, 1)) is not None
    assert BOOK.movement("1 triệu sáng kiến", date(2020, 1, 1)) is None
    assert BOOK.movement("không có", date(2020, 1, 1)) is None


def test_abbreviations_of_one_meaning_are_written_out() -> None:
    assert (
        BOOK.expand("NLĐ và CĐCS; CNVC-LĐ, GD&ĐT.")
        == "người lao động và công đoàn cơ sở; công nhân, viên chức, lao động, giáo dục và đào tạo."
    )
    assert BOOK.expand("CĐ TT") == "CĐ TT", "several meanings: a person must say which"
    row = BOOK.abbreviation("CĐ")
    assert row is not None
    assert (row.name, row.others) == ("công đoàn", ("cao đẳng", "công điện"))
    assert BOOK.abbreviation("XYZ") is None

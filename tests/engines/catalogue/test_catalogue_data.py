"""The data that come with the program say what the handbook says."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from vinhdanh.engines.catalogue import Catalogue, Fact, catalogue
from vinhdanh.errors import UserError

SETS = ("2017-2023", "2024-2025", "2025-7")
PROMISED = [
    "LDTT",
    "CSTDCS",
    "CSTDT",
    "CSTDTQ",
    "AHLD",
    "TTLDTT",
    "TTLDXS",
    "CO_T",
    "CO_CP",
    "HCLD1",
    "HCLD2",
    "HCLD3",
    "BK_TTg",
    "BK_T",
    "BK_TLD",
    "BK_LDT",
    "BLDST",
    "GK_H",
    "GK_X",
    "GK_TT",
    "GK_CTT",
    "GK_CS",
    "KNC",
    "GT_NDC",
    "GT_NVL",
    "DVXS",
    "TCDVM",
    "CDCSVM",
]


@pytest.fixture(scope="module")
def book() -> Catalogue:
    return catalogue()


def test_every_promised_honour_is_there(book: Catalogue) -> None:
    assert set(PROMISED) <= {h.code for h in book.honours("2017-2023")}
    assert set(PROMISED) <= {h.code for h in book.honours("2024-2025")}
    assert set(PROMISED) - {"GK_H"} <= {h.code for h in book.honours("2025-7")}


def test_rule_sets_follow_each_other_without_gap(book: Catalogue) -> None:
    assert [s.code for s in book.rule_sets] == list(SETS)
    for one, other in zip(book.rule_sets, book.rule_sets[1:], strict=False):
        assert one.valid_to is not None
        assert other.valid_from == one.valid_to + timedelta(days=1)
    assert book.rule_set_on(date(2020, 5, 19)).code == "2017-2023"
    assert book.rule_set_on(date(2023, 12, 31)).code == "2017-2023"
    assert book.rule_set_on(date(2024, 1, 1)).code == "2024-2025"
    assert book.rule_set_on(date(2025, 6, 30)).code == "2024-2025"
    assert book.rule_set_on(date(2025, 7, 1)).code == "2025-7"
    with pytest.raises(UserError, match="2003-11-26"):
        book.rule_set_on(date(2003, 11, 26))


@pytest.mark.parametrize(
    ("code", "kind", "value"),
    [
        ("LDTT", "person", "0.3"),
        ("CSTDCS", "person", "1"),
        ("CSTDT", "person", "3"),
        ("CSTDTQ", "person", "4.5"),
        ("TTLDTT", "collective", "0.8"),
        ("TTLDXS", "collective", "1.5"),
        ("CO_T", "collective", "8"),
        ("CO_CP", "collective", "12"),
    ],
)
@pytest.mark.parametrize("rule_set", SETS)
def test_prizes_of_titles_are_the_same_in_every_rule_set(
    book: Catalogue, code: str, kind: str, value: str, rule_set: str
) -> None:
    prize = book.honour(code, rule_set).prize(kind)
    assert prize is not None
    assert prize.value == Decimal(value)
    assert not prize.doubtful
    assert prize.key == f"catalogue.honours.{code}.prize_{kind}"


@pytest.mark.parametrize(
    ("code", "rule_set", "person", "doubtful"),
    [
        ("BK_TTg", "2017-2023", "3.5", False),
        ("BK_TTg", "2024-2025", "3.5", True),
        ("BK_T", "2017-2023", "1", False),
        ("BK_T", "2025-7", "1.5", True),
        ("BK_TLD", "2024-2025", "1.5", True),
        ("GK_H", "2017-2023", "0.3", False),
        ("GK_H", "2024-2025", "0.3", True),
        ("GK_TT", "2025-7", "0.3", True),
        ("GK_X", "2017-2023", "0.15", False),
        ("GK_X", "2025-7", "0.15", True),
        ("HCLD1", "2017-2023", "9", True),
        ("HCLD2", "2025-7", "7.5", True),
        ("HCLD3", "2017-2023", "4.5", True),
        ("AHLD", "2017-2023", "15.5", True),
    ],
)
def test_prizes_of_forms_double_for_collectives(
    book: Catalogue, code: str, rule_set: str, person: str, *, doubtful: bool
) -> None:
    honour = book.honour(code, rule_set)
    assert honour.prize_person is not None
    assert honour.prize_collective is not None
    assert honour.prize_person.value == Decimal(person)
    assert honour.prize_collective.value == 2 * honour.prize_person.value
    assert honour.prize_person.doubtful is honour.prize_collective.doubtful is doubtful


def test_the_unions_own_honours_have_no_prize_of_the_state(book: Catalogue) -> None:
    for code in ("BK_LDT", "GK_CTT", "GK_CS", "BLDST", "KNC", "DVXS"):
        assert book.honour(code, "2017-2023").prize_person is None


def test_prize_of_the_handbooks_example(book: Catalogue) -> None:
    honour = book.honour("GK_H", book.rule_set_on(date(2020, 5, 19)).code)
    base = book.base_salary(date(2020, 5, 19)).value
    assert honour.prize_person is not None
    assert honour.prize_collective is not None
    assert honour.prize_person.value * base == 447_000
    assert honour.prize_collective.value * base == 894_000


@pytest.mark.parametrize(
    ("on", "amount"),
    [
        (date(2013, 7, 1), 1_150_000),
        (date(2016, 5, 1), 1_210_000),
        (date(2017, 7, 1), 1_300_000),
        (date(2019, 6, 30), 1_390_000),
        (date(2019, 7, 1), 1_490_000),
        (date(2020, 7, 1), 1_490_000),
        (date(2023, 6, 30), 1_490_000),
        (date(2023, 7, 1), 1_800_000),
        (date(2024, 6, 30), 1_800_000),
        (date(2024, 7, 1), 2_340_000),
        (date(2026, 6, 30), 2_340_000),
        (date(2026, 7, 1), 2_530_000),
        (date(2030, 1, 1), 2_530_000),
    ],
)
def test_base_salary_by_day(book: Catalogue, on: date, amount: int) -> None:
    fact = book.base_salary(on)
    assert fact.value == amount
    assert fact.key.startswith("catalogue.base_salary.")
    assert not fact.doubtful


def test_base_salary_before_the_first_row_is_a_clear_error(book: Catalogue) -> None:
    with pytest.raises(UserError, match="01/01/2000"):
        book.base_salary(date(2000, 1, 1))


def test_district_authority_ends_with_the_districts(book: Catalogue) -> None:
    last, after = date(2025, 6, 30), date(2025, 7, 1)
    assert "GK_H" in {h.code for h in book.honours("2024-2025", last)}
    assert "GK_H" not in {h.code for h in book.honours("2024-2025", after)}
    with pytest.raises(UserError, match="GK_H"):
        book.honour("GK_H", "2025-7")
    assert book.level("huyện", last) is not None
    assert book.level("huyện", after) is None
    assert book.level("Công đoàn xã", last) is None
    assert book.level("Công đoàn xã", after) is not None


def test_title_chain(book: Catalogue) -> None:
    def chain(code: str) -> list[tuple[str, int, bool]]:
        return [(p.honour, p.times, p.consecutive) for p in book.honour(code, "2017-2023").prerequisites]

    assert chain("CSTDCS") == [("LDTT", 1, False)]
    assert chain("CSTDT") == [("CSTDCS", 3, True)]
    assert chain("CSTDTQ") == [("CSTDT", 2, True)]
    assert chain("TTLDXS") == [("TTLDTT", 1, False)]
    assert chain("CO_CP") == [("CO_T", 1, False)]
    assert chain("GK_H") == []
    scopes = [book.honour(c, "2017-2023").initiative_scope for c in ("CSTDCS", "CSTDT", "CSTDTQ", "GK_H")]
    assert scopes == ["base", "province", "nation", ""]
    assert book.honour("TTLDXS", "2025-7").prerequisites[0].fact.doubtful


def test_cap_and_vote(book: Catalogue) -> None:
    old, new = book.honour("CSTDCS", "2017-2023"), book.honour("CSTDCS", "2025-7")
    assert old.cap_percent is not None
    assert new.cap_percent is not None
    assert (old.cap_percent.value, old.cap_base, old.cap_percent.doubtful) == (15, "LDTT", False)
    assert (new.cap_percent.value, new.cap_percent.doubtful) == (15, True)
    vote = book.honour("CSTDT", "2017-2023").vote
    assert vote is not None
    assert (vote.secret, vote.min_yes.value, vote.base, vote.min_yes.doubtful) == (True, 90, "total_members", False)
    later = book.honour("CSTDT", "2025-7").vote
    assert later is not None
    assert later.min_yes.doubtful
    assert book.honour("GK_H", "2017-2023").vote is None


def test_honours_stand_from_the_highest_to_the_lowest(book: Catalogue) -> None:
    codes = [h.code for h in book.honours("2017-2023")]
    for high, low in [
        ("AHLD", "HCLD1"),
        ("HCLD1", "HCLD3"),
        ("CSTDTQ", "CSTDT"),
        ("CSTDT", "CSTDCS"),
        ("BK_TTg", "BK_T"),
        ("GK_H", "GK_CTT"),
    ]:
        assert codes.index(high) < codes.index(low)


def test_grounds_of_a_request(book: Catalogue) -> None:
    spring = [d.code for d in book.rule_set("2017-2023").grounds(date(2020, 4, 1))]
    assert spring == ["L2003", "ND91", "LCD2012", "QD1689"]
    assert [d.code for d in book.rule_set("2017-2023").grounds(date(2020, 4, 1), "state")] == ["L2003", "ND91"]
    assert (
        book.rule_set("2017-2023")
        .documents[1]
        .ground.startswith("Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ")
    )
    assert [d.code for d in book.rule_set("2024-2025").grounds(date(2024, 5, 28), "union")] == ["LCD2012", "QD1689"]
    assert [d.code for d in book.rule_set("2024-2025").grounds(date(2024, 5, 29), "union")] == ["LCD2012", "QD999"]
    today = book.rule_set("2025-7").grounds(date(2026, 11, 1))
    assert [d.code for d in today] == ["L2022", "L2026", "ND152", "TT15", "LCD2024", "QD999"]
    assert [d.code for d in today if not d.settled()] == ["L2026", "TT15"]
    assert [d.code for d in today if not d.settled(["catalogue.documents.TT15"])] == ["L2026"]


def test_ethnic_groups(book: Catalogue) -> None:
    groups = book.ethnic_groups
    assert len(groups) == 56
    assert len({g.code_a for g in groups}) == 56
    assert sorted(g.code_b for g in groups if g.code_b) == [f"{n:02d}" for n in range(1, 55)]
    hoa, muong, xtieng = (book.ethnic_group(n) for n in ("Hoa", "Mường", "Xtiêng"))
    assert hoa is not None
    assert muong is not None
    assert xtieng is not None
    assert (hoa.code_a, muong.code_b) == ("04", "04")
    assert (xtieng.code_a, xtieng.code_b) == ("22", "22")
    assert [g.code for g in groups if not g.minority] == ["kinh", "nuoc_ngoai", "khong_xac_dinh"]


def test_protocol_groups_stand_in_order(book: Catalogue) -> None:
    expected = ["cap_tren", "dang", "hdnd_ubnd", "mttq", "doan_the", "phong_ban", "dia_phuong", "doanh_nghiep", "bao_chi", "khac"]
    assert [g.code for g in book.protocol_groups] == expected


def test_labour_groups_have_the_promised_codes(book: Catalogue) -> None:
    assert [g.code for g in book.labour_groups] == [
        "cn_truc_tiep",
        "cong_chuc",
        "vien_chuc",
        "nld_khac",
        "cbcd_chuyen_trach",
        "cbcd_khong_chuyen_trach",
        "lanh_dao_quan_ly",
        "doanh_nhan",
    ]
    assert [g.code for g in book.labour_groups if g.direct] == ["cn_truc_tiep"]
    assert [g.code for g in book.labour_groups if g.manager] == ["lanh_dao_quan_ly", "doanh_nhan"]


def test_paper_kinds(book: Catalogue) -> None:
    names = {
        "KH": "Kế hoạch",
        "TTr": "Tờ trình",
        "BC": "Báo cáo",
        "GM": "Giấy mời",
        "QĐ": "Quyết định",
        "BB": "Biên bản",
        "CĐ": "Công điện",
    }
    assert {code: book.paper_kind(code).name for code in names} == names
    assert sum(k.in_decree for k in book.paper_kinds) == 30
    assert not book.paper_kind("DS").in_decree
    with pytest.raises(UserError, match="TTR"):
        book.paper_kind("TTR")


def test_day_overrides_are_read_as_days(book: Catalogue) -> None:
    assert book.day_overrides[date(2024, 5, 4)] is True
    assert book.day_overrides[date(2026, 1, 2)] is False


def test_religions(book: Catalogue) -> None:
    assert len(book.religions) == 18
    assert {r.census for r in book.religions if r.census} == {f"{n:02d}" for n in range(1, 13)} | {"99"}


def test_every_fact_of_every_honour_has_its_own_source(book: Catalogue) -> None:
    sources = {s.code for s in book.sources}
    for rule_set in SETS:
        for honour in book.honours(rule_set):
            for fact in honour.facts():
                assert isinstance(fact, Fact)
                assert fact.source in sources
                assert fact.key.startswith(f"{honour.key}.")
                assert fact.settled([fact.key])
                assert fact.settled([honour.key])
                assert fact.settled() is not fact.doubtful

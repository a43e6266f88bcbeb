"""Small words that all papers share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import outcome_factory
import pytest
from outcome_factory import make_outcome, settings

from vinhdanh.engines.campaign.outcome import Share, Table, UnitState
from vinhdanh.engines.campaign.types import (
    Achievement,
    Basis,
    Body,
    Commendation,
    Initiative,
    Milestone,
    Nominee,
    Representative,
    Sense,
)
from vinhdanh.engines.papers import cells, counts, measures, office, tables
from vinhdanh.engines.papers.kinds import KINDS, awards, plan
from vinhdanh.engines.papers.model import DataTable
from vinhdanh.engines.vietnamese import PartialDate

PERSON = Nominee("A-P01", "person", "A", "Điểu Sơn", sex="nam", birth=PartialDate(1985, 3, 14), ethnicity="Xtiêng")
GROUP = Nominee("A-C01", "collective", "A", "Tổ số 2")


def test_the_year_stands_in_the_column_of_the_sex() -> None:
    assert cells.born(PERSON) == ("1985", "")
    assert cells.born(replace(PERSON, sex="nữ")) == ("", "1985")
    assert cells.born(replace(PERSON, sex=None)) == ("1985 (?)", "")
    assert cells.born(replace(PERSON, birth=None)) == ("", "")
    assert cells.born(GROUP) == ("", "")
    assert cells.birth_day(PERSON) == "14/3/1985"
    assert cells.birth_day(GROUP) == ""


def test_a_representative_speaks_for_the_collective() -> None:
    led = replace(GROUP, representative=Representative("Thị Liễu", "Tổ trưởng", ethnicity="Xtiêng"))
    assert cells.delegate(led) == "Thị Liễu"
    assert cells.delegate(GROUP) == "Tổ số 2"
    assert cells.post(led, "CĐCS A") == "Tổ trưởng, Tổ số 2, CĐCS A"
    assert cells.post(GROUP, "CĐCS A") == "Tổ số 2, CĐCS A"
    assert cells.post(GROUP, "Tổ số 2") == "Tổ số 2"
    assert cells.ethnicity(led) == "Xtiêng"
    assert cells.ethnicity(GROUP) == ""


def test_labour_groups_are_named_or_left_as_typed() -> None:
    assert cells.labour(replace(PERSON, labour_group="cn_truc_tiep")) == "Công nhân trực tiếp sản xuất"
    assert cells.labour(replace(PERSON, labour_group="nhóm lạ lùng")) == "nhóm lạ lùng"
    assert cells.labour(PERSON) == ""


def test_honours_are_named_with_their_years() -> None:
    s = settings()
    held = (
        Achievement("LĐTT", "LDTT", 2018),
        Achievement("cstdcs", "CSTDCS", 2019),
        Achievement("LĐTT", "LDTT", 2016),
        Achievement("Bằng khen lạ"),
        Achievement("mã lạ", "XYZ", 2017),
    )
    assert cells.held(held, s) == "Lao động tiên tiến 2016, 2018; Chiến sĩ thi đua cơ sở 2019; Bằng khen lạ; mã lạ 2017"
    assert cells.held(held[:2], s, short=True) == "LĐTT 2018; CSTĐCS 2019"
    assert cells.honour_name("XYZ", s) == "XYZ"
    assert cells.honour_settled("XYZ", s)
    who = replace(PERSON, achievements=held, commend="GK_H")
    assert cells.abbreviations((who,), s) == (
        "CSTĐCS: Chiến sĩ thi đua cơ sở; GK UBND huyện: Giấy khen của Chủ tịch Ủy ban nhân dân huyện; LĐTT: Lao động tiên tiến"
    )
    assert (
        cells.made((Initiative("Cải tiến lò", year=2019), Initiative("Sàng, 2018", year=2018)))
        == "02 sáng kiến: Cải tiến lò (2019); Sàng, 2018"
    )
    assert cells.made(()) == ""
    assert cells.deeds(replace(PERSON, summary="Hoàn thành nhiệm vụ"), s) == "Hoàn thành nhiệm vụ"


def test_honours_held_twice_in_two_spellings_are_one() -> None:
    held = (
        Achievement("LĐTT", "LDTT", 2018, "12/QĐ"),
        Achievement("lđtt", "LDTT", 2018, "12/qđ"),
        Achievement("LĐTT", "LDTT", day=date(2019, 1, 2)),
        Achievement("LĐTT", "LDTT", 2012),
        Achievement("LĐTT", "LDTT"),
        Achievement("khác"),
    )
    who = (replace(PERSON, achievements=held),)
    assert counts.honours_held(who, (2016, 2020)) == {"LDTT": 2}
    assert counts.honours_held(who, None) == {"LDTT": 4}
    assert counts.honours_held((), None) == {}


@pytest.mark.parametrize(
    ("when", "long", "short"),
    [
        (Milestone(PartialDate(2020, 3, 3)), "trước ngày 03 tháng 3 năm 2020", "trước ngày 03/3/2020"),
        (Milestone(PartialDate(2020, 3, 3), Sense.BY), "chậm nhất đến hết ngày 03 tháng 3 năm 2020", "hết ngày 03/3/2020"),
        (Milestone(PartialDate(2020, 3, 3), Sense.ON), "vào ngày 03 tháng 3 năm 2020", "ngày 03/3/2020"),
        (Milestone(PartialDate(2020, 5), Sense.IN), "trong tháng 5 năm 2020", "trong tháng 5/2020"),
        (Milestone(PartialDate(2020), Sense.IN), "trong năm 2020", "trong năm 2020"),
    ],
)
def test_milestones_in_words_and_figures(when: Milestone, long: str, short: str) -> None:
    assert office.milestone(when) == long
    assert office.milestone_short(when) == short


def test_the_event_gets_its_ordinal_and_year_once() -> None:
    assert office.event(settings(name="Hội nghị điển hình")) == "Hội nghị điển hình lần thứ I, năm 2020"
    assert office.event(settings()) == settings().name


def test_names_fall_back_on_what_is_known() -> None:
    assert office.short(Body("Công đoàn xã A")) == "Công đoàn xã A"
    assert office.body_lines(Body("Công đoàn xã A")) == ("CÔNG ĐOÀN XÃ A",)
    assert office.number_alone(settings(), "report", "BC") == "\u00a0" * 6 + "/BC-LĐLĐ"


@pytest.mark.parametrize(
    ("basis", "line"),
    [
        (
            Basis("12/QĐ-TLĐ", date(2019, 1, 2), "Tổng Liên đoàn", "về việc A"),
            "Căn cứ Quyết định số 12/QĐ-TLĐ ngày 02 tháng 01 năm 2019 của Tổng Liên đoàn về việc A",
        ),
        (Basis("05/ABC-TLĐ"), "Căn cứ văn bản số 05/ABC-TLĐ"),
        (Basis(body="Tỉnh ủy"), "Căn cứ văn bản của Tỉnh ủy"),
    ],
)
def test_grounds_say_what_is_known(basis: Basis, line: str) -> None:
    assert plan.basis_line(basis) == line


def test_own_honours_without_a_known_line_take_all_grounds() -> None:
    outcome = make_outcome()
    award = replace(outcome.commend[0].awards[0], honour="XYZ")
    assert any("Công đoàn" in g for g in awards.grounds(settings(), (award,), date(2020, 4, 1)))


def test_without_any_day_the_rule_set_gives_the_grounds() -> None:
    s = settings(today=None, conference=replace(settings().conference, day=None))
    assert awards.grounds(s, make_outcome().commend[0].awards, None)


def test_a_doubtful_honour_is_marked_until_confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    given = make_outcome().commend[0].awards
    monkeypatch.setattr(cells, "honour_settled", lambda *_: False)
    assert awards.honour_names(given, settings()) == "Giấy khen (cần xác nhận)"


def test_a_late_list_without_an_hour_and_a_zone_of_its_own() -> None:
    outcome = make_outcome()
    late = next(u for u in outcome.units if u.state is UnitState.LATE)
    zoned = replace(late, received=datetime.fromisoformat("2020-03-09T02:05:00+00:00"))
    unknown = replace(late, received=None)
    noted = replace(unknown, union=replace(late.union, note="Đã gọi điện"))

    def notes(unit: object) -> str:
        paper = KINDS["missing"].build(replace(outcome, units=(unit,)))[0]  # type: ignore[arg-type]
        table = paper.parts[0].blocks[0]
        assert isinstance(table, DataTable)
        return str(table.rows[1].cells[-1])

    assert notes(zoned).startswith("Nhận 09 giờ 05, ngày 09/3/2020")
    assert notes(unknown).startswith("Chưa rõ giờ nhận")
    assert notes(noted).endswith("Đã gọi điện")


def test_prizes_of_a_kind_that_nobody_gets_are_not_said() -> None:
    one = Commendation("GK_H", "Chủ tịch Ủy ban nhân dân huyện Phú Riềng")
    outcome = make_outcome(campaign_settings=settings(commendations=(one,)))
    persons = tuple(a for a in outcome.commend[0].awards if "-P" in a.nominee)
    paper = awards.prizes(outcome, persons)
    assert "mỗi tập thể" not in str(paper)
    assert "447.000 đồng đối với mỗi cá nhân" in str(paper)
    assert awards.merits(outcome, ()) == []


def test_values_of_statistical_tables() -> None:
    shown = [tables.value(v) for v in (None, Share(1, 3), Share(0, 0), Decimal("2.5"), 12345, "x")]
    assert shown == ["", "33,3\u00a0%", "-", "2,5", "12.345", "x"]


@pytest.mark.parametrize("count", [1, 3, 12, 40])
def test_columns_of_statistical_tables_fill_the_page(count: int) -> None:
    table = Table(
        "B1",
        "Biểu",
        tuple(f"Cột {i}" for i in range(count)),
        (("một đơn vị có tên rất dài",) * count, (5,) * count),
        (1,) * count,
    )
    part = tables.annex(table, "PHỤ LỤC", "")
    block = part.blocks[0]
    assert isinstance(block, DataTable)
    room = measures.text_width(landscape=part.landscape)
    assert sum(measures.column_widths(block.columns, room)) == pytest.approx(room)
    assert part.landscape is (count > 7)


def test_an_empty_table_has_its_head() -> None:
    part = tables.annex(Table("B1", "Biểu", ("TT", "Đơn vị"), ()), "PHỤ LỤC", "")
    assert isinstance(part.blocks[0], DataTable)


def test_the_factory_can_be_empty() -> None:
    assert outcome_factory.make_outcome(empty=True).nominees == ()

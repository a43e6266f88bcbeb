from __future__ import annotations

import io
import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nominees import collective
from outcome_factory import make_outcome
from outcomes import NOMINEES, UNIONS, outcome

from vinhdanh.engines.campaign.flags import flag
from vinhdanh.engines.campaign.outcome import Live, Share, Table, UnitState
from vinhdanh.engines.statistics import by_group, by_level, comparison, composition, figures, roll_up, tables, tables_workbook
from vinhdanh.engines.statistics.bands import age_band, theory_band
from vinhdanh.engines.statistics.composition import points
from vinhdanh.engines.statistics.dimensions import dimensions
from vinhdanh.engines.statistics.hidden import HIDDEN, LEAST, concealed
from vinhdanh.engines.statistics.record import records

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Outcome, Value

BIG = make_outcome()
BOTH = (outcome(), BIG)


def row(t: Table, *labels: str) -> tuple[Value, ...]:
    return next(r for r in t.rows if r[: len(labels)] == labels)


# ---------------------------------------------------------------------------------------- along dimensions


@pytest.mark.parametrize("of", BOTH)
def test_along_every_dimension_the_counts_add_up_to_the_list(of: Outcome) -> None:
    t = composition(of, private=True)
    assert t.total is not None
    for column in range(2, 12, 2):
        sums: dict[Value, int] = {}
        for r in t.rows:
            sums[r[0]] = sums.get(r[0], 0) + r[column]  # type: ignore[operator]  # counts
        assert set(sums.values()) == {t.total[column]}


def test_composition_as_counted_by_hand() -> None:
    t = composition(outcome())
    assert row(t, "Giới tính", "Nữ")[2::2] == (2, 2, 0, 2, 1)
    assert row(t, "Dân tộc", "Xtiêng")[2::2] == (2, 2, 0, 2, 1)
    assert row(t, "Độ tuổi", "Từ 30 tuổi trở xuống")[2::2] == (2, 2, 0, 2, 1)
    assert row(t, "Khối, cụm", "Cao su")[2::2] == (2, 0, 1, 0, 0)
    assert row(t, "Giới tính", "Nữ")[5] == Share(2, 3, "đại biểu điển hình được chọn")
    assert t.total is not None
    assert t.total[2::2] == (5, 3, 1, 2, 1)


@pytest.mark.parametrize("of", BOTH)
def test_figures_and_composition_are_the_same_numbers(of: Outcome) -> None:
    t, found = composition(of), figures(of)
    keys = ("nominated", "attend", "reserve", "commend", "upward")
    for d in dimensions():
        for value in {d.of(r) for r in records(of) if r.accepted}:
            if d.private or not any(r[0] == d.title for r in t.rows):
                continue
            cells = row(t, d.title, d.label(value))
            for key, cell in zip(keys, cells[3::2], strict=True):
                assert found.get(f"{key}.{d.key}:{value}", Share(0, cell.base, cell.base_label)) == cell  # type: ignore[union-attr]  # a share


@pytest.mark.parametrize("of", BOTH)
def test_dimensions_and_flags_are_the_same_numbers(of: Outcome) -> None:
    found = figures(of)
    for key in ("nominated", "attend", "reserve"):
        for name, value in (("women", "sex:nữ"), ("minority", "minority:yes"), ("direct_worker", "labour_group:cn_truc_tiep")):
            assert found[f"{key}.{name}"].count == found[f"{key}.{value}"].count
        assert found[f"{key}.non_manager"] == found[f"{key}.non_manager:yes"]
    assert all(
        flag(n, "woman") == ("yes" if r.sex == "nữ" else "no" if r.sex else "")
        for n, r in zip(of.nominees, records(of), strict=True)
    )


def test_what_is_sensitive_stands_only_where_it_is_asked_for() -> None:
    bare, private = composition(outcome()), composition(outcome(), private=True)
    assert {r[0] for r in private.rows} - {r[0] for r in bare.rows} == {"Đảng viên"}
    assert {r[0] for r in composition(outcome(), private=True, public=True).rows}.isdisjoint({"Đảng viên", "Tôn giáo"})


def test_bands() -> None:
    assert [age_band(a) for a in (18, 30, 31, 60, 61, None)] == [
        "Từ 30 tuổi trở xuống", "Từ 30 tuổi trở xuống", "31–40 tuổi", "51–60 tuổi", "Trên 60 tuổi", "",
    ]  # fmt: skip
    assert [theory_band(t) for t in ("Cao cấp LLCT", "trung cấp", "SC", "chưa", "x")] == [
        "Cao cấp, cử nhân", "Trung cấp", "Sơ cấp", "Chưa qua đào tạo", "",
    ]  # fmt: skip


def test_a_first_timer_holds_nothing_that_the_list_tells() -> None:
    assert {r.id for r in records(outcome()) if r.first_timer == "no"} == {"A-P02", "B-P01"}


def test_a_collective_without_representative_is_unknown_in_all_but_its_kind() -> None:
    o = replace(outcome(), nominees=(*NOMINEES, collective("B-C01", "Tổ 2", representative=None)))
    (made,) = (r for r in records(o) if r.id == "B-C01")
    assert (made.kind, made.sex, made.ethnicity, made.minority, made.age, made.labour_group) == (
        "collective",
        "",
        "",
        "",
        None,
        "",
    )


# ---------------------------------------------------------------------------------------- levels, workforce


def test_awards_by_level_give_times_and_people() -> None:
    t = by_level(outcome())
    assert t.total == ("Tổng cộng", 3, 1, 1, 2, 2, 2, 2)
    assert sum(r[1] for r in t.rows) == 3  # type: ignore[misc]  # counts
    assert by_level(replace(outcome(), commend=())).total == ("Tổng cộng", 0, 0, 0, 0, 0, 0, 0)


def test_an_honour_that_the_rule_set_lacks_has_no_level() -> None:
    o = outcome()
    strange = replace(o.commend[0], awards=tuple(replace(a, honour="KHAC") for a in o.commend[0].awards))
    assert by_level(replace(o, commend=(strange,))).rows[-1][:2] == ("Chưa rõ cấp", 2)


def test_the_workforce_counts_units_that_tell_both_figures() -> None:
    unions = (
        replace(UNIONS[0], members=100, women=40, minority=10),
        replace(UNIONS[1], members=50, women=None, minority=20, workers=50),
        replace(UNIONS[2], women=7),
    )
    o = outcome()
    t = comparison(replace(o, campaign=replace(o.campaign, unions=unions)))
    assert row(t, "Nữ")[1:4] == (40, 100, Share(40, 100, "đoàn viên, người lao động của các đơn vị có báo cáo"))
    assert row(t, "Nữ")[10] == Decimal("26.67")
    assert row(t, "Dân tộc thiểu số")[1:3] == (30, 150)
    assert row(t, "Khối, cụm: Cao su")[1:3] == (50, 150)
    assert "2 trên 3 đơn vị" in t.footnote
    assert comparison(o).rows[0][10] == ""
    assert points(Share(1, 0), Share(1, 2)) == ""


# ---------------------------------------------------------------------------------------- B7


def test_groups_add_up_to_the_campaign() -> None:
    for of in BOTH:
        groups, whole = by_group(of), roll_up([of])
        assert groups.total is not None
        assert groups.total[2:] == whole.rows[0][2:] == whole.total[2:]  # type: ignore[index]  # it has a total


def test_b7_as_counted_by_hand() -> None:
    t = roll_up([outcome()])
    assert t.rows[0][:8] == (1, "Liên đoàn Lao động huyện Phú Lâm", 5, 2, 5, 4, 1, 2)
    assert t.rows[0][15:] == (3, 2, Share(2, 3, "đại biểu điển hình được chọn"), 1, 3, 2, 1_341_000, 1)


def test_several_campaigns_of_one_host_keep_their_rows() -> None:
    t = roll_up([outcome(), outcome(), outcome(), BIG])
    names = [r[1] for r in t.rows]
    assert len(set(names)) == 4
    assert names[1] == "Liên đoàn Lao động huyện Phú Lâm (phu-lam-2020)"
    assert t.total is not None
    for column in (2, 3, 4, 5, 6, 7, 9, 15, 19, 20, 21, 22):
        assert t.total[column] == sum(r[column] for r in t.rows)  # type: ignore[misc]  # counts
    assert roll_up([]).rows == ()


def test_units_without_a_group_have_a_row_of_their_own() -> None:
    t = by_group(outcome())
    assert [r[1] for r in t.rows] == ["Trường học", "Cao su", "Không thuộc khối, cụm"]
    assert t.rows[2][2:5] == (3, 0, 0)


# ---------------------------------------------------------------------------------------- small cells


@given(st.lists(st.integers(0, 30), min_size=1, max_size=8), st.integers(0, 30))
def test_no_small_count_can_be_reckoned_out(counts: list[int], rest: int) -> None:
    hidden = concealed(counts, rest)
    assert all(i in hidden for i, n in enumerate(counts) if 0 < n < LEAST)
    if hidden:
        others = [n for i, n in enumerate(counts) if n and i not in hidden]
        dark = [counts[i] for i in hidden] + [rest] * (rest > 0)
        assert not others or (len(dark) > 1 and sum(dark) >= 2 * LEAST)
    assert all(counts[i] for i in hidden)


def test_a_public_table_shows_no_small_count_of_people() -> None:
    for of in BOTH:
        made = {t.code: t for t in tables(of, public=True)}
        assert "B6" not in made
        t = made["B4.1"]
        for r in t.rows:
            for count, share in zip(r[2::2], r[3::2], strict=True):
                assert (count == HIDDEN) == (share == HIDDEN)
                assert count == HIDDEN or not 0 < count < LEAST  # type: ignore[operator]  # a count
        assert HIDDEN in t.footnote
        for r in made["B1"].rows:
            assert not any(isinstance(v, int) and 0 < v < LEAST for v in r[8:11])


def test_a_public_table_without_small_counts_stays_as_it_is() -> None:
    o = replace(outcome(), nominees=(), commend=(), upward=(), attend=replace(outcome().attend, placed=()))
    assert composition(o, public=True) == composition(o)


# ---------------------------------------------------------------------------------------- live formulas


def reckoned(sheet: openpyxl.worksheet.worksheet.Worksheet, formula: str) -> float | str:
    """Our own reckoning of the few formulas that the tables use."""

    def at(name: str) -> float:
        found = sheet[name.replace("$", "")].value
        found = reckoned(sheet, found) if isinstance(found, str) and found.startswith("=") else found
        assert isinstance(found, int | float), (name, found)
        return found

    if m := re.fullmatch(r"=SUM\(([A-Z]+)(\d+)(?::\1(\d+))?\)", formula):
        return sum(at(f"{m[1]}{i}") for i in range(int(m[2]), int(m[3] or m[2]) + 1))
    if m := re.fullmatch(r'=IF\(([A-Z]+\$?\d+)=0,"–",([A-Z]+\d+)/\1\)', formula):
        return "–" if at(m[1]) == 0 else at(m[2]) / at(m[1])
    if m := re.fullmatch(r"=\(([A-Z]+\d+)-([A-Z]+\d+)\)\*100", formula):
        return 100 * (at(m[1]) - at(m[2]))
    m = re.fullmatch(r"=([A-Z]+\d+)\+([A-Z]+\d+)", formula)
    assert m, formula
    return at(m[1]) + at(m[2])


def stored(value: Value) -> float | str:
    if isinstance(value, Share):
        return "–" if value.fraction is None else float(value.fraction)
    return float(value) if isinstance(value, Decimal) else value  # type: ignore[return-value]  # counts


@pytest.mark.parametrize("of", BOTH)
def test_formulas_give_what_was_counted(of: Outcome) -> None:
    made = (*tables(of), roll_up([of, outcome()]))
    data = tables_workbook(made)
    formulas, cached = (openpyxl.load_workbook(io.BytesIO(data), data_only=flag) for flag in (False, True))
    seen = 0
    for sheet, values, t in zip(formulas, cached, made, strict=True):
        lines = [*t.rows, *([t.total] if t.total else [])]
        for r, line in enumerate(lines, 4):
            for c, value in enumerate(line, 1):
                cell = sheet.cell(r, c).value
                if isinstance(cell, str) and cell.startswith("="):
                    seen += 1
                    expected = stored(value)
                    assert reckoned(sheet, cell) == pytest.approx(expected, abs=0.006 if isinstance(value, Decimal) else 1e-12)
                    assert values.cell(r, c).value == pytest.approx(expected)
    assert seen > 100
    assert tables_workbook(made) == data


def test_shares_of_every_live_table_are_formulas() -> None:
    sheets = openpyxl.load_workbook(io.BytesIO(tables_workbook(tables(BIG))))
    for code, column in (("B4", 3), ("B4.1", 4), ("B4.2", 4), ("B5", 6), ("B7", 9)):
        assert str(sheets[code].cell(4, column).value).startswith("=IF("), code
    assert str(sheets["KP"].cell(4, 8).value).startswith("=E4+G4")


def test_a_hidden_cell_leaves_no_formula_that_would_tell_it() -> None:
    sheets = openpyxl.load_workbook(io.BytesIO(tables_workbook(tables(outcome(), public=True))))
    for line in sheets["B4.1"].iter_rows(min_row=4):
        for count, share in zip(line[2::2], line[3::2], strict=True):
            if count.value == HIDDEN:
                assert share.value == HIDDEN
    broken = Table("X", "X", ("A", "B"), (("…", Share(1, 2, "b")),), None, "", (Live(1, count=0, base=0),))
    assert isinstance(openpyxl.load_workbook(io.BytesIO(tables_workbook([broken])))["X"].cell(4, 2).value, float)
    plain = Table("X", "X", ("A", "B", "C"), ((1, 2, 4),), None, "", (Live(2, add=(0, 1)),))
    assert openpyxl.load_workbook(io.BytesIO(tables_workbook([plain])))["X"].cell(4, 3).value == 4


def test_received_units_are_those_with_a_list() -> None:
    o = outcome()
    late = sum(u.state in {UnitState.SENT, UnitState.LATE} for u in o.units)
    assert roll_up([o]).rows[0][3] == late == 2

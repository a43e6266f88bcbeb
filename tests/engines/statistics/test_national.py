from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nation import nation
from nominees import person
from outcome_factory import make_outcome
from outcomes import NOMINEES, award, outcome

from vinhdanh.engines.campaign import load
from vinhdanh.engines.campaign.types import Achievement, Body, Initiative
from vinhdanh.engines.pipeline.compute import compute
from vinhdanh.engines.statistics import roll_up, tables
from vinhdanh.engines.statistics.hidden import HIDDEN
from vinhdanh.engines.statistics.national import COLUMNS, frame, national_tables
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Outcome, Table, Value

EXAMPLE = Path(__file__).parents[3] / "examples" / "phu-rieng-2020"
SAME = ("B2", "B2.1", "B3", "B4.1")


@pytest.fixture(scope="module")
def example() -> Outcome:
    campaign, found = load(EXAMPLE)
    return compute(campaign, found)


def national(of: pl.DataFrame, folder: Path, **how: bool) -> dict[str, Table]:
    path = folder / "nation.parquet"
    of.write_parquet(path)
    return {t.code: t for t in national_tables(path, **how)}


def unnumbered(t: Table) -> list[tuple[Value, ...]]:
    return sorted(row[1:] for row in t.rows)  # type: ignore[type-var]  # the first three are words


def assert_same(small: Outcome, made: dict[str, Table]) -> None:
    wanted = {t.code: t for t in tables(small, private=True)}
    for code in SAME:
        assert made[code] == wanted[code], code
    assert made["B7"] == roll_up([small])
    assert unnumbered(made["KP"]) == unnumbered(wanted["KP"])
    assert (made["KP"].total, made["KP"].footnote) == (wanted["KP"].total, wanted["KP"].footnote)
    by_unit = {row[1]: (row[2], *row[6:]) for row in wanted["B1"].rows if row[6] or row[7]}  # type: ignore[misc]  # names are words
    assert {row[1]: row[3:] for row in made["B1"].rows} == by_unit
    assert made["B1"].total[4:] == wanted["B1"].total[6:]  # type: ignore[index]  # both have totals


def test_the_example_counted_by_columns_is_the_example_counted_by_hand(example: Outcome, tmp_path: Path) -> None:
    assert_same(example, national(frame([example]), tmp_path, private=True))


@pytest.mark.parametrize("of", [outcome(), make_outcome()])
def test_invented_outcomes_too(of: Outcome, tmp_path: Path) -> None:
    assert_same(of, national(frame([of]), tmp_path, private=True))


SEXES, GROUPS, WORK = (
    st.sampled_from(("nam", "nữ", None)),
    st.sampled_from(("Kinh", "Hoa", "", "Không xác định", "Người nước ngoài")),
    (st.sampled_from(("cn_truc_tiep", "vien_chuc", "lanh_dao_quan_ly", ""))),
)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(SEXES, GROUPS, WORK, st.booleans(), st.integers(0, 2)), max_size=12))
def test_whatever_is_known_both_counts_agree(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str, bool, int]]
) -> None:
    people = tuple(
        person(
            f"{'AB'[i % 2]}-P{i:02d}",
            f"Người {i}",
            sex=sex,
            ethnicity=group,
            labour_group=work,
            attend=attend,
            achievements=(Achievement("LĐTT", "LDTT", 2018, str(i)), Achievement("LĐTT", "LDTT", 2018, "x"))[:n],
            initiatives=(Initiative("Máng", "base", 2018, value=n or None),) * n,
        )
        for i, (sex, group, work, attend, n) in enumerate(rows)
    )
    o = outcome()
    ids = [p.id for p in people]
    awards = tuple(award(i, 447_000 if k % 2 else None) for k, i in enumerate(ids[:5]))
    made = replace(
        o,
        nominees=people,
        attend=replace(o.attend, placed=()),
        commend=(replace(o.commend[0], awards=awards),),
        upward=(),
    )
    if people:
        assert_same(made, national(frame([made]), tmp_path_factory.mktemp("n"), private=True))


def test_several_campaigns_are_rows_of_b7(example: Outcome, tmp_path: Path) -> None:
    small, big = outcome(), make_outcome()
    made = national(frame([small, example, big, small]), tmp_path)
    wanted = roll_up([small, example, big])
    assert [row[2:] for row in made["B7"].rows[:3]] == [row[2:] for row in wanted.rows]
    assert made["B7"].rows[3][1] == "Liên đoàn Lao động huyện Phú Lâm (phu-lam-2020 (2))"
    assert made["B7"].rows[3][2:] == wanted.rows[0][2:]


def test_bodies_above_are_rows_of_b71(tmp_path: Path) -> None:
    o = outcome()
    named = [
        replace(
            o, campaign=replace(o.campaign, settings=replace(o.campaign.settings, id=f"d-{i}", host=Body(f"H{i}"), parent=above))
        )
        for i, above in enumerate((Body("Trên"), Body("Trên"), None))
    ]
    made = national(frame(named), tmp_path)
    one = roll_up([o]).rows[0]
    assert [row[1:6] for row in made["B7.1"].rows] == [("Trên", 10, 4, 10, 8), ("H2", 5, 2, 5, 4)]
    assert made["B7.1"].rows[1][2:] == one[2:]
    assert made["B7.1"].total == made["B7"].total


def test_for_the_public_small_counts_are_hidden(tmp_path: Path) -> None:
    made = national(frame([outcome()]), tmp_path, public=True, private=True)
    assert {"B2", "B2.1"}.isdisjoint(made)
    assert {row[0] for row in made["B4.1"].rows}.isdisjoint({"Đảng viên", "Tôn giáo"})
    assert HIDDEN in {v for row in made["B1"].rows for v in row}


def test_a_table_without_rows_gives_empty_tables(tmp_path: Path) -> None:
    made = national(frame([]), tmp_path)
    assert made["B7"].rows == ()
    assert made["B2"].total == ("Tổng cộng", "", 0, 0, 0, 0, 0, 0, 0)


def test_what_is_not_told_may_be_null(tmp_path: Path) -> None:
    bare = frame([outcome()]).with_columns(pl.lit(None, pl.String).alias("movement"), pl.lit(None).alias("age"))
    made = national(bare, tmp_path)
    assert [row[:3] for row in made["B4.1"].rows if row[0] == "Độ tuổi"][-1:] == []
    assert not any(row[0] == "Phong trào" for row in made["B4.1"].rows)


def test_the_generator_is_seeded_and_its_totals_agree(tmp_path: Path) -> None:
    table = nation(5_000, 7, campaigns=9, unions=200)
    assert table.equals(nation(5_000, 7, campaigns=9, unions=200))
    made = national(table, tmp_path)
    accepted = table.filter("accepted")
    assert made["B4.1"].total[2] == accepted.height  # type: ignore[index]  # it has one
    assert made["B2"].total[2] == accepted["held"].list.len().sum()  # type: ignore[index]  # it has one
    assert made["B3"].total[1] <= accepted["initiatives"].list.len().sum()  # type: ignore[index, operator]  # it has one
    assert made["B7"].total[19] == table["awards"].list.len().sum()  # type: ignore[index]  # it has one
    assert sum(row[1] for row in made["B2.1"].rows) == table["awards"].list.len().sum()  # type: ignore[misc]  # counts


def test_a_table_that_does_not_fit_is_told_plainly(tmp_path: Path) -> None:
    good, path = frame([outcome()]), tmp_path / "t.parquet"
    with pytest.raises(UserError, match="Không đọc được"):
        national_tables(tmp_path / "none.parquet")
    path.write_bytes(b"PK no parquet")
    with pytest.raises(UserError, match="parquet"):
        national_tables(path)
    good.drop("sex", "held").write_parquet(path)
    with pytest.raises(UserError, match="thiếu cột: sex, held"):
        national_tables(path)
    good.with_columns(pl.lit("x").alias("age"), pl.lit(1).alias("held"), pl.lit("no").alias("accepted")).write_parquet(path)
    with pytest.raises(UserError, match="accepted, age, held"):
        national_tables(path)
    good.with_columns(pl.lit([1]).alias("awards")).write_parquet(path)
    with pytest.raises(UserError, match="awards"):
        national_tables(path)
    assert list(COLUMNS)[:3] == ["campaign", "host", "above"]
    assert len(NOMINEES) == good.height

"""A catalogue that is not sound is refused, with the table and the row named."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import pytest

from vinhdanh.engines.catalogue import CatalogueError, load
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """
[[row]]
code = "{code}"
name = "X"
source = "general"
certainty = "M+"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with as_file(files("vinhdanh.engines.catalogue") / "data") as data:
        shutil.copytree(data, tmp_path / "data")
    return tmp_path / "data"


def change(folder: Path, table: str, old: str, new: str) -> None:
    path = folder / f"{table}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def append(folder: Path, table: str, more: str) -> None:
    path = folder / f"{table}.toml"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")


def test_a_copy_of_the_data_loads_and_a_new_row_counts(folder: Path) -> None:
    append(folder, "movements", GOOD.format(code="moi"))
    assert load(folder).movement("X") is not None


@pytest.mark.parametrize(
    ("table", "old", "new", "problem"),
    [
        ("levels", 'code = "tld"', 'code = "tinh_cd"', "twice"),
        ("levels", 'code = "tld"', 'code = ""', "empty code"),
        ("levels", "rank = 1", 'rank = "1"', "wrong type of field rank"),
        ("levels", "rank = 1", "rank = true", "wrong type of field rank"),
        ("levels", "rank = 1\n", "", "missing field rank"),
        ("levels", "rank = 1", "rank = 1\ncolour = 1", "unknown field colour"),
        ("levels", "rank = 1", "rank = 1\nask = true", "unknown field ask"),
        ("levels", "rank = 1", "rank = 1\nspellings = [1]", "wrong type of field spellings"),
        ("levels", "rank = 1", "rank = 1\nname = {a = 1}", "wrong type of field name|Cannot overwrite"),
        ("levels", 'short = "TLĐ"', "short = { a = 1 }", "wrong type of field short"),
        ("levels", 'source = "LCD2024"', 'source = ""', "no source"),
        ("levels", 'source = "LCD2024"', 'source = "nowhere"', "unknown source"),
        ("levels", 'certainty = "F"', 'certainty = "sure"', "unknown certainty"),
        ("levels", 'spellings = ["công đoàn phường"', 'spellings = ["công đoàn cơ sở"', "shares the spelling"),
        ("rule_sets", "valid_to = 2023-12-31", "valid_to = 2013-12-31", "valid_to before"),
        ("documents", 'rule_sets = ["2017-2023"]', 'rule_sets = ["1999"]', "unknown rule set"),
        ("honours", 'kind = "state"', 'kind = "medal"', "no known value"),
        ("honours", 'subjects = ["person", "collective"]', "subjects = []", "no known value"),
        ("honours", 'rule_sets = ["2017-2023"]', 'rule_sets = ["1999"]', "unknown rule set"),
        ("honours", 'rule_sets = ["2024-2025", "2025-7"], person', 'rule_sets = ["2017-2023"], person', "twice"),
        ("honours", "collective = 12.0", "colective = 12.0", "unknown field in prizes"),
        ("honours", 'honour = "CO_T"', 'honour = "CO_X"', "unknown honours"),
        ("honours", 'base = "LDTT"', 'base = "XXXX"', "unknown honours"),
        ("honours", 'base = "total_members"', 'base = "friends"', "unknown base"),
        ("honours", 'issuer_level = "nha_nuoc"', 'issuer_level = "trang"', "unknown level"),
        ("levels", "rank = 1", 'rank = 1\nspellings = "x"', "wrong type of field spellings"),
        ("honours", "valid_to = 2025-06-30\n", "", "outlives"),
        ("honours", 'source = "HL2020", certainty = "F"', 'source = "HL2020", certainty = "yes"', "unknown certainty"),
        ("honours", 'source = "HL2020", certainty = "F"', 'certainty = "F"', "no source"),
        ("honours", 'source = "HL2020", certainty = "F"', 'source = "nowhere", certainty = "F"', "unknown source"),
        ("honours", 'spellings = ["lđtt"', 'spellings = ["cstđcs"', "shares the spelling"),
        ("days", "[[row]]", "[[rows]]", "only"),
        ("days", "[[row]]", "[[row", "Expected"),
        ("days", 'code = "2024-04-29"', 'code = "29/4/2024"', "day"),
    ],
)
def test_a_row_that_is_not_sound_is_refused(folder: Path, table: str, old: str, new: str, problem: str) -> None:
    change(folder, table, old, new)
    with pytest.raises(CatalogueError, match=problem) as caught:
        load(folder)
    assert isinstance(caught.value, UserError)
    assert f"{table}.toml" in caught.value.vi
    assert f"{table}.toml" in caught.value.en


def test_a_missing_table_is_named(folder: Path) -> None:
    (folder / "posts.toml").unlink()
    with pytest.raises(CatalogueError, match=r"posts\.toml"):
        load(folder)


def test_one_code_may_stand_twice_at_different_times(folder: Path) -> None:
    row = (
        GOOD.format(code="doi_ten")
        + "valid_to = 2020-12-31\n"
        + GOOD.format(code="doi_ten").replace('"X"', '"Z"')
        + "valid_from = 2021-01-01\n"
    )
    append(folder, "movements", row)
    assert [m.name for m in load(folder).movements if m.code == "doi_ten"] == ["X", "Z"]


def test_one_code_may_not_stand_twice_on_one_day(folder: Path) -> None:
    row = GOOD.format(code="doi_ten") + "valid_to = 2020-12-31\n" + GOOD.format(code="doi_ten") + "valid_from = 2020-12-31\n"
    append(folder, "movements", row)
    with pytest.raises(CatalogueError, match="twice"):
        load(folder)


@pytest.mark.parametrize(
    ("validity", "sets"),
    [
        ("valid_from = 2023-12-31\n", ["2017-2023", "2024-2025", "2025-7"]),
        ("valid_from = 2024-01-01\n", ["2024-2025", "2025-7"]),
        ("valid_to = 2025-07-01\n", ["2017-2023", "2024-2025", "2025-7"]),
        ("valid_to = 2025-06-30\n", ["2017-2023", "2024-2025"]),
    ],
)
def test_an_honour_stands_in_the_rule_sets_of_its_time(folder: Path, validity: str, sets: list[str]) -> None:
    own = 'kind = "form"\nline = "union"\nsubjects = ["person"]\norder = 99\nissuer_level = "tld"\nissuer = "Y"\n'
    append(folder, "honours", GOOD.format(code="MOI") + own + validity)
    book = load(folder)
    assert [s.code for s in book.rule_sets if "MOI" in {h.code for h in book.honours(s.code)}] == sets


def test_unknown_rule_set_is_a_clear_error(folder: Path) -> None:
    with pytest.raises(UserError, match="2017-2023, 2024-2025, 2025-7"):
        load(folder).rule_set("2099")

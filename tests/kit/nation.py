"""A seeded nation of nominees as the table that national statistics read: invented numbers, no names of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from vinhdanh.engines.statistics.national import AWARDS, COLUMNS, HELD, INITIATIVES

if TYPE_CHECKING:
    from pathlib import Path

ETHNIC = ("Kinh", "Tày", "Thái", "Hoa", "Khơ-me", "Mường", "Nùng", "Hmông", "Xtiêng", "Ê-đê", "")
HONOURS = ("LDTT", "CSTDCS", "GK_H", "BK_T", "BK_TTg", "GK_CTT")
LABOUR = ("cn_truc_tiep", "cong_chuc", "vien_chuc", "nld_khac", "lanh_dao_quan_ly", "")
GROUPS = ("Trường học", "Doanh nghiệp", "Cơ quan", "Xã", "")
EDUCATION = ("Sau đại học", "Đại học, cao đẳng", "Trung cấp trở xuống", "")


def nation(rows: int, seed: int, *, campaigns: int = 3_321, unions: int = 60_000) -> pl.DataFrame:
    """A table of so many nominees with the columns of `COLUMNS`; the same seed gives the same table."""
    chance = np.random.default_rng(seed)
    union = np.sort(chance.integers(0, unions, rows))
    campaign = union * campaigns // unions
    chosen = chance.random(rows)
    managers = chance.choice(3, rows, p=(0.75, 0.2, 0.05))
    table = pl.DataFrame(
        {
            "row": np.arange(rows),
            "campaign": pl.Series(campaign).cast(pl.String),
            "host": "Công đoàn số " + pl.Series(campaign).cast(pl.String),
            "above": "Liên đoàn Lao động số " + pl.Series(campaign * 34 // campaigns).cast(pl.String),
            "rule_set": pl.repeat("2025-7", rows, eager=True),
            "units": pl.Series(20 + campaign % 7),
            "received": pl.Series(18 + campaign % 5),
            "id": "N" + pl.Series(np.arange(rows)).cast(pl.String),
            "accepted": chance.random(rows) < 0.99,
            "kind": _pick(chance, ("person", "collective"), rows, (0.9, 0.1)),
            "union": "U" + pl.Series(union).cast(pl.String),
            "union_name": "CĐCS số " + pl.Series(union).cast(pl.String),
            "group": pl.Series(GROUPS).gather(union % len(GROUPS)),
            "sex": _pick(chance, ("nữ", "nam", ""), rows, (0.5, 0.48, 0.02)),
            "ethnicity": _pick(chance, ETHNIC, rows),
            "age": pl.Series(chance.integers(18, 68, rows)),
            "schooling": _pick(chance, ("12/12", "9/12", ""), rows),
            "education": _pick(chance, EDUCATION, rows),
            "theory": _pick(chance, ("Trung cấp", "Sơ cấp", ""), rows),
            "labour_group": _pick(chance, LABOUR, rows),
            "non_manager": pl.Series(("yes", "no", "")).gather(managers),
            "movement": _pick(chance, ("ldg_ldst", "tmg_pvt", "dmst_cd", ""), rows),
            "first_timer": _pick(chance, ("yes", "no"), rows),
            "religion": _pick(chance, ("Không", "Phật giáo", "Công giáo", ""), rows),
            "party": _pick(chance, ("yes", ""), rows),
            "ask_attend": chance.random(rows) < 0.9,
            "ask_commend": chance.random(rows) < 0.5,
            "ask_upward": chance.random(rows) < 0.05,
            "attend": pl.Series(("chosen", "reserve", "")).gather(np.digitize(chosen, (0.4, 0.45))),
            "upward": chance.random(rows) < 0.02,
        }
    )
    for name, of in _lists(chance, rows).items():
        table = table.join(
            of.group_by("row", maintain_order=True).agg(pl.struct(pl.exclude("row")).alias(name)), on="row", how="left"
        )
    lists = {"held": HELD, "initiatives": INITIATIVES, "awards": AWARDS}
    return table.select(
        pl.col(n).fill_null(pl.lit([], dtype=kind)) if n in lists else pl.col(n).cast(kind) for n, kind in COLUMNS.items()
    )


def _lists(chance: np.random.Generator, rows: int) -> dict[str, pl.DataFrame]:
    """Honours held (three a head), initiatives and awards (one for each second or third)."""
    held = np.sort(chance.integers(0, rows, 3 * rows))
    ideas = np.sort(chance.integers(0, rows, rows // 2))
    awards = np.sort(chance.integers(0, rows, rows // 3))
    honour = chance.integers(2, 6, awards.size)
    return {
        "held": pl.DataFrame(
            {
                "row": held,
                "honour": _pick(chance, HONOURS, held.size),
                "year": pl.Series(chance.integers(2020, 2026, held.size).astype(np.int32)),
            }
        ),
        "initiatives": pl.DataFrame(
            {
                "row": ideas,
                "title": "sang kien " + pl.Series(chance.integers(0, rows, ideas.size)).cast(pl.String),
                "scope": _pick(chance, ("base", "province", "nation", ""), ideas.size),
                "value": pl.Series(chance.integers(1, 2_000, ideas.size) * 1_000_000),
            }
        ),
        "awards": pl.DataFrame(
            {
                "row": awards,
                "honour": pl.Series(HONOURS).gather(honour),
                "name": "Hình thức số " + pl.Series(honour).cast(pl.String),
                "level": pl.Series(("xa_cq", "tinh_cq", "nha_nuoc", "cap_tren_cs")).gather(honour - 2),
                "authority": "Cơ quan số " + pl.Series(awards * 34 // rows).cast(pl.String),
                "source": pl.repeat("Quỹ thi đua", awards.size, eager=True),
                "prize": pl.Series(honour * 447_000),
            }
        ),
    }


def _pick(chance: np.random.Generator, values: tuple[str, ...], rows: int, weights: tuple[float, ...] | None = None) -> pl.Series:
    return pl.Series(values).gather(chance.choice(len(values), rows, p=weights))


def write(path: Path, rows: int, seed: int) -> None:
    """The nation as a parquet file."""
    nation(rows, seed).write_parquet(path)

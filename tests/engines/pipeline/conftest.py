"""The example campaigns, run once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from vinhdanh.engines.pipeline import RunResult, run

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="session")
def village() -> Path:
    """The small example's folder."""
    return EXAMPLES / "2026-xa"


@pytest.fixture(scope="session")
def district() -> Path:
    """The large example's folder."""
    return EXAMPLES / "phu-rieng-2020"


@pytest.fixture(scope="session")
def village_run(village: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[RunResult, Path]:
    """The small example, run: result and folder (read only)."""
    out = tmp_path_factory.mktemp("village") / "out"
    return run(village, out), out


@pytest.fixture(scope="session")
def district_run(district: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[RunResult, Path]:
    """The large example, run: result and folder (read only)."""
    out = tmp_path_factory.mktemp("district") / "out"
    return run(district, out), out

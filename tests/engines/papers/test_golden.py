"""The first page of each kind looks as its golden picture does. A wanted change of layout: `make golden`, look at the pictures, commit them."""

from pathlib import Path

import golden_pictures as golden
import numpy as np
import pytest

TOLERANCE = 0.02
"""Share of the ink that may differ; one line of a full page that moves by half a millimetre, or a head that is gone, is more."""
PICTURES = sorted(golden.FOLDER.glob("*.png"))


def test_every_kind_has_its_picture() -> None:
    assert sorted(path.stem for path in PICTURES) == sorted(golden.keys())


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_the_first_page_looks_as_it_did(path: Path) -> None:
    assert path.stat().st_size <= 8192
    assert golden.apart(golden.picture(golden.pdf(path.stem)), golden.read(path)) <= TOLERANCE


def test_a_page_that_moves_or_loses_something_is_told_from_the_kept_one() -> None:
    kept = golden.read(golden.FOLDER / "reminder.png")
    assert golden.apart(kept, kept.copy()) == 0
    lower = kept.copy()
    lower[200:] = np.roll(kept[200:], 1, 0)
    headless = kept.copy()
    headless[:60, :120] = 255
    assert golden.apart(kept, lower) > TOLERANCE
    assert golden.apart(kept, headless) > TOLERANCE
    assert golden.apart(kept, kept.T) == 1.0
    assert golden.apart(kept, np.full_like(kept, 255)) == 1.0


def test_a_picture_keeps_its_shades(tmp_path: Path) -> None:
    shown = golden.picture(golden.pdf("programme"))
    golden.write(tmp_path / "page.png", shown)
    assert np.array_equal(golden.read(tmp_path / "page.png"), shown)

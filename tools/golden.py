"""Makes the golden pictures of the papers anew (tests/engines/papers/golden) and says which ones changed. Look at those before committing."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "kit"))

import golden_pictures as golden

golden.FOLDER.mkdir(exist_ok=True)
keys = golden.keys()
for old in golden.FOLDER.glob("*.png"):
    if old.stem not in keys:
        old.unlink()
        print(f"{old.stem}: gone")
for key in keys:
    path = golden.FOLDER / f"{key}.png"
    shown = golden.picture(golden.pdf(key))
    distance = golden.apart(golden.read(path), shown) if path.exists() else 1.0
    if distance > 0:
        golden.write(path, shown)
        print(f"{key}: {100 * distance:.1f} % of the ink differs")

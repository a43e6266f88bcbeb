"""Opens every Word paper of an invented campaign with LibreOffice and compares its number of pages with the PDF's.

Needs `soffice`. One process converts all files; a file that it cannot open, or whose pages differ, is named and makes the exit code 1.
Times New Roman is replaced by a face of the same widths (Liberation Serif), so that lines break as in Word.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "kit"))

from outcome_factory import make_outcome

from vinhdanh.engines.pipeline import files

SECONDS = 300


def pages(path: Path) -> int:
    """Pages of a PDF."""
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def main() -> int:
    """0: all alike; 1: some differ; 2: LibreOffice is missing or takes too long."""
    soffice = shutil.which("soffice")
    if not soffice:
        print("soffice is missing: install LibreOffice Writer", file=sys.stderr)
        return 2
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        ours, theirs = home / "papers", home / "converted"
        ours.mkdir()
        for piece in files.pieces(make_outcome()):
            if piece.name.startswith("papers/"):
                (home / piece.name).write_bytes(piece.make())
        words = sorted(ours.glob("*.docx"))
        profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
        try:
            subprocess.run(  # noqa: S603 - fixed arguments
                [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(theirs), *map(str, words)],
                check=True, capture_output=True, timeout=SECONDS,
            )  # fmt: skip
        except subprocess.SubprocessError as error:
            print(f"LibreOffice: {error}", file=sys.stderr)
            return 2
        for word in words:
            converted = theirs / f"{word.stem}.pdf"
            counts = pages(word.with_suffix(".pdf")), pages(converted) if converted.exists() else 0
            wrong += counts[0] != counts[1]
            print(
                f"{'ok ' if counts[0] == counts[1] else 'NO '} {word.stem}: PDF {counts[0]}, Word {counts[1] or 'does not open'}"
            )
    print(f"{len(words)} papers, {wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""`vinhdanh paper certificate-overlay` and `certificate-test-sheet`: what is printed on forms that are printed already."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import pypdfium2
import pytest

from vinhdanh.cli import papers
from vinhdanh.errors import UserError

VILLAGE = Path(__file__).parents[2] / "examples" / "2026-xa"


def run(*words: object) -> int:
    parser = argparse.ArgumentParser()
    papers.add(parser.add_subparsers(required=True))
    arguments = parser.parse_args([str(word) for word in words])
    return int(arguments.func(arguments))


def pages(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def test_the_words_alone_are_printed_as_the_folder_places_them(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    shutil.copytree(VILLAGE, folder)
    own, alone = tmp_path / "own.pdf", tmp_path / "a.pdf"
    assert run("paper", "certificate", folder, "-o", own) == 0
    assert run("paper", "certificate-overlay", folder, "-o", alone) == 0
    assert run("paper", "certificate-overlay", folder, "-o", tmp_path / "a.docx") == 0
    assert len(pages(own)) == len(pages(alone))
    assert all("GIẤY KHEN" not in page for page in pages(alone))
    with (folder / "campaign.toml").open("a", encoding="utf-8") as file:
        file.write("\n[preprinted]\nsigner = { x = 10, y = 10, width = 0 }\noffset_x_mm = -1.5\n")
    assert run("paper", "certificate-overlay", folder, "-o", alone, "--force") == 0
    assert run("paper", "certificate-test-sheet", folder, "-o", tmp_path / "t.pdf") == 0
    assert "offset_x_mm = -1.5" in pages(tmp_path / "t.pdf")[0]
    assert "(không in)" in pages(tmp_path / "t.pdf")[1]


def test_a_test_sheet_is_no_word_file(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        run("paper", "certificate-test-sheet", VILLAGE, "-o", tmp_path / "t.docx")
    assert ".pdf" in caught.value.vi
    assert ".pdf" in caught.value.en
    assert list(tmp_path.iterdir()) == []

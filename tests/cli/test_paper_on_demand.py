"""`vinhdanh paper` for kinds that no run makes: words and test sheet for printed forms, sheets for a print shop."""

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


@pytest.mark.parametrize("kind", ["certificate", "invitation"])
def test_a_print_shop_gets_larger_pages(kind: str, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    assert run("paper", f"{kind}-press", VILLAGE, "-o", out) == 0
    document = pypdfium2.PdfDocument(out)
    assert [round(side * 25.4 / 72) for side in document[0].get_size()] == [317, 230]
    document.close()


@pytest.mark.parametrize("kind", ["certificate-test-sheet", "certificate-press", "invitation-press"])
def test_what_is_true_to_the_mm_is_no_word_file(kind: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        run("paper", kind, VILLAGE, "-o", tmp_path / "t.docx")
    assert ".pdf" in caught.value.vi
    assert ".pdf" in caught.value.en
    assert list(tmp_path.iterdir()) == []

"""Plans typed before Unicode say what the same plans say in Unicode; others are not touched."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from typing import TYPE_CHECKING

import plan_papers
import plan_truth
import pytest

from vinhdanh.engines.pipeline.from_plan import campaign_toml, remarks
from vinhdanh.engines.plan import read_plan, reading, text_of
from vinhdanh.engines.plan.source import paper_of
from vinhdanh.engines.vietnamese import encode

if TYPE_CHECKING:
    from pathlib import Path

    from vinhdanh.engines.vietnamese import Encoding

PLANS = ("phu-rieng-2020", "thi-tran-tan-ky-2013", "nha-may-2017")
OLD: tuple[Encoding, ...] = ("tcvn3", "vni")


@pytest.mark.parametrize("encoding", OLD)
@pytest.mark.parametrize("name", PLANS)
def test_the_same_values_as_in_unicode(name: str, encoding: Encoding) -> None:
    plain = unicodedata.normalize("NFC", plan_truth.text(name))
    text, found = paper_of(encode(plain, encoding).encode(), "a.txt")
    assert found == encoding
    assert plan_truth.said(reading(text)) == plan_truth.said(reading(plain))


@pytest.mark.parametrize("encoding", OLD)
def test_a_text_file_of_one_byte_a_letter(encoding: Encoding) -> None:
    plain = unicodedata.normalize("NFC", plan_truth.text("thi-tran-tan-ky-2013"))
    data = "".join(encode(plain, encoding)).encode("cp1252", "replace")
    text, found = paper_of(data, "a.txt")
    assert found == encoding
    assert "KẾ HOẠCH" in text.upper()
    assert "2013-06-15" in str(plan_truth.said(reading(text)))


@pytest.mark.parametrize("name", [n for n, kind in plan_truth.PLANS.items() if kind != "made"])
def test_a_plan_in_unicode_is_not_touched(name: str) -> None:
    text = plan_truth.text(name)
    assert paper_of(text.encode(), "a.txt") == (text, "unicode")


def test_capitals_that_only_the_font_shows() -> None:
    typed = encode("kế hoạch", "tcvn3")
    data = plan_papers.as_docx(f"{typed}\nTổ chức Hội nghị biểu dương điển hình tiên tiến")
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    body = parts["word/document.xml"].decode()
    at = body.rindex("<w:t", 0, body.index(typed))
    inside = body[body.rindex("<w:r>", 0, at) : at]
    assert "rPr" not in inside
    parts["word/document.xml"] = (
        body[:at] + '<w:rPr><w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/></w:rPr>' + body[at:]
    ).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for name, part in parts.items():
            new.writestr(name, part)
    assert text_of(made.getvalue(), "a.docx").startswith("KẾ HOẠCH\n")


def test_the_conversion_and_the_missing_rule_set_are_said(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(encode(unicodedata.normalize("NFC", plan_truth.text("thi-tran-tan-ky-2013")), "tcvn3"), encoding="utf-8")
    read = read_plan(path)
    assert read.encoding == "tcvn3"
    first, second = remarks(read)
    assert "TCVN3" in first
    assert "rule_set" in second
    toml = campaign_toml(read)
    assert 'rule_set = ""' in toml
    assert f"#   {first}" in toml
    assert f"#   {second}" in toml
    assert remarks(reading(plan_truth.text("phu-rieng-2020"))) == ()

"""The compiler of .po files agrees with polib, and does its work once."""

from __future__ import annotations

import gettext
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vinhdanh.web.words import compiled, machine_form, messages

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

#: a.html
msgid "Về trang đầu"
msgstr "To the first page"

msgid ""
"Một câu dài, "
"hai dòng \\"trích\\""
msgstr "A long sentence"

msgid "%(n)s việc"
msgid_plural "%(n)s việc"
msgstr[0] "%(n)s task"
msgstr[1] "%(n)s tasks"

msgctxt "tên"
msgid "Tổ"
msgstr "Team"

#, fuzzy
msgid "chưa chắc"
msgstr "not sure"

msgid "chưa dịch"
msgstr ""
"""


def write(folder: Path, text: str = PO) -> Path:
    path = folder / "en" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_compiled_words_are_read_by_the_standard_library(tmp_path: Path) -> None:
    write(tmp_path / "po")
    folder = compiled(tmp_path / "po", tmp_path / "mo")
    with (folder / "en" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        words = gettext.GNUTranslations(file)
    assert words.gettext("Về trang đầu") == "To the first page"
    assert words.gettext('Một câu dài, hai dòng "trích"') == "A long sentence"
    assert [words.ngettext("%(n)s việc", "%(n)s việc", n) for n in (1, 2)] == ["%(n)s task", "%(n)s tasks"]
    assert words.pgettext("tên", "Tổ") == "Team"
    assert words.gettext("chưa chắc") == "chưa chắc"
    assert words.gettext("chưa dịch") == "chưa dịch"


def test_it_agrees_with_polib_byte_by_byte(tmp_path: Path) -> None:
    ours = messages(PO)
    theirs = polib.mofile(str(save(tmp_path, machine_form(ours))))
    assert {entry.msgid for entry in theirs} == {"Về trang đầu", 'Một câu dài, hai dòng "trích"', "%(n)s việc", "Tổ"}


def save(folder: Path, data: bytes) -> Path:
    path = folder / "x.mo"
    path.write_bytes(data)
    return path


@settings(suppress_health_check=[HealthCheck.too_slow])  # the first letter drawn in a process reads the table of all letters
@given(st.dictionaries(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30), max_size=8))
def test_whatever_polib_writes_is_read_back(pairs: dict[str, str]) -> None:
    file = polib.POFile()
    pairs = {
        key: words
        for key, words in pairs.items()
        if not set(key + words) & set("\0\4\r\x85\u2028\u2029\x0b\x0c\x1c\x1d\x1e") and words.strip("\0")
    }
    for key, words in pairs.items():
        file.append(polib.POEntry(msgid=key, msgstr=words))
    assert {key: words for key, words in messages(str(file)).items() if key} == pairs


def test_an_unchanged_file_is_not_compiled_again(tmp_path: Path) -> None:
    write(tmp_path / "po")
    mo = compiled(tmp_path / "po", tmp_path / "mo") / "en" / "LC_MESSAGES" / "django.mo"
    mo.write_bytes(b"kept")
    compiled(tmp_path / "po", tmp_path / "mo")
    assert mo.read_bytes() == b"kept"
    write(tmp_path / "po", PO + '\nmsgid "mới"\nmsgstr "new"\n')
    compiled(tmp_path / "po", tmp_path / "mo")
    assert mo.read_bytes() != b"kept"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_our_own_files_are_well_formed(language: str) -> None:
    path = Path("src/vinhdanh/web/locale") / language / "LC_MESSAGES" / "django.po"
    theirs = {entry.msgid for entry in polib.pofile(str(path)) if entry.translated()}
    ours = {key.split("\0", 1)[0].split("\4")[-1] for key in messages(path.read_text(encoding="utf-8"))} - {""}
    assert ours == theirs

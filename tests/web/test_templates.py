"""House rules that hold in every template and style: nothing inline, every word wrapped, only what browsers from 2023 on know."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "vinhdanh"
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
STYLES = sorted((SOURCE / "look" / "styles").glob("*.css"))
UNWRAPPED = {"gallery", "gallery.html", "500.html"}
"""For developers, or without a language of its own."""
INLINE = (
    re.compile(r"\sstyle\s*="),
    re.compile(r"<style\b"),
    re.compile(r"<script\b(?![^>]*(?:\bsrc=|type=\"application/json\"))"),
    re.compile(r"\son[a-z]+\s*=\s*[\"']"),
    re.compile(r"javascript:"),
)
WRAPPED = re.compile(r"{%\s*blocktranslate.*?endblocktranslate\s*%}|{%.*?%}|{{.*?}}|{#.*?#}|<!--.*?-->", re.DOTALL)
VIETNAMESE = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)
TOO_NEW = ("light-dark(", "color-mix(", "&", "@scope", "@starting-style", "oklch(", "anchor(")
name = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))


def inline(text: str) -> list[str]:
    return [found.group() for rule in INLINE for found in rule.finditer(text)]


def unwrapped(text: str) -> list[str]:
    return [line.strip() for line in WRAPPED.sub("", text).splitlines() if VIETNAMESE.search(line)]


@name
def test_nothing_is_inline(path: Path) -> None:
    assert inline(path.read_text(encoding="utf-8")) == []


@name
def test_every_word_goes_through_gettext(path: Path) -> None:
    if UNWRAPPED & set(path.relative_to(SOURCE).parts):
        return
    assert unwrapped(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_are_known_to_chrome_109_and_firefox_115(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert [word for word in TOO_NEW if word in text] == []
    depth = opened = 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        opened = max(opened, depth)
    assert depth == 0
    assert opened <= 4  # @layer, @media, rule; and @keyframes


def test_every_class_has_a_style() -> None:
    known = set(re.findall(r"\.([a-z][\w-]*)", "".join(path.read_text(encoding="utf-8") for path in STYLES)))
    assert {
        str(path.relative_to(SOURCE)): missing
        for path in TEMPLATES
        if (missing := classes(path.read_text(encoding="utf-8")) - known)
    } == {}


def classes(text: str) -> set[str]:
    plain = re.sub(r"{%.*?%}|{{.*?}}", " ", text)
    return {
        word
        for words in re.findall(r"class=\"([^\"]*)\"", plain)
        for word in words.split()
        if re.fullmatch(r"[a-z][\w-]*\w", word)
    }


def test_the_checks_can_fail() -> None:
    assert inline('<p style="color:red">') != []
    assert inline('<a onclick="x()">') != []
    assert inline("<script>1</script>") != []
    assert inline('<script src="a.js" defer></script><p data-onward="x">') == []
    assert classes('<p class="ab {% if x %}cd{% endif %} ef-{{ g }}">') == {"ab", "cd"}
    assert unwrapped('<p>Việc</p>{% translate "Việc" %}<a title="Việc">') == ['<p>Việc</p><a title="Việc">']

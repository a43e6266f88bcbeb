"""English is complete, and says each message with the same values."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import polib
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import messages

VALUE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def test_every_message_stands_in_the_file_with_its_english_form() -> None:
    new = messages.merged(messages.catalogue(), messages.collected())
    kept = {(entry.msgctxt, entry.msgid) for entry in messages.catalogue()}
    assert [entry.msgid for entry in new if (entry.msgctxt, entry.msgid) not in kept] == [], "make messages"
    assert messages.untranslated(new) == []


def test_no_message_of_yesterday_is_left() -> None:
    found = {(context or None, msgid) for context, msgid, _ in messages.collected()}
    assert [entry.msgid for entry in messages.catalogue() if (entry.msgctxt, entry.msgid) not in found] == [], "make messages"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_values_are_the_same_in_both_languages(language: str) -> None:
    path = Path(f"src/vinhdanh/web/locale/{language}/LC_MESSAGES/django.po")
    for entry in polib.pofile(str(path)):
        forms = [entry.msgstr, *entry.msgstr_plural.values()]
        for form in filter(None, forms):
            assert sorted(set(VALUE.findall(form))) == sorted(set(VALUE.findall(entry.msgid))), entry.msgid


def test_the_collector_finds_words_in_code_and_templates() -> None:
    python = 'a = _("Một")\nb = lazy.gettext_lazy("Hai %(n)s")\nc = ngettext("ba", "những ba", n)\nd = other("không")\ne = pgettext("chỗ", "bốn")\nf = _(words)'
    assert messages.in_python(python) == [
        ("", "Một", ""), ("", "Hai %(n)s", ""), ("", "ba", "những ba"), ("chỗ", "bốn", ""),
    ]  # fmt: skip
    template = """{% load i18n %}{% translate "Năm" %}<a title="{% translate 'Sáu' %}">{% blocktranslate trimmed with n=x %}
      Bảy {{ n }}
      tám{% endblocktranslate %}{% blocktranslate count k=n %}chín{% plural %}những chín{% endblocktranslate %}{% sort_header "ten" _("Mười") %}"""
    assert sorted(messages.in_template(template)) == sorted(
        [("", "Năm", ""), ("", "Sáu", ""), ("", "Bảy %(n)s tám", ""), ("", "chín", "những chín"), ("", "Mười", "")]
    )

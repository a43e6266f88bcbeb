"""Collects the words of the interface into src/vinhdanh/web/locale/en/LC_MESSAGES/django.po: new ones without a translation, gone ones dropped.

Needs no GNU gettext. `--check` changes nothing and fails when the file is not up to date or a translation is missing.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "vinhdanh"
ENGLISH = SOURCE / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "pgettext", "pgettext_lazy", "ngettext", "ngettext_lazy"}
IN_TEMPLATE = re.compile(
    r"(?<![\w.])(_|gettext|ngettext|pgettext)\((u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|\"\"\".*?\"\"\")(?:\s*,\s*u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"))*)",
    re.DOTALL,
)
NO_CALLS = frozenset({"engines", "cli", "errors.py"})
"""Floors that speak without gettext: engines and command line carry both languages themselves."""

Message = tuple[str, str, str]
"""Context, message, plural."""


def collected() -> dict[Message, list[str]]:
    """Every message with the files in which it stands."""
    found: dict[Message, list[str]] = {}
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]):
        relative = path.relative_to(SOURCE)
        if relative.parts[0] in NO_CALLS or "migrations" in relative.parts:
            continue
        text = path.read_text(encoding="utf-8")
        for message in in_python(text) if path.suffix == ".py" else in_template(text):
            places = found.setdefault(message, [])
            if str(relative) not in places:
                places.append(str(relative))
    return found


def in_python(text: str) -> list[Message]:
    """Messages of a module: constant strings handed to gettext."""
    messages = []
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
        words = [
            argument.value for argument in node.args if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        ]
        if name in CALLS and words:
            messages.append(message_of(name, words))
    return messages


def in_template(text: str) -> list[Message]:
    """Messages of a template, as the framework's own collector sees them."""
    return [message_of(name, list(ast.literal_eval(f"({words},)"))) for name, words in IN_TEMPLATE.findall(templatize(text))]


def message_of(name: str, words: list[str]) -> Message:
    """Context, message and plural of a call."""
    if name.startswith("pgettext"):
        return words[0], words[1], ""
    if name.startswith("ngettext"):
        return "", words[0], words[1]
    return "", words[0], ""


def catalogue(path: Path = ENGLISH) -> polib.POFile:
    """The file as it stands, or an empty one."""
    if path.exists():
        return polib.pofile(str(path), wrapwidth=130)
    made = polib.POFile(wrapwidth=130)
    made.metadata = {
        "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit", "Language": "en",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }  # fmt: skip
    return made


def merged(old: polib.POFile, found: dict[Message, list[str]]) -> polib.POFile:
    """The messages found with the translations that stand already."""
    known = {(entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=130)
    new.metadata = old.metadata
    for message in sorted(found):
        context, msgid, plural = message
        entry = known.get(message) or polib.POEntry(msgid=msgid, msgctxt=context or None, msgid_plural=plural)
        if plural and not entry.msgstr_plural:
            entry.msgstr_plural = {0: "", 1: ""}
        entry.occurrences = [(place, "") for place in found[message]]
        new.append(entry)
    return new


def untranslated(words: polib.POFile) -> list[str]:
    """Messages without an English form."""
    return [entry.msgid for entry in words if not entry.translated() or "fuzzy" in entry.flags]


def main() -> int:
    """Brings the file up to date, or checks it."""
    new = merged(catalogue(), collected())
    missing = untranslated(new)
    if "--check" in sys.argv[1:]:
        stale = not ENGLISH.exists() or ENGLISH.read_text(encoding="utf-8") != str(new) + "\n"
        if stale:
            print("src/vinhdanh/web/locale/en is not up to date: make messages")
        for msgid in missing:
            print(f"no English: {msgid}")
        return 1 if stale or missing else 0
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    ENGLISH.write_text(str(new) + "\n", encoding="utf-8")
    print(f"{len(new)} messages, {len(missing)} without an English form")
    return 0


if __name__ == "__main__":
    sys.exit(main())

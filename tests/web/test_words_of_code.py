"""Every Vietnamese string of the web application's code goes through gettext, carries its English beside it, or is named here with the reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from english_pages import VIETNAMESE, vietnamese_on

SOURCE = Path("src/vinhdanh")
TRANSLATED = frozenset(
    {
        "_", "gettext", "gettext_lazy", "gettext_noop", "pgettext", "pgettext_lazy", "ngettext", "ngettext_lazy",
        "UserError", "Fault", "compile", "fullmatch", "sub", "search", "match",
    }
)  # fmt: skip
"""Calls that say their words in both languages, and patterns: they read, they do not speak."""
LEFT = {
    "platform/accounts/errors.py": "errors with their English",
    "platform/accounts/texts.py": "a letter to somebody else",
    "platform/design/sentences.py": "sentences with their English",
    "platform/journal/chain.py": "faults with their English",
    "platform/notices/services/mail.py": "a letter to somebody else",
    "platform/organisations/forms/people.py": "a value as it is kept",
    "platform/organisations/forms/unions.py": "letters of a pattern",
    "platform/organisations/models/people.py": "a value as it is kept",
    "platform/organisations/offer.py": "the name kept of somebody who was erased",
    "platform/organisations/register/heads.py": "headings of files that are read",
    "platform/organisations/register/groups.py": "kept as said, told by `retold`",
    "platform/organisations/register/plan.py": "kept as said, told by `retold`",
    "platform/organisations/register/reading.py": "kept as said, told by `retold`",
    "platform/organisations/selectors/people.py": "a value as it is kept",
    "platform/organisations/services/register/applying.py": "a decision as it is kept",
    "platform/organisations/templatetags/organisations.py": "sources are named in Vietnamese, as papers are",
    "platform/personal/keys.py": "a note of the command line with its English",
    "steps/campaigns/codec.py": "what people type",
    "steps/campaigns/differences.py": "what units are told",
    "steps/campaigns/keeping.py": "what units are told",
    "steps/campaigns/pushing.py": "what units are told",
    "steps/campaigns/selectors/overview.py": "beginnings of names",
    "steps/campaigns/selectors/reminders.py": "a letter to somebody else",
    "steps/campaigns/services/following.py": "what the union above is told",
    "steps/campaigns/services/folder.py": "told by `retold`",
    "steps/campaigns/services/issuing.py": "what units are told",
    "steps/campaigns/services/pushing.py": "what units are told",
    "steps/campaigns/services/succession.py": "kept as said, told by `retold`",
    "steps/campaigns/values.py": "what people type",
    "web/guide/files.py": "the title of a chapter, in the language of the chapter",
    "web/gallery.py": "examples of the gallery",
    "web/settings.py": "the name of a language",
}
"""Files with Vietnamese of their own, and why."""


def left(path: Path) -> Iterator[str]:
    """Vietnamese strings of a module that nobody translates."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            silent.add(id(node.value))
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in TRANSLATED:
                silent |= {id(part) for argument in node.args for part in ast.walk(argument)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent else ""
        if VIETNAMESE.search(text):
            yield f"line {node.lineno}: {text[:80]}"  # type: ignore[attr-defined]  # a constant has a line


def test_code_speaks_through_gettext() -> None:
    wrong = []
    for floor in ("platform", "steps", "web"):
        for path in sorted((SOURCE / floor).rglob("*.py")):
            name = str(path.relative_to(SOURCE))
            if "migrations" not in path.parts and name not in LEFT:
                wrong += [f"{name}, {words}" for words in left(path)]
    assert wrong == [], "wrap these in gettext, or name the file in LEFT with the reason"


def test_templates_speak_through_gettext() -> None:
    """What stands outside the tags of a template is not Vietnamese: words are in `translate` and `blocktranslate`."""
    wrong = []
    for path in sorted(SOURCE.rglob("*.html")):
        name = str(path.relative_to(SOURCE))
        if "gallery" not in name:
            bare = "".join(_outside(path.read_text(encoding="utf-8")))
            wrong += [f"{name}: {words}" for words in vietnamese_on(bare)]
    assert wrong == []


def _outside(text: str) -> Iterator[str]:
    """What of a template stands outside its tags, comments and `blocktranslate` blocks."""
    from django.template.base import Lexer, TokenType  # noqa: PLC0415 - as above

    inside = False
    for token in Lexer(text).tokenize():
        if token.token_type == TokenType.BLOCK:
            word = token.contents.split()[0]
            inside = word == "blocktranslate" or (inside and word != "endblocktranslate")
        elif token.token_type == TokenType.TEXT and not inside:
            yield token.contents

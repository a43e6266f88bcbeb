"""The chapters as pages. Only our own files are read, and HTML in them is shown as text: nothing that a user writes comes here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from vinhdanh.engines.vietnamese import accent_key, match_key, strip_accents
from vinhdanh.web.guide.files import FILES, PICTURES, TITLES, folder

LANGUAGES = {"vi": "", "en": "en"}
"""Language -> folder of its chapters."""
_NUMBER = re.compile(r"(\d+)\.\s")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a chapter: its heading, its words without marks, whether it stands below another."""

    anchor: str
    title: str
    words: str
    deep: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter in one language, ready to be shown."""

    slug: str
    language: str
    title: str
    summary: str
    sections: tuple[Section, ...]
    html: SafeString


@lru_cache(maxsize=32)
def chapter(slug: str, language: str) -> Chapter:
    """A chapter; in Vietnamese where it is not written in `language`.

    Raises:
        KeyError: There is no such chapter.
    """
    file = folder() / LANGUAGES.get(language, "") / FILES[slug]
    if not file.is_file():
        file, language = folder() / FILES[slug], "vi"
    tokens = _parser().parse(file.read_text(encoding="utf-8"))
    title = TITLES.get((slug, language), tokens[1].content)
    anchors = {} if language == "vi" else {_number(part.title): part.anchor for part in chapter(slug, "vi").sections}
    body = _headed(tokens[3:], anchors)
    sections = tuple(_sections(body))
    html = _parser().renderer.render(_led(body), _parser().options, {"language": language})
    summary = next((_plain(token) for token in body if token.type == "inline"), "")
    return Chapter(slug, language, title, summary, sections, mark_safe(html))  # noqa: S308  # our own files, HTML in them is escaped


def chapters(language: str) -> list[Chapter]:
    """All of them, in order."""
    return [chapter(slug, language) for slug in FILES]


def find(words: str, language: str) -> list[tuple[Chapter, Section]]:
    """The parts that hold every word, with accents where they are typed; those that hold them in their heading first."""
    wanted = match_key(words).split()
    if not wanted:
        return []
    accents = [accent_key(word) for word in words.split() if strip_accents(word) != word]
    rows = [
        (chapter, section)
        for chapter in chapters(language)
        for section in chapter.sections
        if _holds(f"{chapter.title} {section.title} {section.words}", wanted, accents)
    ]
    return sorted(rows, key=lambda row: not _holds(row[1].title, wanted, accents))


def _holds(text: str, wanted: Sequence[str], accents: Sequence[str]) -> bool:
    """Whether each word begins a word of the text."""
    plain, said = f" {match_key(text)}", f" {accent_key(text)}"
    return all(f" {word}" in plain for word in wanted) and all(f" {word}" in said for word in accents)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", _table_close)
    parser.add_render_rule("th_open", _th_open)
    parser.add_render_rule("fence", _fence)
    return parser


def _table_open(_self: object, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    """A wide table is scrolled in its own frame, also by keyboard; it is called by its first head."""
    head = next((token.content for token in tokens[at:] if token.type == "inline"), "")
    return f'<div class="table-scroll" tabindex="0" role="group" aria-label="{escape(head)}"><table class="table">'


def _table_close(*_given: object) -> str:
    return "</table></div>"


def _th_open(*_given: object) -> str:
    return '<th scope="col">'


def _fence(_self: object, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    """A command or a piece of a file: it keeps its lines and is scrolled by keyboard."""
    return f'<pre class="guide-code" tabindex="0"><code>{escape(tokens[at].content)}</code></pre>'


def _headed(tokens: list[Token], anchors: dict[str, str]) -> list[Token]:
    """Headings get their anchors; `anchors`: those of the numbered parts in Vietnamese, so that one link serves both languages."""
    seen: set[str] = set()
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            title = tokens[at + 1].content
            name = anchors.get(_number(title) or "-") or match_key(_NUMBER.sub("", title, count=1)).replace(" ", "-") or "phan"
            while name in seen:
                name += "-2"
            seen.add(name)
            token.attrSet("id", name)
            if token.tag == "h1":
                token.tag = tokens[at + 2].tag = "h2"
    return tokens


def _number(title: str) -> str:
    found = _NUMBER.match(title)
    return found[1] if found else ""


def _sections(tokens: list[Token]) -> Iterator[Section]:
    anchor, title, deep, words = "", "", False, [""]
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            if anchor:
                yield Section(anchor, title, " ".join(words), deep)
            anchor, title, deep, words = str(token.attrGet("id")), _plain(tokens[at + 1]), token.tag != "h2", []
        elif token.type in {"inline", "fence"} and tokens[at - 1].type != "heading_open":
            words.append(_plain(token))
    if anchor:
        yield Section(anchor, title, " ".join(words), deep)


def _plain(token: Token) -> str:
    """Words without marks."""
    if not token.children:
        return token.content
    return "".join(child.content if child.type != "softbreak" else " " for child in token.children)


def _led(tokens: list[Token]) -> list[Token]:
    """Links lead to pages of the application, pictures to static files; a link to a paper that is not shown here becomes its words."""
    slugs = {name: slug for slug, name in FILES.items()}
    for token in tokens:
        kept: list[Token] = []
        dropped = False
        for child in token.children or ():
            if child.type == "image":
                source = str(child.attrGet("src"))
                child.attrSet("src", static(f"{PICTURES}/{source.removeprefix('../').removeprefix('anh/')}"))
                child.attrSet("loading", "lazy")  # a chapter stays light; browsers load all of them before they print
            elif child.type == "link_open":
                name, _, anchor = str(child.attrGet("href")).partition("#")
                dropped = name not in slugs and bool(name)
                if name in slugs:
                    child.attrSet("href", reverse("web:help_chapter", args=[slugs[name]]) + (f"#{anchor}" if anchor else ""))
            if not (dropped and child.type in {"link_open", "link_close"}):
                kept.append(child)
            dropped = dropped and child.type != "link_close"
        if token.children is not None:
            token.children = kept
    return tokens

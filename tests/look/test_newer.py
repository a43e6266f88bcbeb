"""Every browser of the last five years: what is newer than November 2021 (newer.toml) is a bonus, has its fallback, or is not used."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

import vinhdanh
from vinhdanh.look import stylesheet
from vinhdanh.look.containers import block_end, with_fallbacks

ROOT = Path(vinhdanh.__file__).resolve().parent
BORROWED = ("mfa/js/webauthn-json.js", "mfa/js/webauthn.js", "account/js/onload.js")
"""Scripts of the sign-in library that our pages load."""


@dataclass(frozen=True)
class Construct:
    """A row of newer.toml."""

    name: str
    looks: str
    since: str
    bonus: str = ""
    selector: bool = False


ROWS = {
    kind: [Construct(**row) for row in rows]
    for kind, rows in tomllib.loads(Path(__file__).with_name("newer.toml").read_text()).items()
}


def without_comments(text: str) -> str:
    return re.sub(
        r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->|/\*.*?\*/|(?m-s:^\s*//.*$)", "", text, flags=re.DOTALL
    )


def asked_for(css: str) -> str:
    """A stylesheet without what stands in `@supports` for browsers that know it; what stands there for those that do not remains."""
    while found := re.search(r"@supports (?!not\b)[^{]*\{", css):
        css = css[: found.start()] + css[block_end(css, found.end()) :]
    return re.sub(r"@supports not [^{]*", "@supports ", css)


def sources(kind: str) -> Iterator[tuple[str, str]]:
    """Each file that a browser gets, and its text."""
    suffixes = {"css": ["css"], "js": ["js"], "html": ["html", "j2"]}[kind]
    files = sorted(chain.from_iterable(ROOT.rglob(f"*.{suffix}") for suffix in suffixes))
    if kind == "js":
        files += [Path(str(finders.find(path))) for path in BORROWED]
    for file in files:
        text = without_comments(file.read_text(encoding="utf-8"))
        yield file.name, asked_for(text) if kind == "css" else text


def rules(css: str) -> Iterator[tuple[str, str]]:
    """What stands before each innermost brace, and what it stands in."""
    open_blocks: list[str] = [""]
    for before, brace in re.findall(r"([^{};]*)([{};])", css):
        if brace == "{":
            yield before.strip(), open_blocks[-1]
            open_blocks.append(before.strip())
        elif brace == "}":
            open_blocks.pop()


def outer(selectors: str) -> str:
    """A list of selectors without what stands in brackets."""
    while (shorter := re.sub(r"\([^()]*\)", "", selectors)) != selectors:
        selectors = shorter
    return selectors


@pytest.mark.parametrize(
    ("kind", "row"), [(kind, row) for kind, rows in ROWS.items() for row in rows], ids=lambda one: getattr(one, "name", one)
)
def test_nothing_newer_without_its_reason(kind: str, row: Construct) -> None:
    assert re.search(row.looks, row.name), "the row does not know what it looks for"
    used = [f"{name}: {found[0]}" for name, text in sources(kind) for found in re.finditer(row.looks, text)]
    if row.bonus:
        assert used, "nobody uses it any more: the row can go without its reason"
    else:
        assert used == [], f"{row.since}: {used}"


def test_rules_do_not_stand_in_rules() -> None:
    nested = [rule for _, css in sources("css") for rule, around in rules(css) if around and not around.startswith("@")]
    assert nested == []


def test_a_new_selector_stands_alone_in_its_rule() -> None:
    new = [row.looks for row in ROWS["css"] if row.selector]
    listed = [rule for _, css in sources("css") for rule, _ in rules(css) if any(re.search(look, rule) for look in new)]
    assert listed
    assert [rule for rule in listed if "," in outer(rule)] == []


def test_a_new_unit_does_not_stand_with_a_variable() -> None:
    """With var() an old browser finds out too late, and what stood before is lost."""
    [unit] = [row.looks for row in ROWS["css"] if "cqi" in row.looks]
    lines = [line for _, css in sources("css") for line in re.findall(r"[\w-]+:[^;{}]*", css) if re.search(unit, line)]
    assert lines
    assert [line for line in lines if "var(" in line] == []


def test_containers_have_their_fallback() -> None:
    css = without_comments(stylesheet())
    windows = re.findall(r"@supports not \(container-type: inline-size\) \{ @media \((?:min|max)-width: [\d.]+rem\) \{", css)
    assert len(windows) == css.count("@container") > 0
    assert css.count("{") == css.count("}")


def test_a_fallback_asks_the_window_for_a_little_more() -> None:
    rule = "@container (max-width: 40rem) { .a { b: c; } @media print { .d { e: f; } } }"
    said = rule.removeprefix("@container (max-width: 40rem) ")
    assert with_fallbacks(f".x {{}} {rule} .y {{}}") == (
        f".x {{}} {rule}\n@supports not (container-type: inline-size) {{ @media (max-width: 45rem) {said} }} .y {{}}"
    )
    assert with_fallbacks(".x {}") == ".x {}"


@pytest.mark.parametrize(
    "rule",
    ["@container (width > 4rem) { .a {} }", "@container name (min-width: 4rem) { }", "@container (min-width: 4rem) { .a {}"],
)
def test_a_query_that_has_no_fallback_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match=r"@container|\.a"):
        with_fallbacks(rule)

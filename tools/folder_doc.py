"""Writes docs/folder.md from the engine's own tables of fields: `python tools/folder_doc.py`. A test compares."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from vinhdanh.engines.campaign import types as records
from vinhdanh.engines.campaign.fields import field_notes, hints_of
from vinhdanh.engines.campaign.folder import README
from vinhdanh.engines.campaign.tables import EXAMPLE_MARK, tables
from vinhdanh.engines.campaign.toml_out import literal

TARGET = Path(__file__).resolve().parents[1] / "docs" / "folder.md"

HEAD = f"""\
# The folder of a campaign, format {records.FORMAT}

A campaign is a plain folder. People edit it with Excel and a text editor; `vinhdanh new FOLDER` makes an empty one, `vinhdanh check FOLDER`
says what is missing or wrong, `vinhdanh run FOLDER --out DIR` reads it and never changes it. This page is made from the program's own tables
of fields (`tools/folder_doc.py`); the comments in campaign.toml say the same in Vietnamese.

| file | what | needed |
|---|---|---|
| `campaign.toml` | the campaign: names, dates, caps, targets, points, honours, programme | yes |
| `unions.xlsx` | the register of unions, as it stands when the campaign is issued | yes |
| `nominations/` | the lists of the unions, byte for byte as they came; sub-folders allowed | no |
| `votes.xlsx` | counted ballots and the votes of each nominee | no |
| `guests.xlsx` | the guests | no |
| `decisions.toml` | human decisions about nominees, each with a reason | no |
| `inbox.xlsx` | files whose sender is not clear by itself, and the human decisions about them (`vinhdanh inbox`) | no |
| `templates/KIND.docx` | the office's own look of a kind of paper, made in Word with placeholders (`vinhdanh papers template`, docs/papers.md) | no |
| `photos/UNION/NAME.jpg`, `photos/ID.jpg` | portraits for the list of delegates: by union code and name as in the list, or by id (`GD-07-P03`); .jpg or .png | no |
| `{README}` | a guide for people; written, not read | no |
| `plan.docx`, `.odt`, `.pdf`, `.txt`, `.md` | the plan paper; the first by name when there are several | no |

Anything else in the folder is left alone (for example `forms/`, where `vinhdanh forms blank` puts blank forms). In `nominations/`, hidden files,
lock files of open workbooks (`~$…`) and links are not lists. In `templates/`, only .docx files that stand there themselves are templates.
In `photos/`, a picture is told by its content; of a collective the representative's name will do, and a name that only one nominee has needs no
folder. A photograph is drawn anew, 3 × 4 cm from its top, upright, without what else its file says; a spoiled, small (under 100 dots) or
unmatched file is a finding, and one of more than 8 MB is not read. Who has none gets an empty frame. A file of more than 64 MB is not read and is named in a finding.

`load(folder)` gives the campaign and the findings; `dump(campaign, folder)` writes a folder, whole or not at all, the same bytes each time;
`load(dump(c)) == c` for everything on this page. Text in TOML is kept as typed. Text in workbooks is kept in NFC with single spaces. Days in
workbooks lie from 1900 to 2099; moments are kept to the second.

## Values in TOML

| type | how it is written |
|---|---|
| text | `"…"` |
| whole number | `250`; never negative, at most 10¹⁵ |
| number | `70`, `0.5`; exact, never negative |
| yes or no | `true`, `false` |
| day | `2020-05-15`; the year from 1800 to 2999 |
| partial day | `"2020-05-15"`, `"2020-05"`, `"2020"` |
| time | `07:30:00` |
| years | `[2016, 2020]` |
| list of text | `["…", "…"]` |
| milestone | `{{ day = "2020-03-03", sense = "before" }}` (see Milestone) |

A key that is absent has its default; "–" means that nothing is set. A wrong value, a key that is missing and an unknown key are findings: the value
then keeps its default, and the rest of the file is used. `format = {records.FORMAT}` stands in each TOML file; a newer format is refused.

## campaign.toml
"""

DECISIONS = """
## decisions.toml

An array of tables `[[decisions]]` (Override):
"""

WORKBOOKS = f"""
## Workbooks

Headings may stand in any order, in any of the first 30 rows, with columns of your own between them; they are matched without regard to accents,
case and punctuation. The sheet is found by its name or, failing that, by its headings. A row whose STT is `{EXAMPLE_MARK}` is an example and is not read.
A row that lacks a required value is left out with a finding that names the cell.
"""


def main() -> None:
    """Writes the page."""
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(page(), encoding="utf-8")


def page() -> str:
    """The whole page."""
    out = [HEAD, *_record("Settings", "Keys of the first part and the tables.")]
    out += ["## Tables of campaign.toml", ""]
    for name in field_notes():
        if name not in {"Settings", "Override"}:
            out += [f"### {name}", "", *_record(name, "")]
    out += [DECISIONS, *_record("Override", ""), WORKBOOKS]
    for table in tables().values():
        out += [
            f"### {table.file}, sheet “{table.sheet}”",
            "",
            "| heading | field | also understood | type | needed | meaning | example |",
            "|---|---|---|---|---|---|---|",
        ]
        for c in table.columns:
            kind = c.kind if not c.choices else "one of " + ", ".join(f"“{w}” = `{str(v).lower()}`" for w, v in c.choices)
            needed = "yes" if c.required else "no"
            out.append(f"| {c.heading} | `{c.field}` | {'; '.join(c.also)} | {kind} | {needed} | {c.en} | {_cell(c.example)} |")
        out.append("")
    return "\n".join(out).rstrip("\n") + "\n"


def _cell(example: str | int) -> str:
    return f"`{example}`" if example != "" else ""


def _record(name: str, lead: str) -> list[str]:
    cls = getattr(records, name)
    hints = hints_of(cls)
    out = [lead, ""] if lead else []
    out += ["| key | type | meaning | example | default |", "|---|---|---|---|---|"]
    for f in dataclasses.fields(cls):
        note = field_notes()[name][f.name]
        example = f"`{note.example}`" if note.example else ""
        out.append(f"| `{f.name}` | {_type(hints[f.name])} | {note.en} | {example} | {_default(f)} |")
    return [*out, ""]


_TYPES = {
    "str": "text",
    "int": "whole number",
    "Decimal": "number",
    "Offset": "number, also below zero",
    "bool": "yes or no",
    "date": "day",
    "time": "time",
    "PartialDate": "partial day",
}


def _type(hint: Any) -> str:
    origin, args = typing.get_origin(hint), [a for a in typing.get_args(hint) if a is not type(None)]
    if origin is tuple:
        inner = _type(args[0])
        many = f"list of {inner}" if args[0] is str else f"tables {inner}"
        return many if args[-1] is Ellipsis else "years"
    if origin is typing.Literal:
        return " or ".join(f"`{a}`" for a in args)
    if origin is Mapping:
        return "table: union code = day"
    return _type(args[0]) if args else _plain(hint.__name__)


def _plain(name: str) -> str:
    if name == "Sense":
        return " or ".join(f"`{s}`" for s in records.Sense)
    return _TYPES.get(name, f"[{name}](#{name.lower()})")


def _default(f: dataclasses.Field[Any]) -> str:
    if f.default is dataclasses.MISSING:
        return "– (empty)" if f.default_factory is not dataclasses.MISSING else "required"
    if isinstance(f.default, records.PrintPlace):
        return f"`{literal(f.default)}`"
    if f.default is None or f.default in ("", ()) or dataclasses.is_dataclass(f.default):
        return "–"
    return f"`{literal(f.default)}`"


if __name__ == "__main__":
    main()

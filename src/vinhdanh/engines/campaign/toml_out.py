"""The frozen records as explained TOML: each key with its Vietnamese comment, what is not set as a commented example."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from vinhdanh.engines.campaign.fields import field_notes, hints_of
from vinhdanh.engines.campaign.toml_in import samples
from vinhdanh.engines.campaign.types import FORMAT, Override, Settings
from vinhdanh.engines.vietnamese import PartialDate

_HEAD = """\
# Tệp này mô tả một đợt tuyên dương, khen thưởng. Dòng bắt đầu bằng dấu # là lời giải thích, chương trình không đọc.
# Mỗi khóa viết theo mẫu: khóa = giá trị. Chữ đặt trong dấu ngoặc kép; ngày viết năm-tháng-ngày; số thập phân dùng dấu chấm.
# Khóa đang có dấu # ở đầu là chưa đặt: bỏ dấu # và sửa giá trị để dùng. Kế hoạch không nêu thì để nguyên, không đoán.
"""

_DECISIONS_HEAD = """\
# Các quyết định của con người về từng người hoặc tập thể. Mỗi quyết định là một bảng [[decisions]] và phải có lý do (reason).
"""

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


def settings_text(settings: Settings) -> str:
    """campaign.toml, whole, with comments. The same settings always give the same text."""
    notes = field_notes()["Settings"]
    hints = hints_of(Settings)
    simple: list[dataclasses.Field[Any]] = []
    tables: list[dataclasses.Field[Any]] = []
    for f in dataclasses.fields(Settings):
        (tables if _shape(hints[f.name]) else simple).append(f)
    out = [_HEAD, "# Phiên bản của cách ghi thư mục. Không sửa.", f"format = {FORMAT}", ""]
    for f in simple:
        out += [*_key(f, getattr(settings, f.name), notes[f.name].vi, notes[f.name].example), ""]
    for f in tables:
        out.append(f"# {'-' * 100}")
        out.append(f"# {notes[f.name].vi}")
        shape, cls = typing.cast("tuple[str, type[Any]]", _shape(hints[f.name]))
        value = getattr(settings, f.name)
        if shape == "one":
            out += _table(f"[{f.name}]", cls, value)
        else:
            out += _tables(f"[[{f.name}]]", cls, value)
    return "\n".join(out).rstrip("\n") + "\n"


def decisions_text(overrides: Sequence[Override]) -> str:
    """decisions.toml, whole, with comments."""
    out = [_DECISIONS_HEAD, f"format = {FORMAT}", "", *_tables("[[decisions]]", Override, overrides)]
    return "\n".join(out).rstrip("\n") + "\n"


def literal(value: Any) -> str:
    """One value as TOML text."""
    if isinstance(value, PartialDate):
        return f'"{value.iso()}"'
    if dataclasses.is_dataclass(value):
        pairs = ((f.name, getattr(value, f.name)) for f in dataclasses.fields(value))
        return "{ " + ", ".join(f"{k} = {literal(v)}" for k, v in pairs if v is not None) + " }"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_quoted(k)} = {literal(v)}" for k, v in sorted(value.items())) + " }"
    if isinstance(value, tuple):
        return _array(value)
    return _quoted(value) if isinstance(value, str) else _plain(value)


def _plain(value: bool | int | Decimal | date | time) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | time):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _array(value: tuple[Any, ...]) -> str:
    items = [literal(v) for v in value]
    line = "[" + ", ".join(items) + "]"
    return line if len(line) <= 100 else "[\n" + "".join(f"  {item},\n" for item in items) + "]"


def _quoted(text: str) -> str:
    body = "".join(_ESCAPES.get(c) or (f"\\u{ord(c):04x}" if ord(c) < 32 or ord(c) == 127 else c) for c in text)
    return f'"{body}"'


def _shape(hint: Any) -> tuple[str, type[Any]] | None:
    """("one", class) for a table, ("many", class) for an array of tables, None for a key of the first part."""
    args = [a for a in typing.get_args(hint) if a is not type(None) and a is not Ellipsis]
    for candidate in (hint, *args):
        if isinstance(candidate, type) and dataclasses.is_dataclass(candidate) and candidate is not PartialDate:
            if candidate.__name__ == "Milestone":  # short enough to stand in one line
                return None
            return ("many" if typing.get_origin(hint) is tuple else "one"), candidate
    return None


def _key(f: dataclasses.Field[Any], value: Any, note: str, example: str) -> list[str]:
    unset = value is None or (value in ("", (), {}) and value == _default(f))
    if not unset and dataclasses.is_dataclass(value) and not isinstance(value, PartialDate):
        unset = value == _default(f)
    lines = [f"# {note}"]
    text = f"{f.name} = {example if unset else literal(value)}"
    return [*lines, *(f"# {line}" if unset else line for line in text.split("\n"))]


def _default(f: dataclasses.Field[Any]) -> Any:
    if f.default_factory is not dataclasses.MISSING:
        return f.default_factory()
    return None if f.default is dataclasses.MISSING else f.default


def _table(head: str, cls: type[Any], value: Any) -> list[str]:
    if value is None:
        return [f"# {line}" for line in (head, *_examples(cls))] + [""]
    notes = field_notes()[cls.__name__]
    out = [head]
    for f in dataclasses.fields(cls):
        out += _key(f, getattr(value, f.name), notes[f.name].vi, notes[f.name].example)
    return [*out, ""]


def _tables(head: str, cls: type[Any], values: Sequence[Any]) -> list[str]:
    """An array of tables: the keys are explained once, before the first. An empty one shows a commented sample."""
    out = [f"#   {name}: {note.vi}" for name, note in field_notes()[cls.__name__].items()]
    if values:
        return out + _rows(head, cls, values)
    sample = samples().get(head.strip("[]"), ())
    lines = _rows(head, cls, sample)[:-1] if sample else [head, *_examples(cls)]
    return [*out, *(f"# {line}".rstrip() for line in lines), ""]


def _rows(head: str, cls: type[Any], values: Sequence[Any]) -> list[str]:
    out = []
    for value in values:
        out.append(head)
        for f in dataclasses.fields(cls):
            item = getattr(value, f.name)
            if item is None or ((item is False or item in ("", ())) and item == _default(f)):
                continue
            out.append(f"{f.name} = {literal(item)}")
        out.append("")
    return out


def _examples(cls: type[Any]) -> list[str]:
    return [f"{name} = {note.example}" for name, note in field_notes()[cls.__name__].items()]

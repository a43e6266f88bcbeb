"""TOML values into the frozen records of `types`, guided by their annotations: what does not fit becomes a finding."""

from __future__ import annotations

import dataclasses
import difflib
import tomllib
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeVar

from vinhdanh.engines.campaign.fields import field_notes, hints_of
from vinhdanh.engines.campaign.types import Body, Finding, Offset, Settings, Severity
from vinhdanh.engines.vietnamese import PartialDate

R = TypeVar("R")

LARGEST = 10**15
"""No count, year or amount of đồng in a campaign is larger; beyond it a typing error is certain."""

YEARS = range(1800, 3000)
"""A date in another year is a typing error."""


WIDEST = 1000
"""mm; no sheet is shifted farther."""


class Misfit(ValueError):  # noqa: N818 - it says that a value does not fit, and never leaves this package
    """A value that does not fit: `wanted` says in Vietnamese what was expected."""

    def __init__(self, wanted: str) -> None:
        super().__init__(wanted)
        self.wanted = wanted


class TomlReader:
    """Reads one file's tables into records and collects the findings.

    Args:
        file: Name of the file in the folder, for the findings.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def record(self, cls: type[R], raw: Mapping[str, Any], path: str = "") -> R | None:
        """Builds `cls` from a table. None when a key without default is missing or wrong and no empty value can stand in."""
        hints = hints_of(cls)
        known = {f.name: f for f in dataclasses.fields(cls)}  # type: ignore[arg-type]  # R stands for our dataclasses only
        self.unknown(raw, set(known), path)
        values: dict[str, Any] = {}
        for name, spec in known.items():
            here = f"{path}.{name}" if path else name
            if name in raw:
                try:
                    values[name] = self._value(hints[name], raw[name], here)
                    continue
                except Misfit as misfit:
                    self._bad(cls, name, here, raw[name], misfit.wanted)
            elif _required(spec):
                self._missing(cls, name, here)
            if _required(spec):
                empty = _empty(hints[name])
                if empty is None:
                    return None
                values[name] = empty
        return cls(**values)

    def records(self, cls: type[R], raw: object, path: str) -> tuple[R, ...]:
        """Builds a tuple of `cls` from an array of tables; tables that cannot be built are left out with a finding."""
        if not isinstance(raw, list):
            raise Misfit(f"một dãy bảng, mỗi bảng bắt đầu bằng [[{path}]]")
        built = []
        for i, item in enumerate(raw, start=1):
            here = f"{path}[{i}]"
            if not isinstance(item, Mapping):
                raise Misfit(f"một dãy bảng, mỗi bảng bắt đầu bằng [[{path}]]")
            one = self.record(cls, item, here)
            if one is not None:
                built.append(one)
        return tuple(built)

    # ------------------------------------------------------------------------------------------ values

    def _value(self, hint: Any, raw: Any, path: str) -> Any:
        origin, args = typing.get_origin(hint), typing.get_args(hint)
        if origin in (types.UnionType, typing.Union):
            return self._value(next(a for a in args if a is not type(None)), raw, path)
        if origin is Literal:
            return _one_of(tuple(map(str, args)), raw)
        if origin is tuple:
            return self._tuple(args, raw, path)
        if isinstance(hint, type) and dataclasses.is_dataclass(hint) and hint is not PartialDate:
            return self._table(hint, raw, path)
        if origin is not None:  # the one mapping of the format: code -> day
            return self._mapping(args, raw, path)
        return scalar(hint, raw)

    def _tuple(self, args: tuple[Any, ...], raw: Any, path: str) -> tuple[Any, ...]:
        if dataclasses.is_dataclass(args[0]):
            return self.records(args[0], raw, path)  # type: ignore[arg-type]  # a dataclass type, checked just above
        if not isinstance(raw, list):
            raise Misfit("một dãy trong dấu ngoặc vuông, ví dụ [...]")
        if args[-1] is Ellipsis:
            return tuple(self._value(args[0], item, path) for item in raw)
        if len(raw) != len(args):
            raise Misfit(f"một dãy gồm đúng {len(args)} giá trị")
        return tuple(self._value(a, r, path) for a, r in zip(args, raw, strict=True))

    def _table(self, hint: type[Any], raw: Any, path: str) -> Any:
        if not isinstance(raw, Mapping):
            raise Misfit('một bảng gồm các khóa, ví dụ { day = "2020-03-03", sense = "before" }')
        built = self.record(hint, raw, path)
        if built is None:
            raise Misfit("một bảng có đủ các khóa bắt buộc")
        return built

    def _mapping(self, args: tuple[Any, ...], raw: Any, path: str) -> dict[str, Any]:
        if not isinstance(raw, Mapping):
            raise Misfit('một bảng, ví dụ { "GD-07" = 2020-03-06 }')
        return {str(key): self._value(args[1], item, f"{path}.{key}") for key, item in raw.items()}

    # ------------------------------------------------------------------------------------------ findings

    def _add(self, code: str, severity: Severity, message: str, remedy: str) -> None:
        self.findings.append(Finding(f"campaign.{code}", severity, message, remedy, file=self.file))

    def _bad(self, cls: type[Any], name: str, path: str, raw: object, wanted: str) -> None:
        note = field_notes()[cls.__name__][name]
        hint = f" Ví dụ: {name} = {note.example}" if note.example else ""
        self._add(
            "bad-value",
            Severity.BLOCKING,
            f"Khóa {path} trong {self.file} có giá trị {shown(raw)} không phù hợp: cần {wanted}.",
            f"Sửa lại giá trị của khóa {name}.{hint}",
        )

    def _missing(self, cls: type[Any], name: str, path: str) -> None:
        if cls in (Settings, Body):  # `check` names what these lack, empty values too
            return
        note = field_notes()[cls.__name__][name]
        example = f" Ví dụ: {name} = {note.example}" if note.example else f" Thêm bảng [{name}]."
        self._add(
            "missing-value",
            Severity.BLOCKING,
            f"{self.file} thiếu khóa bắt buộc {path} ({note.vi.rstrip('.')}).",
            f"Bổ sung khóa {name}.{example}",
        )

    def unknown(self, raw: Mapping[str, Any], known: set[str], path: str) -> None:
        """Names each key of a table that is not known, with the nearest right one."""
        for key in raw:
            if key in known:
                continue
            near = nearest(key, known)
            where = f" trong {path}" if path else ""
            self._add(
                "unknown-key",
                Severity.WARNING,
                f"{self.file} có khóa “{key}”{where} mà chương trình không biết; khóa này không được dùng.",
                f"Sửa thành “{near}” nếu đó là ý của đồng chí."
                if near
                else "Xóa khóa này hoặc xem lại cách viết trong docs/folder.md.",
            )


@cache
def samples() -> dict[str, tuple[Any, ...]]:
    """Sample records for lists that a new campaign.toml shows commented: key -> records."""
    raw = tomllib.loads(files(__package__).joinpath("samples.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    classes = {key: typing.get_args(hint)[0] for key, hint in hints_of(Settings).items() if key in raw}
    return {key: TomlReader("samples.toml").records(cls, raw[key], key) for key, cls in classes.items()}


def nearest(key: str, known: set[str]) -> str:
    """The right key that `key` most likely meant: near in spelling, or of the same words in another table; "" if none."""

    def likeness(one: str) -> float:
        return difflib.SequenceMatcher(None, key, one).ratio()

    here = max(sorted(known), key=likeness, default="")
    everywhere = {name for notes in field_notes().values() for name in notes}
    elsewhere = max(sorted(everywhere), key=likeness)
    if likeness(elsewhere) >= max(0.75, likeness(here) + 0.15):
        return elsewhere
    return here if likeness(here) >= 0.6 else ""


def shown(raw: object) -> str:
    """A value as it stands in a message: quoted, cut at 60 characters."""
    text = str(raw)
    return f"“{text[:57]}…”" if len(text) > 60 else f"“{text}”"


def _required(spec: dataclasses.Field[Any]) -> bool:
    return spec.default is dataclasses.MISSING and spec.default_factory is dataclasses.MISSING


def _empty(hint: Any) -> Any:
    """What stands in for a required value that is not there: "" and a nameless body; None where nothing can."""
    if hint is str:
        return ""
    return Body(name="") if hint is Body else None


def _one_of(allowed: tuple[str, ...], raw: object) -> str:
    if isinstance(raw, str) and raw in allowed:
        return raw
    listed = ", ".join(f'"{a}"' for a in allowed)
    near = nearest_of(raw, allowed)
    raise Misfit(f"một trong các giá trị {listed}" + (f' (có phải là "{near}"?)' if near else ""))


def nearest_of(raw: object, allowed: tuple[str, ...]) -> str:
    """The allowed word nearest in spelling to what was typed, "" if none is near."""
    close = difflib.get_close_matches(str(raw), allowed, n=1, cutoff=0.6)
    return close[0] if close else ""


def scalar(hint: Any, raw: Any) -> Any:
    """One plain value. Raises `Misfit` with what was expected."""
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(_one_of(tuple(hint), raw))
    return _READERS[hint](raw)


def _text(raw: Any) -> str:
    if isinstance(raw, str):
        return raw
    raise Misfit("một dòng chữ trong dấu ngoặc kép")


def _whole(raw: Any) -> int:
    if isinstance(raw, Decimal) and raw.is_finite() and raw == raw.to_integral_value():
        raw = int(raw) if abs(raw) <= LARGEST else LARGEST + 1
    if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw <= LARGEST:
        return raw
    raise Misfit("một số nguyên không âm")


def _decimal(raw: Any) -> Decimal:
    try:
        value = raw if isinstance(raw, Decimal) else Decimal(raw) if isinstance(raw, int) and not isinstance(raw, bool) else None
    except InvalidOperation:  # pragma: no cover - an int always converts
        value = None
    if value is not None and value.is_finite() and 0 <= value <= LARGEST:
        return value
    raise Misfit("một số không âm, phần thập phân sau dấu chấm")


def _offset(raw: Any) -> Offset:
    value = Decimal(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw
    if isinstance(value, Decimal) and value.is_finite() and abs(value) <= WIDEST:
        return Offset(value)
    raise Misfit(f"một số từ -{WIDEST} đến {WIDEST}, phần thập phân sau dấu chấm")


def _yes_no(raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    raise Misfit("true hoặc false")


def _day(raw: Any) -> date:
    if isinstance(raw, str):
        try:
            raw = date.fromisoformat(raw)
        except ValueError:
            raw = None
    if isinstance(raw, date) and not isinstance(raw, datetime) and raw.year in YEARS:
        return raw
    raise Misfit("một ngày dạng năm-tháng-ngày, ví dụ 2020-05-15")


def _partial(raw: Any) -> PartialDate:
    if isinstance(raw, int) and not isinstance(raw, bool):
        raw = str(raw)
    value: PartialDate | None = None
    if isinstance(raw, date) and not isinstance(raw, datetime):
        value = PartialDate.of(raw)
    elif isinstance(raw, str):
        try:
            value = PartialDate.parse_iso(raw)
        except ValueError:
            value = None
    if value is not None and value.year in YEARS:
        return value
    raise Misfit('một ngày, một tháng hoặc một năm, ví dụ "2020-05-19", "2020-05", "2020"')


def _clock(raw: Any) -> time:
    if isinstance(raw, time):
        return raw
    if isinstance(raw, str):
        try:
            value = time.fromisoformat(raw)
        except ValueError:
            pass
        else:
            if value.tzinfo is None:
                return value
    raise Misfit("một giờ dạng giờ:phút:giây, ví dụ 07:30:00")


_READERS: dict[Any, Any] = {
    str: _text,
    int: _whole,
    Decimal: _decimal,
    Offset: _offset,
    bool: _yes_no,
    date: _day,
    PartialDate: _partial,
    time: _clock,
}

"""Numbers on paper: money, percent, amounts in words, Roman ordinals."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

NBSP = "\u00a0"
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_BILLION = 10**9
_SAME = {"lẻ": "linh", "ngàn": "nghìn", "tỉ": "tỷ"}
_TAIL = re.compile(r"(?:\s*đồng)?(?:\s*chẵn)?[\s./]*$")
_READ = {word: digit for digit, word in enumerate(_DIGITS)} | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5, "bẩy": 7}


def amount_in_words(n: int, *, unit: str = "", linh: str = "linh", nghin: str = "nghìn", capital: bool = True) -> str:
    """A whole number in Vietnamese words, as an office writes it after "Bằng chữ".

    Args:
        n: Any integer, of any size, negative ones too ("Âm …").
        unit: Words to follow, e.g. "đồng".
        linh: How a zero in the tens is read: "linh" or "lẻ".
        nghin: The word for a thousand: "nghìn" or "ngàn".
        capital: Whether the first letter is a capital.
    """
    words = _read(abs(n), linh, nghin) if n else _DIGITS[0]
    if n < 0:
        words = f"âm {words}"
    if unit:
        words = f"{words} {unit}"
    return words[0].upper() + words[1:] if capital else words


def amount_from_words(words: str) -> int | None:
    """The number that these words say, None when they say none: reads what `amount_in_words` writes.

    "đồng", "chẵn" or a stop may follow; the other ways of saying are known ("lẻ", "ngàn", "tỉ", "nhăm").
    """
    plain = _TAIL.sub("", words.lower().replace(",", " "))
    tokens = [_SAME.get(w, w) for w in plain.split()]
    negative = tokens[:1] == ["âm"]
    try:
        value = _unread(tokens[1:] if negative else tokens)
    except ValueError:
        return None
    return -value if negative else value


def money(n: int) -> str:
    """An amount in đồng with a dot between groups of three digits, without unit: "32.184.000"."""
    return f"{n:,}".replace(",", ".")


def decimal_comma(value: Decimal | Fraction | int, decimals: int = 1) -> str:
    """A number with a decimal comma, rounded half up (away from zero) from its exact value."""
    scaled = abs(Fraction(value)) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = str(whole).rjust(decimals + 1, "0")
    sign = "-" if value < 0 and whole else ""
    return f"{sign}{digits[: len(digits) - decimals]}" + (f",{digits[-decimals:]}" if decimals else "")


def percent(value: Fraction | Decimal | int, decimals: int = 1) -> str:
    """A share as papers print it: "37,7 %", with a no-break space.

    A `Fraction` is a share of one (98/364 → "26,9 %"); a `Decimal` or `int` is a number of percent already (70 → "70 %" with no decimals).
    """
    points = value * 100 if isinstance(value, Fraction) else Fraction(value)
    return f"{decimal_comma(points, decimals)}{NBSP}%"


def two(n: int) -> str:
    """A number with a leading zero below ten, as numbers of papers have: "05"."""
    return f"{n:02d}"


def roman(n: int) -> str:
    """A number from 1 to 3999 in Roman capitals. Raises ValueError outside."""
    if not 1 <= n <= 3999:
        msg = f"{n} has no Roman numeral"
        raise ValueError(msg)
    out = ""
    for value, sign in _ROMAN:
        out += sign * (n // value)
        n %= value
    return out


def parse_roman(text: str) -> int | None:
    """The number of a Roman numeral in its proper form, in capitals or small letters; None for any other text."""
    text = text.strip().upper()
    if not re.fullmatch(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", text) or not text:
        return None
    total = 0
    for value, sign in _ROMAN:
        while text.startswith(sign):
            total += value
            text = text[len(sign) :]
    return total


def _read(n: int, linh: str, nghin: str) -> str:
    """Words of n > 0. After something larger, missing hundreds are said ("một tỷ không trăm linh năm")."""
    chunks: list[int] = []
    while n:
        n, chunk = divmod(n, _BILLION)
        chunks.append(chunk)
    parts: list[str] = []
    for place in range(len(chunks) - 1, -1, -1):
        for scale, name in ((10**6, "triệu"), (10**3, nghin), (1, "")):
            group = chunks[place] // scale % 1000
            if group:
                parts += [_read_group(group, linh, full=bool(parts)), name]
        if place:
            parts.append("tỷ")
    return " ".join(p for p in parts if p)


def _read_group(group: int, linh: str, *, full: bool) -> str:
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    words: list[str] = []
    if hundreds or full:
        words += [_DIGITS[hundreds], "trăm"]
    if tens == 0 and ones and words:
        words.append(linh)
    elif tens == 1:
        words.append("mười")
    elif tens > 1:
        words += [_DIGITS[tens], "mươi"]
    if ones:
        special = {1: "mốt", 4: "tư", 5: "lăm"} if tens > 1 else {5: "lăm"} if tens == 1 else {}
        words.append(special.get(ones, _DIGITS[ones]))
    return " ".join(words)


def _unread(tokens: list[str]) -> int:
    """The value of the words; everything before the last "tỷ" is a number of billions."""
    if not tokens:
        raise ValueError("nothing to read")
    value = 0
    while "tỷ" in tokens:
        at = tokens.index("tỷ")
        if at == 0 and value == 0:
            raise ValueError("billions of nothing")
        value = (value + (_unread_chunk(tokens[:at]) if at else 0)) * _BILLION
        tokens = tokens[at + 1 :]
    return value + (_unread_chunk(tokens) if tokens else 0)


def _unread_chunk(tokens: list[str]) -> int:
    """The value of words below a billion."""
    total = 0
    for scale, name in ((10**6, "triệu"), (10**3, "nghìn")):
        if name in tokens:
            at = tokens.index(name)
            total += _unread_group(tokens[:at]) * scale
            tokens = tokens[at + 1 :]
            if not tokens:
                return total
    return total + _unread_group(tokens)


def _unread_group(tokens: list[str]) -> int:
    total = 0
    rest = list(tokens)
    if "trăm" in rest:
        at = rest.index("trăm")
        total += _digit(rest[:at]) * 100
        rest = rest[at + 1 :]
        if not rest:
            return total
    if rest[0] == "linh":
        return total + _digit(rest[1:])
    for word, least in (("mươi", None), ("mười", 1)):
        if word in rest:
            at = rest.index(word)
            if least is not None and at:
                raise ValueError("two tens")
            total += (_digit(rest[:at]) if least is None else least) * 10
            rest = rest[at + 1 :]
            return total + (_digit(rest) if rest else 0)
    return total + _digit(rest)


def _digit(tokens: list[str]) -> int:
    if len(tokens) != 1 or tokens[0] not in _READ:
        raise ValueError("not a digit")
    return _READ[tokens[0]]

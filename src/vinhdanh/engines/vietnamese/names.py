"""Names of persons: their place in a list and their letters (domain handbook §9.4)."""

from __future__ import annotations

import re

from vinhdanh.engines.vietnamese.text import collate, repair, sort_key

NameKey = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...], str]
"""Letters of the given name, its tones, letters of the rest, their tones, the name itself."""

_FEMALE = re.compile(r"h\s?['’‘`´ʼ]\s?(?P<given>\w+)(?: .*)?", re.IGNORECASE)
_MALE = re.compile(r"y[ \-](?P<given>\w+)(?: .*)?", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")


def given_name(name: str) -> str:
    """The word by which a list sorts this name.

    The last word, as in Kinh, Tày, Nùng and Xtiêng names ("Điểu Hùng" → "Hùng", "Thị Lan" → "Lan"); in Ê-đê, Mnông and Gia-rai names
    the word after the mark of the sex ("H'Hen Niê" → "Hen", "Y Thu Êban" → "Thu"), for there the family name comes last.
    """
    name = repair(name)
    middle = _FEMALE.fullmatch(name) or _MALE.fullmatch(name)
    if middle:
        return middle["given"]
    return name.rsplit(" ", 1)[-1]


def split_name(name: str, given: str = "") -> tuple[str, str]:
    """Given name and all the rest of a name. `given` is what a person set by hand ("giữ nguyên thứ tự": the whole name)."""
    name = repair(name)
    chosen = repair(given) or given_name(name)
    rest, words = name.split(" "), chosen.split(" ")
    for start in range(len(rest) - len(words), -1, -1):
        if [w.casefold() for w in rest[start : start + len(words)]] == [w.casefold() for w in words]:
            return chosen, " ".join(rest[:start] + rest[start + len(words) :])
    if chosen and chosen in name:
        return chosen, " ".join(name.replace(chosen, " ", 1).split())
    return chosen, name


def name_key(name: str, given: str = "") -> NameKey:
    """A key that sorts names as a Vietnamese list does: given name, then family and middle names (CLDR `vi`).

    Args:
        name: The full name.
        given: The given name when the rule would find a wrong one; "" follows the rule.
    """
    chosen, rest = split_name(name, given)
    return (*collate(chosen), *collate(rest), repair(name))


def name_sort_key(name: str, given: str = "") -> str:
    """`name_key` as a string of ASCII digits, to be stored in a column."""
    chosen, rest = split_name(name, given)
    return f"{sort_key(chosen)}0{sort_key(rest)}"


def proper_case(name: str) -> str:
    """A name typed all in capitals, or all in small letters, with capitals where they belong; any other name as it is.

    "ĐIỂU HÙNG" → "Điểu Hùng", "H'HEN NIÊ" → "H'Hen Niê", "Y THU" → "Y Thu", "BRU-VÂN" → "Bru-Vân".
    """
    name = repair(name)
    if name not in {name.upper(), name.lower()}:
        return name
    return _LETTERS.sub(lambda m: m.group()[0].upper() + m.group()[1:].lower(), name)

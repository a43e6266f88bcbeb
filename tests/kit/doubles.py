"""Invented people with names as common as they are in Vietnam, and doubles of some of them with seeded mistakes of known kinds.

What makes a double fair: its kind of mistake is one (in one of eight a second, of another field), and where the birth date is not whole on
both sides the unit stays the same, for a year of birth and a common name in another unit are evidence for nobody.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING

from vinhdanh.engines.appraisal.matching import Person
from vinhdanh.engines.vietnamese import PartialDate, strip_accents

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vinhdanh.engines.appraisal.matching import Match

# Name and weight; shares of family names after published counts (Nguyễn 38 of 100, Trần 11, Lê 9.5, Phạm 7 …), the rest rounded.
FAMILIES = (
    "Nguyễn 380 Trần 110 Lê 95 Phạm 71 Hoàng 30 Huỳnh 21 Phan 45 Vũ 22 Võ 17 Đặng 21 Bùi 20 Đỗ 14 Hồ 13 Ngô 13 Dương 10 Lý 7 Đinh 9 Đào 8 "
    "Đoàn 7 Trịnh 7 Trương 9 Mai 5 Cao 5 Lưu 5 Tạ 4 Hà 6 Nông 6 Lương 6 Thạch 3 Triệu 3 Châu 3 Tô 3 Lâm 4 Quách 2 Vương 2 Tăng 2 Bế 1 Lục 1 "
    "Hứa 1 Đàm 1 Ma 1 Kim 2 Sơn 1 Danh 1 Chu 3 Thái 3 Tống 2 Phùng 4 Từ 1 Kiều 2 Đàng 1 Ninh 1 Khổng 1 Văn 1 La 1 Giang 1 Nghiêm 1 Doãn 1"
)
MIDDLES = {
    "nam": "Văn 400 Đức 60 Hữu 50 Minh 70 Quang 45 Thanh 50 Công 35 Đình 45 Xuân 40 Ngọc 45 Quốc 50 Anh 30 Thành 35 Trọng 25 Hoàng 30 Duy 20 Bá 20 Viết 12 Thế 25 Mạnh 15 Tấn 15 Hồng 12",
    "nữ": "Thị 560 Ngọc 60 Thu 45 Thanh 50 Kim 35 Hồng 30 Mỹ 25 Bích 25 Thùy 25 Minh 15 Phương 25 Diệu 8 Hoài 8 Lan 10 Thúy 15 Tuyết 8 Cẩm 6 Như 6 Khánh 6",
}
GIVENS = {
    "nam": "Hùng 36 Dũng 32 Tuấn 34 Cường 28 Bình 24 Sơn 26 Thắng 24 Hải 28 Nam 20 Minh 26 Đức 24 Trung 20 Thành 24 Long 20 Hiếu 18 Huy 20 Quang 18 "
    "Tùng 16 Tâm 12 Hoàng 18 Anh 22 Việt 11 Phong 14 Quân 16 Vinh 16 Tiến 16 Hưng 17 Đạt 14 Duy 14 Thanh 16 Toàn 13 Phúc 13 Tài 12 Lâm 13 Khoa 9 "
    "Kiên 11 Mạnh 12 Nghĩa 11 Thái 12 Lộc 8 Lợi 8 Phú 8 Phước 9 Quý 7 Quyết 7 Sáng 5 Tân 10 Thiện 7 Thịnh 10 Thuận 9 Trí 7 Trường 9 Tú 9 Vũ 9 An 9 "
    "Bảo 6 Chiến 8 Chính 6 Chung 7 Công 8 Cảnh 5 Danh 4 Dương 10 Điệp 5 Định 6 Đông 8 Giang 9 Hà 9 Hào 6 Hậu 8 Hiệp 10 Hoàn 6 Hòa 12 Hội 3 Huân 4 "
    "Khánh 9 Khôi 3 Kỳ 3 Liêm 3 Linh 8 Luân 4 Lượng 3 Lực 5 Ngọc 8 Nguyên 7 Nhân 8 Nhật 5 Ninh 4 Pháp 2 Phát 6 Phi 3 Phương 9 Quốc 6 Sỹ 4 Tấn 3 Thọ 5 "
    "Thông 5 Thức 3 Tín 4 Tính 4 Tình 4 Tĩnh 2 Toản 4 Trọng 6 Tuyên 4 Tường 3 Văn 4 Vĩ 2 Vương 4 Xuân 6 Ân 4 Ánh 3 Đại 4 Đăng 4 Đoàn 3 Lĩnh 2 Bắc 3 Hợp 2 "
    "Lập 2 Luyện 2 Mười 2 Năm 2 Nhất 2 Ba 2 Tư 3 Sáu 2 Bảy 2 Tám 1 Chín 2 Út 2 Thạch 3 Thủy 3 Trực 2 Vịnh 1 Viên 1 Vụ 1 Cương 5 Can 1 Hoan 2 Khải 4 Khang 4",
    "nữ": "Hương 44 Lan 32 Hoa 28 Hà 30 Thủy 32 Hạnh 24 Hằng 25 Hiền 32 Nga 26 Mai 28 Linh 28 Thu 27 Trang 25 Dung 22 Thảo 23 Phương 32 Vân 24 Yến 19 Loan 20 "
    "Liên 18 Nhung 20 Ngọc 18 Thanh 20 Tuyết 20 Xuân 13 Hồng 19 Huệ 17 Huyền 20 Hường 15 Bình 9 Anh 26 Oanh 16 Phượng 18 Quyên 11 Tâm 14 Thúy 20 Tuyền 7 "
    "Trinh 9 Trâm 9 My 6 Minh 8 Ngân 13 Nguyệt 10 Nhàn 9 Duyên 12 Đào 8 Diệp 7 Diễm 7 Chi 10 Cúc 8 Bích 8 Ánh 12 An 6 Ái 2 Châu 5 Chinh 4 Chung 5 Diệu 4 "
    "Dịu 4 Đông 2 Giang 11 Hảo 7 Hậu 6 Hiên 5 Hòa 11 Hoài 7 Hoàn 3 Hoan 3 Hợi 2 Huế 7 Khánh 3 Khuyên 4 Kiều 6 Lài 3 Lành 3 Lâm 3 Lệ 8 Lê 4 Lí 3 Lộc 2 Luyến 4 "
    "Lương 4 Ly 7 Lý 9 Mận 4 Mến 3 Miền 2 Mơ 5 Mỹ 5 Na 4 Nết 2 Ngà 4 Ngoan 2 Nhã 2 Nhi 5 Như 5 Nữ 2 Nương 3 Phúc 3 Quế 4 Quỳnh 9 Sang 2 Sen 5 Sinh 3 Sương 5 "
    "Tám 2 Thắm 8 Thanh 10 Thêm 3 Thi 4 Thìn 2 Thoa 8 Thơ 5 Thơm 8 Thùy 13 Thư 7 Thương 10 Tiên 5 Tình 6 Tố 1 Trà 4 Trúc 4 Tú 4 Tươi 6 Vui 3 Vinh 3 Vy 3 Yên 3 "
    "Hưởng 2 Hiếu 5 Hợp 3 Nhâm 2 Nụ 2 Nhạn 2 Bảy 2 Năm 2 Sáu 2 Tư 2 Út 3 Én 1 Khương 1 Khuê 1 Lụa 3 Lựu 2 Lượt 1 Gấm 2 Đượm 1 Đoan 2",
}
XTIENG = {
    "nam": "Lơ Rớt Sôn Bôn Khui Nhố Prắc Dơn Huê Nghinh Tành Vênh Blơi Đố Giá Kết Lên Nơi Ót Riêng Bé Cho Đen Gơ Hót Jứt Klung Lốp Mêu Nghiêm Oanh Phước Rang Sruôn Thêu Vố Xia Yoi Bá Điêng",
    "nữ": "Pơi Nhang Byơm Chơi Dú Đê Gai Hơn Kheng Liên Mốt Nghiên Ớt Phen Rinh Sơi Tơm Uyên Vơn Xuân Beng Chăn Dơm Glê Hoi Jơn Kim Lang Mai Nhum Pha Sa Thơ Von Xoan Yơn Ray Mbơng Lía Sim",
}
KINDS = (
    "Trường Mầm non",
    "Trường Tiểu học",
    "Trường Trung học cơ sở",
    "Công ty TNHH",
    "Nông trường Cao su",
    "Trạm Y tế",
    "Nhà máy May",
    "Công ty Cổ phần",
)
PLACES = [
    "Long",
    "Phú",
    "Bình",
    "Tân",
    "Hưng",
    "Thanh",
    "Minh",
    "Đức",
    "Lộc",
    "Thiện",
    "Phước",
    "Bù",
    "An",
    "Hòa",
    "Sơn",
    "Hà",
    "Nghĩa",
    "Lợi",
    "Trung",
    "Đồng",
    "Tiến",
    "Quang",
    "Vĩnh",
    "Thuận",
]
SHORT = {"Tiểu học": "TH", "Mầm non": "MN", "Trung học cơ sở": "THCS", "Cổ phần": "CP", "Công ty": "CT", "Y tế": "YT"}
TELEX = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
VNI = {"ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "đ": "d9"}
TONES = {"\u0300": ("f", "2"), "\u0301": ("s", "1"), "\u0303": ("x", "4"), "\u0309": ("r", "3"), "\u0323": ("j", "5")}
NEAR = dict(
    zip(
        "abcdeghiklmnopqrstuvxy",
        ("s", "v", "x", "s", "r", "h", "j", "u", "l", "k", "n", "m", "i", "o", "w", "t", "a", "y", "i", "b", "c", "u"),
        strict=True,
    )
)


@dataclass(frozen=True)
class Seeded:
    """A list with its truth: `truth` holds the pairs (id, id of its double), `kinds` what was done to each double."""

    people: tuple[Person, ...]
    truth: frozenset[tuple[str, str]]
    kinds: dict[str, str]


class _Names:
    def __init__(self, table: str) -> None:
        words = table.split()
        self.names, self.weights = words[::2], list(accumulate(map(int, words[1::2])))

    def one(self, chance: Random) -> str:
        return chance.choices(self.names, cum_weights=self.weights)[0]


_FAMILIES = _Names(FAMILIES)
_MIDDLES = {sex: _Names(table) for sex, table in MIDDLES.items()}
_GIVENS = {sex: _Names(table) for sex, table in GIVENS.items()}


def name(chance: Random, sex: str) -> str:
    """A name as common as life makes it: one in sixteen Xtiêng, one in ten without a middle word, one in five with two."""
    if chance.random() < 1 / 16:
        return f"{'Điểu' if sex == 'nam' else 'Thị'} {chance.choice(XTIENG[sex].split())}"
    middles = chance.choices((0, 1, 2), (10, 70, 20))[0]
    words = [_FAMILIES.one(chance), *dict.fromkeys(_MIDDLES[sex].one(chance) for _ in range(middles)), _GIVENS[sex].one(chance)]
    return " ".join(words)


def birth(chance: Random) -> PartialDate:
    """Someone of working age; one in ten tells only the year, one in fifty was entered as of the first of January."""
    year = int(chance.triangular(1963, 2004, 1984))
    lot = chance.random()
    if lot < 0.1:
        return PartialDate(year)
    if lot < 0.12:
        return PartialDate(year, 1, 1)
    return PartialDate(year, chance.randint(1, 12), chance.randint(1, 28))


def people(count: int, chance: Random) -> list[Person]:
    """So many people in unions of about thirty; one in a thousand has a twin of the same sex in the same unit."""
    units = [
        f"CĐCS {chance.choice(KINDS)} {chance.choice(PLACES)} {chance.choice(PLACES)} {'ABCDEGHK'[i % 8]}"
        for i in range(max(2, count // 32))
    ]
    made: list[Person] = []
    while len(made) < count:
        number, sex = len(made), chance.choice(("nam", "nữ"))
        one = Person(f"P{number:05d}", name(chance, sex), birth(chance), sex, chance.choice(units))
        made.append(one)
        if chance.random() < 0.001 and len(made) < count:
            family = one.name.rsplit(" ", 1)[0]
            made.append(
                replace(
                    one,
                    id=f"P{number + 1:05d}",
                    name=f"{family} {chance.choice([g for g in _GIVENS[sex].names if g not in one.name])}",
                )
            )
    return made


# ------------------------------------------------------------------------------------------ mistakes


def edit(text: str, chance: Random) -> str:
    """One slip of a finger: a letter lost, doubled, its neighbour on the keyboard instead, or two letters changed."""
    places = [i for i, c in enumerate(text) if c.isalpha()]
    at = chance.choice(places)
    how = chance.randrange(4)
    if how == 0:
        return text[:at] + text[at + 1 :]
    if how == 1:
        return text[:at] + text[at] + text[at:]
    if how == 2:
        plain = strip_accents(text[at]).lower()
        return text[:at] + NEAR.get(plain, "e") + text[at + 1 :]
    pairs = [i for i in places if text[i + 1 : i + 2].isalpha() and text[i].lower() != text[i + 1].lower()]
    if not pairs:
        return edit(text, chance)
    at = chance.choice(pairs)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def keystrokes(word: str, *, vni: bool) -> str:
    """The word as the keys that make it, when the keyboard program was off."""
    typed, tone = "", ""
    for char in unicodedata.normalize("NFD", word):
        if char in TONES:
            tone = TONES[char][vni]
        elif unicodedata.combining(char):
            typed = unicodedata.normalize("NFC", typed + char)
        else:
            typed += char
    table = VNI if vni else TELEX
    return "".join(table.get(c.lower(), c) for c in typed) + tone


def _one_word(text: str, chance: Random, change: Callable[[str], str]) -> str:
    """Changes one word that the change changes; the text as it was when there is none."""
    words = text.split()
    for at in chance.sample(range(len(words)), len(words)):
        if (changed := change(words[at])) != words[at]:
            return " ".join([*words[:at], changed, *words[at + 1 :]])
    return text


def _other_tone(word: str, chance: Random) -> str:
    parts = unicodedata.normalize("NFD", word)
    tones = [c for c in parts if c in TONES]
    if not tones:
        return word
    return unicodedata.normalize("NFC", parts.replace(tones[0], chance.choice([t for t in ("", *TONES) if t != tones[0]])))


def _swapped(text: str, chance: Random) -> str:
    words = text.split()
    return " ".join(words[::-1]) if chance.random() < 0.3 else " ".join([words[-1], *words[:-1]])


_SPELLING = (
    ("òa", "oà"),
    ("ủy", "uỷ"),
    ("úy", "uý"),
    ("Lý", "Lí"),
    ("Lí", "Lý"),
    ("Mỹ", "Mĩ"),
    ("Sỹ", "Sĩ"),
    ("Quý", "Quí"),
    ("Kỳ", "Kì"),
    ("ùy", "uỳ"),
    ("Ly", "Li"),
    ("Vy", "Vi"),
)


def _spelled(text: str) -> str:
    for one, other in _SPELLING:
        if one in text:
            return text.replace(one, other)
    return text.upper()


NAME_MISTAKES: dict[str, Callable[[str, Random], str]] = {
    "one edit": edit,
    "two edits": lambda text, chance: edit(edit(text, chance), chance),
    "telex": lambda text, chance: _one_word(text, chance, lambda w: keystrokes(w, vni=False)),
    "vni": lambda text, _: " ".join(keystrokes(w, vni=True) for w in text.split()),
    "no accents": lambda text, _: strip_accents(text),
    "wrong tone": lambda text, chance: _one_word(text, chance, lambda w: _other_tone(w, chance)),
    "đ as d": lambda text, chance: _one_word(text, chance, lambda w: w.replace("Đ", "D").replace("đ", "d")),
    "i or y": lambda text, _: _spelled(text),
    "swapped columns": _swapped,
    "joined": lambda text, chance: text.replace(" ", "", 1) if chance.random() < 0.5 else text[::-1].replace(" ", "", 1)[::-1],
}


def _less_birth(date: PartialDate, chance: Random) -> PartialDate:
    if date.day is None or date.month is None:
        return date
    if date.day <= 12 and date.day != date.month and chance.random() < 0.5:
        return PartialDate(date.year, date.day, date.month)
    return PartialDate(date.year, date.month) if chance.random() < 0.2 else PartialDate(date.year)


def _other_unit(unit: str, chance: Random) -> str:
    shorter = unit
    for long, short in SHORT.items():
        shorter = shorter.replace(long, short)
    return chance.choice((unit, shorter, shorter.removeprefix("CĐCS "), unit.upper(), unit.replace("CĐCS", "Công đoàn cơ sở")))


def _double(one: Person, id_: str, units: Sequence[str], chance: Random) -> tuple[Person, str]:
    """The same person as another clerk typed it, and what went wrong."""
    kind = chance.choice((*NAME_MISTAKES, "birth"))
    date, typed = one.birth, one.name
    assert date is not None
    if kind != "birth":
        typed = NAME_MISTAKES[kind](one.name, chance)
    if kind == "birth" or chance.random() < 1 / 8:
        date = _less_birth(date, chance)
        kind = kind if kind == "birth" else f"{kind}, birth"
    whole = one.birth is not None and one.birth.day is not None and date.day is not None
    unit = chance.choice(units) if whole and chance.random() < 0.3 else _other_unit(one.union, chance)
    return replace(one, id=id_, name=typed, birth=date, union=unit), kind


def seeded(count: int, doubles: int, seed: int) -> Seeded:
    """A list of `count` people and `doubles` more records that are doubles of some of them, in any order."""
    chance = Random(seed)
    base = people(count, chance)
    units = sorted({p.union for p in base})
    rows, truth, kinds = list(base), set(), {}
    for number, one in enumerate(chance.sample(base, doubles)):
        double, kind = _double(one, f"D{number:05d}", units, chance)
        rows.append(double)
        truth.add((one.id, double.id))
        kinds[double.id] = kind
    chance.shuffle(rows)
    return Seeded(tuple(rows), frozenset(truth), kinds)


def judged(known: Seeded, found: Sequence[Match]) -> tuple[float, float]:
    """Recall and precision of proposed pairs, whichever record of a pair came first."""
    ids = {(m.first.id, m.second.id) if m.first.id.startswith("P") else (m.second.id, m.first.id) for m in found}
    right = len(ids & known.truth)
    return right / len(known.truth), right / max(1, len(ids))

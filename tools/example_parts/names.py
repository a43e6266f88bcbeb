"""Invented names of the district's peoples: given the chance, a sex and an ethnic group, a name that nobody bears yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_KINH = [
    "Nguyễn",
    "Nguyễn",
    "Nguyễn",
    "Nguyễn",
    "Trần",
    "Trần",
    "Trần",
    "Lê",
    "Lê",
    "Phạm",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Đinh",
    "Đào",
    "Đoàn",
    "Trịnh",
    "Trương",
    "Mai",
    "Cao",
    "Lưu",
    "Tạ",
]
_SURNAMES = {
    "Kinh": _KINH,
    "Nùng": ["Nông", "Hoàng", "Lý", "Lục", "Hứa", "Lương"],
    "Tày": ["Nông", "Triệu", "Bế", "Ma", "Hà", "Đàm"],
    "Khơ-me": ["Thạch", "Sơn", "Danh", "Lâm", "Kim"],
    "Hoa": ["Tăng", "Quách", "Châu", "Vương", "Lâm"],
}
_MIDDLE = {
    "nam": [
        "Văn",
        "Văn",
        "Văn",
        "Đức",
        "Hữu",
        "Minh",
        "Quang",
        "Thanh",
        "Công",
        "Đình",
        "Xuân",
        "Ngọc",
        "Quốc",
        "Anh",
        "Thành",
        "Trọng",
    ],
    "nữ": ["Thị", "Thị", "Thị", "Thị", "Ngọc", "Thu", "Thanh", "Kim", "Hồng", "Mỹ", "Bích", "Thùy", "Minh", "Phương", "Diệu"],
}
_GIVEN = {
    "nam": [
        "An",
        "Bình",
        "Cường",
        "Dũng",
        "Duy",
        "Đạt",
        "Đông",
        "Giang",
        "Hải",
        "Hào",
        "Hậu",
        "Hiếu",
        "Hoàn",
        "Hòa",
        "Hùng",
        "Huy",
        "Khanh",
        "Khoa",
        "Kiên",
        "Lâm",
        "Lộc",
        "Long",
        "Lực",
        "Mạnh",
        "Nam",
        "Nghĩa",
        "Nhân",
        "Phong",
        "Phú",
        "Phúc",
        "Quân",
        "Quý",
        "Sáng",
        "Sơn",
        "Tài",
        "Tâm",
        "Thắng",
        "Thành",
        "Thiện",
        "Thịnh",
        "Thuận",
        "Tiến",
        "Toàn",
        "Trí",
        "Trung",
        "Tuấn",
        "Tùng",
        "Vinh",
        "Vũ",
    ],
    "nữ": [
        "Ánh",
        "Bích",
        "Chi",
        "Cúc",
        "Diễm",
        "Dung",
        "Duyên",
        "Đào",
        "Giang",
        "Hà",
        "Hạnh",
        "Hằng",
        "Hiền",
        "Hiệp",
        "Hoa",
        "Hòa",
        "Huệ",
        "Hương",
        "Lan",
        "Lệ",
        "Liên",
        "Linh",
        "Loan",
        "Lý",
        "Mai",
        "Mơ",
        "Na",
        "Nga",
        "Ngân",
        "Nhàn",
        "Nhung",
        "Nương",
        "Oanh",
        "Phượng",
        "Quyên",
        "Sương",
        "Tâm",
        "Thảo",
        "Thắm",
        "Thơm",
        "Thu",
        "Thúy",
        "Thủy",
        "Trang",
        "Trâm",
        "Tuyết",
        "Vân",
        "Xuân",
        "Yến",
    ],
}
_XTIENG = {
    "nam": [
        "Lơ",
        "Rớt",
        "Sôn",
        "Bôn",
        "Khui",
        "Nhố",
        "Prắc",
        "Thanh",
        "Dơn",
        "Huê",
        "Nghinh",
        "Phước",
        "Sram",
        "Tành",
        "Vênh",
        "Blơi",
        "Đố",
        "Giá",
        "Kết",
        "Lên",
        "Minh",
        "Nơi",
        "Ót",
        "Riêng",
        "Sáp",
        "Thọt",
        "Hoàng",
        "Cường",
        "Long",
        "Đức",
    ],
    "nữ": [
        "Brứt",
        "Dơi",
        "Hớt",
        "Khuê",
        "Lắp",
        "Mớt",
        "Ngơi",
        "Nhé",
        "Prơi",
        "Rưng",
        "Sía",
        "Thơm",
        "Viên",
        "Xoan",
        "Đanh",
        "Gái",
        "Hương",
        "Lan",
        "Mai",
        "Nương",
        "Oanh",
        "Phê",
        "Rơm",
        "Sa",
        "Thúy",
        "Vút",
        "Yêm",
        "Bích",
        "Hồng",
        "Liên",
    ],
}
_MNONG = {
    "nam": ["Y Krang", "Y Nhơm", "Y Brin", "Y Sưng", "Y Đrưng", "Y Lốc"],
    "nữ": ["H'Yun", "H'Mrai", "H'Lơn", "H'Brum", "H'Đir", "H'Nhuê"],
}

PEOPLES = ("Kinh", "Xtiêng", "Nùng", "Tày", "Khơ-me", "Mnông", "Hoa")


class Names:
    """Gives out names, each once."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._given: set[str] = set()

    def new(self, sex: str, people: str) -> str:
        """A name that was not given out yet; rare two-word names may get a middle name when all are used up."""
        for attempt in range(400):
            name = self._one(sex, people, longer=attempt > 20)
            if name not in self._given:
                self._given.add(name)
                return name
        raise ValueError(f"no name left for {sex}, {people}")

    def _one(self, sex: str, people: str, *, longer: bool) -> str:
        pick = self._chance.choice
        if people == "Xtiêng":
            family = "Điểu" if sex == "nam" else "Thị"
            return f"{family} {pick(_MIDDLE[sex][3:])} {pick(_XTIENG[sex])}" if longer else f"{family} {pick(_XTIENG[sex])}"
        if people == "Mnông":
            name = pick(_MNONG[sex])
            return f"{name} {pick(['Bu Nor', 'Bu Đăk', 'Bu Rưng'])}" if longer else name
        given = pick(_GIVEN[sex])
        middle = pick([m for m in _MIDDLE[sex] if m != given])
        return f"{pick(_SURNAMES[people])} {middle} {given}"

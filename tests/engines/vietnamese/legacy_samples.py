"""Invented names and units, and names from elsewhere, for the tests of old encodings."""

from __future__ import annotations

import random

FAMILIES = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Mai Trịnh Lương Đoàn Trương Lưu Nông Triệu Hứa Lâm Thạch "
    "Danh Điểu Thị Kiều Tạ Quách Cao Vương Hà Tô Chu La Châu Nghiêm Âu Ông Ưng"
).split()
MIDDLES = "Văn Thị Đức Hữu Ngọc Thanh Minh Xuân Thu Quốc Đình Công Bích Kim Mỹ Hoài Thúy Diệu Như Ánh Quỳnh Trọng Khắc Thế Sỹ Bảo".split()
GIVENS = (
    "An Ánh Ân Bé Bích Bình Cường Chiến Chính Dũng Duyên Dương Đạt Điệp Đức Giang Giàu Hà Hạnh Hằng Hậu Hiền Hiếu Hoa Hòa Hoàng Hồng Huệ "
    "Hùng Hưng Hương Hường Huyền Khánh Khoa Kiệt Lan Liên Linh Loan Lộc Lợi Luyến Lý Mẫn Mận Mỹ Nga Ngân Nghĩa Ngọc Nguyệt Nhàn Nhung Oanh "
    "Phúc Phượng Quang Quyên Quyết Sơn Tâm Thảo Thắm Thìn Thoa Thủy Thương Tịnh Toàn Trang Triều Trúc Tuấn Tuyết Uyên Vân Việt Vượng Xuyến Ý Yến"
).split()
KINDS = (
    "Trường Mầm non|Trường Tiểu học|Trường THCS|Trường THPT|Công đoàn cơ sở xã|CĐCS Công ty TNHH MTV|Nông trường cao su|Hợp tác xã|"
    "Trạm Y tế xã|Ủy ban nhân dân xã|Ban Quản lý chợ|Phòng Giáo dục và Đào tạo|Đội sản xuất|Nhà máy chế biến mủ|Tổ bảo vệ"
).split("|")
PLACES = (
    "Hoa Hồng|Hướng Dương|Sơn Ca|Nguyễn Du|Lê Lợi|Bình Tân|Long Hưng|Phú Riềng|Bù Nho|Đồng Tâm|Vạn Xuân|Thành Công|Ánh Dương|Tân Lập|Hoà Bình|"
    "Ngọc Lâm|Võ Thị Sáu|Trần Hưng Đạo|Minh Đức|Phước Tín|số 5|Đức Liễu|Thuận Lợi|Ea Súp"
).split("|")

ELSEWHERE = (
    "Müller|José|Côté|Loïc Durand|Hélène Lefèvre|François Noël|Zoë|René Dupré|Anaïs|Gaël Benoît|Thaïs|Maïté|Chloé Bérubé|Søren Kjær|Åsa Öberg|"
    "Jörg Schröder|Günther Groß|Björn Ångström|Håkon Sæther|Þór Jónsson|Íñigo Muñoz|Nuño|Begoña Peña|Raúl Núñez|Saúl|João Simões|Conceição|"
    "São Paulo|Magalhães|Mª José|Mª Luisa|Jesús|Andrés|Ángel|Öztürk|Çelik|Şahin|Łukasz Wałęsa|Dvořák|Škoda|Nagy Géza|Kovács Béla|Molnár|"
    "Zoltán Kőrösi|Ælfric|Brønsted|Citroën|Nestlé|L'Oréal|Café|Hôtel|Où|août|goût|voûte|Määttä|Köln|Löwe|naïve|Aïda|Moïse|El Niño|Hän|Lü|"
    "Niê|Êban|Y Blơ Niê|H'Bút Mlô|Ksor Y Đăk|Rơ Châm|K'Brơih|Siu Blêh|Ayŭn|Kpă|Krông Pắc|Čư M'gar|Ñơm|Điểu Krông|S'tiêng|Rah Lan Hlêch|"
    "Công ty ABC®|© 2020|§ 5|3 × 4|20°C|5 µm|100 m²|10 ± 1|«Lao động»|“THỊ XÃ”|½ ngày|Nguyễn·Văn·A|1ª|Nº 5|£5|Đảng uỷ – Ban|“PHƯỜNG XÃ…”|XÃ¹|TÃ “"
).split("|")
"""Sound text that is no plain Vietnamese: it stays."""

HASTY = "Hòang|Qúy|Gìa|Tòan|Hoà|Thuỷ|Nguyên Thi Phuc|Phùc Lôc|Quôc Viêt|Truờng|Ngưyễn|Điêù|Lôc|Đuờng|Giầy|Kĩ|Uỷ viên|TÔ ĐÌNH Ô|Trân Tô Bôn|Ô tô".split("|")
"""Sound Unicode, typed with a slip or in another school of spelling: it stays."""


def people(count: int, seed: int) -> list[str]:
    """Full names, a few of them with a given name that is ambiguous, some in capitals."""
    chance = random.Random(seed)
    names = []
    for _ in range(count):
        name = " ".join([chance.choice(FAMILIES), *chance.sample(MIDDLES, chance.randint(0, 2)), chance.choice(GIVENS)])
        names.append(name.upper() if chance.random() < 0.1 else name)
    return names


def units(count: int, seed: int) -> list[str]:
    """Names of unions and their places."""
    chance = random.Random(seed)
    return [f"{chance.choice(KINDS)} {chance.choice(PLACES)}" for _ in range(count)]


def texts(count: int, seed: int) -> list[str]:
    """Half names, half units."""
    return [t for pair in zip(people(count // 2, seed), units(count // 2, seed + 1), strict=True) for t in pair]

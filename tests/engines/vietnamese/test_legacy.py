from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.engines.vietnamese import Encoding, decode, detect, encode, modernise, modernise_cells, read_eight_bit

OLD: tuple[Encoding, ...] = ("tcvn3", "vni", "mojibake")
LETTERS = "".join(
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
)
vietnamese = st.text(LETTERS + "đĐbcdghklmnpqrstvxBCDGHKLMNPQRSTVX 0123456789.,-/()'")

# Every letter of both alphabets, as converters of the field write it (compared with public tables once, then written down here).
TCVN3 = {
    "àảãáạ": "µ¶·¸¹",
    "ăằẳẵắặ": "¨»¼½¾Æ",
    "âầẩẫấậ": "©ÇÈÉÊË",
    "đ": "®",
    "èẻẽéẹ": "ÌÎÏÐÑ",
    "êềểễếệ": "ªÒÓÔÕÖ",
    "ìỉĩíị": "×ØÜÝÞ",
    "òỏõóọ": "ßáâãä",
    "ôồổỗốộ": "«åæçèé",
    "ơờởỡớợ": "¬êëìíî",
    "ùủũúụ": "ïñòóô",
    "ưừửữứự": "\u00adõö÷øù",
    "ỳỷỹýỵ": "úûüýþ",
    "ĂÂĐÊÔƠƯ": "¡¢§£¤¥¦",
}
VNI = {
    "á à ả ã ạ": "aù aø aû aõ aï",
    "ă ắ ằ ẳ ẵ ặ": "aê aé aè aú aü aë",
    "â ấ ầ ẩ ẫ ậ": "aâ aá aà aå aã aä",
    "é è ẻ ẽ ẹ": "eù eø eû eõ eï",
    "ê ế ề ể ễ ệ": "eâ eá eà eå eã eä",
    "í ì ỉ ĩ ị": "í ì æ ó ò",
    "ó ò ỏ õ ọ": "où oø oû oõ oï",
    "ô ố ồ ổ ỗ ộ": "oâ oá oà oå oã oä",
    "ơ ớ ờ ở ỡ ợ": "ô ôù ôø ôû ôõ ôï",
    "ú ù ủ ũ ụ": "uù uø uû uõ uï",
    "ư ứ ừ ử ữ ự": "ö öù öø öû öõ öï",
    "ý ỳ ỷ ỹ ỵ": "yù yø yû yõ î",
    "đ": "ñ",
}


def test_tables_have_every_letter() -> None:
    for letters, typed in TCVN3.items():
        assert encode(letters, "tcvn3") == typed
        assert decode(typed, "tcvn3") == letters
    for letters, typed in VNI.items():
        for one, other in ((letters, typed), (letters.upper(), typed.upper())):
            assert encode(one, "vni") == other
            assert decode(other, "vni") == one
    assert sum(map(len, TCVN3)) == 74


@pytest.mark.parametrize("encoding", OLD)
@given(text=vietnamese)
def test_what_is_encoded_comes_back(encoding: Encoding, text: str) -> None:
    assert decode(encode(text, encoding), encoding) == text
    assert encode(unicodedata.normalize("NFD", text), encoding) == encode(text, encoding)


@given(text=vietnamese)
def test_capitals_typed_in_tcvn3_lose_only_their_case(text: str) -> None:
    typed = encode(text, "tcvn3", as_typed=True)
    assert len(typed) == len(text)
    assert decode(typed, "tcvn3").lower() == text.lower()
    assert encode(text, "unicode") == decode(text, "unicode") == text


@given(text=st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = modernise(text)
    assert 0 <= found.confidence <= 1
    assert found.text == unicodedata.normalize("NFC", found.text)
    assert detect(text).encoding == found.encoding
    assert modernise_cells([text])[0].text == found.text


@pytest.mark.parametrize(
    ("typed", "meant", "encoding"),
    [
        ("NguyÔn", "Nguyễn", "tcvn3"),
        ("ThÞ", "Thị", "tcvn3"),
        ("hoµ", "hoà", "tcvn3"),
        ("§ç", "Đỗ", "tcvn3"),
        ("Tr\u00adêng TiÓu häc NguyÔn Du", "Trường Tiểu học Nguyễn Du", "tcvn3"),
        ("A³nh NguyÔn", "Ánh Nguyễn", "tcvn3"),
        ("Nguyeãn", "Nguyễn", "vni"),
        ("NGUYEÃN", "NGUYỄN", "vni"),
        ("NGUYeãN", "NGUYễN", "vni"),
        ("Nguyeãn Vaên Huøng", "Nguyễn Văn Hùng", "vni"),
        ("CAO YÙ NHAÂN", "CAO Ý NHÂN", "vni"),
        ("Ñoaøn Thò Leä", "Đoàn Thị Lệ", "vni"),
        ("Coâng ñoaøn cô sôû Tröôøng Maàm non Hoa Hoàng", "Công đoàn cơ sở Trường Mầm non Hoa Hồng", "vni"),
        ("Nguyá»…n", "Nguyễn", "mojibake"),
        ("VÅ© ToÃ\u00a0n", "Vũ Toàn", "mojibake"),
        ("Äá»— Thá»‹", "Đỗ Thị".replace("Đ", "Ä"), "mojibake"),
        ("Ä\u0090á»— ThÄƒng", "Đỗ Thăng", "mojibake"),
        ("HĂ²a Nguyá»…n", "Hòa Nguyễn", "mojibake"),
        ("“ThÃ´n 5” – x", "“Thôn 5” – x", "mojibake"),
    ],
)
def test_old_text_is_converted_by_itself(typed: str, meant: str, encoding: Encoding) -> None:
    found = modernise(typed)
    assert (found.text, found.encoding) == (meant, encoding)
    assert not found.doubtful or encoding == "vni"
    assert modernise(unicodedata.normalize("NFD", typed)).text == meant


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Nguyễn V¨n Tr×nh", "Nguyễn Văn Trình"),
        ("Nguyễn ThÞ Bé", "Nguyễn Thị Bé"),
        ("CĐCS Công ty B×nh T©n", "CĐCS Công ty Bình Tân"),
        ("Tr\u00adờng Đồng T©m", "Trường Đồng Tâm"),
        ("Đaëng Vaên A", "Đặng Văn A"),
        ("Trần Thò Leä", "Trần Thò Lệ"),
        ("Trần Vaên Hoàng", "Trần Văn Hoàng"),
        ("Nguyá»…n Văn HÃ²a", "Nguyễn Văn Hòa"),
    ],
)
def test_half_converted_text_keeps_its_sound_half(typed: str, shown: str) -> None:
    assert modernise(typed).text == shown


def test_words_that_are_sound_both_ways_stay_in_a_half_converted_text_and_are_doubted() -> None:
    assert modernise("Nguyễn ThÞ Bé").doubtful
    assert modernise("Trần Vaên Hoàng").doubtful
    assert not modernise("Nguyễn V¨n Tr×nh").doubtful
    assert modernise("Vò V¨n Th¾ng").text == "Vò Văn Thắng"
    assert modernise("Vò V¨n Th¾ng").doubtful
    assert modernise("Vò V¨n Th¾ng", context="tcvn3").text == "Vũ Văn Thắng"
    assert not modernise("Vò V¨n Th¾ng", context="tcvn3").doubtful
    assert modernise("Vò V¨n Th¾ng", context="unicode").text == "Vò Văn Thắng"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("TRÇN THÞ §IÓU", "TRẦN THỊ ĐIỂU"),
        ("Vò THANH C¤NG LI£N", "VŨ THANH CÔNG LIÊN"),
        ("BCH x· §ång T©m", "BCH xã Đồng Tâm"),
        ("Ph¹m ThÞ ¸nh", "Phạm Thị Ánh"),
        ("ñy ban nh©n d©n", "Ủy ban nhân dân"),
        ("Tæ b¶o vÖ ¸nh s¸ng", "Tổ bảo vệ ánh sáng"),
    ],
)
def test_capitals_with_a_tone_come_back_where_the_text_says_so(typed: str, shown: str) -> None:
    assert modernise(typed, context="tcvn3").text == shown


@pytest.mark.parametrize("font", [".VnTimeH", ".VnArialH", ".VnArial NarrowH", ".vntimeh"])
def test_fonts_of_capitals_show_capitals(font: str) -> None:
    assert modernise("NguyÔn v¨n bé", font=font).text == "NGUYỄN VĂN BỘ"
    assert modernise("cong doan", font=font).text == "CONG DOAN"
    assert modernise("Nguyễn Bé", font=font).text == "Nguyễn Bé"


def test_font_decides_what_the_letters_do_not() -> None:
    assert modernise("Vò Loan").text == "Vò Loan"
    assert modernise("Vò Loan", font=".VnTime").text == "Vũ Loan"
    assert modernise("Thò Loan", font="VNI-Times").text == "Thị Loan"
    assert modernise("Thò Loan", font="Times New Roman").text == "Thò Loan"
    assert modernise("", font=".VnTimeH").encoding == "unicode"


def test_cells_follow_the_file_that_they_stand_in() -> None:
    tcvn3 = ["NguyÔn V¨n B×nh", "§ç ThÞ Mü", "Lª Quèc ViÖt", "TrÇn §øc", "Vò Loan", "Y Bl¬ Niª", "L\u00adu", "1/9/1975"]
    assert [m.text for m in modernise_cells(tcvn3)][4:] == ["Vũ Loan", "Y Blơ Niê", "Lưu", "1/9/1975"]
    vni = ["Nguyeãn Vaên A", "Leâ Thò Leä", "Traàn Ñöùc", "Voõ Huøng", "Thò Loan", "Hoàng", "Sôn"]
    assert [m.text for m in modernise_cells(vni)][4:] == ["Thị Loan", "Hồng", "Sơn"]
    mojibake = [encode(n, "mojibake") for n in ("Nguyễn Văn", "Trần Đức", "Lê Thị Lệ", "Đỗ Mỹ", "Hà Khoa", "NGÔ LOAN")]
    assert [m.text for m in modernise_cells(mojibake)][4:] == ["Hà Khoa", "NGÔ LOAN"]
    sound = [
        "Nguyễn Văn A",
        "Trần Đức",
        "Lê Thị Lệ",
        "Đỗ Mỹ",
        "Vũ Hạnh",
        "Phạm Ước",
        "Vương Đạt",
        "Tạ Mỵ",
        "Thò Loan",
        "Hoàng",
        "Müller",
        "NguyÔn",
    ]
    assert [m.text for m in modernise_cells(sound)] == [*sound[:-1], "Nguyễn"]
    assert not any(m.doubtful for m in modernise_cells(sound))


def test_file_of_two_encodings_leaves_its_ambiguous_cells_and_doubts_them() -> None:
    cells = ["Nguyễn Văn A", "Trần Đức", "Nguyeãn Vaên A", "Leâ Thò Leä", "Hoàng", "Hän", "An"]
    found = modernise_cells(cells)
    assert [m.text for m in found] == ["Nguyễn Văn A", "Trần Đức", "Nguyễn Văn A", "Lê Thị Lệ", "Hoàng", "Hän", "An"]
    assert [m.doubtful for m in found][:4] == [False, False, False, True]  # Thò is a word too
    assert [m.doubtful for m in found][4:] == [True, True, False]


def test_too_little_evidence_changes_nothing_and_says_so() -> None:
    for typed in ("Hän", "Loïc", "Lª", "L\u00adu", "Phùc Lôc", "NGÃ” LOAN", "Nö"):
        assert modernise(typed).text == typed
        assert modernise(typed).doubtful
    assert modernise("Hän", context="tcvn3").text == "Họn"


def test_fonts_of_cells_count_and_their_number_is_checked() -> None:
    assert [m.text for m in modernise_cells(["Vò", "Vò"], [".VnTime", ""])] == ["Vũ", "Vò"]
    assert [m.text for m in modernise_cells(["an", "Vò Loan"], [".VnTimeH", ".VnTimeH"])] == ["AN", "VŨ LOAN"]
    assert modernise_cells([]) == ()
    with pytest.raises(ValueError, match="one font"):
        modernise_cells(["a", "b"], [".VnTime"])


def test_sound_file_is_seen_at_a_glance() -> None:
    cells = ["Nguyễn Văn Đạt", "Trần Phượng", "Lê", "Hoàng", "Vũ Hạnh", unicodedata.normalize("NFD", "Đỗ Mỹ"), "12"]
    found = modernise_cells(cells)
    assert [m.text for m in found] == [unicodedata.normalize("NFC", c) for c in cells]
    assert {m.encoding for m in found} == {"unicode"}
    assert [m.confidence for m in found] == [0.99] * 6 + [1.0]
    assert [m.text for m in modernise_cells([*cells, "Müller"])][-1] == "Müller"


def test_broken_utf_8_stays() -> None:
    assert modernise("áx»»").encoding == "unicode"
    assert modernise("á€€ Ã¿").text == "á€€ Ã¿"
    assert modernise("á»€á»").text.startswith("Ề")
    assert modernise("â€œXÃ£â€").text == "“Xã”"
    assert modernise("áÂ¿ Ã»").doubtful is False


def test_bytes_of_each_eight_bit_file_are_read_right() -> None:
    names = ["Nguyễn Thị Hường", "Phạm Đức Ý", "Trịnh Văn Bình", "Lê Thị Mỹ Lệ", "Vũ Trọng Khải"]
    for encoding in ("tcvn3", "vni"):
        data = "\n".join(encode(n, encoding, as_typed=True) for n in names).encode("latin-1")
        assert [m.text for m in modernise_cells(read_eight_bit(data).split("\n"))] == names
    # Windows-1258 writes the five tones as letters of their own, after their vowel
    apart = "".join(_with_tone_apart(c) for c in "\n".join(names))
    assert read_eight_bit(apart.encode("cp1258")).split("\n") == names
    assert read_eight_bit(b"plain\n") == "plain\n"
    assert read_eight_bit("Müller".encode("cp1252")) == "Müller"


def _with_tone_apart(char: str) -> str:
    parts = unicodedata.normalize("NFD", char)
    tone = "".join(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in tone)) + tone


@pytest.mark.parametrize("text", ["LĐTT 2018", "QĐ 12", "CSTĐCS 2019", "LĐLĐ"])
@pytest.mark.parametrize("encoding", ["vni", "tcvn3"])
def test_abbreviations_follow_their_font(text: str, encoding: Encoding) -> None:
    font = {"vni": "VNI-Times", "tcvn3": ".VnTime"}[encoding]
    found = modernise(encode(text, encoding), font=font)
    assert (found.text, found.encoding, found.doubtful) == (text, encoding, False)


def test_expected_words_follow_their_font() -> None:
    typed = encode("Xtiêng", "vni")
    assert modernise(typed, font="VNI-Times", known={"xtiêng"}).text == "Xtiêng"
    assert modernise(typed, font="VNI-Times").text == typed


@pytest.mark.parametrize("text", ["LÑTT 2018", "ESPAÑA", "Xtiêng", "QĐ 12"])
def test_clean_abbreviations_stay(text: str) -> None:
    assert modernise(text, known={"xtiêng"}).text == text

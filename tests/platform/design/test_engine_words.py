"""Every sentence of the engines that a page may show is known and said in English, with its values."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override
from english_pages import VIETNAMESE

from vinhdanh.engines.plan import KEYS
from vinhdanh.platform.design.engine_words import in_english, retold
from vinhdanh.platform.design.sentences import SENTENCES
from vinhdanh.platform.organisations.register.table import table

SOURCE = Path("src/vinhdanh")
SPEAKING = (
    "engines/campaign/check.py", "engines/campaign/schedule.py", "engines/appraisal/matching/births.py",
    "platform/organisations/register/plan.py", "platform/organisations/register/reading.py",
    "steps/campaigns/services/succession.py",
)  # fmt: skip
PARTS = (" Một trong hai đơn vị chưa được ấn định chỉ tiêu.", "Có X đơn vị", "Không có đơn vị nào", "X tên “X” để làm cấp trên.", "Ghi một trong các mã: ", "Ghi attribute là một trong: ",
         "Ghi các mã: ", " số ", " về X", ", qua X", "Gửi hồ sơXX")  # fmt: skip
"""Pieces that a module puts together; the whole sentences stand in WHOLE."""
WHOLE = (
    "A đã sáp nhập vào B: chỉ tiêu 2 – 3 và không ấn định, cộng lại là 3. Một trong hai đơn vị chưa được ấn định chỉ tiêu.",
    "Có 2 đơn vị tên “Hoa” để làm cấp trên.", "Không có đơn vị nào tên “Hoa” để làm cấp trên.", 'Ghi một trong các mã: "a", "b".',
    "Ghi attribute là một trong: a, b.", "Ghi các mã: a, b.", "Gửi hồ sơ", "Gửi hồ sơ về A", "Gửi hồ sơ về A, qua B", "Gửi hồ sơ, qua B",
    "Ban hành Kế hoạch", "Nữ: giá trị “x” không phù hợp, cần một số nguyên không âm. Cả dòng chưa được dùng.",
)  # fmt: skip


def spoken(path: Path) -> Iterator[str]:
    """The Vietnamese strings of a module, "X" where a value stands; what explains the code is left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            silent.add(id(node.value))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "UserError":
            silent |= {id(part) for argument in node.args for part in ast.walk(argument)}
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "compile":
            silent |= {id(part) for argument in node.args for part in ast.walk(argument)}
        if isinstance(node, ast.JoinedStr) and id(node) not in silent:
            silent |= {id(part) for part in ast.walk(node) if part is not node}
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.value


@pytest.mark.parametrize("name", SPEAKING)
def test_every_sentence_of_a_module_is_known(name: str) -> None:
    told = [text for text in spoken(SOURCE / name) if VIETNAMESE.search(text) and text not in PARTS]
    assert told
    assert [text for text in told if VIETNAMESE.search(in_english(text).replace("“Công đoàn cơ sở”", ""))] == []


def test_sentences_put_together_are_known() -> None:
    assert [text for text in WHOLE if VIETNAMESE.search(in_english(text))] == []


def test_names_of_values_and_columns_are_known() -> None:
    words = [key.label for key in KEYS] + [column.heading for column in table().columns]
    assert [text for text in words if VIETNAMESE.search(in_english(text))] == []


def test_values_stay_and_known_words_in_them_are_said() -> None:
    text = "register.xlsx, trang “A”, ô D5 (Tổng số đoàn viên): giá trị “nhiều” không phù hợp, cần một số nguyên không âm."
    assert "wanted: a whole number that is not negative" in in_english(text)
    assert in_english("campaign.toml chưa có hạn gửi danh sách (reception.deadline).") == (
        "campaign.toml does not give the deadline of the lists (reception.deadline)."
    )
    assert in_english("Hội nghị: ngày 02/9/2026 là ngày nghỉ (Quốc khánh (nghỉ bù)).") == (
        "Conference: 02/9/2026 is a day off (National Day (day off in lieu))."
    )
    assert in_english("Khóa share_guests lớn hơn 100 %.") == "share_guests is more than 100 %."


def test_vietnamese_and_what_is_not_known_stay() -> None:
    assert retold("Thẩm định xong") == "Thẩm định xong"
    assert retold("") == ""
    with override("en"):
        assert retold("Thẩm định xong") == "Appraisal finished"
        assert retold("Một câu lạ của ai đó") == "Một câu lạ của ai đó"


def test_each_sentence_stands_once() -> None:
    assert len(SENTENCES) == len(set(SENTENCES))

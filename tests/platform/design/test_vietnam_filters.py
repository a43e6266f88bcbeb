"""Days and moments as pages write them; sources by their names."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from vinhdanh.platform.design.templatetags.vietnam import day, moment
from vinhdanh.platform.organisations.templatetags.organisations import source_words


def test_a_moment_is_told_in_vietnam_and_as_papers_write_days() -> None:
    assert moment(datetime(2020, 3, 4, 23, 5, tzinfo=UTC)) == "06:05 05/3/2020"
    assert moment(None) == ""
    assert day(date(2020, 2, 1)) == "01/02/2020"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("LCD2024", "Luật Công đoàn số 50/2024/QH15"),
        ("handbook", "Sổ tay nghiệp vụ kèm phần mềm"),
        ("general", "Thông lệ của ngành, chưa dẫn được văn bản"),
        ("of-tomorrow", "of-tomorrow"),
        ("", ""),
    ],
)
def test_a_source_is_called_by_its_name(code: str, words: str) -> None:
    assert source_words(code) == words

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import outcome_factory
import pytest

from vinhdanh.engines.campaign.types import Commendation
from vinhdanh.engines.papers.certificates import certificates

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Outcome


def test_a_certificate_says_what_the_host_decided(settled: Outcome) -> None:
    batch = certificates(settled, settled.commend[1])
    assert [item.nominee for item in batch.items] == [award.nominee for award in settled.commend[1].awards]
    assert batch.issuer == ("BAN THƯỜNG VỤ", "LIÊN ĐOÀN LAO ĐỘNG HUYỆN PHÚ RIỀNG")
    assert (batch.verb, batch.word) == ("TẶNG", "GIẤY KHEN")
    assert batch.citation.replace("\u00a0", " ") == (
        "Đã có thành tích xuất sắc trong phong trào thi đua yêu nước\n"
        "của công nhân, viên chức, lao động huyện Phú Riềng giai đoạn 2016 - 2020"
    )
    assert batch.decision == "Quyết định số 21/QĐ-LĐLĐ"
    assert batch.place_date == "Phú Riềng, ngày 05 tháng 5 năm 2020"
    assert [item.number for item in batch.items] == [f"{i:03d}" for i in range(1, len(batch.items) + 1)]


def test_name_honorific_and_unit_are_those_of_the_nominee(settled: Outcome) -> None:
    for item in certificates(settled, settled.commend[1]).items:
        nominee = settled.nominee(item.nominee)
        assert item.name == nominee.name
        assert item.honorific == {"nam": "Ông", "nữ": "Bà"}[nominee.sex or "nam"]
        union = settled.union(nominee.union).name.replace("CĐCS", "Công đoàn cơ sở")
        assert item.unit == f"{nominee.post},\n{union}"


def test_the_code_holds_number_year_and_hash_and_nothing_personal(settled: Outcome) -> None:
    items = certificates(settled, settled.commend[1]).items
    for item in items:
        assert re.fullmatch(rf"GK {item.number}/2020 [A-Z2-9]{{4}}-[A-Z2-9]{{4}}", item.check)
    assert len({item.check[-9:] for item in items}) == len(items)


def test_the_code_changes_with_what_the_paper_shows(settled: Outcome, awkward: Outcome) -> None:
    before, after = (certificates(o, o.commend[1]).items[0].check for o in (settled, awkward))
    assert before != after


def test_what_another_authority_decides_is_not_printed(settled: Outcome) -> None:
    assert certificates(settled, settled.commend[0]).items == ()


def test_what_is_not_known_yet_stays_a_gap() -> None:
    outcome = outcome_factory.make_outcome(
        campaign_settings=outcome_factory.settings(papers=(), year=None, period=None, audience="", place="")
    )
    batch = certificates(outcome, outcome.commend[1])
    assert batch.decision == "Quyết định số ……/QĐ-LĐLĐ"
    assert batch.decision_day == batch.place_date == "ngày …… tháng …… năm ……"
    assert batch.citation == "Đã có thành tích xuất sắc trong phong trào thi đua yêu nước"
    assert batch.items[0].check.startswith("GK 001 ")


def test_a_collective_has_its_full_name_and_no_honorific(settled: Outcome) -> None:
    own = replace(settled.commend[0], commendation=Commendation("GK_H"))
    groups = [i for i in certificates(settled, own).items if settled.nominee(i.nominee).kind == "collective"]
    assert groups
    assert all(i.honorific == "" and i.name == "Tổ công đoàn số 1" and i.unit.startswith("Công đoàn cơ sở") for i in groups)


def test_a_union_that_is_itself_honoured_is_named_once(settled: Outcome) -> None:
    own = replace(settled.commend[0], commendation=Commendation("GK_H"))
    people = tuple(replace(n, name=settled.union(n.union).name) if n.kind == "collective" else n for n in settled.nominees)
    items = certificates(replace(settled, nominees=people), own).items
    groups = [i for i in items if settled.nominee(i.nominee).kind == "collective"]
    assert all(i.name.startswith("Công đoàn cơ sở") and i.unit == "" for i in groups)


def test_unknown_sex_is_never_guessed(settled: Outcome) -> None:
    people = tuple(replace(n, sex=None) for n in settled.nominees)
    changed = replace(settled, nominees=people)
    assert {item.honorific for item in certificates(changed, changed.commend[1]).items} == {""}


def test_numbers_of_the_register_go_on_over_the_rounds(settled: Outcome) -> None:
    first = replace(settled.commend[0], commendation=Commendation("GK_H"))
    both = replace(settled, commend=(first, settled.commend[1]))
    assert int(certificates(both, both.commend[1]).items[0].number) == len(first.awards) + 1
    assert certificates(both, both.commend[1], first=87).items[0].number == "087"


@pytest.mark.parametrize(
    ("honour", "word", "verb", "citation"),
    [
        ("Bằng khen của Ban Chấp hành", "BẰNG KHEN", "TẶNG", "Đã có thành tích"),
        ("Đoàn viên xuất sắc", "GIẤY CHỨNG NHẬN", "CẤP", "Đã đạt danh hiệu Đoàn viên xuất sắc"),
    ],
)
def test_the_word_of_honour_follows_the_form(settled: Outcome, honour: str, word: str, verb: str, citation: str) -> None:
    commend_round = settled.commend[1]
    changed = replace(commend_round, awards=tuple(replace(a, honour_name=honour) for a in commend_round.awards))
    batch = certificates(settled, changed)
    assert (batch.word, batch.verb) == (word, verb)
    assert batch.citation.startswith(citation)

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING

import outcome_factory

from vinhdanh.engines.campaign.outcome import Standing
from vinhdanh.engines.campaign.types import AgendaItem, Conference, Guest
from vinhdanh.engines.papers.certificates import invitations
from vinhdanh.engines.vietnamese import PartialDate

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Outcome


def with_settings(outcome: Outcome, **changes: object) -> Outcome:
    settings = replace(outcome.campaign.settings, **changes)  # type: ignore[arg-type]
    return replace(outcome, campaign=replace(outcome.campaign, settings=settings))


def test_everyone_chosen_and_each_guest_who_has_not_declined_is_invited(settled: Outcome) -> None:
    guests = (*settled.guests_in, Guest("NO", "Lê Văn Vắng", confirmed=False))
    batch = invitations(replace(settled, guests_in=guests))
    wanted = [p.nominee for p in settled.attend.by(Standing.CHOSEN)] + [g.id for g in settled.guests_in]
    assert [item.key for item in batch.items] == wanted
    assert [item.number for item in batch.items] == [f"{i:03d}" for i in range(1, len(wanted) + 1)]
    assert len({item.code for item in batch.items}) == len(wanted)
    assert all(re.fullmatch(rf"GM {i.number}/2020 {i.code}", i.check) for i in batch.items)


def test_a_confirmed_invitation_has_time_and_place_and_no_mark(settled: Outcome) -> None:
    batch = invitations(settled)
    facts = {label: words.replace("\u00a0", " ") for label, words in batch.facts}
    assert batch.draft == ""
    assert facts["Thời gian:"] == "07 giờ 30 phút, thứ Sáu, ngày 15 tháng 5 năm 2020."
    assert facts["Địa điểm:"] == "Hội trường Trung tâm Văn hóa huyện Phú Riềng."
    assert facts["Chủ trì:"] == "Ban Thường vụ Liên đoàn Lao động huyện."
    assert facts["Tới dự:"].endswith("huyện Phú Riềng lần thứ I, năm 2020.")
    assert batch.number == "Số: 04/GM-LĐLĐ"
    assert batch.motto == "HỘI NGHỊ TUYÊN DƯƠNG ĐIỂN HÌNH TIÊN TIẾN"
    assert batch.reply.startswith("Nếu không dự được")
    assert "0271\u00a03000\u00a0000" in batch.reply


def test_before_confirmation_it_is_a_marked_draft_with_gaps(settled: Outcome) -> None:
    batch = invitations(with_settings(settled, conference=Conference(tentative=PartialDate(2020, 5)), papers=()))
    facts = {label: words.replace("\u00a0", " ") for label, words in batch.facts}
    assert batch.draft == "BẢN NHÁP – chưa xác nhận thời gian, địa điểm"
    assert facts["Thời gian:"] == "…… giờ …… phút, ngày …… tháng 5 năm 2020."
    assert set(facts["Địa điểm:"]) == {"…"}
    assert "Chủ trì:" not in facts
    assert batch.cover_date.replace("\u00a0", " ") == "Phú Riềng, tháng 5 năm 2020"
    assert batch.number == "Số: ……/GM-LĐLĐ"
    assert batch.reply == ""


def test_the_mark_names_only_what_is_open(settled: Outcome) -> None:
    known = settled.campaign.settings.conference
    assert invitations(with_settings(settled, conference=replace(known, place=""))).draft == "BẢN NHÁP – chưa xác nhận địa điểm"
    assert (
        invitations(with_settings(settled, conference=replace(known, start=None))).draft == "BẢN NHÁP – chưa xác nhận thời gian"
    )
    bare = invitations(with_settings(settled, conference=Conference(), year=None))
    assert dict(bare.facts)["Thời gian:"].replace("\u00a0", " ") == "…… giờ …… phút, ngày …… tháng …… năm ……."
    assert bare.cover_date == "Phú Riềng, ngày …… tháng …… năm ……"
    early = invitations(with_settings(settled, conference=Conference(tentative=PartialDate(2021, 2))))
    assert "tháng 02 năm" in dict(early.facts)["Thời gian:"]


def test_a_collective_is_invited_through_its_representative(settled: Outcome) -> None:
    group = next(n for n in settled.nominees if n.kind == "collective")
    item = next(i for i in invitations(settled).items if i.key == group.id)
    assert group.representative is not None
    assert item.name == group.representative.name
    assert item.honorific in {"Ông", "Bà"}
    assert item.post.startswith("Tổ trưởng,\nđại diện Tổ công đoàn số 1,\nCông đoàn cơ sở")
    alone = tuple(replace(n, representative=None) for n in settled.nominees)
    item = next(i for i in invitations(replace(settled, nominees=alone)).items if i.key == group.id)
    assert (item.name, item.honorific) == ("Đại diện Tổ công đoàn số 1", "")


def test_a_guest_without_a_name_is_invited_by_office(settled: Outcome) -> None:
    guests = (
        Guest("A", "Phạm Thị Lan", "Đồng chí", "Chủ tịch", "Hội Phụ nữ"),
        Guest("B", "", "", "Lãnh đạo", "Phòng Nội vụ"),
        Guest("C", "", "", "", "Đài Truyền thanh"),
    )
    made = {i.key: i for i in invitations(replace(settled, guests_in=guests)).items}
    assert (made["A"].honorific, made["A"].name, made["A"].post) == ("Đồng chí", "Phạm Thị Lan", "Chủ tịch,\nHội Phụ nữ")
    assert (made["B"].name, made["B"].post) == ("Lãnh đạo Phòng Nội vụ", "")
    assert made["C"].name == "Đại diện Đài Truyền thanh"


def test_times_of_the_programme_follow_from_what_is_known(settled: Outcome) -> None:
    agenda = (
        AgendaItem("Đón tiếp"),
        AgendaItem("Chào cờ", time(7, 30), 5),
        AgendaItem("Khai mạc", None, 10),
        AgendaItem("Báo cáo"),
        AgendaItem("Tham luận", time(8, 30)),
        AgendaItem("Bế mạc", time(9, 0)),
    )
    made = invitations(with_settings(settled, agenda=agenda)).programme
    assert [line.time for line in made] == ["", "07h30 - 07h35", "07h35 - 07h45", "07h45 - 08h30", "08h30 - 09h00", "09h00"]


def test_ordinal_and_year_are_added_to_a_name_that_lacks_them(settled: Outcome) -> None:
    batch = invitations(with_settings(settled, name="Đại hội Thi đua yêu nước", ordinal=5, parent=None))
    assert batch.motto == "ĐẠI HỘI THI ĐUA YÊU NƯỚC"
    assert batch.motto_rest.replace("\u00a0", " ") == "lần thứ V, năm 2020"
    assert batch.head_parent == ""
    plain = invitations(with_settings(settled, name="Hội nghị", ordinal=None, year=None))
    assert plain.motto_rest == ""


def test_nobody_to_invite_is_an_empty_batch() -> None:
    assert invitations(outcome_factory.make_outcome(empty=True)).items == ()

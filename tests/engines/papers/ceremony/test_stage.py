"""From an outcome to its waves: who receives, who presents, what the wings must know; times and cues of the programme."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from outcome_factory import make_outcome, settings

from vinhdanh.engines.campaign.outcome import Outcome, Standing
from vinhdanh.engines.campaign.types import AgendaItem, Body, Guest
from vinhdanh.engines.papers.ceremony import Stage, award_waves, cues, timed
from vinhdanh.engines.papers.ceremony.agenda import kept
from vinhdanh.engines.papers.ceremony.stage import HOST, OUTSIDE, UNNAMED, by_protocol

OUTCOME = make_outcome()


def guest(id_: str, group: str, post: str, organisation: str, *, confirmed: bool | None = True) -> Guest:
    return Guest(id_, f"Khách {id_}", "Ông", post, organisation, group, confirmed=confirmed)


LEADERS = (
    guest("ub1", "hdnd_ubnd", "Phó Chủ tịch", "Ủy ban nhân dân huyện"),
    guest("ub2", "hdnd_ubnd", "Chủ tịch", "Ủy ban nhân dân huyện"),
    guest("hd", "hdnd_ubnd", "Chủ tịch", "Hội đồng nhân dân huyện"),
    guest("bt", "dang", "Bí thư", "Huyện ủy"),
    guest("tren", "cap_tren", "Chủ tịch", "Liên đoàn Lao động tỉnh Bình Phước"),
    guest("cv", "cap_tren", "Chuyên viên", "Liên đoàn Lao động tỉnh Bình Phước"),
    guest("vang", "cap_tren", "Phó Chủ tịch", "Liên đoàn Lao động tỉnh Bình Phước", confirmed=None),
)


def presenters(outcome: Outcome) -> list[tuple[str, str]]:
    return list(dict.fromkeys((w.authority, w.presenter.id if w.presenter else "") for w in award_waves(outcome)))


def test_everyone_with_an_award_comes_on_stage_once_in_the_order_of_the_lists() -> None:
    waves = award_waves(OUTCOME)
    given = [a.nominee for made in OUTCOME.commend for a in made.awards]
    on_stage = [r.id for w in waves for r in w.recipients]
    assert sorted(on_stage) == sorted(given)
    assert waves[0].honour.split(" của ")[1] == "Chủ tịch Ủy ban nhân dân huyện Phú Riềng"
    for made in OUTCOME.commend:
        for kind in ("collective", "person"):
            listed = [a.nominee for a in made.awards if OUTCOME.nominee(a.nominee).kind == kind]
            assert [id_ for id_ in on_stage if id_ in listed] == listed


def test_who_is_no_delegate_or_has_no_head_is_marked() -> None:
    delegates = {p.nominee for p in OUTCOME.attend.by(Standing.CHOSEN)}
    headless = replace(OUTCOME, nominees=tuple(replace(n, representative=None) for n in OUTCOME.nominees))
    for wave in award_waves(headless):
        for r in wave.recipients:
            assert (OUTSIDE in r.note) == (r.id not in delegates)
            assert (UNNAMED in r.note) == (r.kind == "collective")
            assert bool(r.receiver) == (r.kind == "person")


def test_the_body_that_decides_presents_its_honour_and_the_level_above_with_the_host_its_own() -> None:
    outcome = replace(OUTCOME, guests_in=LEADERS)
    assert presenters(outcome) == [
        ("Chủ tịch Ủy ban nhân dân huyện Phú Riềng", "ub2"),
        ("Chủ tịch Ủy ban nhân dân huyện Phú Riềng", "ub1"),
        ("Liên đoàn Lao động huyện Phú Riềng", "tren"),
    ]
    narrow = award_waves(outcome, stage=Stage(1, 2, 2), absent={"ub2"})
    assert {w.presenter.id for w in narrow if w.presenter} == {"ub1", "tren", HOST}
    assert all(len(w.recipients) <= 2 for w in narrow)


def test_without_its_own_leader_the_highest_guest_presents_and_without_anybody_there_is_a_gap() -> None:
    others = tuple(g for g in LEADERS if not g.id.startswith("ub"))
    assert presenters(replace(OUTCOME, guests_in=others))[0][1] == "tren"
    nobody = make_outcome(campaign_settings=settings(host=Body("Công đoàn xã")), guests=0)
    assert {p for _, p in presenters(nobody)} == {""}
    party = replace(nobody, guests_in=(LEADERS[3],))
    assert {p for _, p in presenters(party)} == {"bt"}


def test_an_honour_that_the_catalogue_does_not_know_comes_last() -> None:
    first, second = OUTCOME.commend
    odd = replace(first, awards=tuple(replace(a, honour="LẠ", honour_name="Kỷ niệm") for a in first.awards))
    assert award_waves(replace(OUTCOME, commend=(odd, second)))[-1].honour == "Kỷ niệm"


def test_guests_stand_in_the_order_of_introduction() -> None:
    assert [g.id for g in by_protocol((*LEADERS, guest("la", "?", "", "")))] == [
        "tren",
        "cv",
        "vang",
        "bt",
        "ub1",
        "ub2",
        "hd",
        "la",
    ]


def test_times_run_on_from_what_is_told() -> None:
    agenda = (
        AgendaItem("a", time(7, 30), 5),
        AgendaItem("b", None, 10),
        AgendaItem("c"),
        AgendaItem("d", None, 15),
        AgendaItem("e", time(9, 0)),
        AgendaItem("g", time(9, 20)),
        AgendaItem("h"),
    )
    assert [t.span for t in timed(agenda)] == ["07h30 - 07h35", "07h35 - 07h45", "07h45", "15 phút", "09h00 - 09h20", "09h20", ""]


def test_years_stay_on_one_line_of_a_cell() -> None:
    assert kept("05 năm (2016 - 2020)") == "05 năm (2016\u00a0\u2011\u00a02020)"


@pytest.mark.parametrize(
    ("text", "award", "words"),
    [
        ("Công bố quyết định, trao thưởng", True, "công bố quyết định khen thưởng"),
        ("Biểu dương, tôn vinh, khen thưởng", True, "công bố quyết định khen thưởng"),
        ("Báo cáo tổng kết phong trào thi đua và công tác khen thưởng", False, "trình bày: báo cáo tổng kết"),
        ("Chào cờ", False, "Nghiêm! Chào cờ, chào!"),
        ("Tuyên bố lý do, giới thiệu đại biểu", False, "tổ chức Hội nghị tuyên dương"),
        ("Diễn văn khai mạc", False, "mời đồng chí A đọc diễn văn"),
        ("Thông qua danh sách", False, "thông qua danh sách. Đồng chí nào nhất trí"),
        ("Giải lao {who} <b>", False, "Tiếp theo chương trình: Giải lao {who} <b>"),
    ],
)
def test_cues_follow_the_sort_of_item(text: str, award: bool, words: str) -> None:
    item = AgendaItem(text, performer="Đồng chí A")
    assert cues.is_award(item) is award
    assert words in cues.cue(item, settings()).words


def test_the_first_award_item_is_found() -> None:
    items = [AgendaItem("Chào cờ"), AgendaItem("Trao tặng giấy khen"), AgendaItem("Khen thưởng")]
    assert cues.award_item(items) == 1
    assert cues.award_item(items[:1]) is None
    assert "…………" in cues.cue(items[0].__class__("Phát biểu"), settings()).words

"""Timelines, boards, funnels: where things stand and what is said."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.platform.design.charts import Board, Funnel, Group, Point, Stage, State, Timeline, Unit
from vinhdanh.platform.design.charts.timeline import NEAR

TODAY = date(2020, 3, 5)
STATES = (
    State("sent", "Đã gửi", settled=True),
    State("late", "Gửi muộn"),
    State("silent", "Im lặng"),
    State("nil", "Không có", settled=True),
)


def line(*days: date, today: date = TODAY) -> Timeline:
    return Timeline.of([Point(day, str(day)) for day in days], today)


def test_points_are_sorted_and_the_line_covers_whole_months() -> None:
    timeline = line(date(2020, 5, 15), date(2020, 1, 6))
    assert [point.day for point in timeline.points] == [date(2020, 1, 6), date(2020, 5, 15)]
    assert (timeline.first, timeline.last) == (date(2020, 1, 1), date(2020, 5, 31))
    assert [tick.words for tick in timeline.ticks] == ["1/2020", "Tháng 2", "Tháng 3", "Tháng 4", "Tháng 5"]
    assert timeline.today_at == "42.38%"
    assert timeline.today_words == "Hôm nay, 05/3/2020"
    assert not timeline.today_late


def test_today_outside_is_not_drawn_and_late_today_stands_before_its_words() -> None:
    assert line(date(2020, 1, 6), today=date(2021, 1, 1)).today_at == ""
    assert line(date(2020, 1, 6), date(2020, 3, 20), today=date(2020, 3, 28)).today_late


def test_a_long_line_names_few_months() -> None:
    timeline = line(date(2020, 1, 6), date(2022, 1, 6))
    named = [tick.words for tick in timeline.ticks if tick.words]
    assert len(timeline.ticks) == 25
    assert len(named) <= 8


def test_dates_are_said_as_they_are_meant() -> None:
    assert Point(TODAY, "x").when == "05/3/2020"
    assert Point(TODAY, "x", said="trước 05/3").when == "trước 05/3"
    assert Point(TODAY, "x", until=date(2020, 3, 20)).when == "05/3/2020 – 20/3/2020"


def test_a_single_day_and_the_sentence_for_those_who_do_not_see() -> None:
    timeline = line(TODAY)
    assert timeline.levels == [0]
    assert timeline.words.startswith("Trục thời gian từ 01/3/2020 đến 31/3/2020; hôm nay là ngày 05/3/2020. 1 mốc")


@given(st.lists(st.integers(0, 400), min_size=1, max_size=30))
def test_dots_on_one_level_never_touch(days: list[int]) -> None:
    timeline = line(*(TODAY + timedelta(days=day) for day in days))
    placed: dict[int, list] = {}
    for point, level in zip(timeline.points, timeline.levels, strict=True):
        placed.setdefault(level, []).append(timeline.share(point.day))
    for shares in placed.values():
        assert all(after - before >= NEAR for before, after in pairwise(shares))
    assert all(0 < dot.y <= timeline.ground for dot in timeline.dots)
    assert timeline.height > timeline.ground >= timeline.today_to - 18


def board(chosen: str = "") -> Board:
    first = Group("Khối giáo dục", (Unit("Hoa Sen", "sent"), Unit("Bình Tân", "late"), Unit("Gỗ", "silent")))
    return Board(STATES, (first, Group("Khối cơ quan", (Unit("Tòa án", "nil"),))), chosen)


def test_those_who_need_a_hand_come_first() -> None:
    parts = board().parts
    assert [(part.settled, part.count) for part in parts] == [(False, 2), (True, 2)]
    assert [[(name, [unit.name for unit, _ in units]) for name, units in part.groups] for part in parts] == [
        [("Khối giáo dục", ["Bình Tân", "Gỗ"])],
        [("Khối giáo dục", ["Hoa Sen"]), ("Khối cơ quan", ["Tòa án"])],
    ]
    assert parts[0].groups[0][1][0][1] == "Gửi muộn"


def test_chips_count_states_that_occur_and_the_table_adds_up() -> None:
    whole = board("late")
    assert [(chip.key, chip.count, chip.chosen) for chip in whole.chips] == [
        ("sent", 1, False), ("late", 1, True), ("silent", 1, False), ("nil", 1, False),
    ]  # fmt: skip
    assert [part.count for part in whole.parts] == [1]
    assert [(row.name, row.counts, row.total) for row in whole.rows] == [
        ("Khối giáo dục", (1, 1, 1, 0), 3), ("Khối cơ quan", (0, 0, 0, 1), 1),
    ]  # fmt: skip
    assert whole.sums == (1, 1, 1, 1)
    assert whole.total == sum(whole.sums)


def test_a_funnel_is_as_wide_as_its_widest_stage() -> None:
    rows = Funnel((Stage("Được đề nghị", 200), Stage("Đạt", 50))).rows
    assert [width for _, width in rows] == ["100%", "25%"]
    assert Funnel(()).rows == []
    assert Funnel((Stage("x", 0),)).rows[0][1] == "0%"


def test_a_large_board_draws_the_first_and_counts_all() -> None:
    groups = tuple(
        Group(f"Khối {n}", tuple(Unit(f"CĐCS {n}-{m}", "silent" if m % 3 else "sent") for m in range(200))) for n in range(3)
    )
    board = Board(STATES, groups)
    drawn = [unit for part in board.parts for _, units in part.groups for unit, _ in units]
    assert (len(drawn), board.hidden, board.total) == (240, 360, 600)
    assert {unit.state for unit in drawn} == {"silent"}
    assert [part.count for part in board.parts] == [399, 201]
    assert Board(STATES, groups, chosen="sent").hidden == 0

"""Award waves: everyone once, order kept, sizes for the stage, presenters in turn, divided anew when someone is absent."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.engines.papers.ceremony import Presenter, Recipient, Stage, plan_waves, sizes
from vinhdanh.errors import UserError

Kind = Literal["collective", "person"]
LEADERS = (Presenter("a", "Ông A", "Chủ tịch"), Presenter("b", "Bà B", "Phó Chủ tịch"))


def recipient(n: int, kind: Kind = "person", rank: int = 22, *, presenters: tuple[str, ...] = ()) -> Recipient:
    return Recipient(f"{kind}-{rank}-{n}", f"Người {n}", "", kind, f"Hình thức {rank}", rank, presenters=presenters)


def people(count: int, kind: Kind = "person", rank: int = 22) -> list[Recipient]:
    return [recipient(n, kind, rank) for n in range(count)]


stages = st.tuples(st.integers(1, 10), st.integers(0, 12), st.integers(1, 20)).map(lambda t: Stage(t[0], t[0] + t[1], t[2]))
lists = st.lists(
    st.tuples(st.sampled_from(("collective", "person")), st.sampled_from((3, 22, 25))),
    max_size=120,
).map(lambda found: [recipient(n, kind, rank) for n, (kind, rank) in enumerate(found)])


@given(st.integers(0, 2000), stages)
def test_sizes_are_even_sum_up_and_keep_the_bounds(count: int, stage: Stage) -> None:
    made = sizes(count, stage)
    assert sum(made) == count
    assert all(1 <= size <= stage.most for size in made)
    if made:
        assert max(made) - min(made) <= 1
        assert list(made) == sorted(made, reverse=True)
        possible = any(stage.least * n <= count <= stage.most * n for n in range(1, count + 1))
        assert (min(made) >= stage.least) == possible


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, ()), (1, (1,)), (7, (7,)), (8, (8,)), (15, (15,)), (16, (8, 8)), (40, (14, 13, 13)), (60, (12,) * 5)],
)
def test_sizes_of_a_usual_stage(count: int, expected: tuple[int, ...]) -> None:
    assert sizes(count, Stage()) == expected


def test_a_narrow_stage_never_overflows() -> None:
    assert sizes(11, Stage(8, 9, 9)) == (6, 5)


def test_an_impossible_stage_is_refused() -> None:
    with pytest.raises(UserError):
        Stage(9, 8)


@given(lists, stages, st.data())
def test_everyone_once_in_order_from_the_highest_collectives_first(
    found: list[Recipient], stage: Stage, data: st.DataObject
) -> None:
    absent = data.draw(st.sets(st.sampled_from([r.id for r in found]))) if found else set()
    waves = plan_waves(found, stage=stage, absent=absent)
    on_stage = [r for wave in waves for r in wave.recipients]
    there = [r for r in found if r.id not in absent]
    assert sorted(r.id for r in on_stage) == sorted(r.id for r in there)
    assert on_stage == sorted(there, key=lambda r: (r.rank, r.kind != "collective"))
    assert [wave.number for wave in waves] == list(range(1, len(waves) + 1))
    for wave in waves:
        assert 1 <= len(wave.recipients) <= stage.most
        assert {r.honour for r in wave.recipients} == {wave.honour}


def test_a_few_collectives_share_the_stage_with_their_persons() -> None:
    waves = plan_waves([*people(6), *people(3, "collective")])
    assert [(w.of("collective"), w.of("person")) for w in waves] == [(3, 6)]
    apart = plan_waves([*people(12), *people(4, "collective")])
    assert [(w.of("collective"), w.of("person")) for w in apart] == [(4, 0), (0, 12)]


def test_parts_and_labels() -> None:
    waves = plan_waves([*people(40), *people(2, rank=3)])
    assert [w.label for w in waves] == ["Đợt 1", "Đợt 2", "Đợt 3", "Đợt 4"]
    assert [w.part for w in waves] == [(1, 1), (1, 3), (2, 3), (3, 3)]


def test_presenters_take_turns_from_the_most_suitable() -> None:
    crowd = [recipient(n, presenters=("a", "b", "unknown")) for n in range(40)]
    assert [w.presenter and w.presenter.id for w in plan_waves(crowd, LEADERS)] == ["a", "b", "a"]
    assert [w.presenter and w.presenter.id for w in plan_waves(crowd, LEADERS, absent={"a"})] == ["b", "b", "b"]
    assert [w.presenter for w in plan_waves(crowd)] == [None] * 3


def test_when_some_are_absent_the_waves_are_divided_anew() -> None:
    crowd = people(16)
    assert [len(w.recipients) for w in plan_waves(crowd)] == [8, 8]
    assert [len(w.recipients) for w in plan_waves(crowd, absent={crowd[0].id})] == [15]
    assert plan_waves(crowd, absent={r.id for r in crowd}) == ()

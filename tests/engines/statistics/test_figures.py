from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st
from nominees import campaign, collective, person
from outcomes import award, outcome, placed

from vinhdanh.engines.campaign.outcome import Choice, Outcome, Share
from vinhdanh.engines.campaign.types import Achievement
from vinhdanh.engines.statistics import figures
from vinhdanh.engines.statistics.held import held
from vinhdanh.engines.vietnamese import PartialDate

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.types import Nominee

FIGURES = figures(outcome())
PEOPLE_KEY = re.compile(r"(nominated|attend|reserve|commend|upward)\.[a-z_]+:")


@pytest.mark.parametrize(
    ("key", "count", "base"),
    [  # all counted by hand from tests/kit/outcomes.py
        ("nominated.total", 5, 5),
        ("nominated.person", 4, 5),
        ("nominated.collective", 1, 5),
        ("nominated.women", 2, 5),
        ("nominated.women.unknown", 1, 5),
        ("nominated.minority", 2, 5),
        ("nominated.direct_worker", 3, 5),
        ("nominated.non_manager", 3, 5),
        ("nominated.non_manager.unknown", 1, 5),
        ("nominated.young", 2, 5),
        ("attend.total", 3, 5),
        ("attend.women", 2, 3),
        ("attend.minority", 2, 3),
        ("attend.direct_worker", 2, 3),
        ("attend.non_manager", 2, 3),
        ("attend.young", 2, 3),
        ("attend.collective", 1, 3),
        ("reserve.total", 1, 5),
        ("reserve.women", 0, 1),
        ("reserve.women.unknown", 1, 1),
        ("commend:1.total", 2, 5),
        ("commend:1.collective", 1, 2),
        ("commend:2.person", 1, 1),
        ("upward:1.women", 1, 1),
        ("upward:1:reserve.collective", 1, 1),
        ("units.sent", 1, 5),
        ("units.late", 1, 5),
        ("units.nil", 1, 5),
        ("units.missing", 2, 5),
        ("units.received", 2, 5),
        ("units.attending", 1, 5),
        ("delegates.exemplars", 3, 5),
        ("delegates.guests", 2, 5),
        ("delegates.total", 5, 250),
        ("commend.times", 3, 5),
        ("commend.people", 2, 5),
        ("commend.people.person", 1, 2),
        ("commend.people.collective", 1, 2),
        ("held.LDTT.times", 3, 3),
        ("held.LDTT.people", 2, 5),
    ],
)
def test_every_figure_as_counted_by_hand(key: str, count: int, base: int) -> None:
    assert (FIGURES[key].count, FIGURES[key].base) == (count, base)


def test_every_share_names_its_base_and_nothing_else_is_there() -> None:
    assert all(share.base_label for share in FIGURES.values())
    lists = ("nominated", "attend", "reserve", "commend:1", "commend:2", "upward:1", "upward:1:reserve")
    per_list = Counter(
        next(name for name in sorted(lists, key=len, reverse=True) if key.startswith(f"{name}."))
        for key in FIGURES
        if key.startswith(tuple(f"{name}." for name in lists))
    )
    along = {key for key in FIGURES if PEOPLE_KEY.match(key)}
    per_list -= Counter(key.partition(".")[0] for key in along)
    assert per_list == dict.fromkeys(lists, 13)
    assert len(FIGURES) - len(along) == 13 * 7 + 6 + 3 + 4 + 2 + 1
    assert not any(word in key for key in along for word in ("religion", "party"))


def test_an_empty_campaign_has_counts_but_no_shares() -> None:
    empty = Outcome(campaign(unions=()), (), (), (), Choice("attend", "Dự hội nghị", None))
    found = figures(empty)
    assert set(found.values()) <= {Share(0, 0, share.base_label) for share in found.values()}
    assert all(share.fraction is None for share in found.values())


def test_a_commendation_without_awards_counts_its_choice() -> None:
    o = outcome()
    bare = replace(o, commend=(replace(o.commend[0], awards=()),))
    assert figures(bare)["commend:1.total"].count == 2


def test_people_commended_are_different_nominees_by_kind() -> None:
    o = outcome()
    one = replace(o.commend[0], awards=(award("A-P01", 1), award("A-P02", 1), award("A-C01", 1)))
    found = figures(replace(o, commend=(one, one)))
    assert (found["commend.times"].count, found["commend.people"].count) == (6, 3)
    assert (found["commend.people.person"], found["commend.people.collective"]) == (
        Share(2, 3, "cá nhân, tập thể được đề nghị khen thưởng"),
        Share(1, 3, "cá nhân, tập thể được đề nghị khen thưởng"),
    )


def test_honours_without_a_year_count_only_without_a_period() -> None:
    bare = person(
        achievements=(Achievement("LĐTT", "LDTT"), Achievement("LĐTT", "LDTT", day=date(2018, 5, 1)), Achievement("khen"))
    )
    assert [h.year for h in held((bare,), (2016, 2020))] == [2018]
    assert [h.year for h in held((bare,), None)] == [None, 2018]
    assert held((bare,), (2019, 2020)) == ()
    assert len(held((bare,), (2018, 2018))) == 1


births = st.none() | st.builds(PartialDate, st.integers(1950, 2004))
people = st.builds(
    lambda number, kind, sex, ethnicity, group, manager, birth: (
        person(f"A-P{number:02}", sex=sex, ethnicity=ethnicity, labour_group=group, manager=manager, birth=birth)
        if kind
        else collective(f"A-C{number:02}", representative=None)
    ),
    st.integers(1, 99),
    st.booleans(),
    st.sampled_from(["nam", "nữ", None]),
    st.sampled_from(["Kinh", "Tày", "", "Không xác định"]),
    st.sampled_from(["cn_truc_tiep", "vien_chuc", "lanh_dao_quan_ly", ""]),
    st.sampled_from([True, False, None]),
    births,
)


@limits(deadline=None)  # a loaded machine is slow
@given(st.lists(people, max_size=12, unique_by=lambda n: n.id), st.data())
def test_counts_add_up_for_any_list(nominees: list[Nominee], data: st.DataObject) -> None:
    ids = [n.id for n in nominees]
    chosen = data.draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    found = figures(Outcome(campaign(), tuple(nominees), (), (), Choice("attend", "Dự", 9, placed(*chosen))))
    for key in ("nominated", "attend"):
        total = found[f"{key}.total"].count
        assert found[f"{key}.person"].count + found[f"{key}.collective"].count == total
        for flag in ("women", "minority", "direct_worker", "non_manager", "young"):
            assert found[f"{key}.{flag}"].base == total
            assert 0 <= found[f"{key}.{flag}"].count <= total - found[f"{key}.{flag}.unknown"].count
            assert found[f"attend.{flag}"].count <= found[f"nominated.{flag}"].count

"""What is handed down binds: the same or stricter, never looser."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from handed_down import latest

from vinhdanh.engines.campaign.types import Category, MeritRow, Milestone, Sense
from vinhdanh.engines.vietnamese import PartialDate
from vinhdanh.steps.campaigns import selectors
from vinhdanh.steps.campaigns.keeping import Verdict, broken, own_words, taken_over, verdict
from vinhdanh.steps.campaigns.models import Campaign
from vinhdanh.steps.campaigns.pushing import Item, Marks, TaskMark, said, seats_item

if TYPE_CHECKING:
    pass


def items(settings: object, **marks: object) -> list[Item]:
    return said(settings, Marks(**{"values": {}, **marks}), {"conference": ("Hội nghị", "18/5/2020")}, {5: "Mẫu"})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "asked", "own", "found"),
    [
        ("dossier_deadline", "trước 26/5/2020", latest(26, 5), Verdict.SAME),
        ("dossier_deadline", "trước 26/5/2020", Milestone(PartialDate(2020, 5, 25), Sense.BY), Verdict.SAME),
        ("dossier_deadline", "trước 26/5/2020", latest(20, 5), Verdict.STRICTER),
        ("dossier_deadline", "trước 26/5/2020", latest(27, 5), Verdict.LOOSER),
        ("dossier_deadline", "trước 26/5/2020", None, Verdict.MISSING),
        ("cap_delegates", "200", 200, Verdict.SAME),
        ("cap_delegates", "200", 150, Verdict.STRICTER),
        ("cap_delegates", "200", 201, Verdict.LOOSER),
        ("cap_delegates", "200", None, Verdict.MISSING),
        ("period", "2016 – 2020", (2016, 2020), Verdict.SAME),
        ("period", "2016 – 2020", (2015, 2020), Verdict.LOOSER),
        ("dossier_channel", "Ban CS-PL", "", Verdict.MISSING),
        ("dossier_items", "Báo cáo\nDanh sách", ("Danh sách", "báo cáo"), Verdict.SAME),
        ("dossier_items", "Báo cáo", ("Danh sách", "Báo cáo"), Verdict.STRICTER),
        ("dossier_items", "Báo cáo\nẢnh", ("Ảnh",), Verdict.LOOSER),
        ("dossier_items", "Báo cáo", (), Verdict.MISSING),
    ],
)  # fmt: skip
def test_a_value_may_be_stricter_and_never_looser(parent: Campaign, path: str, asked: str, own: object, found: Verdict) -> None:
    settings = replace(selectors.content(parent), **{path: own})
    item = next(row for row in items(settings, values={path: asked}) if row.path == path)
    assert verdict(item, settings) == found
    held = taken_over(settings, [item])
    assert not broken(held, [item])
    assert (held == settings) == (found in {Verdict.SAME, Verdict.STRICTER})
    assert own_words(item, held)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, Verdict.SAME),
        ({"id": "nu"}, Verdict.SAME),
        ({"share": Decimal(45)}, Verdict.STRICTER),
        ({"share": Decimal(39)}, Verdict.LOOSER),
        ({"priority": 1}, Verdict.STRICTER),
        ({"priority": 3}, Verdict.LOOSER),
        ({"tolerance": Decimal(2)}, Verdict.LOOSER),
        ({"direction": "about"}, Verdict.LOOSER),
        ({"attribute": "young"}, Verdict.MISSING),
    ],
)
def test_a_target_keeps_its_share_and_its_rank(parent: Campaign, changes: dict[str, object], found: Verdict) -> None:
    settings = selectors.content(parent)
    item = next(row for row in items(settings, targets=("women",)) if row.rule == "target")
    own = replace(settings, targets=(replace(settings.targets[0], **changes),))
    assert verdict(item, own) == found
    held = taken_over(own, [item])
    assert not broken(held, [item])
    assert len({row.id for row in held.targets}) == len(held.targets)
    assert own_words(item, held)


def test_a_share_about_a_number_and_one_at_most(parent: Campaign) -> None:
    settings = selectors.content(parent)
    for direction, share, found in (("about", 41, Verdict.LOOSER), ("about", 40, Verdict.SAME), ("at_most", 39, Verdict.STRICTER), ("at_most", 41, Verdict.LOOSER)):  # fmt: skip
        wanted = replace(settings, targets=(replace(settings.targets[0], direction=direction),))
        item = items(wanted, targets=("women",))[0]
        own = replace(wanted, targets=(replace(wanted.targets[0], share=Decimal(share)),))
        assert verdict(item, own) == found


def test_a_category_keeps_floor_and_cap_and_a_table_of_points_stays(parent: Campaign) -> None:
    row = MeritRow("phieu", "Phiếu", "votes", "hoi-nghi", Decimal(10))
    settings = replace(selectors.content(parent), merit=(row,))
    category, table = items(settings, categories=("sang-tao",), merit=True)
    for own, found in (
        (Category("x", "lao động sáng tạo", 2, 5), Verdict.STRICTER), (Category("sang-tao", "A", 1, 5), Verdict.SAME),
        (Category("sang-tao", "A", 0, 5), Verdict.LOOSER), (Category("sang-tao", "A", 1), Verdict.LOOSER), (Category("y", "Khác"), Verdict.MISSING),
    ):  # fmt: skip
        other = replace(settings, categories=(own,))
        assert verdict(category, other) == found
        assert not broken(taken_over(other, [category]), [category])
    assert own_words(category, replace(settings, categories=())) == ""
    assert verdict(table, settings) == Verdict.SAME
    assert verdict(table, replace(settings, merit=())) == Verdict.MISSING
    other = replace(settings, merit=(replace(row, points=Decimal(9)),))
    assert verdict(table, other) == Verdict.LOOSER
    assert taken_over(other, [table]).merit == (row,)
    assert "Phiếu: 10" in own_words(table, settings)


def test_places_are_a_cap_and_what_binds_nothing_is_kept(parent: Campaign) -> None:
    settings = replace(selectors.content(parent), upward=())
    assert seats_item("Đại hội", None) == []
    seats = seats_item("Đại hội", 12)[0]
    assert (verdict(seats, settings), own_words(seats, settings)) == (Verdict.MISSING, "")
    held = taken_over(settings, [seats])
    assert (held.upward[0].congress, held.upward[0].seats) == ("Đại hội", 12)
    assert verdict(seats_item("Đại hội", 10)[0], held) == Verdict.LOOSER
    assert taken_over(held, seats_item("Đại hội", 10)).upward[0].seats == 10
    task = items(settings, tasks=(TaskMark("a", "Việc"),))[0]
    assert (verdict(task, settings), own_words(task, settings)) == (Verdict.SAME, "")
    assert Marks.of(Marks({"x": "y"}, tasks=(TaskMark("a", "Việc"),)).plain()) == Marks(
        {"x": "y"}, tasks=(TaskMark("a", "Việc"),)
    )

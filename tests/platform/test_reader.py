"""Who sees which unions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from world import make_person, make_user

from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.platform.organisations.models import Post, Union
from vinhdanh.platform.organisations.models.unions import prefixes, step, successor

if TYPE_CHECKING:
    from collections.abc import Callable

    from world import World


@pytest.mark.parametrize(
    ("role", "code", "seen"),
    [
        ("officer", "district-a1", {"district-a1", "base-a11", "base-a12"}),
        ("grassroots", "base-a11", {"base-a11"}),
        ("auditor", "province-b", {"province-b", "district-b1"}),
        ("grassroots", "district-a1", {"district-a1"}),
    ],
)
def test_a_reader_sees_what_the_posts_let_them_see(world: World, role: str, code: str, seen: set[str]) -> None:
    reader = world.reader(role, code)
    assert set(reader.unions().values_list("code", flat=True)) == seen
    assert {union.code for union in world.unions.values() if reader.sees(union)} == seen


def test_the_path_answers_for_the_tree(world: World) -> None:
    a = world.unions["province-a"]
    assert set(Union.objects.below(a, itself=False).values_list("code", flat=True)) == {
        "district-a1", "district-a2", "base-a11", "base-a12", "base-a21",
    }  # fmt: skip
    assert [u.code for u in Union.objects.above(world.unions["base-a11"])] == ["nation", "province-a", "district-a1"]
    assert step(0) == "0000"
    assert step(36**4 - 1) == "ZZZZ"
    assert successor("0000000Z") == "00000010"
    assert prefixes("AAAABBBB", itself=True) == ["AAAA", "AAAABBBB"]


@pytest.mark.parametrize(
    ("held", "seen"),
    [
        ([], set()),
        ([("grassroots", "base-a11"), ("grassroots", "base-a21")], {"base-a11", "base-a21"}),
        ([("officer", "district-a1"), ("grassroots", "base-a11")], {"district-a1", "base-a11", "base-a12"}),
        ([("officer", "district-a1"), ("grassroots", "district-b1")], {"district-a1", "base-a11", "base-a12", "district-b1"}),
        ([("leader", "district-a2"), ("officer", "district-b1")], {"district-a2", "base-a21", "district-b1"}),
        ([("leader", "district-a1"), ("officer", "province-a"), ("auditor", "base-a12")],
         {"province-a", "district-a1", "district-a2", "base-a11", "base-a12", "base-a21"}),
    ],
)  # fmt: skip
def test_posts_add_up_in_one_query(
    world: World, held: list[tuple[str, str]], seen: set[str], django_assert_num_queries: Callable[[int], Any]
) -> None:
    person = make_person(world.unions["nation"], "Trần Thị Nhiều")
    for role, code in held:
        Post.objects.create(person=person, union=world.unions[code], title="Chức danh", role=role)
    reader = Reader(make_user("tran.thi.nhieu", person))
    assert len(reader.posts) == len(held)
    with django_assert_num_queries(1 if held else 0):
        assert set(reader.unions().values_list("code", flat=True)) == seen
    assert {union.code for union in world.unions.values() if reader.sees(union)} == seen


def test_a_closed_account_or_one_of_nobody_holds_nothing(world: World) -> None:
    user = world.user("admin", "nation")
    assert [held.role for held in Reader(user).posts] == ["admin"]
    user.is_active = False
    assert Reader(user).posts == ()
    user.is_active, user.person_id = True, None
    assert Reader(user).posts == ()

"""Moving, renaming, merging, splitting, ending: what follows, what stays, what is refused."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from world import make_person, make_union, passing_world

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.organisations import services
from vinhdanh.platform.organisations.models import GroupMembership, Level, Post, Succession, Union
from vinhdanh.platform.organisations.models.unions import DIGITS, WIDTH, step
from vinhdanh.platform.organisations.services import UnionData, tree

if TYPE_CHECKING:
    from world import World

DAY = date(2025, 7, 1)


def data(world: World, code: str, name: str = "CĐCS Mới") -> UnionData:
    return UnionData(name=name, code=code, level=world.unions["base-a11"].level)


def check_tree() -> None:
    """The paths say the same as the parents."""
    by_pk = {union.pk: union for union in Union.objects.all()}
    for union in by_pk.values():
        above = by_pk[union.parent_id].path if union.parent_id else ""
        assert union.path[:-WIDTH] == above
        assert set(union.path) <= set(DIGITS)


def test_a_branch_moves_with_all_below_it(world: World) -> None:
    reader = world.reader("admin", "nation")
    moved = services.move(reader, world.unions["district-a1"], world.unions["province-b"])
    assert moved.parent_id == world.unions["province-b"].pk
    assert set(Union.objects.below(moved, itself=False).values_list("code", flat=True)) == {"base-a11", "base-a12"}
    check_tree()
    assert Entry.objects.get(verb="organisations.moved").data["from"] == world.unions["province-a"].pk
    services.move(reader, moved, world.unions["province-b"])
    assert Entry.objects.filter(verb="organisations.moved").count() == 1
    back = services.move(reader, moved, world.unions["province-a"])
    assert back.parent_id == world.unions["province-a"].pk
    check_tree()


@pytest.mark.parametrize("target", ["district-a1", "base-a11"])
def test_a_union_never_becomes_its_own_ancestor(world: World, target: str) -> None:
    reader = world.reader("admin", "nation")
    with pytest.raises(UserError, match="chính đơn vị đó"):
        services.move(reader, world.unions["district-a1"], world.unions[target])
    check_tree()


def test_who_may_move(world: World) -> None:
    a1, a2 = world.unions["district-a1"], world.unions["district-a2"]
    with pytest.raises(Forbidden):
        services.move(world.reader("officer", "district-a1"), a1, world.unions["province-b"])
    with pytest.raises(Forbidden):
        services.move(world.reader("officer", "district-a1"), world.unions["base-a11"], a2)
    with pytest.raises(Forbidden):
        services.move(world.reader("leader", "province-a"), world.unions["base-a11"], a2)
    services.move(world.reader("officer", "province-a"), world.unions["base-a11"], a2)


def test_the_tree_is_only_so_deep(world: World) -> None:
    reader = world.reader("admin", "nation")
    top = union = make_union("d0", "Sâu", world.unions["base-a11"], "base")
    while len(union.path) < 240:
        union = make_union(f"d{union.depth}", "Sâu", union, "base")
    with pytest.raises(UserError, match="60 bậc"):
        services.create(reader, union, data(world, "quá-sâu"))
    with pytest.raises(UserError, match="60 bậc"):
        services.move(reader, world.unions["base-a12"], union)
    other = make_union("e", "Khác", world.unions["base-a12"], "base")
    with pytest.raises(UserError, match="60 bậc"):
        services.move(reader, top, other)


def test_a_former_name_is_kept_with_day_and_decision(world: World) -> None:
    union = world.unions["base-a11"]
    old = union.name
    reader = world.reader("officer", "district-a1")
    renamed = services.rename(reader, union, "CĐCS Trường Tiểu học Hoa Mai", day=DAY, decision="12/QĐ-LĐLĐ", revision=1)
    kept = renamed.former_names.get()
    assert (kept.name, kept.until, kept.decision) == (old, DAY, "12/QĐ-LĐLĐ")
    assert renamed.search_key == "cdcs truong tieu hoc hoa mai"
    assert renamed.sort_key != union.sort_key
    with pytest.raises(UserError, match="giống tên hiện nay"):
        services.rename(reader, renamed, renamed.name, day=DAY, decision="", revision=2)
    with pytest.raises(Outdated):
        services.rename(reader, renamed, "Tên khác", day=DAY, decision="", revision=1)
    assert renamed.former_names.count() == 1


def test_a_merger_takes_everything_along(world: World) -> None:
    kept, gone = world.unions["district-a2"], world.unions["district-a1"]
    person = make_person(gone, "Nguyễn Văn Ba", "officer", responsible=True)
    reader = world.reader("admin", "nation")
    group = services.form_group(reader, world.unions["province-a"], "Cụm 1")
    services.assign(reader, world.unions["province-a"], group, [gone.pk], day=date(2024, 1, 1))
    merged = services.merge(reader, kept, [gone], day=DAY, decision="01/QĐ-TLĐ")
    gone.refresh_from_db()
    person.refresh_from_db()
    assert (gone.valid_to, person.union_id, merged.members) == (DAY, kept.pk, 80)
    assert set(Union.objects.below(merged, itself=False).values_list("code", flat=True)) == {"base-a11", "base-a12", "base-a21"}
    assert Post.objects.get(person=person).union_id == kept.pk
    assert Succession.objects.get(predecessor=gone).successor_id == kept.pk
    assert GroupMembership.objects.get(union=gone).valid_to == DAY
    check_tree()
    services.merge(reader, kept, [gone], day=DAY, decision="01/QĐ-TLĐ")
    assert Entry.objects.filter(verb="organisations.merged").count() == 1


def test_several_unions_merge_into_one(world: World) -> None:
    reader = world.reader("officer", "province-a")
    kept = services.create(
        reader, world.unions["province-a"], UnionData(name="Công đoàn mới", code="moi", level=world.unions["district-a1"].level)
    )
    merged = services.merge(
        reader, kept, [world.unions["district-a1"], world.unions["district-a2"]], day=DAY, decision="QĐ", add_figures=False
    )
    assert (merged.children.count(), merged.members) == (3, None)
    check_tree()


def test_nobody_reaches_further_by_a_merger(world: World) -> None:
    officer = make_person(world.unions["base-a11"], "Lê Thị Tư", "officer", responsible=True)
    chair = make_person(world.unions["base-a11"], "Lê Thị Năm", "grassroots")
    services.merge(
        world.reader("officer", "province-a"), world.unions["district-a1"], [world.unions["base-a11"]], day=DAY, decision="QĐ"
    )
    assert Post.objects.get(person=officer).valid_to is not None
    moved = Post.objects.get(person=chair)
    assert (moved.union.code, moved.valid_to) == ("district-a1", None)


def test_what_a_merger_refuses(world: World) -> None:
    reader = world.reader("admin", "nation")
    a1, base = world.unions["district-a1"], world.unions["base-a11"]
    with pytest.raises(UserError, match="trực thuộc"):
        services.merge(reader, base, [a1], day=DAY, decision="QĐ")
    with pytest.raises(UserError, match="quyết định"):
        services.merge(reader, a1, [base], day=DAY, decision=" ")
    with pytest.raises(Forbidden):
        services.merge(world.reader("officer", "district-a1"), world.unions["district-a2"], [a1], day=DAY, decision="QĐ")
    with pytest.raises(Forbidden):
        services.merge(reader, a1, [], day=DAY, decision="QĐ")
    services.close(reader, base, day=DAY, reason="giải thể")
    with pytest.raises(UserError, match="kết thúc"):
        services.merge(reader, a1, [base], day=DAY, decision="QĐ")


def test_a_union_splits(world: World) -> None:
    reader = world.reader("officer", "province-a")
    a1 = world.unions["district-a1"]
    parts = services.split(
        reader, a1, [data(world, "p1", "Phần 1"), data(world, "p2", "Phần 2")], day=DAY, decision="QĐ", goes_on=False
    )
    a1.refresh_from_db()
    assert a1.valid_to == DAY
    assert [p.valid_from for p in parts] == [DAY, DAY]
    assert set(parts[0].children.values_list("code", flat=True)) == {"base-a11", "base-a12"}
    assert Succession.objects.filter(predecessor=a1, kind="split").count() == 2
    check_tree()
    with pytest.raises(UserError, match="kết thúc"):
        services.split(reader, a1, [data(world, "p3"), data(world, "p4")], day=DAY, decision="QĐ", goes_on=False)


def test_a_split_beside_the_old_one(world: World) -> None:
    reader = world.reader("officer", "province-a")
    a1 = world.unions["district-a1"]
    services.split(reader, a1, [data(world, "p1", "Phần 1")], day=DAY, decision="QĐ", goes_on=True)
    a1.refresh_from_db()
    assert (a1.valid_to, a1.children.count()) == (None, 2)
    for parts, decision, words in (
        ([], "QĐ", "ít nhất"),
        ([data(world, "p1")], "QĐ", "đã được dùng"),
        ([data(world, "q")], "", "quyết định"),
    ):
        with pytest.raises(UserError, match=words):
            services.split(reader, a1, parts, day=DAY, decision=decision, goes_on=True)
    with pytest.raises(Forbidden):
        services.split(
            world.reader("admin", "nation"), world.unions["nation"], [data(world, "r")], day=DAY, decision="QĐ", goes_on=True
        )


def test_ending_and_beginning_again(world: World) -> None:
    reader = world.reader("officer", "district-a1")
    union = world.unions["base-a11"]
    make_person(union, "Trần Văn Sáu", "grassroots", responsible=True)
    with pytest.raises(UserError, match="lý do"):
        services.close(reader, union, day=DAY, reason="")
    with pytest.raises(UserError, match="2 đơn vị trực thuộc"):
        services.close(world.reader("officer", "province-a"), world.unions["district-a1"], day=DAY, reason="QĐ")
    services.close(reader, union, day=DAY, reason="giải thể theo QĐ 3")
    closed = services.close(reader, union, day=DAY, reason="lần hai")
    assert closed.valid_to == DAY
    assert Entry.objects.filter(verb="organisations.closed").count() == 1
    assert Post.objects.get(union=union).valid_to == DAY
    assert not Union.objects.on(DAY).filter(pk=union.pk).exists()
    with pytest.raises(UserError, match="kết thúc"):
        services.create(reader, union, data(world, "dưới"))
    with pytest.raises(UserError, match="lý do"):
        services.reopen(reader, union, reason="")
    assert services.reopen(reader, union, reason="ghi nhầm").valid_to is None
    with pytest.raises(Forbidden):
        services.close(world.reader("officer", "base-a11"), union, day=DAY, reason="tự ý")


@pytest.mark.django_db
def test_the_first_union_is_founded_once() -> None:
    level = Level.objects.get(code="tld")
    services.found(UnionData(name="Tổng Liên đoàn", code="TLD", level=level))
    with pytest.raises(UserError, match="đầu tiên"):
        services.found(UnionData(name="Khác", code="K", level=level))


def test_a_level_above_the_parents_is_refused(world: World) -> None:
    wrong = UnionData(name="Sai cấp", code="sai", level=world.unions["province-a"].level)
    with pytest.raises(UserError, match="cấp trên"):
        services.create(world.reader("officer", "district-a1"), world.unions["district-a1"], wrong)


def test_levels_come_from_the_catalogue_and_stay_as_a_person_wrote_them(world: World) -> None:
    before = Level.objects.get(code="huyen_cd")
    assert (before.valid_to, before.rank, before.certainty) == (date(2025, 7, 1), 2, "M+")
    assert Level.objects.get(code="co_so").grassroots
    assert services.sync_levels() == 0
    reader = world.reader("admin", "nation")
    services.edit_level(reader, before, name="Liên đoàn cấp cũ", short="", valid_from=None, valid_to=None, revision=1)
    Level.objects.filter(code="tld").update(name="lệch")
    assert services.sync_levels() == 1
    before.refresh_from_db()
    assert before.name == "Liên đoàn cấp cũ"
    with pytest.raises(Outdated):
        services.edit_level(reader, before, name="x", short="", valid_from=None, valid_to=None, revision=1)
    with pytest.raises(Forbidden):
        services.edit_level(
            world.reader("admin", "province-a"), before, name="x", short="", valid_from=None, valid_to=None, revision=2
        )


@settings(max_examples=25, deadline=None)
@given(moves=st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=8))
def test_whatever_is_moved_the_tree_stays_a_tree(
    moves: list[tuple[int, int]], django_db_setup: None, django_db_blocker: object
) -> None:
    del django_db_setup

    with passing_world(django_db_blocker) as world:
        reader = Reader(world.user("admin", "nation"))
        order = list(world.unions.values())
        for a, b in moves:
            try:
                services.move(reader, order[a], order[b])
            except UserError:
                continue
        check_tree()
        roots = Union.objects.filter(parent=None)
        assert sum(Union.objects.below(r).count() for r in roots) == len(order)


def test_steps_do_not_collide(world: World) -> None:
    parent = world.unions["district-a1"]
    reader = world.reader("officer", "district-a1")
    make_union("last", "Cuối", parent, "base")
    Union.objects.filter(code="last").update(path=parent.path + step(40))
    made = services.create(reader, parent, data(world, "sau"))
    assert made.path == parent.path + step(41)
    with transaction.atomic():
        assert tree.place(parent) == parent.path + step(42)


def test_the_scope_is_read_by_the_path_alone_where_it_covers(world: World) -> None:
    reader = world.reader("officer", "district-a1")
    assert " OR " not in str(reader.unions().query)
    base = world.unions["base-a21"]
    user = world.user("officer", "district-a1")
    Post.objects.create(person=user.person, union=base, title="x", role="grassroots")  # type: ignore[misc]  # the account has a person
    assert set(Reader(user).unions().values_list("code", flat=True)) == {"district-a1", "base-a11", "base-a12", "base-a21"}

"""The chain: what was changed, removed, inserted or cut is found and named."""

from __future__ import annotations

import json
import threading
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from world import World

from vinhdanh.platform.journal import chain, guard, selectors, services
from vinhdanh.platform.journal.models import Entry, Seal

pytestmark = pytest.mark.django_db


def write(world: World, number: int = 3) -> None:
    reader = world.reader("officer", "district-a1")
    union = world.unions["district-a1"]
    for n in range(number):
        with transaction.atomic():
            services.record(
                reader, "test.done", union, union=union, data={"n": n, "tên": "Hoa", "b": None, "a": [1, {"z": 1, "a": 2}]}
            )


def codes(known: str = "") -> list[tuple[str, str]]:
    return [(fault.code, fault.place) for fault in selectors.verify(known)[0]]


@pytest.fixture
def sealed(world: World) -> list[Seal]:
    """Three seals of three entries each."""
    seals = []
    for _ in range(3):
        write(world)
        seals += services.seal()
    return seals


def test_an_untouched_journal_verifies(sealed: list[Seal], world: World) -> None:
    write(world, 2)
    assert selectors.verify(str(sealed[-1])) == ([], 3, 2)
    assert selectors.latest_seal() == sealed[-1]
    assert [len(seal.leaves) for seal in sealed] == [3, 3, 3]
    services.seal()
    assert services.seal() == []
    assert selectors.verify(str(sealed[0])) == ([], 4, 0)


@pytest.mark.parametrize(("times", "sealed"), [(10, 1), (11, None)])
def test_who_was_overtaken_tries_again_and_not_for_ever(
    world: World, monkeypatch: pytest.MonkeyPatch, times: int, sealed: int | None
) -> None:
    write(world)
    real, left = services._seal_batch, [times]

    def overtaken() -> Seal | None:
        if left[0]:
            left[0] -= 1
            raise IntegrityError
        return real()

    monkeypatch.setattr(services, "_seal_batch", overtaken)
    if sealed is None:
        with pytest.raises(IntegrityError):
            services.seal()
        assert not Seal.objects.exists()
    else:
        assert len(services.seal()) == sealed
        assert codes() == []


def test_a_batch_has_an_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "BATCH", 2)
    write(world, 5)
    assert [len(seal.leaves) for seal in services.seal()] == [2, 2, 1]
    assert codes() == []


@pytest.mark.parametrize(
    "change",
    [{"verb": "test.other"}, {"data": {"n": 9}}, {"subject_id": "7"}, {"actor": None}, {"at": datetime(2020, 1, 1, tzinfo=UTC)}],
)
def test_a_changed_entry_is_named(sealed: list[Seal], change: dict[str, object]) -> None:
    entry = Entry.objects.filter(seal=sealed[1])[1]
    Entry.objects.filter(pk=entry.pk).update(**change)
    assert codes() == [("changed", str(entry.pk))]


def test_a_removed_entry_is_named(sealed: list[Seal]) -> None:
    entry = Entry.objects.filter(seal=sealed[1])[1]
    Entry.objects.filter(pk=entry.pk).delete()
    assert codes() == [("removed", str(entry.pk))]


def test_an_inserted_entry_is_named(sealed: list[Seal]) -> None:
    entry = Entry.objects.filter(seal=sealed[1])[1]
    entry.pk, entry.seal = 99_999, sealed[1]
    entry.save(force_insert=True)
    assert codes() == [("inserted", "99999")]


def test_an_entry_taken_from_under_its_seal_is_named(sealed: list[Seal]) -> None:
    entry = Entry.objects.filter(seal=sealed[1])[1]
    Entry.objects.filter(pk=entry.pk).update(seal=None)
    assert codes() == [("removed", str(entry.pk))]


def test_one_who_changes_the_leaf_too_is_caught_by_the_seal(sealed: list[Seal]) -> None:
    seal = sealed[1]
    entry = Entry.objects.filter(seal=seal)[0]
    Entry.objects.filter(pk=entry.pk).update(verb="test.other")
    entry.refresh_from_db()
    seal.leaves[0][1] = chain.leaf(services.entry_record(entry))
    seal.save()
    assert codes() == [("seal", str(seal))]
    seal.digest = chain.digest(seal.number, seal.before, seal.at, [(int(a), str(b)) for a, b in seal.leaves])
    seal.save()
    assert codes() == [("chain", str(sealed[2]))]


def test_a_removed_seal_breaks_the_chain(sealed: list[Seal]) -> None:
    Entry.objects.filter(seal=sealed[1]).delete()
    sealed[1].delete()
    assert codes() == [("chain", str(sealed[2]))]


def test_a_cut_end_shows_against_a_seal_that_someone_kept(sealed: list[Seal]) -> None:
    kept = str(sealed[2])
    Entry.objects.filter(seal=sealed[2]).delete()
    sealed[2].delete()
    assert codes() == []
    assert codes(kept) == [("cut", kept)]
    assert codes(f"2:{'0' * 16}") == [("cut", f"2:{'0' * 16}")]


@pytest.mark.parametrize("mark", ["", "x", "1", "1:", "1:abc", "1:zzzzzzzz", ":abcdef01", "-1:abcdef01", "²:abcdef01"])
def test_what_is_no_mark_is_refused(mark: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        chain.verify_known(mark, {})


def test_the_database_itself_refuses(world: World) -> None:
    write(world)
    editor = connection.schema_editor(atomic=False)
    guard.guard(editor)
    services.seal()  # the one change let through
    assert codes() == []
    refused = [
        lambda: Entry.objects.update(verb="x"),
        lambda: Entry.objects.all().delete(),
        lambda: Entry.objects.update(seal=None),
        lambda: Seal.objects.update(number=9),
        lambda: Seal.objects.all()._raw_delete("default"),
    ]
    write(world)
    refused.append(lambda: Entry.objects.filter(seal=None).update(verb="x", seal=Seal.objects.first()))
    for change in refused:
        with pytest.raises(DatabaseError, match=guard.WORDS), transaction.atomic():
            change()
    guard.remove(None, editor)


def test_values_are_kept_as_every_database_gives_them_back() -> None:
    told = {"day": date(2026, 5, 1), "share": Fraction(1, 3), "x": 0.1, "yes": True, "set": {2, 1}, 3: ("a\0b", None)}
    assert services.plain(told) == {
        "day": "2026-05-01",
        "share": "1/3",
        "x": "0.1",
        "yes": True,
        "set": [1, 2],
        "3": ["ab", None],
    }
    assert json.loads(json.dumps(services.plain(told))) == services.plain(told)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written(world: World) -> None:
    with pytest.raises(RuntimeError):
        services.record(None, "test.done", world.unions["nation"])
    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_who_seal_at_once_each_entry_gets_one_seal(world: World) -> None:
    write(world, 30)
    start = threading.Barrier(3)

    def seal() -> None:
        start.wait()
        services.seal()
        connection.close()

    threads = [threading.Thread(target=seal) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes() == []
    assert Entry.objects.filter(seal=None).count() == 0

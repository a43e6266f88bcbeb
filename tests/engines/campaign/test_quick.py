"""Records made quickly are the records that their class makes."""

from __future__ import annotations

import gc
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from vinhdanh.engines.campaign.quick import maker, without_collecting
from vinhdanh.engines.campaign.types import Finding, Nominee, Place, Severity
from vinhdanh.engines.sheets import records


@dataclass(frozen=True, slots=True)
class _Kept:
    name: str
    several: list[str] = field(default_factory=list)


def test_a_record_made_quickly_is_the_same() -> None:
    make = maker(Nominee)
    quick = make("P1", "person", union="GD-01", name="Lê Văn An")
    slow = Nominee("P1", "person", union="GD-01", name="Lê Văn An")
    assert quick == slow
    assert hash(quick) == hash(slow)
    assert repr(quick) == repr(slow)
    assert replace(quick, name="Lê Văn Ba").name == "Lê Văn Ba"
    with pytest.raises(FrozenInstanceError):
        quick.name = "Lê"  # type: ignore[misc] # that it cannot be set is what is tested


def test_defaults_are_each_records_own() -> None:
    make = maker(_Kept)
    assert make("a").several is not make("b").several


def test_only_frozen_records_with_slots() -> None:
    @dataclass
    class Plain:
        name: str

    with pytest.raises(TypeError):
        maker(Plain)


def test_records_travel_between_processes() -> None:
    one = Nominee("P1", "person", "GD-01", "Lê Văn An", place=Place("a.xlsx", "DS", 4))
    finding = Finding("sheets.birth-unreadable", Severity.WARNING, "năm sinh", "Ghi lại.", cell="D4")
    assert pickle.loads(pickle.dumps((one, finding))) == (one, finding)
    assert records.rebuilt("P1", "person", "GD-01", "Lê Văn An") == replace(one, place=None)


def test_the_collector_is_as_it_was() -> None:
    assert gc.isenabled()
    with without_collecting():
        assert not gc.isenabled()
        with without_collecting():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()

"""The folder keeps everything that docs/folder.md defines, the same bytes each time."""

from __future__ import annotations

import dataclasses
import string
import tempfile
import types
import typing
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from vinhdanh.engines.campaign import contents_of, dump, load, new
from vinhdanh.engines.campaign import types as records
from vinhdanh.engines.campaign.fields import field_notes, hints_of
from vinhdanh.engines.campaign.folder import README
from vinhdanh.engines.campaign.types import (
    Ballot,
    BallotLevel,
    Body,
    Campaign,
    Guest,
    InboxDecision,
    Offset,
    Override,
    Settings,
    Union,
    Vote,
)
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.vietnamese import PartialDate, repair
from vinhdanh.errors import UserError

TYPED = st.text(st.characters(codec="utf-8"), max_size=20)
WORDS = st.text(
    st.sampled_from("ăâđêôơưáàảãạ=+-@'\"<&#_x0041_ " + string.ascii_letters + string.digits), min_size=1, max_size=16
).map(repair)
SOME = WORDS.filter(bool)
COUNT = st.integers(0, 10**15)
DAYS = st.dates(date(1850, 1, 1), date(2200, 12, 31))
SHEET_DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
# The folder's moments are local ones without a zone.
MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2099, 1, 1)).map(lambda d: d.replace(microsecond=0))  # noqa: DTZ001
PARTIAL = st.one_of(
    st.integers(1800, 2999).map(PartialDate),
    st.builds(PartialDate, st.integers(1800, 2999), st.integers(1, 12)),
    DAYS.map(PartialDate.of),
)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TYPED,
    int: COUNT,
    bool: st.booleans(),
    Decimal: st.decimals(0, 10**6, allow_nan=False, allow_infinity=False, places=2),
    Offset: st.decimals(-1000, 1000, allow_nan=False, allow_infinity=False, places=2).map(Offset),
    date: DAYS,
    time: st.times(),
    PartialDate: PARTIAL,
}


def of_type(hint: Any) -> st.SearchStrategy[Any]:
    """Any value that a field of this type can hold."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return st.none() | of_type(next(a for a in args if a is not type(None)))
    if origin is tuple:
        one = of_type(args[0])
        return st.tuples(one, one) if args[-1] is not Ellipsis else st.lists(one, max_size=2).map(tuple)
    if origin is not None:
        return st.sampled_from(args) if origin is typing.Literal else st.dictionaries(TYPED, DAYS, max_size=2)
    if hint in PLAIN:
        return PLAIN[hint]
    if issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    return record(hint)


def record(cls: type[Any]) -> st.SearchStrategy[Any]:
    hints = hints_of(cls)
    return st.builds(cls, **{f.name: of_type(hints[f.name]) for f in dataclasses.fields(cls)})


def maybe(one: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | one


UNIONS = st.builds(
    Union,
    code=SOME,
    name=SOME,
    **dict.fromkeys(("group", "place", "responsible", "responsible_post", "phone", "nil_reason", "note"), WORDS),
    **dict.fromkeys(("members", "women", "minority", "workers", "at_least", "at_most"), maybe(COUNT)),
    received=maybe(MOMENTS),
    reminders=st.lists(SHEET_DAYS, max_size=3).map(tuple),
)
BALLOTS = st.builds(
    Ballot,
    id=SOME,
    level=st.sampled_from(BallotLevel),
    union=WORDS,
    day=maybe(SHEET_DAYS),
    method=st.sampled_from(("secret", "open")),
    base=st.sampled_from(("total_members", "present", "collected", "valid")),
    **dict.fromkeys(("total_members", "present", "issued", "collected", "valid", "invalid", "seats"), maybe(COUNT)),
)
VOTES = st.builds(Vote, ballot=SOME, union=WORDS, name=SOME, votes=COUNT, nominee=WORDS, place=st.none())
GUESTS = st.builds(
    Guest,
    id=SOME,
    name=SOME,
    **dict.fromkeys(("honorific", "post", "organisation", "note"), WORDS),
    group=st.sampled_from([g.code for g in catalogue().protocol_groups]),
    must=st.booleans(),
    confirmed=maybe(st.booleans()),
)
INBOX = st.builds(InboxDecision, file=SOME, **dict.fromkeys(("guess", "certainty", "why", "decision"), WORDS))
FILES = st.dictionaries(
    st.from_regex(r"[a-zđ0-9][a-zđ0-9 .]{0,8}[a-z0-9]\.(xlsx|csv)", fullmatch=True), st.binary(max_size=30), max_size=3
)
CAMPAIGNS = st.builds(
    Campaign,
    settings=record(Settings),
    unions=st.lists(UNIONS, max_size=3).map(tuple),
    ballots=st.lists(BALLOTS, max_size=3).map(tuple),
    votes=st.lists(VOTES, max_size=3).map(tuple),
    guests=st.lists(GUESTS, max_size=3).map(tuple),
    overrides=st.lists(record(Override), max_size=3).map(tuple),
    nominations=FILES,
    inbox=st.lists(INBOX, max_size=3).map(tuple),
    plan_paper=maybe(st.tuples(st.sampled_from(("plan.txt", "plan.docx")), st.binary(max_size=30))),
)


def without_places(campaign: Campaign) -> Campaign:
    return dataclasses.replace(campaign, votes=tuple(dataclasses.replace(v, place=None) for v in campaign.votes))


@given(CAMPAIGNS)
@settings(
    max_examples=40,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_load_gives_back_what_dump_wrote(campaign: Campaign) -> None:
    with tempfile.TemporaryDirectory() as d:
        dump(campaign, Path(d) / "c")
        loaded, findings = load(Path(d) / "c")
        again = contents_of(loaded)
    assert without_places(loaded) == campaign
    assert again == contents_of(campaign)
    wrong = {"campaign.bad-value", "campaign.unknown-key", "campaign.heading-missing", "campaign.sheet-missing"}
    assert not wrong & {f.code for f in findings}


def test_every_field_of_the_records_is_described() -> None:
    for name, notes in field_notes().items():
        assert list(notes) == [*notes]
        assert set(notes) == {f.name for f in dataclasses.fields(getattr(records, name))}, name


def test_new_makes_a_folder_that_loads_and_says_what_is_missing(tmp_path: Path) -> None:
    new(tmp_path / "moi", id="thu-2026", rule_set="2025-7")
    campaign, findings = load(tmp_path / "moi")
    assert campaign == Campaign(Settings("thu-2026", "", "2025-7", Body("")))
    assert {"campaign.missing-value", "campaign.no-unions", "campaign.no-nominations", "campaign.plan-missing"} <= {
        f.code for f in findings
    }
    assert sorted(p.name for p in (tmp_path / "moi").iterdir()) == [
        "campaign.toml",
        "decisions.toml",
        "guests.xlsx",
        "nominations",
        "unions.xlsx",
        "votes.xlsx",
        README,
    ]
    assert list((tmp_path / "moi" / "nominations").iterdir()) == []


def test_new_takes_an_empty_folder_but_no_other(tmp_path: Path) -> None:
    new(tmp_path, id="a")
    before = (tmp_path / "campaign.toml").read_bytes()
    with pytest.raises(UserError, match="not empty"):
        new(tmp_path, id="b")
    assert (tmp_path / "campaign.toml").read_bytes() == before
    (tmp_path / "tep").write_text("x")
    with pytest.raises(UserError):
        new(tmp_path / "tep")


def test_new_fills_the_folder_in_which_someone_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    new(Path(), id="a")
    assert (Path.cwd() / "campaign.toml").is_file()
    assert [p.name for p in tmp_path.parent.iterdir() if p.name.startswith(".vinhdanh-")] == []


def test_an_empty_folder_stays_empty_when_it_cannot_be_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name == "campaign.toml":
            raise OSError(13, "Permission denied")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(UserError, match="Nothing was changed"):
        new(tmp_path, id="a")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("bad", ["Có Dấu", "a b", "../x", "A"])
def test_new_refuses_an_id_that_cannot_name_files(tmp_path: Path, bad: str) -> None:
    with pytest.raises(UserError):
        new(tmp_path / "x", id=bad)
    assert not (tmp_path / "x").exists()


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if self.name == "votes.xlsx":
            raise OSError(28, "No space left on device")
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UserError, match="Nothing was changed"):
        new(tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../ra.xlsx", "/etc/x", "a/../../b", "", "a\\b.xlsx"])
def test_names_that_lead_out_of_the_folder_are_refused(tmp_path: Path, name: str) -> None:
    campaign = Campaign(Settings("a", "b", "c", Body("d")), nominations={name: b""})
    with pytest.raises(UserError):
        dump(campaign, tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_folders_that_are_no_campaign_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no folder"):
        load(tmp_path / "không có")
    with pytest.raises(UserError, match=r"no campaign\.toml"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [("a = ", "not valid TOML"), ("format = 99", "Update the program"), ('format = "x"', "format x")],
)
def test_a_campaign_file_that_cannot_be_read_is_refused(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "campaign.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=words):
        load(tmp_path)


def test_a_campaign_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "campaign.toml").write_bytes('name = "Hội"'.encode("utf-16"))
    with pytest.raises(UserError, match="UTF-8"):
        load(tmp_path)


def test_what_is_no_list_stays_out_of_the_nominations(tmp_path: Path) -> None:
    new(tmp_path / "c", id="a")
    root = tmp_path / "c" / "nominations"
    for name in ("GD-01.xlsx", ".ẩn", "~$GD-01.xlsx"):
        (root / name).write_bytes(b"x")
    (root / "cụm 2").mkdir()
    (root / "cụm 2" / "GD-02.csv").write_bytes(b"y")
    (root / "lien-ket").symlink_to(root / "GD-01.xlsx")
    campaign, _ = load(tmp_path / "c")
    assert campaign.nominations == {"GD-01.xlsx": b"x", "cụm 2/GD-02.csv": b"y"}


def test_files_that_are_too_large_are_named_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vinhdanh.engines.campaign.folder.LARGEST_FILE", 10)
    new(tmp_path / "c", id="a")
    (tmp_path / "c" / "nominations" / "to.xlsx").write_bytes(b"x" * 11)
    (tmp_path / "c" / "plan.txt").write_bytes(b"x" * 11)
    campaign, findings = load(tmp_path / "c")
    assert campaign.nominations == {}
    assert campaign.plan_paper is None
    assert [f.file for f in findings if f.code == "campaign.file-too-large"] == ["nominations/to.xlsx", "plan.txt"]


def test_several_plans_and_near_file_names_are_named(tmp_path: Path) -> None:
    new(tmp_path / "c", id="a")
    (tmp_path / "c" / "plan.txt").write_bytes(b"1")
    (tmp_path / "c" / "plan.docx").write_bytes(b"2")
    (tmp_path / "c" / "unions.xlsx").rename(tmp_path / "c" / "union.xlsx")
    campaign, findings = load(tmp_path / "c")
    assert campaign.plan_paper == ("plan.docx", b"2")
    by_code = {f.code: f for f in findings}
    assert by_code["campaign.plans-several"].file == "plan.docx"
    assert by_code["campaign.file-missing"].file == "unions.xlsx"
    assert by_code["campaign.file-name"].file == "union.xlsx"
    assert "unions.xlsx" in by_code["campaign.file-name"].remedy


def test_files_that_are_left_out_are_only_noted(tmp_path: Path) -> None:
    new(tmp_path / "c", id="a")
    for name in ("votes.xlsx", "guests.xlsx", "decisions.toml"):
        (tmp_path / "c" / name).unlink()
    campaign, findings = load(tmp_path / "c")
    assert campaign.ballots == campaign.guests == campaign.overrides == ()
    assert [(f.file, f.severity) for f in findings if f.code == "campaign.file-missing"] == [
        ("votes.xlsx", "note"),
        ("guests.xlsx", "note"),
    ]


def test_a_damaged_workbook_is_one_finding(tmp_path: Path) -> None:
    new(tmp_path / "c", id="a")
    (tmp_path / "c" / "votes.xlsx").write_bytes(b"PK\x03\x04 hong")
    _, findings = load(tmp_path / "c")
    assert [f.file for f in findings if f.code == "campaign.file-unreadable"] == ["votes.xlsx"]

"""Results stand whole or not at all, and a person's file is never replaced."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from vinhdanh.engines.pipeline import place
from vinhdanh.errors import UserError


def run(out: Path, files: dict[str, bytes]) -> tuple[place.Kept, ...]:
    """What the pipeline does with its files: look, arrange, seal with a manifest, put."""
    held = place.standing(out)
    placed, kept = place.arrange(files, held)
    manifest = {"files": {name: {"sha256": place.digest(data)} for name, data in placed.items()}}
    place.put(out, {**placed, place.MANIFEST: json.dumps(manifest).encode()}, held)
    return kept


def holding(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file() and p.name != place.MANIFEST}


def test_a_first_run_makes_the_folder(tmp_path: Path) -> None:
    assert run(tmp_path / "deep" / "out", {"papers/a.docx": b"1"}) == ()
    assert holding(tmp_path / "deep" / "out") == {"papers/a.docx": b"1"}


def test_a_second_run_replaces_what_nobody_touched(tmp_path: Path) -> None:
    run(tmp_path / "out", {"a.docx": b"1", "b.docx": b"1"})
    run(tmp_path / "out", {"a.docx": b"2"})
    assert holding(tmp_path / "out") == {"a.docx": b"2"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_an_edited_paper_stays_and_the_new_one_stands_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(out, {"papers/a.docx": b"1"})
    (out / "papers" / "a.docx").write_bytes(b"by hand")
    assert run(out, {"papers/a.docx": b"2"}) == (place.Kept("papers/a.docx", "papers/a (mới).docx"),)
    assert holding(out) == {"papers/a.docx": b"by hand", "papers/a (mới).docx": b"2"}
    # once more: the edited one still stays, the one beside it is ours and follows
    assert run(out, {"papers/a.docx": b"3"}) == (place.Kept("papers/a.docx", "papers/a (mới).docx"),)
    assert holding(out) == {"papers/a.docx": b"by hand", "papers/a (mới).docx": b"3"}
    # the one beside it was edited too
    (out / "papers" / "a (mới).docx").write_bytes(b"by hand again")
    assert run(out, {"papers/a.docx": b"4"}) == (place.Kept("papers/a.docx", "papers/a (mới 2).docx"),)
    assert holding(out) == {"papers/a.docx": b"by hand", "papers/a (mới).docx": b"by hand again", "papers/a (mới 2).docx": b"4"}


def test_an_edit_that_equals_the_new_version_needs_no_second_file(tmp_path: Path) -> None:
    run(tmp_path / "out", {"a.docx": b"1"})
    (tmp_path / "out" / "a.docx").write_bytes(b"2")
    assert run(tmp_path / "out", {"a.docx": b"2"}) == ()
    assert holding(tmp_path / "out") == {"a.docx": b"2"}


def test_a_persons_own_file_stays(tmp_path: Path) -> None:
    run(tmp_path / "out", {"a.docx": b"1"})
    (tmp_path / "out" / "note.txt").write_bytes(b"mine")
    run(tmp_path / "out", {"a.docx": b"2"})
    assert holding(tmp_path / "out") == {"a.docx": b"2", "note.txt": b"mine"}


def test_a_deleted_paper_is_made_again(tmp_path: Path) -> None:
    run(tmp_path / "out", {"a.docx": b"1"})
    (tmp_path / "out" / "a.docx").unlink()
    run(tmp_path / "out", {"a.docx": b"1"})
    assert holding(tmp_path / "out") == {"a.docx": b"1"}


def test_a_folder_of_other_files_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"precious")
    with pytest.raises(UserError) as caught:
        place.standing(tmp_path)
    assert "không phải kết quả" in caught.value.vi
    assert (tmp_path / "thesis.docx").read_bytes() == b"precious"


def test_an_empty_folder_is_welcome(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    run(tmp_path / "out", {"a": b"1"})
    assert holding(tmp_path / "out") == {"a": b"1"}


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"file")
    with pytest.raises(UserError):
        place.standing(tmp_path / "out")


@pytest.mark.parametrize("damaged", [b"{", b"[]", b'{"files": {"a": 1}}', b'{"files": []}', b"\xff\xfe"])
def test_a_damaged_manifest_is_said_and_nothing_is_touched(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / place.MANIFEST).write_bytes(damaged)
    (tmp_path / "a.docx").write_bytes(b"1")
    with pytest.raises(UserError):
        place.standing(tmp_path)
    assert (tmp_path / "a.docx").read_bytes() == b"1"


@pytest.mark.parametrize("at", range(3))
def test_a_full_disk_at_any_file_leaves_the_old_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    out = tmp_path / "out"
    run(out, {"a": b"1", "b": b"1"})
    before = holding(out)
    real, count = place._write, iter(range(100))

    def full(path: Path, data: bytes) -> None:
        if next(count) == at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(path, data)

    monkeypatch.setattr(place, "_write", full)
    with pytest.raises(UserError) as caught:
        run(out, {"a": b"2", "b": b"2"})
    assert "hết dung lượng đĩa" in caught.value.vi
    assert holding(out) == before
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_an_interruption_leaves_the_old_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    run(out, {"a": b"1"})

    def stop(_work: Path, _out: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(place, "_swap", stop)
    with pytest.raises(KeyboardInterrupt):
        run(out, {"a": b"2"})
    assert holding(out) == {"a": b"1"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_without_an_exchange_call_the_folder_still_changes_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "_exchange", lambda _one, _other: False)
    run(tmp_path / "out", {"a": b"1"})
    run(tmp_path / "out", {"a": b"2"})
    assert holding(tmp_path / "out") == {"a": b"2"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_machine_that_stopped_between_two_renames_is_mended(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(out, {"a": b"1"})
    out.rename(place._aside(out))
    assert "a" in place.standing(out).sums
    assert holding(out) == {"a": b"1"}


def test_no_exchange_call_on_this_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(place.ctypes, "CDLL", lambda _name, **_more: object())
    assert place._exchange(tmp_path / "a", tmp_path / "b") is False

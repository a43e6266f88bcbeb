"""How well old encodings are found and undone, on seeded invented names and units."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from vinhdanh.engines.vietnamese import Encoding, detect, encode, modernise, modernise_cells

SIZE = 10_000
FILE = 100
CASES: list[tuple[Encoding, float, float]] = [("tcvn3", 0.97, 0.9), ("vni", 0.96, 0.87), ("mojibake", 0.995, 0.995)]
"""Encoding, least share found in single strings, least share of single strings restored whole."""


@cache
def samples() -> ModuleType:
    spec = importlib.util.spec_from_file_location("legacy_samples", Path(__file__).with_name("legacy_samples.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def texts() -> tuple[str, ...]:
    return tuple(samples().texts(SIZE, 1))


def files(cells: list[str]) -> list[list[str]]:
    return [cells[i : i + FILE] for i in range(0, len(cells), FILE)]


@pytest.mark.parametrize(("encoding", "found_least", "whole_least"), CASES)
def test_single_strings(encoding: Encoding, found_least: float, whole_least: float) -> None:
    pairs = [(t, encode(t, encoding, as_typed=True)) for t in texts()]
    pairs = [(t, typed) for t, typed in pairs if t != typed]
    seen = [detect(typed).encoding for _, typed in pairs]
    assert set(seen) <= {encoding, "unicode"}  # precision 1: never taken for another old encoding
    assert seen.count(encoding) / len(pairs) >= found_least
    restored = [(t, modernise(typed)) for t, typed in pairs]
    assert sum(m.text.lower() == t.lower() for t, m in restored) / len(pairs) >= whole_least
    silent = [m for t, m in restored if m.text.lower() != t.lower() and not m.doubtful]
    assert len(silent) / len(pairs) <= 0.01


@pytest.mark.parametrize("encoding", [c[0] for c in CASES])
def test_files_in_one_encoding_are_restored_whole(encoding: Encoding) -> None:
    for cells in files(list(texts())):
        typed = [encode(c, encoding, as_typed=True) for c in cells]
        found = modernise_cells(typed)
        assert [m.text.lower() for m in found] == [c.lower() for c in cells]
        assert not any(m.doubtful for m in found)
        same = sum(m.text == c for m, c in zip(found, cells, strict=True))
        assert same / len(cells) >= (0.9 if encoding == "tcvn3" else 1)


@pytest.mark.parametrize("encoding", [c[0] for c in CASES])
def test_files_half_converted_lose_nothing_silently(encoding: Encoding) -> None:
    right = old = 0
    for cells in files(list(texts())):
        typed = [c if i % 2 else encode(c, encoding, as_typed=True) for i, c in enumerate(cells)]
        for sent, was, m in zip(cells, typed, modernise_cells(typed), strict=True):
            if was == sent:
                assert m.text == sent
                continue
            old += 1
            right += m.text.lower() == sent.lower()
            assert m.doubtful or m.text.lower() == sent.lower()
    assert right / old >= 0.85


@pytest.mark.parametrize("encoding", [c[0] for c in CASES])
def test_strings_half_converted_keep_their_sound_half(encoding: Encoding) -> None:
    for text in texts()[:3000]:
        words = text.split(" ")
        half = len(words) // 2
        mixed = " ".join(words[:half] + [encode(w, encoding, as_typed=True) for w in words[half:]])
        assert modernise(mixed).text.split(" ")[:half] == words[:half]


def test_sound_text_is_never_touched() -> None:
    sound = [*texts(), *samples().ELSEWHERE, *samples().HASTY]
    assert [t for t in sound if modernise(t).text != t] == []
    odd = [*samples().ELSEWHERE, *samples().HASTY]
    for cells in files(list(texts())):
        assert [m.text for m in modernise_cells(cells + odd)] == cells + odd

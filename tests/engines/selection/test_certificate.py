from __future__ import annotations

import copy
import hashlib
import json
import random
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from selection_files import as_files
from selection_oracle import instance

from vinhdanh.cli.main import main
from vinhdanh.engines.selection import certify_files, checker, select, select_files
from vinhdanh.engines.selection.certificate import canonical, make
from vinhdanh.engines.selection.model import build
from vinhdanh.errors import UserError


@cache
def _certified(seed: int, largest: int = 12) -> tuple[dict[str, Any], bytes, bytes] | None:
    people, rules = instance(seed, largest)
    try:
        result = select(people, rules)
    except UserError:
        return None
    model = build(people, rules)
    if result.status != "optimal" or model.n == 0 or rules.exact:
        return None
    columns, rows, written = as_files(people, rules)
    table = canonical(columns, rows)
    chosen = np.array([i in result.chosen for i in model.ids])
    return json.loads(json.dumps(make(model, rules.targets, chosen, table=table, rules=written))), table, written


def sealed(certificate: dict[str, Any]) -> dict[str, Any]:
    body = {k: v for k, v in certificate.items() if k != "seal"}
    return {**body, "seal": hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()}


def certified(seed: int, largest: int = 12) -> tuple[dict[str, Any], bytes, bytes] | None:
    """A copy, for several tests change the same certificates."""
    return copy.deepcopy(_certified(seed, largest))


def verdict(certificate: dict[str, Any], table: bytes, rules: bytes) -> str:
    return checker.verdict(json.dumps(certificate).encode(), table, rules).partition(":")[0]


def test_certificates_of_optimal_lists_are_accepted() -> None:
    seen = 0
    for seed in range(140):
        made = certified(seed, 12 if seed % 10 else 60)
        if made:
            seen += 1
            assert verdict(*made) in {"proved", "proved except the core"}, seed
    assert seen > 55


def test_the_checker_is_one_page_of_the_standard_library() -> None:
    text = Path(checker.__file__).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 100
    imported = [line for line in text.splitlines() if line.startswith(("import", "from"))]
    assert not any("vinhdanh" in line or "numpy" in line for line in imported)


def test_every_flipped_byte_of_any_file_is_rejected() -> None:
    r = random.Random(1)
    for seed in range(30):
        made = certified(seed)
        if not made:
            continue
        files = [json.dumps(made[0]).encode(), made[1], made[2]]
        for _ in range(20):
            which = r.randrange(3)
            damaged = bytearray(files[which])
            damaged[r.randrange(len(damaged))] ^= 1 << r.randrange(7)
            given = [*files[:which], bytes(damaged), *files[which + 1 :]]
            if which == 0 and json_equal(given[0], files[0]):
                continue
            if which == 1 and same_table(given[1], files[1]):
                continue
            assert checker.verdict(*given).startswith("rejected")


def json_equal(a: bytes, b: bytes) -> bool:
    try:
        return bool(json.loads(a) == json.loads(b))
    except ValueError:
        return False


def same_table(a: bytes, b: bytes) -> bool:
    try:
        return checker.table_of(a) == checker.table_of(b)
    except (ValueError, IndexError):
        return False


def mutate(r: random.Random, certificate: dict[str, Any]) -> None:
    """One change that a cheat would make, resealed by the caller."""
    kind = r.choice(("merit", "bound", "miss", "multiplier", "drop", "shift", "proof", "undecided"))
    if kind == "merit":
        certificate["merit"] += r.choice((-2, -1, 1, 2))
    elif kind == "bound":
        certificate["bound"] += r.choice((-2, -1, 1, 2))
    elif kind == "miss":
        r.choice(certificate["levels"])["miss"] += r.choice((-1, 1))
    elif kind == "multiplier":
        k = r.randrange(len(certificate["multipliers"]))
        certificate["multipliers"][k] += r.choice((-1, 1)) * (5_000_000 << certificate["shift"])
    elif kind == "drop" and certificate["chosen"]:
        certificate["chosen"].pop()
    elif kind == "shift":
        certificate["shift"] += 1
        certificate["multipliers"] = [m * 3 + 7 for m in certificate["multipliers"]]
    elif kind == "proof":
        certificate["proof"] = "gap"
        certificate["merit"] += 1
    else:
        certificate["undecided"] = [*certificate["undecided"], 1]


def test_mutated_and_resealed_certificates_are_rejected() -> None:
    r, tried = random.Random(2), 0
    for seed in range(300):
        made = certified(seed)
        if not made:
            continue
        certificate = copy.deepcopy(made[0])
        mutate(r, certificate)
        if certificate == made[0]:
            continue
        tried += 1
        said = verdict(sealed(certificate), made[1], made[2])
        if said != "rejected":  # another multiplier may prove the same list: then the proof stands
            assert certificate["chosen"] == made[0]["chosen"]
            assert certificate["merit"] == made[0]["merit"]
            assert [v["miss"] for v in certificate["levels"]] == [v["miss"] for v in made[0]["levels"]]
    assert tried > 110


def test_a_worse_list_never_passes_as_proved() -> None:
    """Another list of the same length with its own honest figures: no multipliers prove it."""
    r, tried = random.Random(3), 0
    for seed in range(300):
        made = certified(seed)
        if not made:
            continue
        certificate, table, rules = made
        people, asked = instance(seed)
        model = build(people, asked)
        places = np.cumsum(certificate["chosen"]) - 1
        if not 0 < len(places) < model.n:
            continue
        other = sorted(r.sample(range(model.n), len(places)))
        merit = int(model.scores[other].sum())
        if merit >= certificate["merit"]:
            continue
        tried += 1
        fake = {
            **certificate,
            "chosen": np.diff([-1, *other]).tolist(),
            "chosen_sha256": hashlib.sha256("\n".join(model.ids[i] for i in other).encode()).hexdigest(),
            "merit": merit,
        }
        assert verdict(sealed(fake), table, rules) != "proved"
        assert verdict(sealed({**fake, "bound": merit}), table, rules) == "rejected"
    assert tried > 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    people, rules = instance(62, 18)
    columns, rows, written = as_files(people, rules)
    (tmp_path / "table.csv").write_bytes(canonical(columns, rows).replace(b",", b";"))
    pl.DataFrame({c: [row[k] for row in rows] for k, c in enumerate(columns)}).write_parquet(tmp_path / "table.parquet")
    (tmp_path / "rules.json").write_bytes(written)
    return tmp_path


def test_the_commands_write_and_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    csv, rules, made = folder / "table.csv", folder / "rules.json", folder / "made.json"
    for table in (csv, folder / "table.parquet"):
        assert main(["select", str(table), str(rules), "--certificate", str(made)]) == 0
        for other in (csv, folder / "table.parquet"):
            capsys.readouterr()
            said = main_check(made, other, rules)
            assert said in {0, 1}
            assert capsys.readouterr().out.splitlines()[-1] in {"proved", "proved except the core"}
    alone = subprocess.run(
        [sys.executable, "-I", checker.__file__, str(made), str(csv), str(rules)], capture_output=True, text=True, check=False
    )
    assert alone.stdout.strip() in {"proved", "proved except the core"}
    rules.write_bytes(rules.read_bytes().replace(b'"size": ', b'"size":  '))
    assert main_check(made, csv, rules) == 3
    assert "rejected" in capsys.readouterr().out


def main_check(*paths: Path) -> int:
    import argparse  # noqa: PLC0415

    from vinhdanh.cli.certificate import add  # noqa: PLC0415

    parser = argparse.ArgumentParser()
    add(parser.add_subparsers())
    arguments = parser.parse_args(["check-selection", *map(str, paths)])
    return int(arguments.func(arguments))


def test_no_certificate_when_a_bound_gave_way_or_a_file_is_in_the_way(folder: Path) -> None:
    (folder / "rules.json").write_text('{"size": 1, "units": {"at_least": 1}}')
    (folder / "table.csv").write_text("id,unit,score\na,A,1\nb,B,2\n")
    table, rules = folder / "table.csv", folder / "rules.json"
    with pytest.raises(UserError, match="Không lập"):
        certify_files(table, rules, select_files(table, rules))
    assert main(["select", str(table), str(rules), "--certificate", str(table)]) == 2
    with pytest.raises(UserError):
        main_check(folder / "nothing.json", table, rules)

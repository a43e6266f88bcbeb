from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from vinhdanh.cli.main import main
from vinhdanh.engines.selection import draw, files
from vinhdanh.engines.selection.certificate import canonical, canonical_sha
from vinhdanh.engines.selection.table_file import read_table

if TYPE_CHECKING:
    from pathlib import Path

# best and last stand clear; six are alike, three of them are in
TABLE = "id,score,woman\nA,9,0\n" + "".join(f"T{i},8,0\n" for i in range(6)) + "Z,7,0\n"
RULES = 'size = 4\n[ties]\nthen = "lottery"\n'


@pytest.fixture
def names(tmp_path: Path) -> list[str]:
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "r.toml").write_text(RULES, encoding="utf-8")
    return [str(tmp_path / "t.csv"), str(tmp_path / "r.toml")]


def test_commit_seed_result_verify(names: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    promise, result = tmp_path / "c.json", tmp_path / "d.json"
    assert main(["lottery", "commit", *names, "-o", str(promise)]) == 0
    assert "Có 6 trường hợp ngang nhau" in capsys.readouterr().out
    published = json.loads(promise.read_text(encoding="utf-8"))
    table = read_table(tmp_path / "t.csv")
    assert published["table"] == hashlib.sha256(canonical(table.columns, table.rows)).hexdigest()
    assert main(["lottery", "draw", str(promise), *names, "--seed", "05 17 33", "-o", str(result)]) == 0
    first = result.read_bytes()
    assert main(["lottery", "draw", str(promise), *names, "--seed", "05 17 33", "-o", str(result), "--json"]) == 0
    assert result.read_bytes() == first
    drawn = json.loads(first)
    lots = {lot["id"]: lot["lot"] for lot in drawn["lots"]}
    own = {i: int.from_bytes(hashlib.sha256(f"05 17 33{i}".encode()).digest()[:3], "big") >> 4 for i in lots}
    assert lots == own
    best = sorted(lots, key=lambda i: -lots[i])[:3]
    assert set(drawn["chosen"]) == {"A", *best}
    assert main(["lottery", "verify", str(result), *names]) == 0
    assert "Đúng" in capsys.readouterr().out
    drawn["chosen"][-1] = "Z"
    result.write_text(json.dumps(drawn))
    assert main(["lottery", "verify", str(result), *names]) == 3


def test_the_seed_matters_only_among_the_tied(names: list[str], tmp_path: Path) -> None:
    promise = tmp_path / "c.json"
    assert main(["lottery", "commit", *names, "-o", str(promise)]) == 0
    lists = set()
    for seed in range(12):
        out = tmp_path / "d.json"
        assert main(["lottery", "draw", str(promise), *names, "--seed", str(seed), "-o", str(out)]) == 0
        chosen = json.loads(out.read_text(encoding="utf-8"))["chosen"]
        assert "A" in chosen
        assert "Z" not in chosen
        lists.add(tuple(sorted(chosen)))
    assert len(lists) > 4


def test_large_tables_draw_the_same(names: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for limit in (100, 3):
        monkeypatch.setattr(files, "LARGE", limit)
        promise, out = tmp_path / "c.json", tmp_path / "d.json"
        assert main(["lottery", "commit", *names, "-o", str(promise)]) == 0
        assert main(["lottery", "draw", str(promise), *names, "--seed", "x", "-o", str(out)]) == 0
        found.append((promise.read_bytes(), out.read_bytes()))
    assert found[0] == found[1]
    assert canonical_sha(tmp_path / "t.csv") == json.loads(found[0][0])["table"]


def test_another_table_is_not_drawn(names: list[str], tmp_path: Path) -> None:
    promise, result = tmp_path / "c.json", tmp_path / "d.json"
    assert main(["lottery", "commit", *names, "-o", str(promise)]) == 0
    assert main(["lottery", "draw", str(promise), *names, "--seed", " "]) == 2
    assert main(["lottery", "draw", str(promise), *names, "--seed", "x", "-o", str(result)]) == 0
    (tmp_path / "t.csv").write_text(TABLE.replace("Z,7", "Z,8"), encoding="utf-8")
    assert main(["lottery", "draw", str(promise), *names, "--seed", "x"]) == 2
    assert main(["lottery", "verify", str(result), *names]) == 3


def test_what_cannot_be_drawn(names: list[str], tmp_path: Path) -> None:
    rules = tmp_path / "r.toml"
    rules.write_text("size = 4\n")
    assert main(["lottery", "commit", *names]) == 2
    rules.write_text(RULES + 'seed = "early"\n')
    assert main(["lottery", "commit", *names]) == 2
    rules.write_text(RULES)
    assert main(["lottery", "commit", *names, "-o", names[0]]) == 2
    assert main(["lottery", "verify", str(tmp_path / "none.json"), *names]) == 2
    assert main(["lottery", "verify", names[1], *names]) == 2


def test_the_fair_lottery(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [f"V{i:02d},U{i % 4},{int(i % 5 == 0)},1" for i in range(40)]
    (tmp_path / "t.csv").write_text("id,unit,woman,score\n" + "\n".join(rows) + "\n", encoding="utf-8")
    rules = tmp_path / "r.toml"
    rules.write_text('size = 8\n[units]\nat_most = 3\n[[categories]]\nid = "w"\ncolumn = "woman"\nvalues = ["1"]\nat_least = 4\n')
    names, out = [str(tmp_path / "t.csv"), str(rules)], tmp_path / "f.json"
    assert main(["lottery", "fair", *names, "-o", str(out)]) == 0
    assert "Chưa rút chuỗi" in capsys.readouterr().out
    before = json.loads(out.read_text(encoding="utf-8"))
    # eight women for at least four places, thirty-two men for at most four
    assert before["least"] == pytest.approx(4 / 32, abs=1e-3)
    assert sum(before["chances"]) == before["fine"]
    assert main(["lottery", "fair", *names, "--seed", "99", "-o", str(out), "--json"]) == 0
    after = json.loads(out.read_text(encoding="utf-8"))
    assert after["lottery"] == before["lottery"]
    assert len(after["chosen"]) == 8
    assert main(["lottery", "verify", str(out), *names]) == 0
    after["chosen"] = after["chosen"][::-1]
    out.write_text(json.dumps(after))
    assert main(["lottery", "verify", str(out), *names]) == 3
    rules.write_text(
        'size = 8\n[[must_include]]\nid = "V03"\nreason = "QĐ"\n[[targets]]\ncolumn = "woman"\nshare = 50\n', encoding="utf-8"
    )
    out.unlink()
    assert main(["lottery", "fair", *names, "--seed", "7", "-o", str(out)]) == 0
    assert "V03" in json.loads(out.read_text(encoding="utf-8"))["chosen"]
    rules.write_text('size = 8\n[[families]]\ncolumn = "unit"\n')
    assert main(["lottery", "fair", *names]) == 2
    rules.write_text("size = 8\n")
    assert main(["lottery", "fair", *names, "--seed", "7"]) == 0
    assert "Danh sách: V" in capsys.readouterr().out


def test_a_published_fair_lottery_is_drawn_and_checked_in_whole_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"V{i:02d},U{i % 4},{int(i % 5 == 0)},1" for i in range(40)]
    (tmp_path / "t.csv").write_text("id,unit,woman,score\n" + "\n".join(rows) + "\n", encoding="utf-8")
    rules, other = tmp_path / "r.toml", tmp_path / "o.toml"
    rules.write_text('size = 8\n[units]\nat_most = 3\n[[categories]]\nid = "w"\ncolumn = "woman"\nvalues = ["1"]\nat_least = 4\n')
    other.write_text("size = 8\n")
    names, out, result = [str(tmp_path / "t.csv"), str(rules)], tmp_path / "f.json", tmp_path / "d.json"
    assert main(["lottery", "fair", *names, "-o", str(out)]) == 0
    published = json.loads(out.read_text(encoding="utf-8"))
    least, of = map(int, published["least_exact"].split("/"))
    assert least / of == pytest.approx(published["least"], abs=1e-6)
    assert main(["lottery", "verify", str(out), *names]) == 0
    with monkeypatch.context() as without:
        without.setattr(draw, "fair", None)  # no solver is needed
        assert main(["lottery", "draw", str(out), *names, "--seed", "9 9", "-o", str(result)]) == 0
        first = result.read_bytes()
        assert main(["lottery", "draw", str(out), *names, "--seed", "9 9", "-o", str(result), "--json"]) == 0
        assert result.read_bytes() == first
        assert len(json.loads(first)["chosen"]) == 8
        assert main(["lottery", "draw", str(out), *names, "--seed", " "]) == 2
        assert main(["lottery", "draw", str(out), names[0], str(other), "--seed", "9"]) == 2
    assert main(["lottery", "verify", str(result), *names]) == 0
    changes: list[dict[str, object]] = [
        {"chosen": published["types"][0][:8]},
        {"least_exact": "1/2"},
        {"fine": 1 << 20},
        {"chances": [published["fine"]]},
        {"chances": [0] * len(published["chances"])},
        {"types": published["types"][::-1]},
        {"lists": [[8] + [0] * (len(published["types"]) - 1)], "chances": [published["fine"]]},
        {"commitment": ""},
    ]
    for change in changes:
        result.write_text(json.dumps(json.loads(first) | change), encoding="utf-8")
        capsys.readouterr()
        assert main(["lottery", "verify", str(result), *names]) == 3
        assert "Không đúng" in capsys.readouterr().out
    # a lottery that keeps every bound but is less fair than another
    poor = published["lists"][0]
    unfair = {**published, "lists": [poor], "chances": [published["fine"]], "least_exact": "0/1"}
    drawn = {k: unfair[k] for k in ("types", "lists", "chances")}
    unfair["lottery"] = hashlib.sha256(json.dumps(drawn, sort_keys=True).encode()).hexdigest()
    result.write_text(json.dumps(unfair), encoding="utf-8")
    capsys.readouterr()
    assert main(["lottery", "verify", str(result), *names]) == 3
    assert "cơ hội nhỏ nhất lớn hơn" in capsys.readouterr().out

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from vinhdanh.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TABLE = "id,unit,score,votes\na,A,9,1\n,A,8,1\na,A,7,1\nc,A,x,1\nd,B,NaN,1\ne,B,6,many\nf,B,1.1234567,1\ng,B,5,\n"


def test_bad_rows_are_left_out_and_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, rules = tmp_path / "t.csv", tmp_path / "r.toml"
    table.write_text(TABLE)
    rules.write_text('size = 2\n[ties]\norder = ["votes desc"]\n')
    assert main(["select", str(table), str(rules)]) == 2
    capsys.readouterr()
    assert main(["select", str(table), str(rules), "--skip-bad", "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["choices"][0]["chosen"] == ["a", "g"]
    skipped = [line for line in said.err.splitlines() if line.startswith("Skipped")]
    assert [line.split("line ")[1].split(":")[0] for line in skipped] == ["3", "4", "5", "6", "7", "8"]
    assert "“score”" in skipped[2]
    assert "“votes”" in skipped[4]
    assert main(["select", str(table), str(rules), "--skip-bad", "--certificate", str(tmp_path / "c.json")]) == 2

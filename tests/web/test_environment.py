"""What the environment says of the database."""

from __future__ import annotations

from pathlib import Path

import pytest

from vinhdanh.errors import UserError
from vinhdanh.web.environment import database

HERE = Path()


def test_postgresql_plans_queries_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://u%40x:p%2F@db.local:5433/vd?sslmode=require")
    told = database(HERE)
    assert (told["USER"], told["PASSWORD"], told["HOST"], told["PORT"], told["NAME"]) == ("u@x", "p/", "db.local", "5433", "vd")
    assert told["OPTIONS"] == {"sslmode": "require", "server_side_binding": True, "prepare_threshold": 3}


def test_behind_an_old_pooler_it_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://u@/vd?host=%2Frun%2Fpostgresql&prepare=no")
    told = database(HERE)
    assert (told["HOST"], told["OPTIONS"]) == ("/run/postgresql", {})


@pytest.mark.parametrize("url", ["mysql://u@h/d", "postgresql://u@h", "postgresql://u@h:99999999/d", "nonsense"])
def test_another_address_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(UserError):
        database(HERE)

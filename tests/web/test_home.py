"""The home page: the reader's campaigns, with a constant number of queries."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from world import World

from vinhdanh.steps.campaigns.services.creation import from_template


def test_few_queries_however_many_campaigns(world: World) -> None:
    reader = world.reader("officer", "district-a1")
    client = Client()
    client.force_login(reader.user)
    counts = []
    for number in (1, 2, 3):
        from_template(reader, world.unions["district-a1"], f"Đợt số {number}", 2025 + number)
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/").content.decode()
        assert f"Đợt số {number}" in page
        counts.append(len(queries))
    assert counts[0] == counts[2] <= 12

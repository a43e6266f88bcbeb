"""Who may not send finds nothing, whatever is sent: status, page, headers and queries are those of something that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from matrix_objects import PLACES, ROLES, Row, Stage, missing, plain, rows, taken_back

MATRIX = rows()

pytestmark = pytest.mark.django_db
LONG = "Đ" * 6_000
HALF_SAID = {  # names that views look at first, with values that lead them on as far as they go
    "act": "issue", "way": "zalo", "state": "corrected", "text": "?", "plan": "{", "done": "1", "words": LONG, "key": "x", "kind": "x",
    "name": LONG, "choice": "x", "role": "admin", "once": "x", "revision": "-1", "unit": "x", "union": "x", "leave": "x", "seats": "0",
    "up": "1", "parent": "x", "most-1": "x", "file": "x", "form": "x", "reason": "", "rule_set": "x", "right": "x", "new-least": "x",
}  # fmt: skip
FIELDS: dict[str, dict[str, str]] = {
    "nonsense": HALF_SAID,
    "approve": {"act": "approve", "revision": "1", "state": "confirmed", "done": "0"},
    "withdraw": {"act": "withdraw", "revision": "1", "done": "0", "state": "x"},
    "huge": {f"most-{number}": "9" * 40 for number in range(1_000)} | {"text": LONG * 40},
}
BODIES = {words: "&".join(f"{name}={value}" for name, value in fields.items()).encode() for words, fields in FIELDS.items()}
"""As they are, for none holds a sign that parts fields: to read a percent sign for each byte took more time than all the rest."""
MAY_AFTER_ALL = {("campaigns:issue", "own", "L", "approve")} | {
    ("campaigns:issue", "own", letter, "withdraw") for letter in "OLG"
}
"""A leader approves; who may take an approval back is led to the draft that it is already. The row of the matrix tells of a form that names no step."""
SENT = "application/x-www-form-urlencoded"
SENT_ANYWAY = {"Content-Length", "Set-Cookie", "X-Request-Id"}
"""Headers that may differ: the length follows the page, which is compared itself."""


def send(client: Client, address: str, body: bytes, *, drawn: bool = True) -> HttpResponse:
    """Sends, and leaves nothing behind."""
    with taken_back(client, drawn=drawn):
        return client.post(address, body, content_type=SENT)


def said(answer: HttpResponse) -> dict[str, list[str]]:
    """The headers; the parts of a policy in one order."""
    return {name: sorted(value.split("; ")) for name, value in answer.headers.items() if name not in SENT_ANYWAY}


def takes_posts(stage: Stage, name: str) -> bool:
    """Whether the address is one that can be sent to."""
    client = stage.client("own", "O")
    return send(client, reverse(name, args=stage.arguments(MATRIX[name].kind)), b"", drawn=False).status_code != 405


def cells(name: str, row: Row) -> Iterator[tuple[str, str, str]]:
    """Place, role and body of each refusal: every body from every role where the object is seen, nonsense from the others; nothing at all in `test_permissions`."""
    for place in PLACES:
        refused = [letter for letter in ROLES if not row.may_send(place, letter)]
        for letter in refused:
            for words in BODIES:
                whole = words == "nonsense" or (place == "own" and (words != "huge" or letter == refused[0]))
                means = name.startswith("campaigns:") or words not in {"approve", "withdraw"}
                if whole and means and (name, place, letter, words) not in MAY_AFTER_ALL:
                    yield place, letter, words


@pytest.mark.parametrize("name", sorted(name for name, row in MATRIX.items() if row.anonymous == 302))
def test_who_may_not_send_finds_nothing(stage: Stage, name: str) -> None:
    row = MATRIX[name]
    arguments = stage.arguments(row.kind)
    address, nowhere = reverse(name, args=arguments), reverse(name, args=missing(arguments))
    if not takes_posts(stage, name):
        return
    wrong = []
    for place, letter, words in cells(name, row):
        answer = send(stage.client(place, letter), address, BODIES[words], drawn=False)
        if answer.status_code != 404:
            wrong.append(f"{ROLES[letter]} of {place}, {words}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    if arguments:
        looks_alike(stage, row, address, nowhere)


def looks_alike(stage: Stage, row: Row, address: str, nowhere: str) -> None:
    """The page, the headers and the number of queries, for one refused reader of each place."""
    for place in ("own", "other"):
        letter = next((letter for letter in ROLES if not row.may_send(place, letter)), "")
        if not letter:
            continue
        client, cell = stage.client(place, letter), f"{ROLES[letter]} of {place}"
        with CaptureQueriesContext(connection) as asked:
            answer = send(client, address, BODIES["nonsense"])
        with CaptureQueriesContext(connection) as asked_nowhere:
            there_is_none = send(client, nowhere, BODIES["nonsense"])
        assert answer.status_code == there_is_none.status_code == 404, cell
        assert plain(answer, address) == plain(there_is_none, nowhere), cell
        assert said(answer) == said(there_is_none), cell
        if place == "other":  # sees nothing of the object's union: neither may time tell
            assert len(asked) == len(asked_nowhere), cell


@pytest.mark.parametrize("name", sorted(name for name, row in MATRIX.items() if row.post and row.kind != "none"))
def test_too_much_is_refused_alike(stage: Stage, name: str, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    arguments = stage.arguments(MATRIX[name].kind)
    answers = [
        send(stage.client("other", "C"), reverse(name, args=found), b"text=" + b"x" * 2000)
        for found in (arguments, missing(arguments))
    ]
    addresses = [reverse(name, args=found) for found in (arguments, missing(arguments))]
    assert answers[0].status_code == answers[1].status_code
    assert plain(answers[0], addresses[0]) == plain(answers[1], addresses[1])


@pytest.mark.parametrize("name", sorted(name for name, row in MATRIX.items() if row.kind != "none" and row.anonymous == 302))
def test_asking_tells_nothing_by_headers_or_queries(stage: Stage, name: str) -> None:
    row = MATRIX[name]
    letter = next((letter for letter in ROLES if not row.lets_in("other", letter)), "")
    if not letter:
        return
    client, arguments = stage.client("other", letter), stage.arguments(row.kind)
    seen = []
    for address in (reverse(name, args=arguments), reverse(name, args=missing(arguments))):
        with CaptureQueriesContext(connection) as asked, transaction.atomic():
            answer = client.get(address)
            transaction.set_rollback(True)
        seen.append((answer.status_code, said(answer), len(asked)))
    assert seen[0] == seen[1]
    assert "ETag" not in seen[0][1]
    assert "Last-Modified" not in seen[0][1]

"""The permission matrix: every address of the resolver × every role × own, above, below and other union, and visitors."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from matrix_objects import PLACES, ROLES, Row, Stage, missing, plain, rows, taken_back

MATRIX = rows()


SIGN_IN = "/tai-khoan/dang-nhap/"
pytestmark = pytest.mark.django_db


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, space + (f"{pattern.namespace}:" if pattern.namespace else ""))
        else:
            yield space + (pattern.name or f"an address without a name: {pattern.pattern}")


def ask(client: Client, method: str, address: str, *, drawn: bool = True) -> HttpResponse:
    """One request that leaves nothing behind."""
    with taken_back(client, drawn=drawn):
        answer = getattr(client, method)(address)
        if answer.streaming:
            list(answer.streaming_content)
    return answer


def test_every_address_has_a_row() -> None:
    found = list(names(get_resolver()))
    assert sorted(set(found) - set(MATRIX)) == [], "add a row for each of these to tests/web/matrix.py"
    assert sorted(set(MATRIX) - set(found)) == [], "these addresses are no more: take their rows out of tests/web/matrix.py"
    assert len(found) == len(set(found))


def test_rows_name_known_roles() -> None:
    for name, row in MATRIX.items():
        for place in PLACES:
            assert set(getattr(row, place)) <= set(ROLES), (name, place)


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_visitors(stage: Stage, name: str) -> None:
    row = MATRIX[name]
    address = reverse(name, args=stage.arguments(row.kind))
    client = Client(raise_request_exception=False)
    answer = ask(client, "get", address)
    assert answer.status_code == (405 if row.post else row.anonymous)
    if row.anonymous == 302:
        sent = ask(client, "post", address)
        assert sent.status_code in {302, 405}
        for led in (answer.headers.get("Location", SIGN_IN), sent.headers.get("Location", SIGN_IN)):
            assert led == "/" or led.startswith(SIGN_IN)


def cells(row: Row, method: str) -> Iterator[tuple[str, str]]:
    """Place and role of each question: all of them, but where the address does not take the method from anyone (one role of each place then).

    What is sent by those who may not is told of in `test_refusals`, from every place; here their own union is asked.
    """
    for place in PLACES:
        for letter in ROLES:
            if (
                (method == "get" and not row.post)
                or (method == "get" and letter == "O")
                or (method == "post" and (place == "own" or row.may_send(place, letter) or row.anonymous != 302))
            ):
                yield place, letter


def expected(row: Row, method: str, cell: tuple[str, str], status: int) -> bool:
    """Whether the row says so."""
    if method == "get":
        return status == (405 if row.post else row.ok if row.lets_in(*cell) else 404)
    return status < 500 and (status == 405 or (status != 404) == row.may_send(*cell))


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_roles(stage: Stage, name: str) -> None:
    """A page is drawn for everyone who is let in at home, and for one at each other place."""
    row = MATRIX[name]
    address = reverse(name, args=stage.arguments(row.kind))
    wrong, drawn = [], set()
    for method in ("get", "post"):
        for place, letter in cells(row, method):
            draw = row.lets_in(place, letter) and (place == "own" or (method, place) not in drawn)
            drawn |= {(method, place)} if draw else set()
            status = ask(stage.client(place, letter), method, address, drawn=draw).status_code
            if not expected(row, method, (place, letter), status):
                wrong.append(f"{ROLES[letter]} of {place}: {method.upper()} {status}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", sorted(name for name, row in MATRIX.items() if row.kind != "none"))
def test_missing_and_forbidden_look_alike(stage: Stage, name: str) -> None:
    row = MATRIX[name]
    arguments = stage.arguments(row.kind)
    if not arguments:
        return
    method = "post" if row.post else "get"
    for place in PLACES:
        letter = next((letter for letter in ROLES if not (row.may_send if row.post else row.lets_in)(place, letter)), "")
        if not letter:
            continue
        address, nowhere = reverse(name, args=arguments), reverse(name, args=missing(arguments))
        forbidden, there_is_none = (ask(stage.client(place, letter), method, found) for found in (address, nowhere))
        assert forbidden.status_code == there_is_none.status_code == 404, place
        assert plain(forbidden, address) == plain(there_is_none, nowhere), place

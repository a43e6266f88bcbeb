"""The permission matrix: every address of the resolver × every role × own, above, below and other union, and visitors."""

from __future__ import annotations

import contextlib
import copy
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.template.backends.django import Template
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils.safestring import SafeString
from matrix_objects import PLACES, ROLES, Row, Stage, missing, plain

_SPEC = importlib.util.spec_from_file_location("matrix", Path(__file__).with_name("matrix.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
_MODULE = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_MODULE)
MATRIX: dict[str, Row] = _MODULE.MATRIX


SIGN_IN = "/tai-khoan/dang-nhap/"
pytestmark = pytest.mark.django_db


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, space + (f"{pattern.namespace}:" if pattern.namespace else ""))
        else:
            yield space + (pattern.name or f"an address without a name: {pattern.pattern}")


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:  # noqa: ARG001 - asked for, so that the tables are there
    with django_db_blocker.unblock(), transaction.atomic():
        yield Stage().prepare(sorted({row.kind for row in MATRIX.values()}))
        transaction.set_rollback(True)


def nothing(_template: Template, context: Any = None, request: Any = None) -> SafeString:  # noqa: ARG001 - as the framework calls it
    return SafeString("")


def ask(client: Client, method: str, address: str, *, drawn: bool = True) -> HttpResponse:
    """One request whose writes and cookies are taken back, so that no cell of the matrix changes another.

    Drawing a page takes most of the time and says nothing of who is let in: where it is drawn once already, `drawn` is false.
    """
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic(), contextlib.nullcontext() if drawn else mock.patch.object(Template, "render", nothing):
        answer = getattr(client, method)(address)
        if answer.streaming:
            list(answer.streaming_content)
        transaction.set_rollback(True)
    client.cookies = cookies
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


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_roles(stage: Stage, name: str) -> None:
    row = MATRIX[name]
    arguments = stage.arguments(row.kind)
    address, nowhere = reverse(name, args=arguments), reverse(name, args=missing(arguments))
    wrong = []
    for place in PLACES:
        compared = drawn = False
        for letter in ROLES:
            client = stage.client(place, letter)
            draw = place == "own" or (row.lets_in(place, letter) and not drawn)
            drawn = drawn or draw
            asked, sent = ask(client, "get", address, drawn=draw), ask(client, "post", address, drawn=draw)
            expected = 405 if row.post else row.ok if row.lets_in(place, letter) else 404
            cell = f"{ROLES[letter]} of {place}:"
            if asked.status_code != expected:
                wrong.append(f"{cell} GET {asked.status_code}, not {expected}")
            if sent.status_code >= 500 or (sent.status_code != 405 and (sent.status_code == 404) == row.may_send(place, letter)):
                wrong.append(
                    f"{cell} POST {sent.status_code}, but {'may send' if row.may_send(place, letter) else 'may not send'}"
                )
            method, answer = ("post", sent) if row.post else ("get", asked)
            if answer.status_code == 404 and arguments and not compared:
                compared = True
                there_is_none, answer = ask(client, method, nowhere), answer if draw else ask(client, method, address)
                if there_is_none.status_code != 404 or plain(there_is_none, nowhere) != plain(answer, address):
                    wrong.append(f"{cell} {method}: missing and forbidden look different")
    assert not wrong, "\n".join(wrong)

"""Prepared queries give what the queries give that they were made of."""

from __future__ import annotations

import threading
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from vinhdanh.platform.database.prepared import Prepared
from vinhdanh.platform.organisations.models import Post, Union

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from pytest_django import DjangoAssertNumQueries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


def held(person: int, day: date) -> QuerySet[Post, tuple[str, str]]:
    """Posts of a person on a day, as lists of values."""
    return Post.objects.on(day).filter(person_id=person).order_by("union__path", "role").values_list("role", "union__path")


def test_rows_are_those_of_the_query_for_every_value(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    one = Prepared(lambda pk: Union.objects.select_related("level", "parent").filter(pk=pk), int)
    names = [field.attname for field in Union._meta.concrete_fields]
    for union in Union.objects.select_related("level", "parent"):
        with django_assert_num_queries(1):
            found = one.first(union.pk)
            assert found is not None
            assert [getattr(found, name) for name in names] == [getattr(union, name) for name in names]
            assert (found.level, found.parent) == (union.level, union.parent)
    assert one(0) == one(-1) == one(2**63) == one(10**30) == []


def test_lists_of_values_and_days() -> None:
    ready = Prepared(held, int, date)
    for person in Post.objects.values_list("person_id", flat=True).distinct():
        for day in (date(2020, 5, 1), date(2026, 11, 22), date(1950, 1, 1)):
            assert ready(person, day) == list(held(person, day))


def test_a_query_is_asked_each_time(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    names = Prepared(lambda pk: Union.objects.filter(pk=pk).values_list("name"), int)
    union = Union.objects.all()[0]
    assert names(union.pk) == [(union.name,)]
    Union.objects.filter(pk=union.pk).update(name="Tên khác")
    with django_assert_num_queries(1):
        assert names(union.pk) == [("Tên khác",)]


def test_a_value_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        Prepared(lambda _pk: Union.objects.all(), int)(1)


@pytest.mark.django_db(transaction=True)
def test_threads_ask_over_their_own_connections() -> None:
    ready = Prepared(lambda pk: Union.objects.filter(pk=pk), int)
    unions = list(Union.objects.all())
    found: list[bool] = []

    def ask(union: Union) -> None:
        found.append(ready.first(union.pk) == union)
        connection.close()

    threads = [threading.Thread(target=ask, args=(union,)) for union in unions * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * len(threads)

"""What the search finds of unions and people, and which registers wait to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from vinhdanh.engines.vietnamese import match_key
from vinhdanh.platform.organisations.models import RegisterImport
from vinhdanh.platform.organisations.selectors.people import people
from vinhdanh.platform.organisations.selectors.register import imports
from vinhdanh.platform.organisations.selectors.unions import LONGEST_WORDS, Filter, matching, search
from vinhdanh.platform.registry import Finder, Found, Waiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Person, Union

MOST = 50
"""Registers that are told at once."""


def found_unions(reader: Reader, words: str) -> QuerySet[Union]:
    """Unions by name or code, also those that are no more."""
    if not match_key(words):
        return reader.unions().none()
    return search(reader, Filter(words=words, ended=True)).select_related("parent")


def found_people(reader: Reader, words: str) -> QuerySet[Person]:
    """People of the unions in scope by name alone: telephone and birth are not searched."""
    return people(reader).filter(matching(words[:LONGEST_WORDS])).select_related("union").order_by("sort_key", "pk")


def show_union(row: Union) -> Found:
    """Name; union above, code, whether it is no more."""
    ended = _("không còn hoạt động") if row.valid_to is not None else ""
    detail = " · ".join(filter(None, [row.parent.name if row.parent else "", row.code, ended]))
    return Found(row.name, detail, reverse("organisations:union", args=[row.pk]))


def show_person(row: Person) -> Found:
    """Name; union."""
    return Found(row.name, row.union.name, reverse("organisations:person", args=[row.pk]))


def waiting(reader: Reader) -> Iterator[Waiting]:
    """Registers that the reader sent in and that wait to be looked at, or could not be read; one query."""
    state = RegisterImport.State
    rows = imports(reader).filter(by=reader.user, state__in=(state.PREVIEW, state.FAILED))
    for row in rows[:MOST]:
        failed = row.state == state.FAILED
        title = _("Danh bạ chưa đọc được: %(file)s") if failed else _("Xem trước danh bạ rồi ghi: %(file)s")
        link = reverse("organisations:register", args=[row.pk])
        yield Waiting("work", title % {"file": row.filename}, row.union.name, _("Xem danh bạ"), link)


FINDERS = (
    Finder("don-vi", pgettext_lazy("menu", "Đơn vị"), found_unions, show_union),
    Finder("nguoi", gettext_lazy("Người"), found_people, show_person),
)

"""Every read of notices: mine, and the evidence of who was told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vinhdanh.platform.notices import rules
from vinhdanh.platform.notices.models import Delivery, Notice
from vinhdanh.platform.organisations.models.unions import successor
from vinhdanh.platform.registry import Waiting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

    from vinhdanh.platform.accounts.reader import Reader

STATES = {
    "read": (_("Đã đọc"), "done"),
    "told": (_("Đã nhắn"), "done"),
    "sent": (_("Đã gửi, chưa đọc"), "open"),
    "waiting": (_("Thư đang chờ gửi"), "wait"),
    "failed": (_("Thư không tới"), "late"),
    "none": (_("Chưa tới ai"), "silent"),
}
"""State of a notice -> words, and the state of its tag; from the best evidence to none."""
MOST_WAITING = 100


def inbox(reader: Reader) -> QuerySet[Delivery]:
    """What the reader was told in the application, the unread first, then the latest."""
    mine = _own(reader).select_related("notice__sender", "notice__union").annotate(seen=Q(read_at__isnull=False))
    return mine.order_by("seen", "-notice__created_at", "-id")


def unopened(reader: Reader) -> QuerySet[Delivery]:
    """What the reader has not opened."""
    return unopened_of(reader.user.person_id or 0)


def unopened_of(person: int) -> QuerySet[Delivery]:
    """The same, by the key of the person."""
    return Delivery.objects.filter(person_id=person, way=Delivery.Way.APPLICATION, read_at=None)


def unread(reader: Reader) -> int:
    """How many the reader has not opened; one query."""
    return unopened(reader).count()


def waiting(reader: Reader) -> Iterator[Waiting]:
    """What the reader was told and has not opened, the latest first; one query."""
    rows = unopened(reader).select_related("notice__sender", "notice__union").order_by("-notice__created_at", "-id")
    for row in rows[:MOST_WAITING]:
        notice = row.notice
        detail = " → ".join(filter(None, [notice.sender.name if notice.sender else "", notice.union.name]))
        yield Waiting("notice", notice.subject, detail, str(_("Mở thông báo")), reverse("notices:notice", args=[notice.pk]))


def readable(reader: Reader) -> QuerySet[Notice]:
    """Notices that the reader got, and those whose evidence they may see."""
    found = Notice.objects.filter(Q(pk__in=_own(reader).values("notice")) | _witnessed(reader)).values("pk")
    return Notice.objects.filter(pk__in=found).select_related("sender", "union")


def witnessed(reader: Reader) -> QuerySet[Notice]:
    """Notices whose evidence the reader may see."""
    return Notice.objects.filter(_witnessed(reader)).select_related("sender", "union")


def about(reader: Reader, label: str, pk: str, state: str = "") -> QuerySet[Notice]:
    """The notices about one record that the reader may see, one row for each union and telling; `state`: only those that stand so."""
    found = with_state(witnessed(reader).filter(about=label, about_id=pk))
    if state in STATES:
        found = found.filter(**FILTERS[state])
    deliveries = Delivery.objects.select_related("person", "noted_by__person").order_by("id")
    return found.prefetch_related(Prefetch("deliveries", queryset=deliveries)).order_by("-created_at", "union__sort_key", "id")


def with_state(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Adds the marks from which `state_of` is told."""

    def has(**how: object) -> Exists:
        return Exists(Delivery.objects.filter(notice=OuterRef("pk"), **how))

    by_hand = [Delivery.Way.ZALO, Delivery.Way.SMS, Delivery.Way.PHONE, Delivery.Way.PAPER]
    return notices.annotate(
        is_read=has(read_at__isnull=False),
        is_told=has(way__in=by_hand, at__isnull=False),
        is_sent=has(at__isnull=False),
        is_waiting=has(way=Delivery.Way.MAIL, at=None, failed=""),
        is_failed=has(way=Delivery.Way.MAIL, at=None),
    )


FILTERS: dict[str, dict[str, bool]] = {
    "read": {"is_read": True},
    "told": {"is_read": False, "is_told": True},
    "sent": {"is_read": False, "is_told": False, "is_sent": True},
    "waiting": {"is_sent": False, "is_waiting": True},
    "failed": {"is_sent": False, "is_waiting": False, "is_failed": True},
    "none": {"is_sent": False, "is_waiting": False, "is_failed": False},
}
"""How each state is told from the marks: a notice stands in exactly one."""


def state_of(notice: Notice) -> str:
    """The state of a notice that carries its marks."""
    return next(state for state, marks in FILTERS.items() if all(getattr(notice, mark) == value for mark, value in marks.items()))


def counts(reader: Reader, label: str, pk: str) -> dict[str, int]:
    """How many notices about a record stand in each state; one query."""
    found = with_state(witnessed(reader).filter(about=label, about_id=pk))
    told = found.aggregate(**{f"n_{state}": Count("pk", filter=Q(**marks)) for state, marks in FILTERS.items()})
    return {state: told[f"n_{state}"] for state in FILTERS}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the page of evidence."""

    notice: Notice
    state: str
    may_note: bool

    @property
    def words(self) -> str:
        """The state in words."""
        return str(STATES[self.state][0])

    @property
    def tag(self) -> str:
        """The state of the tag."""
        return STATES[self.state][1]


def lines(reader: Reader, notices: Iterable[Notice]) -> list[Line]:
    """Rows for notices that carry their marks; no query."""
    return [Line(notice, state_of(notice), rules.may_note(reader, notice)) for notice in notices]


def _witnessed(reader: Reader) -> Q:
    scope = Q(pk__in=[])
    for held in reader.posts:
        if held.role in rules.WITNESSES:
            scope |= Q(sender__path__gte=held.path, sender__path__lt=successor(held.path))
    return scope


def _own(reader: Reader) -> QuerySet[Delivery]:
    person = reader.user.person_id
    return Delivery.objects.filter(person_id=person, way=Delivery.Way.APPLICATION) if person else Delivery.objects.none()

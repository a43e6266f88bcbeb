"""Telling many unions at once, with the evidence of it."""

from __future__ import annotations

import uuid
from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.accounts.models import User
from vinhdanh.platform.jobs.services import enqueue
from vinhdanh.platform.journal.services import record
from vinhdanh.platform.notices import rules
from vinhdanh.platform.notices.models import Delivery, Notice
from vinhdanh.platform.organisations.models import Post, Role, Union

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime

    from django.db.models import Model

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Person

MAIL_TASK = "notices.mail"
TOLD_ROLES: frozenset[str] = frozenset({Role.GRASSROOTS, Role.OFFICER, Role.LEADER})
BY_HAND: frozenset[str] = frozenset({Delivery.Way.ZALO, Delivery.Way.SMS, Delivery.Way.PHONE, Delivery.Way.PAPER})
SLICE = 5_000
"""Ids in one query."""
AT_ONCE = timedelta(minutes=1)


def tell(
    reader: Reader | None,
    unions: Iterable[Union],
    subject: str,
    body: str,
    *,
    about: Model | None = None,
    link: str = "",
    ways: Collection[str] = (Delivery.Way.APPLICATION, Delivery.Way.MAIL),
    sender: Union | None = None,
    people: Iterable[Person] = (),
) -> list[Notice]:
    """Tells unions something; must be called inside the transaction of what it tells. Mail leaves by a job after it.

    In the application: officers, leaders and grassroots with an account; by mail: those responsible (else all), else the union's own address.

    Args:
        reader: Who tells; None: the system.
        unions: Whom; each once.
        subject: At most 300 characters.
        body: Plain text, at most 10,000 characters.
        about: The record that it is about; the page of evidence is found by it.
        link: Path of the page where one goes on.
        ways: APPLICATION, MAIL, or both.
        sender: The union that tells; else that of `about`, else the union acted for or of the reader's first post.
        people: Persons told besides, each in the name of their union.

    Returns: One notice for each union.

    Raises:
        RuntimeError: outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("notices are written in the transaction of what they tell")
    persons = list(people)
    wanted = {union.pk: union for union in [*unions, *(person.union for person in persons)]}
    if not wanted:
        return []
    words = {"sender": sender or _sender(reader, about), "subject": subject[:300], "body": body[:10_000], "link": link[:300]}
    return _write(reader, wanted, persons, frozenset(ways), about=about, words=words)


def read(reader: Reader, notice: Notice) -> None:
    """The reader has opened it: evidence that it arrived. Once."""
    if reader.user.person_id is not None:
        Delivery.objects.filter(
            notice=notice, person_id=reader.user.person_id, way=Delivery.Way.APPLICATION, read_at=None
        ).update(read_at=timezone.now())


def note_told(reader: Reader, notice: Notice, way: str, *, words: str = "") -> Delivery:
    """Notes that the union was told by Zalo, SMS, telephone or paper: who noted it, when, by which way. A second click makes no second note.

    Args:
        reader: Who told them.
        notice: What.
        way: One of `BY_HAND`.
        words: Whom, or under which number; at most 200 characters.

    Raises:
        Forbidden: the reader is no officer of the sender, or the way is none of these.
    """
    if way not in BY_HAND or not rules.may_note(reader, notice):
        raise Forbidden
    now = timezone.now()
    with transaction.atomic():
        Notice.objects.select_for_update().get(pk=notice.pk)
        made = Delivery.objects.filter(
            notice=notice, way=way, noted_by=reader.user, at__gt=now - AT_ONCE, address=words[:200]
        ).first()
        if made is not None:
            return made
        delivery = Delivery.objects.create(notice=notice, way=way, address=words[:200], at=now, noted_by=reader.user)
        record(reader, "notices.noted", notice, union=notice.sender, data={"way": way, "union": notice.union_id})
    return delivery


def _write(
    reader: Reader | None,
    wanted: dict[int, Union],
    persons: list[Person],
    ways: frozenset[str],
    *,
    about: Model | None,
    words: dict[str, Any],
) -> list[Notice]:
    now, batch = timezone.now(), uuid.uuid4()
    words |= _about(about)
    rows = [Notice(union=union, created_at=now, batch=batch, **words) for union in wanted.values()]
    notices = Notice.objects.bulk_create(rows, batch_size=1000)
    deliveries = list(_deliveries(notices, wanted, persons, ways, now))
    Delivery.objects.bulk_create(deliveries, batch_size=1000)
    sender = words["sender"]
    if any(delivery.way == Delivery.Way.MAIL for delivery in deliveries):
        enqueue(reader, MAIL_TASK, _("Gửi thư thông báo"), once=f"{MAIL_TASK}:{batch}", union=sender, batch=str(batch))
    told = {"unions": len(notices), "subject": words["subject"], "batch": str(batch)}
    record(reader, "notices.told", about or notices[0], union=sender, data=told)
    return notices


def _about(about: Model | None) -> dict[str, str]:
    return {"about": about._meta.label_lower, "about_id": str(about.pk)} if about is not None else {}


def _sender(reader: Reader | None, about: Model | None) -> Union | None:
    union = getattr(about, "union", None)
    if isinstance(union, Union):
        return union
    if reader is None:
        return None
    if reader.acting_for is not None:
        return reader.acting_for
    return Union.objects.filter(pk=reader.posts[0].union_id).first() if reader.posts else None


def _deliveries(
    notices: list[Notice], unions: dict[int, Union], persons: list[Person], ways: frozenset[str], now: datetime
) -> Iterator[Delivery]:
    posts = _posts(list(unions))
    accounts = (
        set(User.objects.filter(person__in=persons, is_active=True).values_list("person_id", flat=True)) if persons else set()
    )
    for notice in notices:
        held = posts[notice.union_id]
        besides = [person for person in persons if person.union_id == notice.union_id]
        if Delivery.Way.APPLICATION in ways:
            reached = {post.person_id for post in held if getattr(post.person, "account", None) and post.person.account.is_active}
            for person_id in sorted(reached | {person.pk for person in besides if person.pk in accounts}):
                yield Delivery(notice=notice, person_id=person_id, way=Delivery.Way.APPLICATION, at=now)
        if Delivery.Way.MAIL in ways:
            answering = [post for post in held if post.responsible] or held
            addresses = {post.person.email: post.person_id for post in answering if post.person.email}
            addresses |= {person.email: person.pk for person in besides if person.email}
            for address, person_id in sorted(addresses.items()):
                yield Delivery(notice=notice, person_id=person_id, way=Delivery.Way.MAIL, address=address[:200])
            if not addresses and unions[notice.union_id].email:
                yield Delivery(notice=notice, way=Delivery.Way.MAIL, address=unions[notice.union_id].email[:200])


def _posts(unions: list[int]) -> dict[int, list[Post]]:
    found: dict[int, list[Post]] = defaultdict(list)
    today = timezone.localdate()
    for start in range(0, len(unions), SLICE):
        part = unions[start : start + SLICE]
        rows = (
            Post.objects.on(today).filter(union_id__in=part, role__in=TOLD_ROLES).select_related("person__account").order_by("id")
        )
        for post in rows:
            found[post.union_id].append(post)
    return found

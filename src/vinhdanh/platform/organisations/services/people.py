"""People and the posts that they hold. A post gives a role: who may give which is told in `rules`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.journal.services import record
from vinhdanh.platform.organisations import rules
from vinhdanh.platform.organisations.models import Person, Post, Union
from vinhdanh.platform.organisations.models.people import person_keys
from vinhdanh.platform.registry.merging import merge_people

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from vinhdanh.platform.accounts.reader import Reader

FILLED = ("given", "sex", "birth_year", "birth_month", "birth_day", "phone", "email")
"""What a record that is kept takes over from the one that goes, where it has nothing itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonData:
    """What a form says of a person; lengths and ranges are checked already."""

    name: str
    given: str = ""
    sex: str = ""
    birth_year: int | None = None
    birth_month: int | None = None
    birth_day: int | None = None
    phone: str = ""
    email: str = ""

    def fields(self) -> dict[str, Any]:
        """Column -> value, with the keys of the name."""
        return {**asdict(self), **person_keys(self.name, self.given)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PostData:
    """What a form says of a post."""

    title: str
    role: str
    responsible: bool = False
    valid_from: date | None = None
    valid_to: date | None = None


def add_person(reader: Reader, union: Union, data: PersonData, *, once: UUID | None = None) -> Person:
    """A new person of a union. The same `once` a second time gives the person that the first time made.

    Raises:
        Forbidden: The reader does not keep the union's register.
    """
    with transaction.atomic():
        if not rules.may_keep(reader, union):
            raise Forbidden
        made = Person.objects.filter(once=once, union=union).first() if once else None
        if made is not None:
            return made
        person = Person.objects.create(union=union, once=once, **data.fields())
        record(reader, "organisations.person_added", person, union=union, data={"person": person.pk})
    return person


def edit_person(reader: Reader, person: Person, data: PersonData, *, revision: int) -> Person:
    """Corrects what is told of a person. The journal names the fields, not their values: they are personal data.

    Raises:
        Forbidden: It is not the reader, who does not keep the register of the person's union either.
        Outdated: Somebody else saved first.
    """
    with transaction.atomic():
        person = _fresh(person)
        if not rules.may_edit_person(reader, person):
            raise Forbidden
        return _save(reader, person, data.fields(), revision, "organisations.person_edited")


def edit_own_contacts(reader: Reader, person: Person, *, phone: str, email: str, revision: int) -> Person:
    """A person changes their own telephone and mail.

    Raises:
        Forbidden: Neither the person nor who keeps the register asks.
        Outdated: Somebody else saved first.
    """
    with transaction.atomic():
        person = _fresh(person)
        if not rules.may_edit_person(reader, person):
            raise Forbidden
        return _save(reader, person, {"phone": phone, "email": email}, revision, "organisations.person_contacts_edited")


def move_person(reader: Reader, person: Person, union: Union, *, day: date) -> Person:
    """A person passes to another union on `day`: the posts in the old one end.

    Raises:
        Forbidden: The reader does not keep both registers.
        UserError: The other union has ended.
    """
    with transaction.atomic():
        person = _fresh(person)
        if not (rules.may_keep(reader, person.union) and rules.may_keep(reader, union)):
            raise Forbidden
        if person.union_id == union.pk:
            return person
        if union.valid_to is not None:
            raise UserError(f"“{union.name}” đã kết thúc hoạt động.", f"“{union.name}” has ended.")
        before = person.union
        for post in Post.objects.on(day).filter(person=person, union=before):
            _end(post, day)
        Person.objects.filter(pk=person.pk).update(union=union, revision=F("revision") + 1)
        told = {"from": before.pk, "to": union.pk, "day": day.isoformat()}
        record(reader, "organisations.person_moved", person, union=before, data=told)
        record(reader, "organisations.person_moved", person, union=union, data=told)
    return _fresh(person)


def merge_persons(reader: Reader, kept: Person, gone: Person, *, reason: str) -> Person:
    """A human says that two records are one person: all that belongs to `gone` passes to `kept`; `gone` stays as a pointer.

    Raises:
        Forbidden: The reader does not keep the registers of both and of every union where they hold posts, or is one of the two.
        UserError: They are one record already merged elsewhere, one was erased, or the reason is missing.
    """
    if not reason.strip():
        raise UserError("Gộp hai hồ sơ cần ghi căn cứ.", "Merging two records needs a reason.")
    with transaction.atomic():
        rows = {p.pk: p for p in Person.objects.select_for_update().select_related("union").filter(pk__in=[kept.pk, gone.pk])}
        if kept.pk == gone.pk or len(rows) != 2:
            raise Forbidden
        kept, gone = rows[kept.pk], rows[gone.pk]
        _check_may_merge(reader, kept, gone)
        if gone.merged_into_id == kept.pk:
            return kept
        if kept.merged_into_id or gone.merged_into_id or kept.erased_at or gone.erased_at:
            raise UserError(
                "Một trong hai hồ sơ đã được gộp hoặc đã xóa. Đồng chí mở lại danh sách rồi chọn lại.",
                "One of the two records was merged or erased already. Open the list again and choose anew.",
            )
        merge_people(kept, gone)
        filled = {name: getattr(gone, name) for name in FILLED if not getattr(kept, name) and getattr(gone, name)}
        if "birth_year" not in filled:  # parts of a date are taken together or not at all
            filled = {name: value for name, value in filled.items() if not name.startswith("birth")}
        Person.objects.filter(pk=kept.pk).update(**filled, revision=F("revision") + 1)
        Person.objects.filter(pk=gone.pk).update(merged_into=kept, revision=F("revision") + 1)
        told = {"kept": kept.pk, "gone": gone.pk, "filled": sorted(filled), "reason": reason}
        record(reader, "organisations.persons_merged", kept, union=kept.union, data=told)
        record(reader, "organisations.persons_merged", gone, union=gone.union, data=told)
    return _fresh(kept)


def _check_may_merge(reader: Reader, kept: Person, gone: Person) -> None:
    posts = list(Post.objects.filter(person__in=(kept, gone)).select_related("union"))
    unions = [kept.union, gone.union, *(post.union for post in posts)]
    if not all(rules.may_keep(reader, union) for union in unions):
        raise Forbidden
    if not all(rules.may_appoint_person(reader, person) for person in (kept, gone)):
        raise Forbidden
    if not all(rules.may_appoint(reader, post.union, post.role) for post in posts):
        raise Forbidden


def give_post(reader: Reader, person: Person, union: Union, data: PostData, *, once: UUID | None = None) -> Post:
    """A person takes up a post in a union.

    Raises:
        Forbidden: The reader may not give this role there, or to themselves.
        UserError: The person's record was merged or erased, the union has ended, or the days are in the wrong order.
    """
    with transaction.atomic():
        person = _fresh(person)
        _check_may_appoint(reader, person, union, data.role)
        made = Post.objects.filter(once=once, person=person, union=union).first() if once else None
        if made is not None:
            return made
        if person.merged_into_id or person.erased_at or union.valid_to is not None:
            raise UserError(
                "Hồ sơ này đã được gộp hoặc đã xóa, hoặc đơn vị đã kết thúc, nên không nhận chức vụ được.",
                "This record was merged or erased, or the union has ended: no post can be given.",
            )
        _check_order(data)
        post = Post.objects.create(person=person, union=union, once=once, **asdict(data))
        record(reader, "organisations.post_given", post, union=union, data={"person": person.pk, **_told(data)})
    return post


def edit_post(reader: Reader, post: Post, data: PostData) -> Post:
    """Corrects the title, role or days of a post.

    Raises:
        Forbidden: The reader may not give the role that it has or would have.
        UserError: The days are in the wrong order.
    """
    with transaction.atomic():
        post = Post.objects.select_for_update().select_related("union").get(pk=post.pk)
        person = _fresh(post.person)
        for role in (post.role, data.role):
            _check_may_appoint(reader, person, post.union, role)
        _check_order(data)
        before = {name: str(getattr(post, name)) for name in asdict(data)}
        Post.objects.filter(pk=post.pk).update(**asdict(data))
        post.refresh_from_db()
        record(reader, "organisations.post_edited", post, union=post.union, data={"before": before, "after": _told(data)})
    return post


def end_post(reader: Reader, post: Post, *, day: date) -> Post:
    """A post ends: `day` is the first day on which it is no longer held. Naturally idempotent.

    Raises:
        Forbidden: The reader may not give this role there.
        UserError: The day lies before the post began.
    """
    with transaction.atomic():
        post = Post.objects.select_for_update().select_related("union").get(pk=post.pk)
        if not rules.may_appoint(reader, post.union, post.role):
            raise Forbidden
        if post.valid_from is not None and day < post.valid_from:
            raise UserError("Ngày thôi giữ chức vụ trước ngày bắt đầu.", "The post would end before it began.")
        _end(post, day)
        record(
            reader, "organisations.post_ended", post, union=post.union, data={"person": post.person_id, "day": day.isoformat()}
        )
    return post


def set_responsible(reader: Reader, post: Post) -> Post:
    """The holder of `post` answers for the lists of its union (R60); nobody else of that union does any longer.

    Raises:
        Forbidden: The reader does not keep the union's register.
    """
    with transaction.atomic():
        union = Union.objects.select_for_update().get(pk=post.union_id)
        if not rules.may_keep(reader, union):
            raise Forbidden
        before = list(Post.objects.filter(union=union, responsible=True).values_list("person_id", flat=True))
        Post.objects.filter(union=union, responsible=True).exclude(pk=post.pk).update(responsible=False)
        Post.objects.filter(pk=post.pk).update(responsible=True)
        told = {"before": before, "person": post.person_id}
        record(reader, "organisations.responsible_set", post, union=union, data=told)
        post.refresh_from_db()
    return post


def _end(post: Post, day: date) -> None:
    start = post.valid_from
    post.valid_to = day if start is None or start <= day else start
    post.responsible = False
    post.save(update_fields=["valid_to", "responsible"])


def _check_may_appoint(reader: Reader, person: Person, union: Union, role: str) -> None:
    allowed = rules.may_appoint(reader, union, role) and rules.may_appoint_person(reader, person)
    if not allowed or not reader.sees(person.union):
        raise Forbidden


def _check_order(data: PostData) -> None:
    if data.valid_from and data.valid_to and data.valid_to < data.valid_from:
        raise UserError("Ngày thôi giữ chức vụ trước ngày bắt đầu.", "The post would end before it began.")


def _told(data: PostData) -> dict[str, Any]:
    return {name: str(value) if value is not None else None for name, value in asdict(data).items()}


def _fresh(person: Person) -> Person:
    return Person.objects.select_related("union").get(pk=person.pk)


def _save(reader: Reader, person: Person, new: dict[str, Any], revision: int, verb: str) -> Person:
    changed = sorted(name for name, value in new.items() if getattr(person, name) != value and not name.endswith("_key"))
    written = Person.objects.filter(pk=person.pk, revision=revision).update(**new, revision=F("revision") + 1)
    person = _fresh(person)
    if not written:
        raise Outdated({name: str(getattr(person, name) or "") for name in new if not name.endswith("_key")})
    record(reader, verb, person, union=person.union, data={"fields": changed})
    return person

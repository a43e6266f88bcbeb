"""Invitations: a link that expires and works once."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar, cast

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts import rules
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.accounts.models import Invitation, User
from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.platform.journal.services import record
from vinhdanh.platform.organisations.models import Person, Post, Union
from vinhdanh.platform.organisations.services import people

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.db.models import QuerySet

LIFE = timedelta(days=14)
Made = TypeVar("Made", bound="Invitation | None")


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationData:
    """Whom to invite, into which post; lengths are checked already. `person`: somebody known to the union already."""

    name: str
    title: str
    role: str
    phone: str = ""
    email: str = ""
    person: Person | None = None
    responsible: bool = False
    valid_from: date | None = None
    valid_to: date | None = None


def invite(reader: Reader, union: Union, data: InvitationData, *, once: UUID) -> Invitation | None:
    """A post in `union` for a person, and a link that opens their account. The same `once` a second time gives the first invitation.

    Returns:
        The invitation; None where the person has an account already: the post works at once, no link is needed.

    Raises:
        Forbidden: the reader may not give this role here, or would give it to themselves.
        UserError: the union has ended, the days are in the wrong order.
    """

    def make() -> Invitation | None:
        told = people.PersonData(name=data.name, phone=data.phone, email=data.email)
        person = data.person or people.add_person(reader, union, told, once=once)
        given = people.PostData(
            title=data.title, role=data.role, responsible=data.responsible, valid_from=data.valid_from, valid_to=data.valid_to
        )
        post = people.give_post(reader, person, union, given, once=once)
        if User.objects.filter(person=person).exists():
            return None
        invitation = _make(reader, person, post, once)
        record(
            reader, "accounts.invited", invitation, union=union, data={"person": person.pk, "post": post.pk, "role": data.role}
        )
        return invitation

    if not rules.may_invite(reader, union, data.role):
        raise Forbidden
    return _once(reader, once, make)


def reissue(reader: Reader, invitation: Invitation, *, once: UUID) -> Invitation:
    """Another link in place of one that was lost or has expired; the old one stops working.

    Raises:
        Forbidden: the reader may not.
        UserError: the old one has been used.
    """

    def make() -> Invitation:
        if Invitation.objects.filter(pk=invitation.pk, used_at=None).update(withdrawn_at=timezone.now()) != 1:
            raise spent()
        fresh = _make(reader, invitation.person, invitation.post, once)
        record(reader, "accounts.invitation_renewed", fresh, union=invitation.person.union, data={"before": invitation.pk})
        return fresh

    if not rules.may_manage(reader, invitation):
        raise Forbidden
    return _once(reader, once, make)


def reset(reader: Reader, person: Person, *, once: UUID) -> Invitation:
    """A link by which somebody who has an account and forgot its password sets a new one. A second step that is on stays on.

    Raises:
        Forbidden: the reader may not, or there is no account.
    """

    def make() -> Invitation:
        fresh = _make(reader, person, None, once)
        record(reader, "accounts.password_link", fresh, union=person.union, data={"person": person.pk})
        return fresh

    if not rules.may_reset(reader, person) or not User.objects.filter(person=person, is_active=True).exists():
        raise Forbidden
    return _once(reader, once, make)


def _once(reader: Reader, once: UUID, make: Callable[[], Made]) -> Made:
    """Runs `make` in one transaction; a second click, also at the same moment, gets what the first made."""
    found = Invitation.objects.filter(once=once, created_by=reader.user).first()
    if found is not None:
        return cast("Made", found)
    try:
        with transaction.atomic():
            return make()
    except IntegrityError:
        made = Invitation.objects.filter(once=once, created_by=reader.user).first()
        if made is None:
            raise
        return cast("Made", made)


def withdraw(reader: Reader, invitation: Invitation) -> None:
    """The link stops working; the post stays until it is ended. Twice is as once.

    Raises:
        Forbidden: the reader may not.
    """
    if not rules.may_manage(reader, invitation):
        raise Forbidden
    with transaction.atomic():
        if Invitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None).update(withdrawn_at=timezone.now()):
            record(reader, "accounts.invitation_withdrawn", invitation, union=invitation.person.union)


def accept(secret: str, *, username: str, password: str) -> User:
    """Opens the account, or sets the new password, and spends the link: of two clicks at once one does it.

    Args:
        secret: What the link carries.
        username: The name to sign in by; not used where the person has an account already.
        password: Checked already.

    Raises:
        UserError: the link is spent, withdrawn or too old; the name is taken.
    """
    with transaction.atomic():
        # Conditions of the row alone, no join: PostgreSQL then looks at them again after it has waited for the other click.
        unspent = Invitation.objects.filter(digest=digest(secret), used_at=None, withdrawn_at=None, expires_at__gt=timezone.now())
        if unspent.update(used_at=timezone.now()) != 1:
            raise spent()
        invitation = Invitation.objects.select_related("person__union").get(digest=digest(secret))
        if invitation.person.erased_at is not None or invitation.person.merged_into_id is not None:
            raise spent()
        person = invitation.person
        user = User.objects.filter(person=person).first()
        verb = "accounts.accepted" if user is None else "accounts.password_reset"
        if user is None:
            user = _create(person, username, password)
        else:
            user.set_password(password)
            user.save(update_fields=["password"])
        Invitation.objects.filter(person=person, used_at=None, withdrawn_at=None).update(withdrawn_at=timezone.now())
        record(Reader(user), verb, user, union=person.union, data={"invitation": invitation.pk})
    return user


def _create(person: Person, username: str, password: str) -> User:
    free = person.email and not User.objects.filter(Q(email__iexact=person.email) | Q(username__iexact=person.email)).exists()
    try:
        with transaction.atomic():
            return User.objects.create_user(
                username=username, email=person.email if free else "", password=password, person=person
            )
    except IntegrityError:
        raise UserError(
            "Tên đăng nhập này vừa có người dùng. Liên kết mời vẫn còn hiệu lực; đề nghị đồng chí chọn tên khác.",
            "That name has just been taken. The link still works; choose another name.",
        ) from None


def open_ones() -> QuerySet[Invitation]:
    """Invitations that still work: not used, not withdrawn, not too old, of a person who is not erased or merged away."""
    return Invitation.objects.filter(
        used_at=None, withdrawn_at=None, expires_at__gt=timezone.now(), person__erased_at=None, person__merged_into=None
    )


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def secret_of(invitation: Invitation) -> str:
    """The secret of a link, made again from the server's key; empty when the key has changed since."""
    secret = _secret(invitation.once)
    return secret if digest(secret) == invitation.digest else ""


def spent() -> UserError:
    """What is said of a link that works no more."""
    return UserError(
        "Liên kết mời này không còn dùng được: đã được dùng, đã thu hồi hoặc đã quá hạn. Đề nghị đồng chí báo người gửi cấp liên kết mới.",
        "This invitation works no more: it was used, withdrawn, or has expired. Ask its sender for a new one.",
    )


def _secret(once: UUID) -> str:
    return (
        base64.urlsafe_b64encode(salted_hmac("vinhdanh.invitation", once.hex, algorithm="sha256").digest()).decode().rstrip("=")
    )


def _make(reader: Reader, person: Person, post: Post | None, once: UUID) -> Invitation:
    return Invitation.objects.create(
        digest=digest(_secret(once)),
        once=once,
        person=person,
        post=post,
        created_by=reader.user,
        expires_at=timezone.now() + LIFE,
    )

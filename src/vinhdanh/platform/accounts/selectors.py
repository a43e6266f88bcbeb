"""Every read of accounts, invitations and posts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Prefetch, Q
from django.utils import timezone

from vinhdanh.engines.vietnamese import accent_key, match_key
from vinhdanh.platform.accounts import rules
from vinhdanh.platform.accounts.models import Invitation, User
from vinhdanh.platform.accounts.services import invitations as invitations_service
from vinhdanh.platform.organisations.models import Level, Person, Post, Role, Union
from vinhdanh.platform.organisations.models.unions import successor

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from vinhdanh.platform.accounts.reader import Reader


def nobody_yet() -> bool:
    """Whether there is no account at all: the first start is still to come."""
    return not User.objects.exists()


def name_taken(name: str) -> bool:
    """Whether somebody signs in by this name or e-mail already."""
    return User.objects.filter(Q(username__iexact=name) | Q(email__iexact=name)).exists()


def levels() -> QuerySet[Level]:
    """The levels that exist today, the top first."""
    today = timezone.localdate()
    return Level.objects.filter(Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_to=None) | Q(valid_to__gt=today))


def posts(reader: Reader, union: Union) -> QuerySet[Post]:
    """Who works in `union` today or will, with account and latest invitation; none where the reader may not see them."""
    if not rules.may_see_people(reader, union):
        return Post.objects.none()
    newest = Invitation.objects.order_by("-id")
    return (
        Post.objects.filter(union=union)
        .filter(Q(valid_to=None) | Q(valid_to__gt=reader.day))
        .select_related("person__account", "union")
        .prefetch_related(Prefetch("person__invitations", queryset=newest), "person__posts__union")
        .order_by("person__sort_key", "role", "id")
    )


def post(reader: Reader) -> QuerySet[Post]:
    """Posts that the reader may end."""
    return Post.objects.filter(union__in=reader.unions()).select_related("union", "person")


def people(reader: Reader, union: Union) -> QuerySet[Person]:
    """People of `union` whom the reader may give a post: not oneself, not erased, not merged away."""
    if not rules.may_see_people(reader, union):
        return Person.objects.none()
    return Person.objects.filter(union=union, merged_into=None, erased_at=None).exclude(account=reader.user)


def person(reader: Reader) -> QuerySet[Person]:
    """People of the reader's unions."""
    return Person.objects.filter(union__in=reader.unions(), merged_into=None, erased_at=None).select_related("union", "account")


def invitations(reader: Reader) -> QuerySet[Invitation]:
    """Invitations of people of the reader's unions; whether the reader manages one is told by the rules."""
    return Invitation.objects.filter(person__union__in=reader.unions()).select_related(
        "person__union", "post__union", "created_by"
    )


def opened_by(secret: str) -> Invitation | None:
    """The invitation that a link opens, if it still works."""
    found = invitations_service.open_ones().filter(digest=invitations_service.digest(secret))
    return found.select_related("person__union", "person__account", "post__union", "created_by__person").first()


def sessions(reader: Reader) -> QuerySet[UserSession]:
    """Where the reader is signed in, the latest first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    found: QuerySet[UserSession] = UserSession.objects.filter(user=reader.user, session_key__in=alive)
    return found.order_by("-last_seen_at", "-id")


def own_posts(reader: Reader) -> QuerySet[Post]:
    """The reader's posts of today, with their unions."""
    held = Post.objects.on(reader.day).filter(person_id=reader.user.person_id) if reader.user.person_id else Post.objects.none()
    return held.select_related("union").order_by("union__path", "role")


def may_be_acted_for(reader: Reader, words: str = "") -> QuerySet[Union]:
    """The unions for which the reader may act, those that match `words` with or without accents."""
    scope = Q(pk__in=[])
    for held in reader.posts:
        if held.role == Role.OFFICER:
            scope |= Q(path__gt=held.path, path__lt=successor(held.path))
    found = Union.objects.on(reader.day).filter(scope).select_related("parent")
    key = match_key(words)
    if key:
        found = found.filter(search_key__contains=key)
        if accent_key(words) != key:
            found = found.filter(accent_key__contains=accent_key(words))
    return found.order_by("sort_key", "id")


@dataclass(frozen=True, slots=True)
class Row:
    """A post on the page of users and roles. `state`: account, invited, none, future; what the reader may do with it."""

    post: Post
    state: str
    invitation: Invitation | None
    may_end: bool
    may_reset: bool
    may_manage: bool
    once: UUID = field(default_factory=uuid4)


def row(reader: Reader, post: Post) -> Row:
    """What the page says of a post; reads only what `posts` has fetched."""
    account = getattr(post.person, "account", None)
    latest = next((found for found in post.person.invitations.all() if state_of(found) in {"open", "expired"}), None)
    has_account = account is not None and account.is_active
    state = "account" if has_account else "invited" if latest is not None and state_of(latest) == "open" else "none"
    may_end = rules.may_end(reader, post)
    held = [other for other in post.person.posts.all() if _held(other, reader.day)]
    may_reset = has_account and post.person_id != reader.user.person_id and all(rules.may_end(reader, other) for other in held)
    return Row(post, state, None if has_account else latest, may_end, may_reset and bool(held), may_end)


def state_of(invitation: Invitation) -> str:
    """used, withdrawn, expired or open."""
    if invitation.used_at is not None:
        return "used"
    if invitation.withdrawn_at is not None:
        return "withdrawn"
    return "open" if invitation.expires_at > timezone.now() else "expired"


def _held(post: Post, day: date) -> bool:
    return (post.valid_from is None or post.valid_from <= day) and (post.valid_to is None or post.valid_to > day)


def free_name(person: Person) -> str:
    """A name to sign in by, proposed: given name and family name in plain letters, with a number when it is taken."""
    words = "".join(letter if letter.isalnum() else " " for letter in match_key(person.name)).split()
    base = ".".join([words[-1], words[0]] if len(words) > 1 else words)[:50]
    base = base if len(base) >= 3 else f"{base}.cd".lstrip(".")
    taken = set(User.objects.filter(username__startswith=base).values_list("username", flat=True))
    return next(name for name in (base, *(f"{base}{number}" for number in range(2, len(taken) + 3))) if name not in taken)


def second_step(reader: Reader) -> bool:
    """Whether the reader has a second step of signing in."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user=reader.user, type__in=kinds).exists())

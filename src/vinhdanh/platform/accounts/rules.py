"""Who may do what with accounts, posts and decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from vinhdanh.platform.organisations import rules as organisations
from vinhdanh.platform.organisations.models import Role

if TYPE_CHECKING:
    from typing import Any

    from vinhdanh.platform.accounts.models import Invitation
    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Person, Post, Union

    class Built(Protocol):
        """Something that officers build and a leader decides on: a campaign, a list of it."""

        union: Union
        built_by: Any


def may_see_people(reader: Reader, union: Union) -> bool:
    """Who works here and in which role: who keeps the union's register."""
    return organisations.may_keep(reader, union)


def may_invite(reader: Reader, union: Union, role: str) -> bool:
    """Who may give this role in this union."""
    return organisations.may_appoint(reader, union, role)


def may_manage(reader: Reader, invitation: Invitation) -> bool:
    """See its link, withdraw it, give another: who may give the role that it opens, or a new password where it opens none."""
    post = invitation.post
    return may_invite(reader, post.union, post.role) if post is not None else may_reset(reader, invitation.person)


def may_end(reader: Reader, post: Post) -> bool:
    """Who could have given it."""
    return organisations.may_appoint(reader, post.union, post.role)


def may_reset(reader: Reader, person: Person) -> bool:
    """A link for a new password: who may give every role that the person holds, never for oneself.

    So an officer cannot take over the account of a leader, who decides on the officer's lists.
    """
    held = list(person.posts.on(reader.day).select_related("union"))
    return person.pk != reader.user.person_id and bool(held) and all(may_end(reader, post) for post in held)


def may_act_for(reader: Reader, union: Union) -> bool:
    """An officer works on behalf of a union below that has no computer."""
    return any(
        held.role == Role.OFFICER and held.union_id != union.pk and union.path.startswith(held.path) for held in reader.posts
    )


def speaks_for(reader: Reader, union: Union) -> bool:
    """Whether what the reader sends in counts as the union's own: its chair or who enters its lists, or an officer acting for it now."""
    acting = reader.acting_for is not None and reader.acting_for.pk == union.pk
    return reader.holds({Role.GRASSROOTS}, union) or (acting and may_act_for(reader, union))


def may_decide(reader: Reader, campaign: Built) -> bool:
    """A leader of the campaign's union decides, but not one who built the list: who builds does not decide."""
    return reader.holds({Role.LEADER}, campaign.union) and not campaign.built_by.filter(pk=reader.user.pk).exists()

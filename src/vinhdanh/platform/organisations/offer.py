"""What this app offers to the registry: what is found, what waits, what becomes of its rows when two records become one, what it holds of a person."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from vinhdanh.platform.accounts.reader import BELOW
from vinhdanh.platform.organisations.models import GroupMembership, Person, Post, Union, UnionGroup
from vinhdanh.platform.organisations.selectors.search import FINDERS, waiting
from vinhdanh.platform.organisations.services import tree
from vinhdanh.platform.organisations.services.register import clearing
from vinhdanh.platform.registry import Offer, TakingBack, register
from vinhdanh.platform.registry.merging import follow, stay


def join() -> None:
    """Registers the offer."""
    register(
        Offer(
            step="organisations",
            order=-100,
            finders=FINDERS,
            waiting=waiting,
            on_merge_person={
                "organisations.Person": follow("organisations.Person", "merged_into"),
                "organisations.Post": follow("organisations.Post", "person"),
            },
            on_merge_union={
                "organisations.Union": children_follow,
                "organisations.Person": follow("organisations.Person", "union"),
                "organisations.Post": posts_follow,
                "organisations.UnionName": stay,
                "organisations.UnionPlace": stay,
                "organisations.UnionState": stay,
                "organisations.Succession": stay,
                "organisations.UnionGroup": groups_follow,
                "organisations.GroupMembership": stay,
                "organisations.RegisterImport": follow("organisations.RegisterImport", "union"),
                "organisations.RegisterRow": stay,
                "organisations.Reorganisation": stay,
            },
            taking_back=TakingBack(further=lambda unions, _kept: [GroupMembership.objects.filter(union__in=unions)]),
            personal_data=personal_data,
            erase=erase,
        )
    )


def children_follow(kept: Union, gone: Union) -> None:
    """What stood right below the one that goes stands below the one that is kept, each with all below it."""
    for child in Union.objects.filter(parent=gone).exclude(pk=kept.pk).order_by("path"):
        tree.move_branch(child, Union.objects.get(pk=kept.pk))


def posts_follow(kept: Union, gone: Union) -> None:
    """Posts follow; those who answered for the union that goes no longer answer where somebody else does.

    A post that reaches below ends instead when the kept union stands higher: nobody gets a wider reach by a merger.
    """
    posts = Post.objects.filter(union=gone)
    if kept.level.rank < gone.level.rank:
        today = timezone.localdate()
        reaching = posts.filter(role__in=BELOW)
        reaching.filter(Q(valid_to=None) | Q(valid_to__gt=today)).update(valid_to=today, responsible=False)
        posts = posts.exclude(role__in=BELOW)
    if Post.objects.filter(union=kept, responsible=True).exists():
        posts.update(responsible=False)
    posts.update(union=kept)


def groups_follow(kept: Union, gone: Union) -> None:
    """Groups follow; of two with one name and day the second gets the name of its first owner added."""
    there = set(UnionGroup.objects.filter(owner=kept).values_list("name", "valid_from"))
    for group in UnionGroup.objects.filter(owner=gone):
        if (group.name, group.valid_from) in there:
            group.name = f"{group.name[:80]} ({gone.short[:100] or gone.code})"
        group.owner = kept
        group.save(update_fields=["name", "owner"])


def personal_data(person: Person) -> dict[str, Any]:
    """Name, birth, how to reach, posts."""
    fields = ("name", "sex", "birth_year", "birth_month", "birth_day", "phone", "email")
    posts = Post.objects.filter(person=person).select_related("union")
    return {
        **{name: getattr(person, name) for name in fields},
        "union": person.union.name,
        "posts": [
            {
                "union": post.union.name,
                "title": post.title,
                "from": post.valid_from.isoformat() if post.valid_from else None,
                "to": post.valid_to.isoformat() if post.valid_to else None,
            }
            for post in posts
        ],
    }


def erase(person: Person) -> int:
    """Empties what tells who it is, in the record and in those merged into it; the posts keep their titles and days. The name is replaced.

    What registers told of them goes too, and a union's telephone and mail that are theirs.
    """
    records = Person.objects.filter(Q(pk=person.pk) | Q(merged_into=person))
    people = list(records)
    emptied = clearing.forget(people) + sum(_contacts(one) for one in people)
    words = "(đã xóa)"
    return emptied + records.update(
        name=words,
        given="",
        sort_key="~",
        search_key="",
        accent_key="",
        sex="",
        birth_year=None,
        birth_month=None,
        birth_day=None,
        phone="",
        email="",
    )


def _contacts(person: Person) -> int:
    """Empties telephone and mail of the unions of a person where they are the person's own."""
    mine = Union.objects.filter(Q(pk=person.union_id) | Q(posts__person=person)).distinct()
    keys = list(mine.values_list("pk", flat=True))
    phone = Union.objects.filter(pk__in=keys, phone=person.phone).exclude(phone="").update(phone="", revision=F("revision") + 1)
    mail = (
        Union.objects.filter(pk__in=keys, email__iexact=person.email)
        .exclude(email="")
        .update(email="", revision=F("revision") + 1)
    )
    return phone + mail

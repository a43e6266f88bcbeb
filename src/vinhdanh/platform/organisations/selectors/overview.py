"""A union's page: everything of it, gathered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vinhdanh.platform.organisations import rules
from vinhdanh.platform.organisations.models import Post
from vinhdanh.platform.organisations.selectors import history
from vinhdanh.platform.organisations.selectors import unions as selectors
from vinhdanh.platform.organisations.selectors.reorganisations import may_take_back
from vinhdanh.platform.registry import Panel, offers

if TYPE_CHECKING:
    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Union

SHOWN = 10
"""Unions below that the page itself shows."""


def panels(reader: Reader, union: Union) -> list[Panel]:
    """What the steps tell of a union, in the order of the river."""
    return [panel for offer in offers() if offer.union_panels is not None for panel in offer.union_panels(reader, union)]


def overview(reader: Reader, union: Union) -> dict[str, Any]:
    """What the template of a union's page needs. Constant in rows."""
    below = list(selectors.children(reader, union)[: SHOWN + 1])
    posts = list(Post.objects.on(reader.day).filter(union=union).select_related("person").order_by("-responsible", "pk")[:50])
    after, before = selectors.successions(union)
    responsible = [post for post in posts if post.responsible]
    keeps = rules.may_keep(reader, union)
    return {
        "union": union,
        "chain": selectors.ancestors(reader, union),
        "children": below[:SHOWN],
        "more_children": len(below) > SHOWN,
        "posts": posts,
        "responsible": responsible,
        "former": history.former(union)[::-1][:40],
        "ends": union.valid_to is not None and union.valid_to > reader.day,
        "may_take_back": may_take_back(reader, [*after, *before]),
        "after": after,
        "before": before,
        "groups": list(union.memberships.select_related("group").order_by("group__position", "pk").filter(valid_to=None)[:20]),
        "panels": panels(reader, union),
        "may_keep": keeps,
        "may_place": rules.may_place(reader, union),
        "may_edit_contacts": rules.may_edit_contacts(reader, union),
        "todo": _todo(union, keeps=keeps, responsible=bool(responsible)),
    }


def _todo(union: Union, *, keeps: bool, responsible: bool) -> list[str]:
    """Keys of what is missing, for those who can mend it."""
    if not keeps or union.valid_to is not None:
        return []
    missing = [] if responsible or not union.level.grassroots else ["responsible"]
    if union.members is None:
        missing.append("members")
    return missing

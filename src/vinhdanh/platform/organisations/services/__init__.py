"""Every change of unions, groups, people and posts. The first argument is who asks."""

from vinhdanh.platform.organisations.services.groups import assign, edit_group, form_group, order_groups, preview_assignment
from vinhdanh.platform.organisations.services.levels import edit_level, sync_levels
from vinhdanh.platform.organisations.services.people import (
    PersonData,
    PostData,
    add_person,
    edit_own_contacts,
    edit_person,
    edit_post,
    end_post,
    give_post,
    merge_persons,
    move_person,
    set_responsible,
)
from vinhdanh.platform.organisations.services.succession import close, merge, reopen, split
from vinhdanh.platform.organisations.services.taking_back import take_back
from vinhdanh.platform.organisations.services.unions import UnionData, create, edit, edit_contacts, found, move, rename

__all__ = [
    "PersonData",
    "PostData",
    "UnionData",
    "add_person",
    "assign",
    "close",
    "create",
    "edit",
    "edit_contacts",
    "edit_group",
    "edit_level",
    "edit_own_contacts",
    "edit_person",
    "edit_post",
    "end_post",
    "form_group",
    "found",
    "give_post",
    "merge",
    "merge_persons",
    "move",
    "move_person",
    "order_groups",
    "preview_assignment",
    "rename",
    "reopen",
    "set_responsible",
    "split",
    "sync_levels",
    "take_back",
]

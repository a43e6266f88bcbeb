"""Every change of unions, groups, people and posts. The first argument is who asks."""

from vinhdanh.platform.organisations.services.levels import edit_level, sync_levels
from vinhdanh.platform.organisations.services.unions import UnionData, create, edit, edit_contacts, found, move, rename

__all__ = ["UnionData", "create", "edit", "edit_contacts", "edit_level", "found", "move", "rename", "sync_levels"]

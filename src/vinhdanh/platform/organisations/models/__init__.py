"""Unions, levels, groups, people, posts, registers."""

from vinhdanh.platform.organisations.models.groups import GroupMembership, UnionGroup
from vinhdanh.platform.organisations.models.people import Person, Post, Role
from vinhdanh.platform.organisations.models.register import RegisterImport, RegisterRow
from vinhdanh.platform.organisations.models.reorganisation import Reorganisation
from vinhdanh.platform.organisations.models.unions import Level, Succession, Union, UnionName, UnionPlace, UnionState

__all__ = [
    "GroupMembership",
    "Level",
    "Person",
    "Post",
    "RegisterImport",
    "RegisterRow",
    "Reorganisation",
    "Role",
    "Succession",
    "Union",
    "UnionGroup",
    "UnionName",
    "UnionPlace",
    "UnionState",
]

"""Every change of the step: one intention per function."""

from vinhdanh.steps.campaigns.services.content import attach_basis, change, confirm_fact
from vinhdanh.steps.campaigns.services.creation import LARGEST_PLAN, from_last, from_plan, from_template
from vinhdanh.steps.campaigns.services.following import answer, from_parent, join
from vinhdanh.steps.campaigns.services.issuing import acknowledge, approve, back_to_draft, close, issue, pending
from vinhdanh.steps.campaigns.services.plan import settle
from vinhdanh.steps.campaigns.services.pushing import mark
from vinhdanh.steps.campaigns.services.reckoning import ask
from vinhdanh.steps.campaigns.services.reminding import remind
from vinhdanh.steps.campaigns.services.units import allot, call_upon, choose_units, looked_at, share_out
from vinhdanh.steps.campaigns.services.units import words as places_in_words

__all__ = [
    "LARGEST_PLAN",
    "acknowledge",
    "allot",
    "answer",
    "approve",
    "ask",
    "attach_basis",
    "back_to_draft",
    "call_upon",
    "change",
    "choose_units",
    "close",
    "confirm_fact",
    "from_last",
    "from_parent",
    "from_plan",
    "from_template",
    "issue",
    "join",
    "looked_at",
    "mark",
    "pending",
    "places_in_words",
    "remind",
    "settle",
    "share_out",
]

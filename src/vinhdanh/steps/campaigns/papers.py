"""What this step hands to `engines.papers`: the plan, the letter to the units, the allotment, the reminder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.errors import UserError
from vinhdanh.steps.campaigns.models import Status
from vinhdanh.steps.campaigns.selectors.records import record_of
from vinhdanh.steps.campaigns.selectors.reminders import told_to_all

if TYPE_CHECKING:
    from vinhdanh.steps.campaigns.models import Campaign

HERE = ("plan", "rollout", "allocation", "reminder", "missing", "programme", "budget")
"""Kinds that need the plan and its units only, in the order of their use."""
FOR_ALL = ("plan", "rollout", "programme")
"""Kinds for every unit that is called upon."""
TO_WHO_WAS_TOLD = frozenset({"reminder", "missing"})
"""Kinds that hold the units to what they were told last, not to what is being changed since."""


def names(*, inside: bool = True) -> list[tuple[str, str]]:
    """Key and Vietnamese name of each kind made here; `inside`: also those that speak of other units or of money."""
    from vinhdanh.engines.papers import KINDS  # noqa: PLC0415  # heavy: loaded when first needed, not at start

    return [(key, KINDS[key].name) for key in (HERE if inside else FOR_ALL)]


def make(campaign: Campaign, kind: str, ending: str) -> tuple[str, bytes]:
    """One paper of a campaign.

    Args:
        campaign: With its units.
        kind: One of `HERE`.
        ending: "docx" or "pdf".

    Returns:
        Name of the file and its bytes; the same campaign gives the same bytes.

    Raises:
        UserError: There is nothing to print yet.
    """
    from vinhdanh.engines.papers import KINDS, render_pdf  # noqa: PLC0415  # heavy: loaded when first needed, not at start
    from vinhdanh.engines.pipeline import compute  # noqa: PLC0415  # as above
    from vinhdanh.engines.pipeline.files import word  # noqa: PLC0415  # as above

    if kind in TO_WHO_WAS_TOLD and campaign.status not in {Status.ISSUED, Status.CLOSED}:
        raise UserError(
            "Kế hoạch chưa ban hành nên chưa có đơn vị nào để đôn đốc. Văn bản này lập được sau khi ban hành.",
            "The plan is not issued yet: there is no unit to remind. This paper can be made after it is issued.",
        )
    outcome = compute(record_of(told_to_all(campaign) if kind in TO_WHO_WAS_TOLD else campaign))
    made = KINDS[kind].build(outcome)
    if not made:
        raise UserError(f"Đợt này chưa có nội dung để lập “{KINDS[kind].name}”.", f"This campaign has nothing for “{kind}” yet.")
    data = word(kind, made[0], outcome) if ending == "docx" else render_pdf(made[0])
    return f"{KINDS[kind].stem}.{ending}", data

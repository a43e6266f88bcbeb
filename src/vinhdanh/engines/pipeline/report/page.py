"""Fills the template: one HTML page with its stylesheet inside, no script, no address of anywhere else."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from vinhdanh.engines.campaign.outcome import Outcome, Standing, UnitState
from vinhdanh.engines.campaign.types import Severity
from vinhdanh.engines.pipeline.report import view
from vinhdanh.engines.pipeline.report.timeline import timeline
from vinhdanh.look import stylesheet

if TYPE_CHECKING:
    from collections.abc import Sequence

_HERE = files("vinhdanh.engines.pipeline.report")
PARTS = (
    "10-tokens", "20-base", "30-layout", "40-actions", "41-panels", "42-tables", "43-fields", "44-charts", "45-board", "90-print",
)  # fmt: skip
"""Of the stylesheet: what the report shows; its own few rules (report.css) come last."""

SHOWN = 8
"""Matters that stand open on the page; the others wait behind one line."""


@cache
def _environment() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@cache
def _text(name: str) -> str:
    return _HERE.joinpath(name).read_text(encoding="utf-8")


def render(outcome: Outcome, made: Sequence[tuple[str, str]], kept: Sequence[tuple[str, str]]) -> str:
    """The report as HTML.

    Args:
        outcome: What the run found out.
        made: Papers and tables: (name in Vietnamese, path in the result folder).
        kept: Files that a person edited: (the edited one, the new one beside it).
    """
    style = stylesheet(PARTS, _text("report.css"))
    template = _environment().from_string(_text("report.html.j2"))
    lists = [(outcome.attend, view.people(outcome, outcome.attend, [Standing.CHOSEN]))]
    rounds = [*(r.choice for r in outcome.commend), *(r.choice for r in outcome.upward)]
    lists += [(choice, view.people(outcome, choice, [Standing.CHOSEN, Standing.RESERVE])) for choice in rounds]
    return template.render(
        outcome=outcome,
        settings=outcome.campaign.settings,
        style=Markup(style),  # noqa: S704 - our own file, from the package
        gauges=view.gauges(outcome),
        funnel=view.funnel(outcome),
        groups=view.unit_groups(outcome),
        counts=view.unit_counts(outcome.units),
        count_of=view.unit_counts,
        states=list(UnitState),
        state_words=view.STATE_WORDS,
        state_icons=view.STATE_ICONS,
        state_styles=view.STATE_STYLES,
        severity_words=view.SEVERITY_WORDS,
        severity_icons=view.SEVERITY_ICONS,
        matters=view.matters(outcome),
        shown=SHOWN,
        blocking=sum(f.severity is Severity.BLOCKING for f in outcome.findings),
        timeline=timeline(outcome),
        lists=lists,
        reserves=view.people(outcome, outcome.attend, [Standing.RESERVE]),
        outside=view.people(outcome, outcome.attend, [Standing.OUT, Standing.EXCLUDED]),
        budget=view.budget(outcome),
        made=made,
        kept=kept,
    )

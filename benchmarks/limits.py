"""The limits, copied from the issues: one table. A row that no benchmark prints is a failure."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

# Seconds that calibration took on a quiet day of two shared cores with Python 3.11 (measured): there the absolute limits hold unscaled.
CALIBRATION_SECONDS = {"calibration.sha256": 0.595, "calibration.lexsort": 0.282}


@dataclass(frozen=True, slots=True)
class Limit:
    """What a row must keep: `part` is the module that measures it, `sense` the side on which the value must stay."""

    part: str
    value: float
    unit: str
    sense: Literal["<=", ">="] = "<="

    def holds(self, value: float, factor: float) -> tuple[bool, float]:
        """Whether a value keeps the limit, and the limit itself; times scale with the machine, nothing else does."""
        limit = round(self.value * factor, 2) if self.unit in {"s", "ms"} else self.value
        return (value <= limit if self.sense == "<=" else value >= limit), limit


LIMITS: dict[str, Limit] = {
    "run.example": Limit("run", 12.0, "s"),
    "run.example.memory": Limit("run", 500.0, "MB"),
    "select.5000": Limit("selection", 2.0, "s"),
    "reasons.420": Limit("selection", 2.0, "s"),
    "select.1M": Limit("selection", 14.0, "×"),
    "select.1M.memory": Limit("selection", 450.0, "MB"),
    "select.500k": Limit("selection", 25.0, "×", ">="),
    "select.50k.highs": Limit("selection", 5.0, "×", ">="),
    "select.50k.cpsat": Limit("selection", 10.0, "×", ">="),
    "select.50k.scip": Limit("selection", 25.0, "×", ">="),
    "select.50k.memory": Limit("selection", 0.2, "×"),
    "select.growth": Limit("selection", 1.0, "×"),
    "select.levels": Limit("selection", 6.0, "×"),
    "select.exact": Limit("selection", 1.0, "×", ">="),
    "select.exact.accepted": Limit("selection", 0.0, ""),
    "reasons.district": Limit("selection", 10.0, "s"),
    "reasons.example": Limit("selection", 3.0, "s"),
    "whatif.tight": Limit("selection", 0.5, "s"),
    "whatif.district": Limit("selection", 0.5, "s"),
    "relax": Limit("selection", 0.5, "s"),
    "relax.50k": Limit("selection", 5.0, "s"),
    "relax.1M": Limit("selection", math.inf, "s"),  # reported
    "maximin.200": Limit("selection", 50.0, "×", ">="),
    "maximin": Limit("selection", 5.0, "s"),
    "papers.certificates": Limit("papers", 4.0, "s"),
    "papers.certificates.memory": Limit("papers", 400.0, "MB"),
    "papers.certificates.peer": Limit("papers", 4.0, "×", ">="),  # times faster than WeasyPrint
    "papers.all": Limit("papers", 12.0, "s"),
    "papers.all.memory": Limit("papers", 500.0, "MB"),
    "papers.letter.pdf": Limit("papers", 15.0, "ms"),
    "papers.letter.word": Limit("papers", 40.0, "ms"),
    "sheets.truth": Limit("truth", 99.5, "%", ">="),
    "sheets.silent": Limit("truth", 0.0, "values"),
    "sheets.100k": Limit("sheets", 6.0, "s"),
    "sheets.100k.memory": Limit("sheets", 400.0, "MB"),
    "sheets.100k.peer": Limit("sheets", 0.769, "×"),  # ours ÷ openpyxl: 1.3 times faster
    "sheets.1600": Limit("sheets", 20.0, "s"),
    "statistics.1M": Limit("national", 10.0, "s"),
    "statistics.1M.memory": Limit("national", 2000.0, "MB"),
    "plan.truth": Limit("plan", 97.0, "%", ">="),
    "plan.wrong": Limit("plan", 0.0, "values"),
    "match.50k": Limit("matching", 10.0, "s"),
    "match.50k.memory": Limit("matching", 400.0, "MB"),
    "match.50k.recall": Limit("matching", 98.0, "%", ">="),
    "match.50k.precision": Limit("matching", 95.0, "%", ">="),
    "web.tree.descendants": Limit("web_tree", 3.0, "ms"),
    "web.tree.ancestors": Limit("web_tree", 3.0, "ms"),
    "web.tree.scope": Limit("web_tree", 3.0, "ms"),
    "web.tree.descendants.postgresql": Limit("web_tree", 3.0, "ms"),
    "web.tree.ancestors.postgresql": Limit("web_tree", 3.0, "ms"),
    "web.tree.scope.postgresql": Limit("web_tree", 3.0, "ms"),
    "web.start": Limit("web_start", 5.0, "s"),
    "web.start.demo": Limit("web_start", 10.0, "s"),
    "web.weight.first": Limit("web_pages", 90.0, "KB"),
    "web.weight.next": Limit("web_pages", 25.0, "KB"),
    "web.pages.growing": Limit("web_pages", 0.0, "pages"),
    "web.pages.sqlite.queries": Limit("web_pages", 12.0, "queries"),
    "web.pages.sqlite.median": Limit("web_pages", 40.0, "ms"),
    "web.pages.sqlite.p95": Limit("web_pages", 120.0, "ms"),
    "web.pages.sqlite.missing": Limit("web_pages", 0.0, "pages"),
    "web.load.sqlite.reads": Limit("web_load", 150.0, "/s", ">="),
    "web.load.sqlite.saves": Limit("web_load", 60.0, "/s", ">="),
    "web.load.sqlite.p99": Limit("web_load", 400.0, "ms"),
    "web.load.sqlite.errors": Limit("web_load", 0.0, ""),
    "web.load.sqlite.most": Limit("web_load", 210.0, "/s", ">="),
    "web.pages.postgresql.queries": Limit("web_pages", 12.0, "queries"),
    "web.pages.postgresql.median": Limit("web_pages", 40.0, "ms"),
    "web.pages.postgresql.p95": Limit("web_pages", 120.0, "ms"),
    "web.pages.postgresql.missing": Limit("web_pages", 0.0, "pages"),
    "web.load.postgresql.reads": Limit("web_load", 150.0, "/s", ">="),
    "web.load.postgresql.saves": Limit("web_load", 60.0, "/s", ">="),
    "web.load.postgresql.p99": Limit("web_load", 400.0, "ms"),
    "web.load.postgresql.errors": Limit("web_load", 0.0, ""),
    "web.load.postgresql.most": Limit("web_load", 210.0, "/s", ">="),
    "web.kill.lost": Limit("web_kill", 0.0, "saves"),
    "web.kill.journal": Limit("web_kill", 0.0, ""),
    "web.kill.kills": Limit("web_kill", 200.0, "kills", ">="),
}

"""How many go from stage to stage."""

from __future__ import annotations

from dataclasses import dataclass

from vinhdanh.platform.design.charts.scale import place


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: its name, how many, and whether they are there (`have`), foreseen (`planned`) or honoured (`honour`)."""

    name: str
    count: int
    state: str = "have"
    link: str = ""


@dataclass(frozen=True, slots=True)
class Funnel:
    """Stages from the widest to the last."""

    stages: tuple[Stage, ...]
    caption: str = ""

    @property
    def rows(self) -> list[tuple[Stage, str]]:
        """Each stage with the width of its bar."""
        top = max((stage.count for stage in self.stages), default=0)
        return [(stage, place(stage.count, top)) for stage in self.stages]

"""The ceremony: who comes on stage in which wave, and when each item of the programme runs."""

from vinhdanh.engines.papers.ceremony.agenda import Timed, timed
from vinhdanh.engines.papers.ceremony.stage import award_waves
from vinhdanh.engines.papers.ceremony.waves import Presenter, Recipient, Stage, Wave, plan_waves, sizes

__all__ = ["Presenter", "Recipient", "Stage", "Timed", "Wave", "award_waves", "plan_waves", "sizes", "timed"]

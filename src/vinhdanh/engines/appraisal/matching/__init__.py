"""Finds records that may be one person, with a score and the reasons in Vietnamese; it never merges (docs/matching.md)."""

from vinhdanh.engines.appraisal.matching.engine import against, matches
from vinhdanh.engines.appraisal.matching.types import THRESHOLD, Match, Person

__all__ = ["THRESHOLD", "Match", "Person", "against", "matches"]

"""The papers of a campaign: each kind turns an outcome into descriptions of papers."""

from vinhdanh.engines.papers.kinds.registry import KINDS, Kind, build_papers

__all__ = ["KINDS", "Kind", "build_papers"]

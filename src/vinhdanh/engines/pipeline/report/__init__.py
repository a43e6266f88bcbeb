"""report.html: one self-contained page for those who steer the campaign; no sensitive data of anyone."""

from vinhdanh.engines.pipeline.report.page import render

__all__ = ["render"]

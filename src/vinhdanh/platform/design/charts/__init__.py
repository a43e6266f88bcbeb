"""Charts as plain data: a step fills them, the tags of `{% load charts %}` draw them with their figures as text."""

from vinhdanh.platform.design.charts.board import Board, Group, State, Unit
from vinhdanh.platform.design.charts.funnel import Funnel, Stage
from vinhdanh.platform.design.charts.gauge import Gauge
from vinhdanh.platform.design.charts.timeline import Point, Timeline

__all__ = ["Board", "Funnel", "Gauge", "Group", "Point", "Stage", "State", "Timeline", "Unit"]

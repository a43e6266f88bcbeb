"""Campaigns, what their plan says, their units, milestones, tasks and documents."""

from vinhdanh.steps.campaigns.models.answers import Answer
from vinhdanh.steps.campaigns.models.campaign import Campaign, FolderFile, Reckoning, Status, Version
from vinhdanh.steps.campaigns.models.plan import BasisDocument, FoundValue, PlanPaper
from vinhdanh.steps.campaigns.models.units import Acknowledgement, Unit
from vinhdanh.steps.campaigns.models.work import Guidance, Milestone, Task

__all__ = [
    "Acknowledgement",
    "Answer",
    "BasisDocument",
    "Campaign",
    "FolderFile",
    "FoundValue",
    "Guidance",
    "Milestone",
    "PlanPaper",
    "Reckoning",
    "Status",
    "Task",
    "Unit",
    "Version",
]

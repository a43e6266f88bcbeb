"""Engine: the catalogue of the field — honours, rules, groups, posts, papers — as data with validity, source and certainty."""

from vinhdanh.engines.catalogue.book import Catalogue, catalogue, load
from vinhdanh.engines.catalogue.facts import CERTAINTIES, DOUBTFUL, Fact, Row, in_force
from vinhdanh.engines.catalogue.loading import CatalogueError
from vinhdanh.engines.catalogue.rows import (
    Abbreviation,
    BaseSalary,
    DayOverride,
    Document,
    EthnicGroup,
    Honour,
    LabourGroup,
    Level,
    Movement,
    PaperKind,
    Post,
    Prerequisite,
    ProtocolGroup,
    Religion,
    RuleSet,
    Vote,
)

__all__ = [
    "CERTAINTIES",
    "DOUBTFUL",
    "Abbreviation",
    "BaseSalary",
    "Catalogue",
    "CatalogueError",
    "DayOverride",
    "Document",
    "EthnicGroup",
    "Fact",
    "Honour",
    "LabourGroup",
    "Level",
    "Movement",
    "PaperKind",
    "Post",
    "Prerequisite",
    "ProtocolGroup",
    "Religion",
    "Row",
    "RuleSet",
    "Vote",
    "catalogue",
    "in_force",
    "load",
]

"""Vinh Danh: from the plan of an honours campaign to the dossier that goes up."""

__version__ = "0.1.0"

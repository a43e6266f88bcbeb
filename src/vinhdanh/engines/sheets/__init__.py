"""Engine: lists in and out — blank forms, reading of what unions send, findings as a workbook."""

from vinhdanh.engines.sheets.blank import blank_form, blank_form_bytes, form_name
from vinhdanh.engines.sheets.findings_book import SEVERITY_WORDS, findings_workbook
from vinhdanh.engines.sheets.many import read_many
from vinhdanh.engines.sheets.reading import FormReading, nominees, read_form

__all__ = [
    "SEVERITY_WORDS",
    "FormReading",
    "blank_form",
    "blank_form_bytes",
    "findings_workbook",
    "form_name",
    "nominees",
    "read_form",
    "read_many",
]

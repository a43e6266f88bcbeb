"""Engine: lists in and out — blank forms, reading of what unions send, findings as a workbook."""

from vinhdanh.engines.sheets.reading import FormReading, nominees, read_form

__all__ = ["FormReading", "nominees", "read_form"]

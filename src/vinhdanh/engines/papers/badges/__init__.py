"""Thẻ đại biểu and biển tên: one description of words, two writers (PDF and Word).

batch = badges(outcome)
pdf, docx = render_pdf(batch), render_docx(batch)
"""

from vinhdanh.engines.papers.badges.batch import Badge, BadgeBatch, Kind, Plate, PlateBatch
from vinhdanh.engines.papers.badges.build import badges, plates
from vinhdanh.engines.papers.badges.pdf import render_pdf
from vinhdanh.engines.papers.badges.word import render_docx

__all__ = ["Badge", "BadgeBatch", "Kind", "Plate", "PlateBatch", "badges", "plates", "render_docx", "render_pdf"]

"""Phiếu bình chọn, by ticking or by crossing out: one description of words, two writers (PDF and Word).

batch = ballots(outcome)
pdf, docx = render_pdf(batch), render_docx(batch)
"""

from vinhdanh.engines.papers.ballots.batch import BallotBatch, Candidate, Form, Style
from vinhdanh.engines.papers.ballots.build import ballots, unit_ballot
from vinhdanh.engines.papers.ballots.pdf import render_pdf
from vinhdanh.engines.papers.ballots.word import render_docx

__all__ = ["BallotBatch", "Candidate", "Form", "Style", "ballots", "render_docx", "render_pdf", "unit_ballot"]

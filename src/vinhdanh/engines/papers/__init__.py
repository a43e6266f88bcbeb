"""Papers: one description (`model`), two writers (`pdf`, `word`), and the papers of a campaign (`kinds`).

Everything printed comes from an `Outcome`; what is not known yet prints as a blank for the hand, never as a guess.
"""

from vinhdanh.engines.papers.kinds import KINDS, Kind, build_papers
from vinhdanh.engines.papers.pdf import render_pdf
from vinhdanh.engines.papers.word import render_docx, save_docx

__all__ = ["KINDS", "Kind", "build_papers", "render_docx", "render_pdf", "save_docx"]

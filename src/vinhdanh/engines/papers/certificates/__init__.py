"""Giấy khen and giấy mời: one description of words, two writers (PDF and Word).

batch = certificates(outcome, outcome.commend[0])
pdf, docx = render_pdf(batch), render_docx(batch)
"""

from vinhdanh.engines.papers.certificates.batch import Batch, Certificate, CertificateBatch, Invitation, InvitationBatch
from vinhdanh.engines.papers.certificates.invite import invitations
from vinhdanh.engines.papers.certificates.merit import certificates
from vinhdanh.engines.papers.certificates.pdf import render_pdf
from vinhdanh.engines.papers.certificates.word import render_docx

__all__ = [
    "Batch",
    "Certificate",
    "CertificateBatch",
    "Invitation",
    "InvitationBatch",
    "certificates",
    "invitations",
    "render_docx",
    "render_pdf",
]

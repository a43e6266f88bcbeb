"""Giấy khen and giấy mời: one description of words, two writers (PDF and Word).

batch = certificates(outcome, outcome.commend[0])
pdf, docx = render_pdf(batch), render_docx(batch)
on_forms = render_pdf(overlay(batch, settings.preprinted))
"""

from vinhdanh.engines.papers.certificates.batch import Batch, Certificate, CertificateBatch, Invitation, InvitationBatch
from vinhdanh.engines.papers.certificates.form_sheet import overlay_test_sheet
from vinhdanh.engines.papers.certificates.invite import invitations
from vinhdanh.engines.papers.certificates.merit import certificates
from vinhdanh.engines.papers.certificates.overlay import Overlay, overlay
from vinhdanh.engines.papers.certificates.pdf import render_pdf
from vinhdanh.engines.papers.certificates.word import render_docx

__all__ = [
    "Batch",
    "Certificate",
    "CertificateBatch",
    "Invitation",
    "InvitationBatch",
    "Overlay",
    "certificates",
    "invitations",
    "overlay",
    "overlay_test_sheet",
    "render_docx",
    "render_pdf",
]

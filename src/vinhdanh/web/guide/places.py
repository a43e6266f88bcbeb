"""Which part of the guide helps on which page. A page that is not named leads to the part of its app."""

from __future__ import annotations

from django.urls import reverse

CHAPTER = "trinh-duyet"
PARTS = {
    "first_start": "mo-lan-dau",
    "accounts": "don-vi-va-con-nguoi",
    "organisations": "don-vi-va-con-nguoi",
    "personal": "don-vi-va-con-nguoi",
    "campaigns:new": "lap-dot-tu-tep-ke-hoach",
    "campaigns:plan": "lap-dot-tu-tep-ke-hoach",
    "campaigns:contents": "lap-dot-tu-tep-ke-hoach",
    "campaigns:part": "lap-dot-tu-tep-ke-hoach",
    "campaigns:facts": "lap-dot-tu-tep-ke-hoach",
    "campaigns:units": "don-vi-phan-bo",
    "campaigns:milestones": "cac-moc",
    "campaigns:issue": "duyet-ban-hanh",
    "campaigns:version": "duyet-ban-hanh",
    "campaigns:papers": "duyet-ban-hanh",
    "campaigns:push": "duyet-ban-hanh",
    "campaigns:children": "duyet-ban-hanh",
    "campaigns:above": "duyet-ban-hanh",
    "campaigns:given": "duyet-ban-hanh",
    "campaigns": "theo-doi",
    "calendar": "cac-moc",
    "notices": "theo-doi",
    "jobs": "tim-viec-cua-toi-tro-giup",
    "journal": "giu-du-lieu",
    "web:operations": "giu-du-lieu",
    "web:search": "tim-viec-cua-toi-tro-giup",
    "web:tasks": "tim-viec-cua-toi-tro-giup",
}
"""Name of an address, or of its app -> anchor in the chapter on the browser."""


def help_for(view_name: str) -> str:
    """Address of the part that helps on a page; of the contents where there is none of its own."""
    part = PARTS.get(view_name) or PARTS.get(view_name.partition(":")[0])
    return reverse("web:help_chapter", args=[CHAPTER]) + f"#{part}" if part else reverse("web:help")

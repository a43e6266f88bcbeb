"""What is Vietnamese on a page that was asked for in English: its words and attributes, without the elements that say of themselves `lang="vi"`."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from typing import Any

from django.apps import apps
from django.db import models

VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
"""Letters that English has not."""
NAMES = (
    "Tiếng Việt",  # a language is named in itself
    "LĐLĐ", "Ban Thường vụ", "Chủ tịch CĐCS", "Y Thu Êban", "“Công đoàn cơ sở”", "TM. BAN THƯỜNG VỤ; CHỦ TỊCH; Nguyễn Văn A",  # hints show what stands on papers, which are Vietnamese
)  # fmt: skip
"""Words that stay as they are."""
SAID = frozenset({"title", "aria-label", "aria-description", "placeholder", "alt", "content", "data-label", "label"})
TYPED = frozenset({"text", "search", "submit", "button", ""})
"""Kinds of inputs whose value is read by people."""
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})

KEPT = frozenset(
    {
        "jobs.Job.title", "jobs.Job.words", "organisations.RegisterRow.findings", "organisations.RegisterRow.changes",
        "organisations.RegisterImport.words", "campaigns.Milestone.label", "campaigns.Milestone.why", "notices.Delivery.failed",
        "campaigns.FoundValue.note", "personal.Access.purpose",
    }
)  # fmt: skip
"""Columns that the program writes itself: they are to be said in English, but for what they quote. Every other text was typed by people."""
QUOTED = re.compile("“[^”]*”")
SEALED = frozenset({"journal", "sessions", "contenttypes", "auth"})


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        skipped = bool(self.open and self.open[-1][1])
        skipped = (said.get("lang") or "").startswith("vi") or (skipped and "lang" not in said)
        if not skipped:
            for name, value in attrs:
                shown = name in SAID or (name == "value" and tag == "input" and (said.get("type") or "") in TYPED)
                if shown and value:
                    self._look(f"<{tag} {name}>", value)
        if tag not in VOID:
            self.open.append((tag, skipped or tag in {"script", "style"}))

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            last, _skipped = self.open.pop()
            if last == tag:
                break

    def handle_data(self, data: str) -> None:
        if not self.open or not self.open[-1][1]:
            self._look(f"<{self.open[-1][0] if self.open else ''}>", data)

    def _look(self, place: str, words: str) -> None:
        words = " ".join(unicodedata.normalize("NFC", words).split())
        for name in NAMES:
            words = words.replace(name, "")
        if VIETNAMESE.search(words):
            self.found.append(f"{place} {words[:120]}")


def vietnamese_on(page: str) -> list[str]:
    """Where a page in English speaks Vietnamese: element (and attribute), words."""
    reading = _Reading()
    reading.feed(page)
    return list(dict.fromkeys(reading.found))


def plain(value: Any) -> Any:
    """A text without the marks of Vietnamese letters, also inside lists and tables."""
    if isinstance(value, str):
        bare = "".join(c for c in unicodedata.normalize("NFD", value) if not unicodedata.combining(c))
        return bare.replace("đ", "d").replace("Đ", "D")
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def quoted_plainly(value: Any) -> Any:
    """The same, only of what stands in quotation marks."""
    if isinstance(value, str):
        return QUOTED.sub(lambda found: str(plain(found[0])), value)
    return [quoted_plainly(item) for item in value] if isinstance(value, list) else value


def change_plainly(value: Any) -> Any:
    """Of differences [field, before, after] what was and what will be."""
    return [[name, *plain(rest)] for name, *rest in value]


def write_plainly() -> None:
    """Takes the marks off everything that people have typed into the database, so that what is left is said by the program."""
    for model in apps.get_models():
        if model._meta.app_label in SEALED:
            continue
        texts = [
            field
            for field in model._meta.concrete_fields
            if isinstance(field, (models.CharField, models.TextField, models.JSONField)) and not field.choices
        ]
        for row in model._default_manager.all() if texts else ():
            values = {}
            for field in texts:
                name = f"{model._meta.label}.{field.name}"
                how = change_plainly if name.endswith("Row.changes") else quoted_plainly if name in KEPT else plain
                values[field.name] = how(getattr(row, field.attname))
            model._default_manager.filter(pk=row.pk).update(**values)
    from vinhdanh.platform.jobs.models import Job  # noqa: PLC0415 - models may be imported only when Django is ready
    from vinhdanh.steps.campaigns.models import Campaign  # noqa: PLC0415 - as above
    from vinhdanh.steps.campaigns.selectors import content  # noqa: PLC0415 - as above
    from vinhdanh.steps.campaigns.services.milestones import recount  # noqa: PLC0415 - as above

    Job.objects.filter(task="x").update(title="A job of nobody")
    for campaign in Campaign.objects.all():
        recount(campaign, content(campaign))

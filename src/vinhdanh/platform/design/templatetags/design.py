"""The components as tags: `{% load design %}`. How each is used, and in which states, stands in the gallery (/kho-mau/)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

from django import template
from django.forms import CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from vinhdanh.platform.design import engine_words, language
from vinhdanh.platform.design.fields import DayInput, read_day, weekday_words

if TYPE_CHECKING:
    from django.forms import BaseForm, BoundField
    from django.template.context import RequestContext

    from vinhdanh.errors import UserError

register = template.Library()

ICONS = {
    "done": "check", "sent": "check", "answered": "check", "new": "plus", "late": "clock", "warning": "warning", "changed": "pen",
    "open": "half", "note": "info", "blocking": "stop", "error": "stop", "silent": "ring", "wait": "ring", "nil": "nil",
    "outside": "out", "honour": "star", "same": "same", "locked": "lock", "doubtful": "help",
}  # fmt: skip
"""State -> the icon that says it."""

STATE_WORDS = {
    "done": _("Xong"), "sent": _("Đã gửi"), "late": _("Quá hạn"), "open": _("Đang làm"), "wait": _("Chưa đến"), "silent": _("Im lặng"),
    "nil": _("Không có đề nghị"), "warning": _("Cần chú ý"), "blocking": _("Chặn"), "error": _("Lỗi"), "note": _("Ghi nhận"),
}  # fmt: skip
"""State -> its word."""


@register.filter
def said(error: UserError) -> str:
    """An error in the language of the request: `{{ error|said }}`."""
    return language.said(error)


@register.filter
def retold(text: str) -> str:
    """A sentence of an engine in the language of the request: `{{ finding.message|retold }}`."""
    return engine_words.retold(text)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of `icons.svg`: silent beside a word, or with `label` where it stands alone."""
    return _icon(name, str(label))


@lru_cache(maxsize=512)
def _icon(name: str, label: str) -> SafeString:
    """Thirty of them stand on a page: each is put together once."""
    source = static("icons.svg")
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"/></svg>', label, source, name)
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>', source, name)


@register.simple_tag
def state_icon(state: str) -> SafeString:
    """The icon of a state (see ICONS); a ring for one that has none."""
    return icon(ICONS.get(state, "ring"))


@register.simple_block_tag
def tag_state(content: str, state: str = "") -> SafeString:
    """A pill with an icon and one to three words: `{% tag_state "warning" %}Cần chú ý{% endtag_state %}`."""
    return format_html('<span class="tag" data-state="{}">{}{}</span>', state, state_icon(state), content.strip())


@register.simple_block_tag
def notice(content: str, state: str = "note", title: str = "") -> SafeString:
    """What happened (title), what was kept and what to do (content): `{% notice "warning" title %}<p>…</p>{% endnotice %}`."""
    heading = format_html('<p class="notice-title">{}</p>', title) if title else ""
    return format_html('<div class="notice" data-state="{}">{}{}{}</div>', state, state_icon(state), heading, content)


@register.inclusion_tag("parts/field.html")
def field(bound: BoundField, *, short: bool = False) -> dict[str, Any]:
    """A field of a form: label, hint, control, error with its remedy, tied together for a screen reader: `{% field form.name %}`."""
    widget = bound.field.widget
    kind = kind_of(bound)
    hint, error, said = (f"{bound.auto_id}_{part}" for part in ("hint", "error", "said"))
    day = read_day(bound.value()) if isinstance(widget, DayInput) and bound.value() else None
    described = " ".join([hint] * bool(bound.help_text) + [error] * bool(bound.errors) + [said] * isinstance(widget, DayInput))
    attrs: dict[str, Any] = {}
    if kind not in {"choice", "check"}:
        attrs["class"] = " ".join(filter(None, ["input", "input-short" * short, widget.attrs.get("class", "")]))
    if described:
        attrs["aria-describedby"] = described
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return {
        "bound": bound, "kind": kind, "control": "" if kind == "choice" else bound.as_widget(attrs=attrs), "hint": hint, "error": error,
        "described": described, "said": said if isinstance(widget, DayInput) else "", "weekday": weekday_words(day) if day else "",
    }  # fmt: skip


def kind_of(bound: BoundField) -> str:
    """How a field is laid out: `choice` (one or several of a list), `check` (a single box), `file`, `hidden`, or `line`."""
    widget = bound.field.widget
    if bound.is_hidden:
        return "hidden"
    if isinstance(widget, (RadioSelect, CheckboxSelectMultiple)):
        return "choice"
    if isinstance(widget, CheckboxInput):
        return "check"
    return "file" if isinstance(widget, FileInput) else "line"


@register.simple_tag
def mark(name: str, css: str = "") -> SafeString:
    """A mark of `icons.svg` that is no icon in a line: `brand`, `lotus`."""
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>', css, static("icons.svg"), name
    )


@register.simple_tag
def message_state(level: str) -> str:
    """The state of a message of the framework: success is "done", info "note"."""
    return {"success": "done", "info": "note", "debug": "note"}.get(level, level)


@register.simple_tag
def message_icon(level: str) -> SafeString:
    """The icon of a message of the framework."""
    return state_icon(message_state(level))


@register.simple_tag
def state_word(state: str) -> str:
    """A state in words, for those who do not see its icon."""
    return str(STATE_WORDS.get(state, ""))


@register.simple_block_tag
def empty_state(content: str, title: str) -> SafeString:
    """Why there is nothing (title) and what comes next (content): `{% empty_state "Chưa có đợt nào" %}<p>…</p>{% endempty_state %}`."""
    return format_html('<div class="empty">{}<p><strong>{}</strong></p>{}</div>', mark("lotus", "empty-mark"), title, content)


@register.inclusion_tag("parts/confirm.html", takes_context=True)
def confirm(
    context: RequestContext, address: str, verb: str, question: str, *, kept: str = "", reason: bool = True, **hidden: object
) -> dict[str, Any]:
    """An act that is hard to undo: a button that opens the question, with its reason, and asks to press once more.

    `{% confirm address "Rút đề nghị" "Rút đề nghị của Thị Liễu?" kept="Hồ sơ được giữ lại." revision=row.revision %}`: posts `reason`
    (at most 500 characters) and every further name given (`revision`, `once`, `next`) to `address`.
    """
    return {
        "address": address, "verb": verb, "question": question, "kept": kept, "reason": reason, "hidden": hidden.items(),
        "field_id": f"ly-do-{crc32(f'{address} {verb} {sorted(hidden.items(), key=str)}'.encode()):x}",
        "csrf_token": context.get("csrf_token"), "request": context.get("request"),
    }  # fmt: skip


@register.inclusion_tag("parts/conflict.html")
def conflict(theirs: dict[str, str], form: BaseForm) -> dict[str, Any]:
    """Somebody else saved first: theirs beside mine, from `Outdated.theirs` and the bound form."""
    rows = []
    for name, value in theirs.items():
        bound = form[name] if name in form.fields else None
        mine = shown(bound) if bound is not None else ""
        if mine != value:
            rows.append((bound.label if bound is not None else name, value, mine))
    return {"rows": rows}


def shown(bound: BoundField) -> str:
    """What stands in a field, as a person reads it."""
    value = bound.value()
    chosen = {str(key): str(words) for key, words in getattr(bound.field, "choices", [])}
    if isinstance(value, (list, tuple)):
        return ", ".join(chosen.get(str(item), str(item)) for item in value)
    return chosen.get(str(value), "" if value is None else str(value))

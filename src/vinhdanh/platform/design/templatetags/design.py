"""The components as tags: `{% load design %}`. How each is used, and in which states, stands in the gallery (/kho-mau/)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.forms import BoundField

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


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of `icons.svg`: silent beside a word, or with `label` where it stands alone."""
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
    """A field of a form: label, hint, control, error with its remedy, tied together for a screen reader."""
    return field_context(bound, short=short)


def field_context(bound: BoundField, *, short: bool) -> dict[str, Any]:
    """What `parts/field.html` needs."""
    widget = bound.field.widget
    kind = getattr(widget, "input_type", "textarea")
    several = getattr(widget, "allow_multiple_selected", False) and kind in {"checkbox", "select"} and kind == "checkbox"
    group = kind == "radio" or several
    hint, error = f"{bound.auto_id}_hint", f"{bound.auto_id}_error"
    described = " ".join([hint] * bool(bound.help_text) + [error] * bool(bound.errors))
    css = "" if kind in {"checkbox", "radio"} else "input" + " input-short" * short
    attrs = {"class": f"{css} {widget.attrs.get('class', '')}".strip()} if css else {}
    if described:
        attrs["aria-describedby"] = described
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return {
        "bound": bound, "kind": kind, "group": group, "single": kind == "checkbox" and not several,
        "control": "" if group else bound.as_widget(attrs=attrs), "hint": hint, "error": error, "described": described,
    }  # fmt: skip


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

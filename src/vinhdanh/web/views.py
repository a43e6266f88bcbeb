"""Pages that belong to no step: how the pages look, the gallery of components, the manifest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.organisations.models import Role
from vinhdanh.web import gallery, preferences
from vinhdanh.web.forms import PreferencesForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader


@require_http_methods(["GET", "HEAD", "POST"])
def preferences_page(request: HttpRequest) -> HttpResponse:
    """Light, dark or as the device; the size of text; the language. For everyone, signed in or not."""
    back = preferences.back(request)
    form = PreferencesForm(
        request.POST or None,
        initial={
            "theme": preferences.theme(request) or "device",
            "text": preferences.text(request) or "100",
            "keys": "1" if preferences.keys(request) else "0",
            "language": get_language() or "vi",
        },
    )
    if request.method == "POST" and form.is_valid():
        response = HttpResponseRedirect(back)
        given = form.cleaned_data
        preferences.keep(response, given["theme"], given["language"], given["text"], given["keys"])
        return response
    return render(request, "preferences.html", {"form": form, "back": back})


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to keep the program on its first screen."""
    return render(request, "manifest.webmanifest", content_type="application/manifest+json")


@require_safe
@signed_in
def gallery_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Each component in each state, for those who build pages; the administrator's alone."""
    if Role.ADMIN not in reader.roles:
        raise Forbidden
    return render(request, "gallery.html", gallery.samples(request.GET.get("trang")))

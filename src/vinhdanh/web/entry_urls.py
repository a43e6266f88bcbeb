"""Addresses without a namespace: the home page, and signing in under the names that allauth knows."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from vinhdanh.platform.accounts.views import first_start
from vinhdanh.web import pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("bat-dau/", first_start.begin, name="first_start"),
    path("tai-khoan/", include("vinhdanh.platform.accounts.sign_in_urls")),
]

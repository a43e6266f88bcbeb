"""Addresses."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from vinhdanh.web import health, views

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("so-lieu-van-hanh/", health.operations_page, name="operations"),
    path("giao-dien/", views.preferences_page, name="preferences"),
    path("kho-mau/", views.gallery_page, name="gallery"),
    path("vinhdanh.webmanifest", views.manifest, name="manifest"),
]

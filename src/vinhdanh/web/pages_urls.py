"""Addresses."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from vinhdanh.web import health, search, tasks, views
from vinhdanh.web.guide import views as guide

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("so-lieu-van-hanh/", health.operations_page, name="operations"),
    path("giao-dien/", views.preferences_page, name="preferences"),
    path("kho-mau/", views.gallery_page, name="gallery"),
    path("tim-kiem/", search.search_page, name="search"),
    path("viec/", tasks.tasks_page, name="tasks"),
    path("viec/excel/", tasks.tasks_export, name="tasks_export"),
    path("tro-giup/", guide.contents, name="help"),
    path("tro-giup/<slug:slug>/", guide.chapter, name="help_chapter"),
    path("vinhdanh.webmanifest", views.manifest, name="manifest"),
]

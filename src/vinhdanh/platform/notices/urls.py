"""Addresses of notices."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from vinhdanh.platform.notices import views

app_name = "notices"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.notices, name="notices"),
    path("<int:pk>/", views.notice, name="notice"),
    path("<int:pk>/nhan/", views.telling, name="telling"),
    path("<int:pk>/da-nhan/", views.note, name="note"),
    path("da-bao/<str:label>/<str:key>/", views.evidence, name="evidence"),
    path("da-bao/<str:label>/<str:key>/excel/", views.export, name="export"),
]

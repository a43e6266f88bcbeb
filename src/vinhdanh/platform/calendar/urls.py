"""Addresses."""

from __future__ import annotations

from django.urls import path

from vinhdanh.platform.calendar import views

app_name = "calendar"

urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("lich.ics", views.file, name="file"),
]

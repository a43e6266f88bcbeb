"""Addresses."""

from __future__ import annotations

from django.urls import path

from vinhdanh.platform.journal import views

app_name = "journal"
urlpatterns = [path("", views.journal, name="journal")]

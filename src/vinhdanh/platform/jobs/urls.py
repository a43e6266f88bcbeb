"""Addresses."""

from __future__ import annotations

from django.urls import path

from vinhdanh.platform.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.jobs, name="jobs"),
    path("<int:pk>/", views.job, name="job"),
    path("<int:pk>/lam-lai/", views.again, name="again"),
]

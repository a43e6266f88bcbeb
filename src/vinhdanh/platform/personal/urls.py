"""Addresses."""

from __future__ import annotations

from django.urls import path

from vinhdanh.platform.personal import views

app_name = "personal"
urlpatterns = [
    path("<int:pk>/", views.person, name="person"),
    path("<int:pk>/xem/", views.look, name="look"),
    path("<int:pk>/ghi/", views.write, name="write"),
    path("<int:pk>/trich/", views.export, name="export"),
    path("<int:pk>/xoa/", views.erase, name="erase"),
]

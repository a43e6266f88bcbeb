"""Addresses."""

from __future__ import annotations

from django.urls import path

from vinhdanh.platform.organisations.views import unions

app_name = "organisations"

urlpatterns = [
    path("", unions.tree, name="tree"),
    path("<int:pk>/", unions.union, name="union"),
    path("<int:pk>/them/", unions.add, name="add"),
    path("<int:pk>/sua/", unions.edit, name="edit"),
    path("<int:pk>/lien-he/", unions.contacts, name="contacts"),
]

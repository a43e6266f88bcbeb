"""Addresses."""

from __future__ import annotations

from django.urls import path

from vinhdanh.platform.organisations.views import register, unions

app_name = "organisations"

urlpatterns = [
    path("", unions.tree, name="tree"),
    path("<int:pk>/", unions.union, name="union"),
    path("<int:pk>/them/", unions.add, name="add"),
    path("<int:pk>/sua/", unions.edit, name="edit"),
    path("<int:pk>/lien-he/", unions.contacts, name="contacts"),
    path("<int:pk>/danh-ba/", register.upload, name="register_upload"),
    path("<int:pk>/danh-ba.xlsx", register.export, name="export"),
    path("danh-ba/mau.xlsx", register.form, name="register_form"),
    path("danh-ba/<int:pk>/", register.preview, name="register"),
    path("danh-ba/<int:pk>/ghi/", register.apply, name="register_apply"),
    path("danh-ba/<int:pk>/hoan-lai/", register.undo, name="register_undo"),
    path("danh-ba/<int:pk>/bo/", register.drop, name="register_drop"),
    path("danh-ba/<int:pk>/xem-lai/", register.again, name="register_again"),
    path("danh-ba/dong/<int:pk>/", register.choose, name="register_choose"),
]

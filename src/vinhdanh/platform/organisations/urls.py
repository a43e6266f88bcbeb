"""Addresses."""

from __future__ import annotations

from django.urls import path

from vinhdanh.platform.organisations.views import groups, people, register, structure, taking_back, unions

app_name = "organisations"

urlpatterns = [
    path("", unions.tree, name="tree"),
    path("<int:pk>/", unions.union, name="union"),
    path("<int:pk>/them/", unions.add, name="add"),
    path("<int:pk>/sua/", unions.edit, name="edit"),
    path("<int:pk>/lien-he/", unions.contacts, name="contacts"),
    path("<int:pk>/doi-ten/", structure.rename, name="rename"),
    path("<int:pk>/chuyen/", structure.move, name="move"),
    path("<int:pk>/sap-nhap/", structure.merge, name="merge"),
    path("<int:pk>/chia-tach/", structure.split, name="split"),
    path("<int:pk>/ket-thuc/", structure.close, name="close"),
    path("<int:pk>/mo-lai/", structure.reopen, name="reopen"),
    path("sap-xep/<int:pk>/hoan-lai/", taking_back.page, name="take_back"),
    path("cap/", structure.levels, name="levels"),
    path("cap/<int:pk>/", structure.level, name="level"),
    path("<int:pk>/danh-ba/", register.upload, name="register_upload"),
    path("<int:pk>/danh-ba.xlsx", register.export, name="export"),
    path("danh-ba/mau.xlsx", register.form, name="register_form"),
    path("danh-ba/<int:pk>/", register.preview, name="register"),
    path("danh-ba/<int:pk>/ghi/", register.apply, name="register_apply"),
    path("danh-ba/<int:pk>/hoan-lai/", register.undo, name="register_undo"),
    path("danh-ba/<int:pk>/bo/", register.drop, name="register_drop"),
    path("danh-ba/<int:pk>/xem-lai/", register.again, name="register_again"),
    path("danh-ba/<int:pk>/khoi/", register.group, name="register_group"),
    path("danh-ba/dong/<int:pk>/", register.choose, name="register_choose"),
    path("<int:pk>/khoi/", groups.groups, name="groups"),
    path("<int:pk>/khoi/lap/", groups.add, name="group_add"),
    path("<int:pk>/khoi/xep/", groups.assign, name="assign"),
    path("<int:pk>/khoi/thu-tu/", groups.order, name="groups_order"),
    path("khoi/<int:pk>/", groups.group, name="group"),
    path("khoi/<int:pk>/sua/", groups.edit, name="group_edit"),
    path("<int:pk>/nguoi/", people.people, name="people"),
    path("<int:pk>/nguoi/them/", people.add, name="person_add"),
    path("<int:pk>/nguoi/trung/", people.doubles, name="doubles"),
    path("nguoi/<int:pk>/", people.person, name="person"),
    path("nguoi/<int:pk>/sua/", people.edit, name="person_edit"),
    path("nguoi/<int:pk>/chuyen/", people.move, name="person_move"),
    path("nguoi/<int:pk>/gop/<int:gone>/", people.merge, name="person_merge"),
    path("nguoi/<int:pk>/chuc-vu/", people.give, name="post_give"),
    path("chuc-vu/<int:pk>/", people.edit_post, name="post_edit"),
    path("chuc-vu/<int:pk>/thoi/", people.end_post, name="post_end"),
    path("chuc-vu/<int:pk>/chiu-trach-nhiem/", people.responsible, name="responsible"),
]

"""Addresses of the step."""

from __future__ import annotations

from django.urls import path

from vinhdanh.steps.campaigns.views import guidance, issuing, lists, overview, parts, plan, pushing, reminders, units, work

app_name = "campaigns"
urlpatterns = [
    path("", lists.index, name="index"),
    path("excel/", lists.export, name="export"),
    path("moi/", lists.new, name="new"),
    path("van-ban-huong-dan/", guidance.library, name="library"),
    path("<int:pk>/", overview.overview, name="overview"),
    path("<int:pk>/thu-tinh/", overview.reckon, name="reckon"),
    path("<int:pk>/ke-hoach/", plan.plan, name="plan"),
    path("<int:pk>/ke-hoach/chac-chan/", plan.settle_sure, name="settle_sure"),
    path("<int:pk>/ke-hoach/<int:position>/", plan.settle, name="settle"),
    path("<int:pk>/noi-dung/", parts.contents, name="contents"),
    path("<int:pk>/noi-dung/<slug:key>/", parts.part, name="part"),
    path("<int:pk>/can-cu/<int:position>/tep/", parts.basis_file, name="basis_file"),
    path("<int:pk>/bo-quy-dinh/", parts.facts, name="facts"),
    path("<int:pk>/bo-quy-dinh/xac-nhan/", parts.confirm_fact, name="confirm_fact"),
    path("<int:pk>/don-vi/", units.units, name="units"),
    path("<int:pk>/don-vi/phan-bo/", units.allot, name="allot"),
    path("<int:pk>/don-vi/chia/", units.share, name="share"),
    path("<int:pk>/don-vi/excel/", units.excel, name="units_excel"),
    path("<int:pk>/don-vi/excel/nhan/", units.excel_back, name="units_excel_back"),
    path("<int:pk>/don-vi/chon/", units.choose, name="choose_units"),
    path("<int:pk>/don-vi/da-xem/", units.looked_at, name="units_looked_at"),
    path("<int:pk>/don-vi/<int:unit_pk>/", overview.unit, name="unit"),
    path("<int:pk>/don-vi/<int:unit_pk>/xac-nhan/", overview.acknowledge, name="acknowledge"),
    path("<int:pk>/don-doc/", reminders.reminders, name="reminders"),
    path("<int:pk>/don-doc/nhac/", reminders.remind, name="remind"),
    path("<int:pk>/moc/", work.milestones, name="milestones"),
    path("<int:pk>/moc/<slug:key>/", work.milestone_done, name="milestone_done"),
    path("<int:pk>/viec/", work.task_list, name="tasks"),
    path("<int:pk>/viec/<int:task_pk>/", work.task, name="task"),
    path("<int:pk>/viec/<int:task_pk>/xong/", work.task_done, name="task_done"),
    path("<int:pk>/ban-hanh/", issuing.issue, name="issue"),
    path("<int:pk>/ban-hanh/<int:number>/", issuing.version, name="version"),
    path("<int:pk>/van-ban/", issuing.papers, name="papers"),
    path("<int:pk>/van-ban/<slug:kind>.<slug:ending>", issuing.paper, name="paper"),
    path("<int:pk>/cap-tren/", issuing.join, name="join"),
    path("<int:pk>/tu-cap-tren/", pushing.above, name="above"),
    path("<int:pk>/giao-xuong/", pushing.push, name="push"),
    path("<int:pk>/cap-duoi/", pushing.children, name="children"),
    path("<int:pk>/don-vi/<int:unit_pk>/giao/", pushing.given, name="given"),
]

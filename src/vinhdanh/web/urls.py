"""Addresses. Each app brings its own; the permission matrix of the tests is built from this resolver."""

from django.urls import include, path

urlpatterns = [
    path("tai-khoan/", include("vinhdanh.platform.accounts.urls")),
    path("don-vi/", include("vinhdanh.platform.organisations.urls")),
    path("nhat-ky/", include("vinhdanh.platform.journal.urls")),
    path("du-lieu-ca-nhan/", include("vinhdanh.platform.personal.urls")),
    path("tep/", include("vinhdanh.platform.files.urls")),
    path("dang-xu-ly/", include("vinhdanh.platform.jobs.urls")),
    path("thong-bao/", include("vinhdanh.platform.notices.urls")),
    path("lich/", include("vinhdanh.platform.calendar.urls")),
    path("dot/", include("vinhdanh.steps.campaigns.urls")),
    path("", include("vinhdanh.web.entry_urls")),
    path("", include("vinhdanh.web.pages_urls")),
]

handler400 = "vinhdanh.web.errors.bad_request"
handler403 = "vinhdanh.web.errors.forbidden"

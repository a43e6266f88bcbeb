"""Addresses of accounts, roles and invitations."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from vinhdanh.platform.accounts.views import invited, kept, me, people

app_name = "accounts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", me.account, name="account"),
    path("phien/", me.sessions, name="sessions"),
    path("phien/<int:pk>/ket-thuc/", me.end_session, name="end_session"),
    path("phien/ket-thuc-het/", me.end_sessions, name="end_sessions"),
    path("thay-mat/", me.acting, name="acting"),
    path("thay-mat/<int:pk>/", me.act, name="act"),
    path("thay-mat/thoi/", me.stop_acting, name="stop_acting"),
    path("gui-lai/", kept.again, name="kept"),
    path("gui-lai/bo/", kept.drop, name="drop_kept"),
    path("don-vi/<int:pk>/", people.people, name="people"),
    path("don-vi/<int:pk>/moi/", people.invite, name="invite"),
    path("loi-moi/<int:pk>/", people.invitation, name="invitation"),
    path("loi-moi/<int:pk>/thu-hoi/", people.withdraw, name="withdraw"),
    path("loi-moi/<int:pk>/cap-lai/", people.reissue, name="reissue"),
    path("nguoi/<int:pk>/mat-khau-moi/", people.reset, name="reset"),
    path("chuc-danh/<int:pk>/ket-thuc/", people.end_post, name="end_post"),
    path("moi/<str:secret>/", invited.accept, name="accept"),
]

"""Addresses of signing in: those pages of allauth that are used here, under names that it knows (so without a namespace), and no other."""

from __future__ import annotations

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path

from vinhdanh.platform.accounts.views.sign_in import after_first_start, only_by_mail, only_where_secure, with_a_way

weighty = reauthentication_required(app="allauth.mfa")
"""Asks who it is once more, by whatever way the account has."""

urlpatterns = [
    path("dang-nhap/", after_first_start(account.login), name="account_login"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("tam-khoa/", account.account_inactive, name="account_inactive"),
    path("xac-nhan-lai/", with_a_way(account.reauthenticate), name="account_reauthenticate"),
    path("mat-khau/dat/", weighty(account.password_set), name="account_set_password"),
    path("mat-khau/", account.password_change, name="account_change_password"),
    path("quen-mat-khau/", only_by_mail(account.password_reset), name="account_reset_password"),
    path("quen-mat-khau/da-gui/", only_by_mail(account.password_reset_done), name="account_reset_password_done"),
    path("quen-mat-khau/xong/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^quen-mat-khau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("bao-mat/", mfa.index, name="mfa_index"),
    path("bao-mat/buoc-hai/", mfa.authenticate, name="mfa_authenticate"),
    path("bao-mat/xac-nhan-lai/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("bao-mat/ung-dung/bat/", totp.activate_totp, name="mfa_activate_totp"),
    path("bao-mat/ung-dung/tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("bao-mat/ma-du-phong/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("bao-mat/ma-du-phong/moi/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("bao-mat/ma-du-phong/tai-ve/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("bao-mat/khoa/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("bao-mat/khoa/them/", only_where_secure(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("bao-mat/khoa/dang-nhap/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("bao-mat/khoa/xac-nhan-lai/", only_where_secure(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("bao-mat/khoa/<int:pk>/bo/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("bao-mat/khoa/<int:pk>/doi-ten/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
]

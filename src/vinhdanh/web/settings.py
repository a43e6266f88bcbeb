"""Settings. Only the environment differs between a laptop and the nation (docs/operator.md).

`VINHDANH_DATA` is the data folder; `DATABASE_URL` a PostgreSQL server (else SQLite in the data folder); `VINHDANH_HOSTS` the names under which
the server is reached, parted by commas; `VINHDANH_SECRET`, `VINHDANH_DATA_KEY` the secrets (else generated files of mode 600 in the data folder);
`VINHDANH_MAIL` where notices go by mail ("console", or smtp://user:password@host:port).
"""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from vinhdanh.web import environment, words
from vinhdanh.web.guide import files as guide

HERE = Path(__file__).resolve().parent
DATA = environment.data_folder()

SECRET_KEY = environment.secret(DATA)
DEBUG = False
ALLOWED_HOSTS = environment.hosts()
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host not in {"*", "localhost", "127.0.0.1", "[::1]"}]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "vinhdanh.platform.design",
    "vinhdanh.platform.organisations",
    "vinhdanh.platform.accounts",
    "vinhdanh.platform.journal",
    "vinhdanh.platform.personal",
    "vinhdanh.platform.files",
    "vinhdanh.platform.jobs",
    "vinhdanh.platform.notices",
    "vinhdanh.platform.calendar",
    "vinhdanh.platform.registry",
    "vinhdanh.steps.campaigns",
    "vinhdanh.web",
    "allauth",  # after ours: our templates under its names come first
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "vinhdanh.web.operations.Operations",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "vinhdanh.platform.accounts.middleware.ReaderMiddleware",
    "vinhdanh.web.middleware.PlainErrors",
]

ROOT_URLCONF = "vinhdanh.web.urls"
WSGI_APPLICATION = "vinhdanh.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "vinhdanh.web.context.page",
                "vinhdanh.platform.accounts.context.sign_in",
            ],
        },
    }
]

DATABASES = {"default": environment.database(DATA)}
ATOMIC_REQUESTS = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["vinhdanh.platform.accounts.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "vinhdanh.platform.accounts.passwords.NotTheName"},
    {"NAME": "vinhdanh.platform.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "vinhdanh.platform.accounts.passwords.NotCommon"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "vinhdanh.platform.accounts.adapter.Adapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "vinhdanh.platform.accounts.forms.sign_in.SignInForm",
    "set_password": "vinhdanh.platform.accounts.forms.library.SetPassword",
    "change_password": "vinhdanh.platform.accounts.forms.library.ChangePassword",
    "reauthenticate": "vinhdanh.platform.accounts.forms.library.Reauthenticate",
    "reset_password": "vinhdanh.platform.accounts.forms.library.ResetPassword",
    "reset_password_from_key": "vinhdanh.platform.accounts.forms.library.ResetPasswordKey",
}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Failures are counted by the adapter, in the database (services.failures); the bounds of the library would stop 300 people of one hall.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": None,
    "reset_password": "5/m/key",
    "reset_password_from_key": None,
    "signup": None,
}
MFA_ADAPTER = "vinhdanh.platform.accounts.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Vinh Danh"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up by themselves: an address comes from the union that invited
MFA_RATE_LIMITS = {"webauthn_login": None}
MFA_FORMS = {
    "authenticate": "vinhdanh.platform.accounts.forms.sign_in.SecondStepForm",
    "reauthenticate": "vinhdanh.platform.accounts.forms.sign_in.ConfirmCodeForm",
    "activate_totp": "vinhdanh.platform.accounts.forms.library.ActivateTotp",
    "add_webauthn": "vinhdanh.platform.accounts.forms.library.AddPasskey",
    "login_webauthn": "vinhdanh.platform.accounts.forms.passkeys.SignInByPasskey",
    "authenticate_webauthn": "vinhdanh.platform.accounts.forms.passkeys.SecondStepByPasskey",
    "reauthenticate_webauthn": "vinhdanh.platform.accounts.forms.passkeys.ConfirmByPasskey",
    "edit_webauthn": "vinhdanh.platform.accounts.forms.library.EditPasskey",
}

MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": MEMORY},
    "template_fragments": {"BACKEND": MEMORY, "LOCATION": "fragments", "OPTIONS": {"MAX_ENTRIES": 1500}},
    "pages": {"BACKEND": MEMORY, "LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 300}},
}
"""In each process; nothing in them is needed, and nothing is found there whose state has changed (`steps.campaigns.stamps`)."""
MESSAGE_STORAGE = (
    "django.contrib.messages.storage.fallback.FallbackStorage"  # a cookie: a session is written only when it changes
)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "vinhdanh.web.errors.page_too_old"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("VINHDANH_HTTPS") else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if os.environ.get("VINHDANH_HTTPS") else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = bool(os.environ.get("VINHDANH_HTTPS"))

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [words.compiled(HERE / "locale", DATA / "words")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = environment.static_root(DATA)
STATICFILES_DIRS = [(guide.PICTURES, guide.pictures())]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "vinhdanh.platform.design.finders.StylesheetFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = False

REGISTER_DAYS = environment.days("VINHDANH_REGISTER_DAYS", 30)  # so long what a register tells of people is kept, to take it back

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS, DEFAULT_FROM_EMAIL = (
    environment.mail()
)
LOGGING = environment.logging()
SILENCED_SYSTEM_CHECKS: list[str] = []

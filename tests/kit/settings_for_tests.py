"""The program's own settings, in a data folder of the test run; only what would make tests slow is different."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("VINHDANH_DATA", tempfile.mkdtemp(prefix="vinhdanh-tests-"))

from vinhdanh.web.settings import *  # noqa: F403
from vinhdanh.web.settings import DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TESTS_DATA = Path(os.environ["VINHDANH_DATA"])
(TESTS_DATA / "static").mkdir(exist_ok=True)  # whitenoise warns where it finds no folder
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, not memory: connections of several threads then meet as they do at work, so that races can be shown.
    DATABASES["default"]["TEST"] = {"NAME": str(TESTS_DATA / "tests.sqlite3")}
JOURNAL_GUARDED = (
    False  # tests of transactions empty their tables afterwards; the tests of the journal set its triggers themselves
)

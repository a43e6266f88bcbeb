"""The application for a WSGI server."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

from vinhdanh.web.server import end_with_parent

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler

COLLECT = (50_000, 20, 100)
"""A page makes some thousand objects that end with it: looking after each thousand, as is usual, finds nothing."""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vinhdanh.web.settings")
application = get_wsgi_application()
reverse("home")  # loads every address now, before the workers part, instead of at the first page of each


def in_worker() -> WSGIHandler:
    """The application in a worker process of our own server, which ends when the server does."""
    end_with_parent()
    gc.collect()
    gc.freeze()  # what was loaded at start stays; looking through it again and again took a tenth of every page
    gc.set_threshold(*COLLECT)
    return application

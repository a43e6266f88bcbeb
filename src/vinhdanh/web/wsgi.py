"""The application for a WSGI server."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from django.core.wsgi import get_wsgi_application

from vinhdanh.web.server import end_with_parent

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vinhdanh.web.settings")
application = get_wsgi_application()


def in_worker() -> WSGIHandler:
    """The application in a worker process of our own server, which ends when the server does."""
    end_with_parent()
    return application

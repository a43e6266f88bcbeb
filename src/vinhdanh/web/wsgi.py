"""The application for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from vinhdanh.web.server import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vinhdanh.web.settings")
application = get_wsgi_application()
end_with_parent()

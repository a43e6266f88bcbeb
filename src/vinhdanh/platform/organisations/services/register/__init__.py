"""A register comes in: uploaded, previewed, applied whole, undone whole."""

from vinhdanh.platform.organisations.services.register.applying import apply
from vinhdanh.platform.organisations.services.register.incoming import choose, drop, preview, upload
from vinhdanh.platform.organisations.services.register.undoing import undo

__all__ = ["apply", "choose", "drop", "preview", "undo", "upload"]

"""A register comes in: uploaded, previewed, applied whole, undone whole."""

from vinhdanh.platform.organisations.services.register.applying import apply
from vinhdanh.platform.organisations.services.register.incoming import agree_group, choose, drop, preview, upload
from vinhdanh.platform.organisations.services.register.undoing import undo

__all__ = ["agree_group", "apply", "choose", "drop", "preview", "undo", "upload"]

"""Telling unions, and noting how they were told."""

from vinhdanh.platform.notices.services.telling import note_told, read, tell

__all__ = ["note_told", "read", "tell"]

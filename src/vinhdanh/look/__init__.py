"""How Vinh Danh looks: the one stylesheet, written in parts by subject, for the pages and for the report of a folder's run."""

from vinhdanh.look.sheet import PARTS, stylesheet

__all__ = ["PARTS", "stylesheet"]

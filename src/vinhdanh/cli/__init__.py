"""The command line `vinhdanh`: parses arguments, calls the engines, prints; no rule lives here."""

from vinhdanh.cli.main import main

__all__ = ["main"]

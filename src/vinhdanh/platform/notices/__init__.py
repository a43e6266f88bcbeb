"""Notices: who was told what, when, by which way."""

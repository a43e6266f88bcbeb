"""Stored files: content-addressed, encrypted with the data key, never served as HTML."""

"""SQLite behind one portable lock: see `base`."""

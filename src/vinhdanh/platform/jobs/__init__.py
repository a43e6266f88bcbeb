"""Jobs: background work in the database, leased, retried, idempotent, with progress."""

"""The journal: append-only, written with the change, sealed in batches into a hash chain."""

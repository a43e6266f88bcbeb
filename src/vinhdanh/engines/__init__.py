"""Floor 1: plain Python, no web, no database. Each engine is usable as a library of its own."""

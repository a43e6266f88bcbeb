"""Our database backends."""

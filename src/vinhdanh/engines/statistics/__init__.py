"""Engine: statistics."""

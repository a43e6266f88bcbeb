"""Engine: selection."""

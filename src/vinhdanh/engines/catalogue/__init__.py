"""Engine: catalogue."""

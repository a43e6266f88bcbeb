"""Engine: honours."""

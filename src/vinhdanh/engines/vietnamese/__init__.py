"""Engine: vietnamese."""

"""Engine: pipeline."""

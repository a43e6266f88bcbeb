"""Engine: plan."""

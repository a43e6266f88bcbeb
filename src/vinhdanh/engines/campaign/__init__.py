"""Engine: campaign."""

"""Engine: sheets."""

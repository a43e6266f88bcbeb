"""Engine: papers."""

"""Engine: appraisal."""

"""Personal data: encryption, keys per person, export, erasure."""

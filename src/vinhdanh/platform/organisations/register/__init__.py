"""The register as a table file: what its columns mean, what its rows would do, how it is written."""

"""The limits, copied from the issues: one table. A row that no benchmark prints is a failure."""

# Seconds that calibration took on the machine on which the absolute limits below were set (two shared cores, Python 3.11).
CALIBRATION_SECONDS = {"calibration.sha256": 1.1, "calibration.lexsort": 0.16}

# id: (part, limit, unit); a value must not exceed its limit.
LIMITS: dict[str, tuple[str, float, str]] = {
    "run.example": ("run", 12.0, "s"),
    "run.example.memory": ("run", 500.0, "MB"),
    "select.5000": ("selection", 2.0, "s"),
    "reasons.420": ("selection", 2.0, "s"),
    "papers.certificates": ("papers", 4.0, "s"),
    "papers.certificates.memory": ("papers", 400.0, "MB"),
}

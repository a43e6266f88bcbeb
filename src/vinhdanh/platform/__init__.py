"""Floor 2: what every step stands on: organisations, accounts, permissions, journal, personal data, files, jobs, notices, calendar, registry."""

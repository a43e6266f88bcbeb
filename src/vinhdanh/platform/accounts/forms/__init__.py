"""Forms of the accounts, one module per subject."""

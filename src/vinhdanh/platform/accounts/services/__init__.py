"""Every change of accounts, one module per subject."""

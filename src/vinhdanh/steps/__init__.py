"""Floor 3: one Django app per step of a campaign, in the order of the river (docs/architecture.md)."""

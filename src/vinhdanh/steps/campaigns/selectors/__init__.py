"""Every read of the step, scoped to the reader."""

from vinhdanh.steps.campaigns.selectors.campaigns import campaigns, content, my_units, of_union, visible

__all__ = ["campaigns", "content", "my_units", "of_union", "visible"]

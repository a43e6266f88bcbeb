"""Every read of the step, scoped to the reader."""

from vinhdanh.steps.campaigns.selectors.campaigns import campaign_of, campaigns, content, my_units, of_union, visible

__all__ = ["campaign_of", "campaigns", "content", "my_units", "of_union", "visible"]

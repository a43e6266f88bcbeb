"""The first step: the plan, its campaign, milestones, caps, targets, allocations, tasks; issuing it to the unions."""

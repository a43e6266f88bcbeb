"""Forms of the step: a part of the plan, found values, issue, tasks, units."""

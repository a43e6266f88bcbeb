"""The calendar: deadlines of all campaigns in the scope of a reader."""

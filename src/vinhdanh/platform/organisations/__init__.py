"""Unions, groups, people, posts: the tree of the organisation, with validity in time."""

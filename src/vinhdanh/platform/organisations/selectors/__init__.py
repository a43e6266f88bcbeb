"""Every read of unions, groups, people and posts: scoped to who asks."""

"""Parts of the generator of the example campaigns: seeded, all people invented."""

"""What each actor wants on an issue, how much it cares, what it can bring, and what may come of it."""

"""What is new in feeds, read into the record as it comes, and alerts on it."""

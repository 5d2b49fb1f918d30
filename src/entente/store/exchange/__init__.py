"""Event data of others: read from their formats and written in them."""

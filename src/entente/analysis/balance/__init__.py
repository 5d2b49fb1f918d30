"""Structural balance: which triads of friends and foes are at odds, which ties are under strain to change."""

"""Two actors: their series, its phases and turning points, what they said, who answers whom."""

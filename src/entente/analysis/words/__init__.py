"""The battle of words: which statements two sides exchange, whose they are, and which answers which."""

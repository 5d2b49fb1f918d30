"""What ``entente watch`` remembers, beside the store: ``entries`` are its nouns, ``watched`` their file."""

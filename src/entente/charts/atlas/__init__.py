"""What a map is made of: the view, land and borders, marks, names, the key."""

"""From text to sentences, windows, and the encoder's labels and scores."""

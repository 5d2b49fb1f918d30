"""From text to zones: title, body, heading, caption, byline, comment, boilerplate."""

"""From the encoder's labels to statements, events and claims, as spans not yet resolved to anybody."""

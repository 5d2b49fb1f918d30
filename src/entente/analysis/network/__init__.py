"""Many actors: who is tied to whom, and what follows from it for the rest."""

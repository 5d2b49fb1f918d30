"""How the encoder is trained, measured and exported; not installed with the package."""

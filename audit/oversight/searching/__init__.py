"""Finding decisions again, and taking a list out."""

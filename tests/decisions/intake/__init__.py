"""Many people brought in at once."""

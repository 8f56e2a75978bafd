"""Several homes: one after the other and side by side."""

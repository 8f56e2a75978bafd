"""The pages about those we may share with: the list, one of them, and warnings to read."""

"""The Guardian's desk. It reads entries and nothing else: an entry carries all that is needed to judge it."""

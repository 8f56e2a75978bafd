"""Bringing many people in at once: a list is read, tried, confirmed, and then all of it is taken, or nothing."""

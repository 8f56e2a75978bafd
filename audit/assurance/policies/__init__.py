"""Policies in versions, and who has read which."""

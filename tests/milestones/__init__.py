"""Databases as earlier states of the portal left them, moved on to the state of today."""

"""Questions that workers put to a senior or the Guardian, and the answers."""

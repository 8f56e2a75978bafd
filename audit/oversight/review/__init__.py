"""One decision on one screen, the Guardian's view of it, and what follows from that."""

"""The list: what waits for the Guardian, the worst first, folded from the entries of the log."""

"""The house rules that no other tool checks."""

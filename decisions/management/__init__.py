"""Commands of the decisions floor."""
